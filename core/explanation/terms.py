"""An explanation and its parts: equations, remarks, and a table of the rows."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.nn.arrays import Array
from core.nn.expressions import Expression, Term
from core.nn.quantity import Quantity


class Equation(Struct, frozen=True):
    """A number and its arithmetic: name = first step = … = result.

    Attributes:
        name: what is explained: "hidden 1", "new weight".
        quantity: the same, to be pointed at.
        steps: from what it is made of to the number itself; each equals the next. The last is a
            `Term`; with no other step the number is given, not computed.
    """

    name: str
    quantity: Quantity
    steps: tuple[Expression, ...]

    @property
    def result(self) -> Term:
        """The number that comes out."""
        last = self.steps[-1]
        if not isinstance(last, Term):
            raise TypeError("an equation ends with a number")
        return last


class Remark(Struct, frozen=True):
    """A sentence that belongs to an explanation, and the number that it would give away."""

    text: str
    about: Quantity


class RowTable(Struct, frozen=True, eq=False):
    """How every row takes part, for a number that comes from several rows.

    Attributes:
        columns: what stands in each column; the last is what comes out of the others.
        quantities: the same for row 0, to be pointed at; None for a constant.
        values: shape (rows, columns).
        notes: a word on each row, mostly none: "off".
    """

    columns: tuple[str, ...]
    quantities: tuple[Quantity | None, ...]
    values: Array
    notes: tuple[str, ...]


class Explanation(Struct, frozen=True, eq=False):
    """Everything to be said about one node or weight.

    Attributes:
        title: what it is about: "accounts → hidden 1".
        lines: equations and remarks, in the order in which they are understood.
        make_table: finds the part of each row, where there are several.
    """

    title: str
    lines: tuple[Equation | Remark, ...]
    make_table: Callable[[], RowTable] | None = None

    @property
    def table(self) -> RowTable | None:
        """The part of each row, found anew: it takes its time where there are many."""
        return None if self.make_table is None else self.make_table()


MOST_PARTS = 6


def shortened(
    values: Sequence[float] | Array, part: Callable[[int], Expression]
) -> tuple[Expression, ...]:
    """At most `MOST_PARTS` parts of a sum; one term stands for the sum of all others.

    Args:
        values: the value of each part.
        part: makes the part at an index.
    """
    if len(values) <= MOST_PARTS:
        return tuple(map(part, range(len(values))))
    rest = values[MOST_PARTS - 1 :]
    with np.errstate(all="ignore"):
        others_sum = float(np.sum(rest))
    others = Term(others_sum, caption=f"from {len(rest)} more", stands_for=len(rest))
    return (*map(part, range(MOST_PARTS - 1)), others)


def without_captions(equation: Equation) -> Equation:
    """The equation with its numbers alone, for where the same was just explained."""
    return replace(equation, steps=tuple(map(_bare, equation.steps)))


def _bare(expression: Expression) -> Expression:
    if isinstance(expression, Term):
        return expression if expression.stands_for else replace(expression, caption="")
    return replace(expression, parts=tuple(map(_bare, expression.parts)))
