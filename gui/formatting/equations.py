"""Explanations as text: numbers as they are shown, and signs that are true of what is shown.

"=" stands only where every number beside it is shown exactly and the arithmetic done with the
shown numbers gives just what is shown; everywhere else stands "≈".
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from core.explanation.terms import Equation
from core.nn.expressions import Expression, Operation, Operator, Term, terms_of
from core.nn.notation import MARKS, is_torn
from core.text.numbers import MINUS
from gui.formatting.numerals import Numerals, Shown, show

HALF = "½"
_DIGITS = (0, 6, 8, 10, 12, 14, 17)
_NEAR = 100  # times the difference: at most what it is compared with
_FAR = 0.015  # of that, in binary arithmetic, which rounds
_LEAST = 1e-300  # smaller ones have lost digits
_TOO_LONG = 12  # digits: where longer numbers cancel out, its rounding is all that is left
_LARGEST_EXPONENT = 64


class Span(NamedTuple):
    """A piece of a written equation; a caption says what the number before it is."""

    text: str
    term: Term | None = None
    is_caption: bool = False


def telling_digits(steps: Sequence[Expression], numerals: Numerals = Numerals.SHORT) -> int:
    """How many digits it takes until each step comes to what the next one says.

    5 − 5 ≈ −9.2e−9 is not true to the eye: with the digits that are found here, 4.9999999908 − 5
    is. They are 0 where short numbers do, and where none would: what is left is binary rounding.
    """
    return _telling(steps, numerals) or 0


def _telling(steps: Sequence[Expression], numerals: Numerals) -> int | None:
    """These digits; None where none would do."""
    return next((n for n in _DIGITS if _Writing(numerals, n, steps[-1]).comes_true(steps)), None)


class EquationWriter:
    """Writes equations in one kind of numerals."""

    def __init__(self, numerals: Numerals = Numerals.SHORT) -> None:
        self._numerals = numerals

    def write(self, equation: Equation) -> list[Span]:
        """The whole equation: name, arithmetic, and what comes out of it."""
        digits = telling_digits(equation.steps, self._numerals)
        return _Writing(self._numerals, digits, equation.steps[-1]).write(equation)

    def write_line(self, name: str, equation: Equation, *, is_signed: bool = False) -> str:
        """The same in as little room as can be: "error 16 − 5 = +11", "loss slope = error = +22".

        Only what comes out of it, where that is what binary rounding has left.
        """
        made_of, result = equation.steps[0], equation.result
        digits = _telling(equation.steps, self._numerals)
        writing = _Writing(self._numerals, digits or 0, result)
        shown = show(result.value, self._numerals)
        plus = "+" if is_signed and result.value > 0 and shown.text != "0" else ""
        if isinstance(made_of, Term) and made_of.caption:
            name = f"{name} = {made_of.caption}"
        elif not isinstance(made_of, Term) and digits is not None:
            bare = (span for span in writing.spans(made_of) if not span.is_caption)
            return f"{name} {plain(bare)} {writing.sign(made_of, result)} {plus}{shown.text}"
        return f"{name} {'=' if shown.exact else '≈'} {plus}{shown.text}"


class _Writing:
    """Writes one equation; all but its result with so many digits where short ones do not do."""

    def __init__(self, numerals: Numerals, digits: int, result: Expression) -> None:
        self._numerals, self._digits, self._result = numerals, digits, result

    def comes_true(self, steps: Sequence[Expression]) -> bool:
        """Whether the numbers, as they are shown, come to what is shown."""
        if self._digits <= _TOO_LONG and self._numerals is not Numerals.FULL:
            about = map(self._about, steps)
            if any(_is_far(*pair) for pair in pairwise(about)):
                return False  # known much sooner than by fractions
        found = [self._value(step, rough=True) for step in steps]
        return all(_is_near(*pair) for pair in pairwise(found))

    def _about(self, expression: Expression) -> float | None:
        """What simple arithmetic gives with the numbers as they are shown; None for other."""
        if isinstance(expression, Term):
            return self._show(expression).about
        parts = [self._about(part) for part in expression.parts]
        values = [part for part in parts if part is not None]
        combine = _COMBINE_ABOUT.get(expression.operator)
        return None if combine is None or len(values) < len(parts) else combine(values)

    def write(self, equation: Equation) -> list[Span]:
        """The name, and step after step the sign and what stands behind it."""
        spans = [Span(equation.name)]
        before: Expression | None = None
        for step in equation.steps:
            spans.append(Span(f" {self.sign(before, step)} "))
            spans += self.spans(step)
            before = step
        return spans

    def _show(self, term: Term) -> Shown:
        return show(term.value, self._numerals, 0 if term is self._result else self._digits)

    def sign(self, before: Expression | None, after: Expression) -> str:
        """The sign between two steps, or between the name and the first of them."""
        if not self._is_exact(after):
            return "≈"
        if before is None:
            return "="
        same = self._agree(*_without_activation(before, after))
        return "=" if self._is_exact(before) and same else "≈"

    def _is_exact(self, expression: Expression) -> bool:
        return all(self._show(term).exact for term in terms_of(expression))

    def _agree(self, one: Expression, other: Expression) -> bool:
        """Whether the shown numbers make both the same."""
        left, right = self._value(one), self._value(other)
        return left is not None and left == right

    def _value(self, expression: Expression, *, rough: bool = False) -> Fraction | None:
        """What the arithmetic gives with the numbers as they are shown; None if irrational.

        A `rough` value may be rounded, so that logarithms have one too.
        """
        if isinstance(expression, Term):
            return self._show(expression).value
        values = [self._value(part, rough=rough) for part in expression.parts]
        known = [value for value in values if value is not None]
        if expression.operator is Operator.PRODUCT and 0 in known:
            return Fraction(0)
        if len(known) < len(values):
            return None
        if expression.operator is Operator.ACTIVATION:
            return expression.activation.exactly(known[0])
        if rough and expression.operator is Operator.MINUS_LOGARITHM and known[0] > 0:
            return Fraction(-math.log(known[0]))
        return _COMBINE[expression.operator](known)

    # Writing

    def spans(self, expression: Expression, *, inside: bool = False) -> Iterator[Span]:
        """An expression; `inside` something that would tear a sign off its number."""
        if isinstance(expression, Term):
            yield from self._term(expression, inside)
            return
        operator = expression.operator
        before, mark, after = MARKS[operator]
        if operator is Operator.ACTIVATION:
            before = f"{expression.activation.name}("
        yield Span(before)
        for at, part in enumerate(expression.parts):
            if at:
                yield Span(mark)
            if operator is Operator.SQUARE and isinstance(part, Term):
                yield from self._squared(part)
            elif not isinstance(part, Term) and is_torn(part.operator, operator, at):
                yield from (Span("("), *self.spans(part), Span(")"))
            else:
                torn = inside and operator is Operator.PRODUCT
                yield from self.spans(part, inside=torn or at > 0 or operator is Operator.QUOTIENT)
        yield Span(after)

    def _squared(self, term: Term) -> Iterator[Span]:
        text = self._show(term).text
        plain_ = text.replace(".", "").isdigit()
        yield Span(text if plain_ else f"({text})", term)

    def _term(self, term: Term, inside: bool) -> Iterator[Span]:
        is_half = term.quantity is None and term.value == 0.5
        text = HALF if is_half else self._show(term).text
        needs_guard = inside and (text.startswith(MINUS) or "/" in text)
        yield Span(f"({text})" if needs_guard else text, term)
        if term.caption:
            yield Span(f" {term.caption}", is_caption=True)


_COMBINE: dict[Operator, Callable[[list[Fraction]], Fraction | None]] = {
    Operator.SUM: lambda values: sum(values, Fraction(0)),
    Operator.PRODUCT: lambda values: math.prod(values, start=Fraction(1)),
    Operator.DIFFERENCE: lambda values: values[0] - values[1],
    Operator.QUOTIENT: lambda values: values[0] / values[1] if values[1] else None,
    Operator.SQUARE: lambda values: values[0] * values[0],
    Operator.SQUARE_ROOT: lambda values: _root(values[0]),
    Operator.POWER: lambda values: _power(*values),
    Operator.ABSOLUTE: lambda values: abs(values[0]),
    Operator.EXPONENTIAL: lambda values: None if values[0] else Fraction(1),
    Operator.MINUS_LOGARITHM: lambda values: Fraction(0) if values[0] == 1 else None,
    Operator.LOG_COSH: lambda values: None if values[0] else Fraction(0),
    Operator.SIGN: lambda values: Fraction((values[0] > 0) - (values[0] < 0)),
    Operator.NEGATIVE: lambda values: -values[0],
    Operator.LOGARITHM: lambda values: Fraction(0) if values[0] == 1 else None,
    Operator.DECIMAL_LOGARITHM: lambda values: Fraction(0) if values[0] == 1 else None,
    Operator.SINE: lambda values: None if values[0] else Fraction(0),
    Operator.COSINE: lambda values: None if values[0] else Fraction(1),
    Operator.TANGENT: lambda values: None if values[0] else Fraction(0),
    Operator.FLOOR: lambda values: Fraction(math.floor(values[0])),
    Operator.ROUND: lambda values: Fraction(round(values[0])),
    Operator.MINIMUM: min,
    Operator.MAXIMUM: max,
    Operator.LESS: lambda values: Fraction(values[0] < values[1]),
    Operator.AT_MOST: lambda values: Fraction(values[0] <= values[1]),
    Operator.GREATER: lambda values: Fraction(values[0] > values[1]),
    Operator.AT_LEAST: lambda values: Fraction(values[0] >= values[1]),
}

_COMBINE_ABOUT: dict[Operator, Callable[[list[float]], float]] = {
    Operator.SUM: sum,
    Operator.PRODUCT: math.prod,
    Operator.DIFFERENCE: lambda values: values[0] - values[1],
    Operator.SQUARE: lambda values: values[0] * values[0],
}


def _root(value: Fraction) -> Fraction | None:
    """The square root of a square; None of all others."""
    above, below = math.isqrt(max(value.numerator, 0)), math.isqrt(value.denominator)
    return Fraction(above, below) if Fraction(above**2, below**2) == value else None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """The power, where it is a fraction that can be written out."""
    is_written = exponent.denominator == 1 and abs(exponent) <= _LARGEST_EXPONENT
    return base ** int(exponent) if is_written and (base or exponent >= 0) else None


def _is_near(one: Fraction | None, other: Fraction | None) -> bool:
    """Whether two shown results can be called about equal; a rest is not compared with 0."""
    if one is None or not other:
        return True
    (a, b), (c, d) = one.as_integer_ratio(), other.as_integer_ratio()
    return _NEAR * abs(a * d - c * b) <= abs(c) * b


def _is_far(one: float | None, other: float | None) -> bool:
    """Whether the same can be said to be false, although both are rounded a little."""
    if one is None or not other:
        return False
    return math.inf > abs(one - other) > max(_FAR * abs(other), _LEAST)


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
