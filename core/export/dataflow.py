"""Which lines need which: whether lines in another order compute the same."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.export.line import Line

_Sources = Mapping[str, Line | None]


class Misreading(NamedTuple):
    """A line that does not find what it needs.

    Attributes:
        line: that stands in a wrong place.
        name: what it uses.
        is_missing: whether the name has no such value yet; else it has a later one already.
    """

    line: Line
    name: str
    is_missing: bool


def first_misreading(lines: Sequence[Line], order: Sequence[Line]) -> Misreading | None:
    """The first line that does not find what it finds in the right order; None if all do.

    A line computes the same wherever each name it uses was given its value by the same line, or by
    none: lines that do not need each other may change places.

    Args:
        lines: in their right order.
        order: the same lines in another.
    """
    right, found = _sources(lines), _sources(order)
    for at, line in enumerate(order):
        for name, wanted in right[line.text].items():
            if found[line.text][name] != wanted:
                return Misreading(line, name, wanted is not None and wanted not in order[:at])
    return None


def _sources(lines: Sequence[Line]) -> dict[str, _Sources]:
    """For each line, by its text, which line gave each name that it uses its value."""
    written = {line.name for line in lines}
    latest, found = dict[str, Line](), dict[str, _Sources]()
    for line in lines:
        found[line.text] = {name: latest.get(name) for name in _used(line, written)}
        latest[line.name] = line
    return found


def _used(line: Line, written: set[str]) -> Iterator[str]:
    """The names that a line uses, of those that lines give a value; of a whole dict all of it."""
    for used in dict.fromkeys(_names(ast.parse(line.text))):
        yield from sorted(each for each in written if each == used or each.startswith(f"{used}["))


def _names(node: ast.AST) -> Iterator[str]:
    """The names that are read: "a1"; with a key, "weights['node_0']"."""
    match node:
        case ast.Subscript(ast.Name(name), ast.Constant(str(key)), ctx=ast.Load()):
            yield f"{name}['{key}']"
        case ast.Subscript(ctx=ast.Store()):
            return
        case ast.Name(name, ctx=ast.Load()):
            yield name
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names(child)
