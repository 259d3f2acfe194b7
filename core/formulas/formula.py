"""A formula: arithmetic over columns, as a tree."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.nn.arrays import Array, read_only
from core.nn.expressions import Expression, Operation, Operator, Term, combined


class Column(Struct, frozen=True):
    """A number of the row: that of the column at this place, from 0."""

    place: int


Formula = Term | Column | Operation[Term | Column]
_OF_MANY = (Operator.SUM, Operator.PRODUCT)


def joined(operator: Operator, left: Formula, right: Formula) -> Formula:
    """Both put together; a sum goes on, and so does a product, as they are computed and written."""
    if operator in _OF_MANY and isinstance(left, Operation) and left.operator is operator:
        return replace(left, parts=(*left.parts, right))
    return Operation(operator, (left, right))


def negated(part: Formula) -> Formula:
    """The part with the other sign."""
    if isinstance(part, Term):
        return Term(-part.value)
    return Operation(Operator.NEGATIVE, (part,))


def raised(base: Formula, exponent: Formula) -> Formula:
    """The base to the power of the exponent."""
    if exponent == Term(2):
        return Operation(Operator.SQUARE, (base,))
    return Operation(Operator.POWER, (base, exponent))


def columns_in(formula: Formula) -> frozenset[int]:
    """The places of all columns that it is made of."""
    return frozenset(leaf.place for leaf in _leaves(formula) if isinstance(leaf, Column))


def depth_of(formula: Formula) -> int:
    """How deeply its parts stand in one another; 1 for a number or a column."""
    if not isinstance(formula, Operation):
        return 1
    return 1 + max(map(depth_of, formula.parts))


def size_of(formula: Formula) -> int:
    """How many parts it has: numbers, columns and operations."""
    if not isinstance(formula, Operation):
        return 1
    return 1 + sum(map(size_of, formula.parts))


def moved(formula: Formula, places: Callable[[int], int]) -> Formula:
    """The formula with its columns at other places."""
    if isinstance(formula, Column):
        return Column(places(formula.place))
    if isinstance(formula, Term):
        return formula
    return replace(formula, parts=tuple(moved(part, places) for part in formula.parts))


def of_row(formula: Formula, terms: Callable[[int], Term]) -> Expression:
    """The arithmetic of one row, with what `terms` makes of each column."""
    if isinstance(formula, Column):
        return terms(formula.place)
    if isinstance(formula, Term):
        return formula
    parts = tuple(of_row(part, terms) for part in formula.parts)
    return Operation(formula.operator, parts, formula.activation)


def computed(formula: Formula, columns: Sequence[Array]) -> Array:
    """What comes of each row, shape (rows,), read-only; infinite or NaN where that is no number.

    Args:
        formula: over columns that there are.
        columns: one or more, each of shape (rows,).
    """
    return read_only(np.broadcast_to(_computed(formula, columns), columns[0].shape))


def _computed(formula: Formula, columns: Sequence[Array]) -> Array:
    if isinstance(formula, Column):
        return columns[formula.place]
    if isinstance(formula, Term):
        return np.asarray(formula.value)
    return combined(formula, [_computed(part, columns) for part in formula.parts])


def _leaves(formula: Formula) -> Iterator[Term | Column]:
    if isinstance(formula, Operation):
        for part in formula.parts:
            yield from _leaves(part)
    else:
        yield formula
