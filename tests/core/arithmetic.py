"""Works out the arithmetic that is shown, number by number."""

import math
from collections.abc import Callable

import pytest

from core.explanation.terms import Equation
from core.nn.expressions import Expression, Operator, Term
from tests.core import by_hand

WORKED_OUT: dict[Operator, Callable[[list[float]], float]] = {
    Operator.SUM: math.fsum,
    Operator.PRODUCT: math.prod,
    Operator.DIFFERENCE: lambda parts: parts[0] - parts[1],
    Operator.QUOTIENT: lambda parts: parts[0] / parts[1],
    Operator.SQUARE: lambda parts: parts[0] ** 2,
    Operator.SQUARE_ROOT: lambda parts: math.sqrt(parts[0]),
    Operator.POWER: lambda parts: math.pow(*parts),
    Operator.ABSOLUTE: lambda parts: abs(parts[0]),
    Operator.SIGN: lambda parts: (parts[0] > 0) - (parts[0] < 0),
    Operator.EXPONENTIAL: lambda parts: math.exp(parts[0]),
    Operator.MINUS_LOGARITHM: lambda parts: -math.log(parts[0]),
    Operator.LOG_COSH: lambda parts: math.log(math.cosh(parts[0])),
}


def work_out(expression: Expression) -> float:
    """What the arithmetic comes to."""
    if isinstance(expression, Term):
        return expression.value
    parts = [work_out(part) for part in expression.parts]
    if expression.operator is Operator.ACTIVATION:
        return by_hand.ACTIVATIONS[expression.activation.key](parts[0])
    return float(WORKED_OUT[expression.operator](parts))


def holds(equation: Equation) -> bool:
    """Whether every step of an equation comes to its result."""
    result = equation.result.value
    return [work_out(step) for step in equation.steps] == pytest.approx(
        [result] * len(equation.steps), rel=1e-12, abs=1e-15
    )
