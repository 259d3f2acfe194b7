"""Checks of a document's values; each raises `DocumentError` with the place of what is wrong."""

from collections.abc import Mapping, Sequence, Sized
from typing import TypeVar

import numpy as np

from core.nn.arrays import Array
from core.slices.work import WorkError
from core.text.names import in_one_line
from core.text.numbers import grouped

MAX_TEXT = 1_000
_MAX_WHOLE = 2**63 - 1

_Known = TypeVar("_Known")


class DocumentError(WorkError):
    """What is wrong with a document, where, and what to do about it, in words for people."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)


def known(choices: Mapping[str, _Known], key: str, kind: str, where: str) -> _Known:
    """Return the choice with this key."""
    if key not in choices:
        raise DocumentError(
            f"unknown {kind} “{shortened(key)}”; expected one of {', '.join(choices)}", where
        )
    return choices[key]


def whole(number: int, where: str) -> int:
    """Return the number if it is a whole one that 63 bits hold."""
    if not 0 <= number <= _MAX_WHOLE:
        raise DocumentError("expected a whole number from 0 to 2⁶³ − 1", where)
    return number


def check_text(text: str, where: str) -> None:
    """Accept a name or title that can be written and shown."""
    if len(text) > MAX_TEXT:
        raise DocumentError(
            f"it has {grouped(len(text))} characters; the most is {grouped(MAX_TEXT)}: shorten it",
            where,
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise DocumentError("it has half a character in it: type it again", where) from None


def check_names(names: Sequence[str], most: int, kind: str, where: str) -> None:
    """Accept one or more names, and no more than the most."""
    check_some(names, most, kind, where)
    for index, name in enumerate(names):
        check_text(name, f"{where}[{index}]")


def check_some(items: Sized, most: int, kind: str, where: str) -> None:
    """Accept at least one item, and no more than the most."""
    if not len(items):
        raise DocumentError(f"expected at least one {kind}", where)
    if len(items) > most:
        told = f"there are {grouped(len(items))} {kind}s; the most is {grouped(most)}"
        raise DocumentError(told, where)


def check_count(items: Sized, expected: int, kind: str, owner: str, where: str) -> None:
    """Accept exactly one item for each owner."""
    if len(items) != expected:
        raise DocumentError(
            f"expected {_counted(expected, kind)}, one for each {owner}, found {len(items)}", where
        )


def check_lists(
    lists: Sequence[Sized], nodes: int, sources: int, kind: str, source: str, where: str
) -> None:
    """Accept one list a node, with one item a source."""
    check_count(lists, nodes, "list", "node", where)
    for index, items in enumerate(lists):
        check_count(items, sources, kind, source, f"{where}[{index}]")


def check_finite(values: Array, where: str, key: str = "") -> None:
    """Accept finite numbers. `key` stands in the place after the first index: rows[0].inputs."""
    bad = np.argwhere(~np.isfinite(values))
    if not len(bad):
        return
    first, *others = bad[0].tolist()
    place = f"{where}[{first}]{key}" + "".join(f"[{index}]" for index in others)
    found = values[tuple(bad[0])]
    raise DocumentError(f"expected a finite number, found {found}", place)


def shortened(text: str) -> str:
    """Return the beginning of a text that may be anything, in one line, to quote it."""
    start = in_one_line(text[:40].encode(errors="replace").decode())
    return start if len(text) <= 40 else f"{start}…"


def _counted(count: int, kind: str) -> str:
    if count == 1:
        return f"1 {kind}"
    return f"{count} {kind}es" if kind.endswith("s") else f"{count} {kind}s"
