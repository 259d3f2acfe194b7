"""Arithmetic as a tree: numbers that know what they are, and how they are put together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from core.explanation.quantities import Quantity
from core.nn.activations import IDENTITY, Activation
from core.nn.arrays import Array


@dataclass(frozen=True, slots=True)
class Term:
    """A number in an explanation.

    Attributes:
        value: the number.
        quantity: what it is; None for a constant, such as the 2 in 2 × error.
        caption: a word or two on what it is, where its place does not tell: "learning rate".
        stands_for: how many terms it sums up that are not written out; 0 for one number.
    """

    value: float
    quantity: Quantity | None = None
    caption: str = ""
    stands_for: int = 0


class Operator(Enum):
    """How parts are put together; the value is how it is called."""

    SUM = "sum"
    PRODUCT = "product"
    DIFFERENCE = "difference"
    QUOTIENT = "quotient"
    SQUARE = "square"
    ABSOLUTE = "absolute value"
    SIGN = "sign"
    EXPONENTIAL = "exponential"
    MINUS_LOGARITHM = "minus logarithm"
    ACTIVATION = "activation"


@dataclass(frozen=True, slots=True)
class Operation:
    """Parts put together.

    Attributes:
        operator: how; a sum and a product have any number of parts, a difference and a quotient
            have two, and all others one.
        parts: what is put together.
        activation: the function that is applied, if it is one.
    """

    operator: Operator
    parts: tuple["Expression", ...]
    activation: Activation = IDENTITY


Expression = Term | Operation


def added(*parts: Expression) -> Expression:
    """The parts' sum; one part alone is itself."""
    return parts[0] if len(parts) == 1 else Operation(Operator.SUM, parts)


def multiplied(*parts: Expression) -> Operation:
    """The parts' product."""
    return Operation(Operator.PRODUCT, parts)


def subtracted(left: Expression, right: Expression) -> Operation:
    """Left − right."""
    return Operation(Operator.DIFFERENCE, (left, right))


def divided(above: Expression, below: Expression) -> Operation:
    """Above / below."""
    return Operation(Operator.QUOTIENT, (above, below))


def squared(base: Expression) -> Operation:
    """Base × base."""
    return Operation(Operator.SQUARE, (base,))


def absolute(part: Expression) -> Operation:
    """The part without its sign."""
    return Operation(Operator.ABSOLUTE, (part,))


def sign_of(part: Expression) -> Operation:
    """1, −1 or 0: which side of 0 the part lies on."""
    return Operation(Operator.SIGN, (part,))


def exponential(part: Expression) -> Operation:
    """E to the power of the part."""
    return Operation(Operator.EXPONENTIAL, (part,))


def minus_logarithm(part: Expression) -> Operation:
    """−ln of the part: how surprising it is, 0 for what is certain."""
    return Operation(Operator.MINUS_LOGARITHM, (part,))


def activated(activation: Activation, part: Expression) -> Operation:
    """An activation function applied to the part."""
    return Operation(Operator.ACTIVATION, (part,), activation)


@dataclass(frozen=True, slots=True)
class Equation:
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


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that belongs to an explanation, and the number that it would give away."""

    text: str
    about: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class RowTable:
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


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Everything to be said about one node or weight.

    Attributes:
        title: what it is about: "accounts → hidden 1".
        lines: equations and remarks, in the order in which they are understood.
        table: the part of each row, where there are several.
    """

    title: str
    lines: tuple[Equation | Remark, ...]
    table: RowTable | None = None


MOST_PARTS = 6


def shortened(values: list[float], part: Callable[[int], Expression]) -> tuple[Expression, ...]:
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


def terms_of(expression: Expression) -> Iterator[Term]:
    """Every number in an expression, from left to right."""
    if isinstance(expression, Term):
        yield expression
    else:
        for part in expression.parts:
            yield from terms_of(part)


def without_captions(equation: Equation) -> Equation:
    """The equation with its numbers alone, for where the same was just explained."""
    return replace(equation, steps=tuple(map(_bare, equation.steps)))


def _bare(expression: Expression) -> Expression:
    if isinstance(expression, Term):
        return expression if expression.stands_for else replace(expression, caption="")
    return replace(expression, parts=tuple(map(_bare, expression.parts)))
