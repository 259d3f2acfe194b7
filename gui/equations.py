"""Explanations as text: numbers as they are shown, and signs that are true of what is shown.

"=" stands only where every number beside it is shown exactly and the arithmetic done with the
shown numbers gives just what is shown; everywhere else stands "≈".
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from core.activations import GELU, IDENTITY, LEAK, LEAKY_RELU, RELU, SIGMOID, TANH, Activation
from core.explanation.terms import (
    Equation,
    Expression,
    Operation,
    Operator,
    Term,
    terms_of,
)
from gui.number_text import MINUS, editable, fraction, is_exact, number

HALF = "½"


class Numerals(Enum):
    """How numbers are written; the value is what the choice is called."""

    SHORT = "Short numbers"
    FRACTIONS = "Fractions where there are any"
    FULL = "Full precision"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it is written.

    Attributes:
        text: what is written.
        value: what the text says, to the last digit; None for what is no finite number.
        exact: whether the text says all of the number, binary rounding aside.
    """

    text: str
    value: Fraction | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a written equation; a caption says what the number before it is."""

    text: str
    term: Term | None = None
    is_caption: bool = False


def show(value: float, numerals: Numerals) -> Shown:
    """Write a number."""
    if numerals is Numerals.FRACTIONS:
        ratio = fraction(value)
        if ratio is not None:
            return Shown(ratio, Fraction(ratio.replace(MINUS, "-")), True)
    text = editable(value) if numerals is Numerals.FULL else number(value)
    try:
        said = Fraction(text.replace(MINUS, "-"))
    except ValueError:  # infinite, or not a number
        return Shown(number(value), None, True)
    return Shown(text, said, numerals is Numerals.FULL or is_exact(value))


class EquationWriter:
    """Writes equations in one kind of numerals."""

    def __init__(self, numerals: Numerals = Numerals.SHORT) -> None:
        self._numerals = numerals

    def write(self, equation: Equation) -> list[Span]:
        """The whole equation: name, arithmetic, and what comes out of it."""
        spans = [Span(equation.name)]
        before: Expression | None = None
        for step in equation.steps:
            spans.append(Span(f" {self._sign(before, step)} "))
            spans += self._spans(step)
            before = step
        return spans

    def _sign(self, before: Expression | None, after: Expression) -> str:
        """The sign between two steps, or between the name and the first of them."""
        if not self._is_exact(after):
            return "≈"
        if before is None:
            return "="
        same = self._agree(*_without_activation(before, after))
        return "=" if self._is_exact(before) and same else "≈"

    def _is_exact(self, expression: Expression) -> bool:
        return all(show(term.value, self._numerals).exact for term in terms_of(expression))

    def _agree(self, one: Expression, other: Expression) -> bool:
        """Whether the shown numbers make both the same."""
        left, right = self._value(one), self._value(other)
        return left is not None and left == right

    def _value(self, expression: Expression) -> Fraction | None:
        """What the arithmetic gives with the numbers as they are shown; None if irrational."""
        if isinstance(expression, Term):
            return show(expression.value, self._numerals).value
        values = [self._value(part) for part in expression.parts]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        if expression.operator is Operator.ACTIVATION:
            return _applied(expression.activation, known[0])
        return _COMBINE[expression.operator](known)

    # Writing

    def _spans(self, expression: Expression, *, inside: bool = False) -> Iterator[Span]:
        """An expression; `inside` something that would tear it apart without parentheses."""
        if isinstance(expression, Term):
            yield from self._term(expression, inside)
            return
        operator = expression.operator
        before, mark, after = _MARKS[operator]
        if operator is Operator.ACTIVATION:
            before = f"{expression.activation.name}("
        if inside and operator in (Operator.SUM, Operator.DIFFERENCE):
            before, after = f"({before}", f"{after})"
        yield Span(before)
        for at, part in enumerate(expression.parts):
            if at:
                yield Span(mark)
            if operator is Operator.SQUARE and isinstance(part, Term):
                yield from self._squared(part)
            else:
                yield from self._spans(part, inside=at > 0 or operator in _TIGHT)
        yield Span(after)

    def _squared(self, term: Term) -> Iterator[Span]:
        text = show(term.value, self._numerals).text
        plain_ = text.replace(".", "").isdigit()
        yield Span(text if plain_ else f"({text})", term)

    def _term(self, term: Term, inside: bool) -> Iterator[Span]:
        is_half = term.quantity is None and term.value == 0.5
        text = HALF if is_half else show(term.value, self._numerals).text
        needs_guard = inside and (text.startswith(MINUS) or "/" in text)
        yield Span(f"({text})" if needs_guard else text, term)
        if term.caption:
            yield Span(f" {term.caption}", is_caption=True)


# What stands before, between and after the parts.
_MARKS = {
    Operator.SUM: ("", " + ", ""),
    Operator.PRODUCT: ("", " × ", ""),
    Operator.DIFFERENCE: ("", f" {MINUS} ", ""),
    Operator.QUOTIENT: ("", " / ", ""),
    Operator.SQUARE: ("", "", "²"),
    Operator.ABSOLUTE: ("|", "", "|"),
    Operator.SIGN: ("sign of ", "", ""),
    Operator.EXPONENTIAL: ("e^(", "", ")"),
    Operator.MINUS_LOGARITHM: (f"{MINUS}ln(", "", ")"),
    Operator.ACTIVATION: ("", "", ")"),
}
_TIGHT = (Operator.SQUARE, Operator.QUOTIENT)  # their first part needs parentheses, too
_COMBINE: dict[Operator, Callable[[list[Fraction]], Fraction | None]] = {
    Operator.SUM: lambda values: sum(values, Fraction(0)),
    Operator.PRODUCT: lambda values: math.prod(values, start=Fraction(1)),
    Operator.DIFFERENCE: lambda values: values[0] - values[1],
    Operator.QUOTIENT: lambda values: values[0] / values[1] if values[1] else None,
    Operator.SQUARE: lambda values: values[0] * values[0],
    Operator.ABSOLUTE: lambda values: abs(values[0]),
    Operator.EXPONENTIAL: lambda values: None if values[0] else Fraction(1),
    Operator.MINUS_LOGARITHM: lambda values: Fraction(0) if values[0] == 1 else None,
    Operator.SIGN: lambda values: Fraction((values[0] > 0) - (values[0] < 0)),
}


def plain(spans: Iterable[Span]) -> str:
    """The spans as one line of text."""
    return "".join(span.text for span in spans)


def _without_activation(one: Expression, other: Expression) -> tuple[Expression, Expression]:
    """What the same function is applied to in both, or both as they are."""
    if isinstance(one, Operation) and isinstance(other, Operation):
        applied = one.operator is other.operator is Operator.ACTIVATION
        if applied and one.activation is other.activation:
            return one.parts[0], other.parts[0]
    return one, other


def _applied(activation: Activation, value: Fraction) -> Fraction | None:
    """The activation of a fraction, where that is a fraction."""
    if activation is IDENTITY:
        return value
    if activation is RELU:
        return max(value, Fraction(0))
    if activation is LEAKY_RELU:
        return value if value > 0 else value * Fraction(str(LEAK))
    at_zero = {SIGMOID.key: Fraction(1, 2), TANH.key: Fraction(0), GELU.key: Fraction(0)}
    return at_zero.get(activation.key) if value == 0 else None
