"""Types of command line arguments: each reads a word, or raises `ArgumentTypeError`."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from typing import TypeVar

from core.data.batches import ALL_ROWS
from core.tables.dialect import DELIMITERS, Dialect

_LARGEST_SIDE = 16_384
_MOST_NODES = 100_000
_MOST_DIGITS = 9
_Known = TypeVar("_Known")


def count(text: str) -> int:
    """A whole number from 0 on."""
    value = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= value < 2**63:
        raise ArgumentTypeError(f"“{text}” is not a whole number from 0 on")
    return value


def count_from_one(text: str) -> int:
    """A whole number from 1 on."""
    if not (value := count(text)):
        raise ArgumentTypeError("0 is not a whole number from 1 on")
    return value


def picture_size(text: str) -> tuple[int, int]:
    """Width and height: "1440x900"."""
    width, _, height = text.lower().replace("×", "x").partition("x")
    sides = (count(width), count(height))
    if not all(0 < side <= _LARGEST_SIDE for side in sides):
        raise ArgumentTypeError(f"“{text}” is not a size such as 1440x900")
    return sides


def choice(known: Mapping[str, _Known]) -> Callable[[str], _Known]:
    """One of several names, written with - or _."""

    def read(text: str) -> _Known:
        key = text.lower().replace("-", "_")
        if key not in known:
            names = ", ".join(name.replace("_", "-") for name in known)
            raise ArgumentTypeError(f"“{text}” is not one of {names}")
        return known[key]

    return read


def delimiter(text: str) -> str:
    """What stands between two cells: a character, or its name."""
    named = {name: sign for sign, name in DELIMITERS.items()} | {"space": " ", r"\t": "\t"}
    sign = named.get(text.lower(), text)
    try:
        Dialect(delimiter=sign)
    except ValueError as problem:
        raise ArgumentTypeError(
            f"“{text}” is none: {problem}; or say comma, semicolon, tab, bar or space"
        ) from None
    return sign


def sample(text: str) -> tuple[int, int | None]:
    """How many rows, and the seed that draws them, if there is one: "2000,7"."""
    rows, comma, seed = text.partition(",")
    size = count(rows)
    if size == 0:
        raise ArgumentTypeError("a sample needs one row or more")
    return size, count(seed) if comma else None


def layer_sizes(text: str) -> tuple[int, ...]:
    """The sizes of hidden layers: "50,32"; none for 0."""
    parts = text.replace(" ", "").split(",")
    if parts in ([""], ["0"], ["none"]):
        return ()
    sizes = tuple(int(part) if _is_short_number(part) else 0 for part in parts)
    if not all(0 < size <= _MOST_NODES for size in sizes):
        raise ArgumentTypeError(f"“{text}” is not a list of sizes such as 50,32")
    return sizes


def _is_short_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS


def learning_rate(text: str) -> float:
    """A finite number above 0."""
    rate = _number(text)
    if not 0 < rate < float("inf"):
        raise ArgumentTypeError(f"“{text}” is not a learning rate above 0")
    return rate


def bound(text: str) -> float:
    """A finite number above 0, for something to come below."""
    value = _number(text)
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"“{text}” is not a number above 0")
    return value


def batch_size(text: str) -> int:
    """A number of rows, or all of them."""
    if text == "all":
        return ALL_ROWS
    size = count(text)
    if size == 0:
        raise ArgumentTypeError("a batch needs one row or more; “all” takes all")
    return size


def part(text: str) -> float:
    """A number from 0 up to, but not, 1."""
    value = _number(text)
    if not 0 <= value < 1:
        raise ArgumentTypeError(f"“{text}” is not a part from 0 to 1, such as 0.2")
    return value


def number(text: str) -> float:
    """A number."""
    value = _number(text)
    if value != value:
        raise ArgumentTypeError(f"“{text}” is not a number")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
