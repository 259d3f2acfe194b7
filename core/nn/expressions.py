"""An expression: arithmetic as a tree of numbers that know what they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.nn.activations import IDENTITY, Activation
from core.nn.quantity import Quantity


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


class Operator(StrEnum):
    """How parts are put together; the value is how it is called."""

    SUM = "sum"
    PRODUCT = "product"
    DIFFERENCE = "difference"
    QUOTIENT = "quotient"
    SQUARE = "square"
    SQUARE_ROOT = "square root"
    POWER = "power"
    ABSOLUTE = "absolute value"
    SIGN = "sign"
    EXPONENTIAL = "exponential"
    MINUS_LOGARITHM = "minus logarithm"
    LOG_COSH = "logarithm of the hyperbolic cosine"
    ACTIVATION = "activation"


@dataclass(frozen=True, slots=True)
class Operation:
    """Parts put together.

    Attributes:
        operator: how; a sum and a product have any number of parts, a difference, a quotient and
            a power have two, and all others one.
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
    """The difference, left − right."""
    return Operation(Operator.DIFFERENCE, (left, right))


def divided(above: Expression, below: Expression) -> Operation:
    """The quotient, above / below."""
    return Operation(Operator.QUOTIENT, (above, below))


def squared(base: Expression) -> Operation:
    """The square, base × base."""
    return Operation(Operator.SQUARE, (base,))


def square_root(part: Expression) -> Operation:
    """The number whose square is the part."""
    return Operation(Operator.SQUARE_ROOT, (part,))


def powered(base: Expression, exponent: int) -> Operation:
    """The base, multiplied by itself so many times."""
    return Operation(Operator.POWER, (base, Term(exponent)))


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


def log_cosh(part: Expression) -> Operation:
    """Ln cosh of the part."""
    return Operation(Operator.LOG_COSH, (part,))


def activated(activation: Activation, part: Expression) -> Operation:
    """An activation function applied to the part."""
    return Operation(Operator.ACTIVATION, (part,), activation)


def terms_of(expression: Expression) -> Iterator[Term]:
    """Every number in an expression, from left to right."""
    if isinstance(expression, Term):
        yield expression
    else:
        for part in expression.parts:
            yield from terms_of(part)


_COMPUTE: dict[Operator, Callable[..., float]] = {
    Operator.SUM: lambda *parts: np.sum(parts),
    Operator.PRODUCT: lambda *parts: np.prod(parts),
    Operator.DIFFERENCE: np.subtract,
    Operator.QUOTIENT: np.divide,
    Operator.SQUARE: np.square,
    Operator.SQUARE_ROOT: np.sqrt,
    Operator.POWER: np.power,
    Operator.ABSOLUTE: np.abs,
    Operator.SIGN: np.sign,
    Operator.EXPONENTIAL: np.exp,
    Operator.MINUS_LOGARITHM: lambda part: -np.log(part),
    Operator.LOG_COSH: lambda part: np.logaddexp(part, -part) - np.log(2),
}


def value_of(expression: Expression) -> float:
    """What the arithmetic comes to; infinite or NaN where that is no finite number."""
    if isinstance(expression, Term):
        return expression.value
    parts = [np.float64(value_of(part)) for part in expression.parts]
    with np.errstate(all="ignore"):
        if expression.operator is Operator.ACTIVATION:
            result = np.empty((1, 1))
            expression.activation.apply(np.array([parts]), result)
            return float(result[0, 0])
        return float(_COMPUTE[expression.operator](*parts))
