"""Arithmetic as code: an expression as NumPy would be written."""

import math
from collections.abc import Callable
from typing import NamedTuple

from core.nn.expressions import Expression, Operation, Operator, Term

_EPSILON = 2e-15  # relative: 1 − 0.999 is the 0.001 that is meant only so nearly
_SUM, _PRODUCT, _POWER, _CLOSED = range(4)  # the more tightly, the higher


class _Infix(NamedTuple):
    """An operator between its parts, and how tightly it binds them."""

    sign: str
    binds: int


_BETWEEN = {
    Operator.SUM: _Infix(" + ", _SUM),
    Operator.DIFFERENCE: _Infix(" - ", _SUM),
    Operator.PRODUCT: _Infix(" * ", _PRODUCT),
    Operator.QUOTIENT: _Infix(" / ", _PRODUCT),
    Operator.POWER: _Infix("**", _POWER),
}
_CALLS = {
    Operator.SQUARE_ROOT: "np.sqrt",
    Operator.ABSOLUTE: "np.abs",
    Operator.SIGN: "np.sign",
    Operator.EXPONENTIAL: "np.exp",
    Operator.LOGARITHM: "np.log",
}


def number_code(value: float) -> str:
    """A number as code: the shortest text that is it, to the last bits of rounding."""
    short = f"{value:.15g}"
    return short if math.isclose(float(short), value, rel_tol=_EPSILON) else repr(value)


def code_of(expression: Expression, name_of: Callable[[Term], str]) -> str:
    """An expression as code.

    Args:
        expression: of sums, products, powers, roots and the like.
        name_of: the name, or the number, that stands for a term.
    """
    return _code(expression, name_of)[0]


def _code(expression: Expression, name_of: Callable[[Term], str]) -> tuple[str, int]:
    """The code, and how tightly it holds together."""
    if isinstance(expression, Term):
        return name_of(expression), _CLOSED
    operator = expression.operator
    if operator is Operator.SQUARE:
        return f"{_part(expression, 0, _POWER + 1, name_of)}**2", _POWER
    if operator in _BETWEEN:
        sign, binds = _BETWEEN[operator]
        first = _part(expression, 0, binds + (operator is Operator.POWER), name_of)
        others = [
            _part(expression, at, binds + 1, name_of) for at in range(1, len(expression.parts))
        ]
        return sign.join((first, *others)), binds
    return f"{_CALLS[operator]}({_code(expression.parts[0], name_of)[0]})", _CLOSED


def _part(operation: Operation[Term], at: int, binds: int, name_of: Callable[[Term], str]) -> str:
    """A part, in brackets unless it holds together as tightly as this."""
    text, held = _code(operation.parts[at], name_of)
    return text if held >= binds else f"({text})"
