"""An expression: arithmetic as a tree of numbers that know what they are."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial, reduce
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.arrays import Array
from core.nn.quantity import Quantity


class Term(Struct, frozen=True):
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
    NEGATIVE = "negative"
    LOGARITHM = "natural logarithm"
    DECIMAL_LOGARITHM = "logarithm to base 10"
    SINE = "sine"
    COSINE = "cosine"
    TANGENT = "tangent"
    FLOOR = "next whole number below"
    ROUND = "nearest whole number"
    MINIMUM = "least"
    MAXIMUM = "greatest"
    LESS = "is less than"
    AT_MOST = "is at most"
    GREATER = "is greater than"
    AT_LEAST = "is at least"


_Leaf = TypeVar("_Leaf", covariant=True)


class Operation(Struct, Generic[_Leaf], frozen=True):
    """Parts put together.

    Attributes:
        operator: how; a sum, a product, a least and a greatest have any number of parts, a
            difference, a quotient, a power and a comparison, which is 1 or 0, have two, and all
            others one.
        parts: what is put together.
        activation: the function that is applied, if it is one.
    """

    operator: Operator
    parts: "tuple[_Leaf | Operation[_Leaf], ...]"
    activation: Activation = IDENTITY


Expression = Term | Operation[Term]


def added(*parts: Expression) -> Expression:
    """The parts' sum; one part alone is itself."""
    return parts[0] if len(parts) == 1 else Operation(Operator.SUM, parts)


def multiplied(*parts: Expression) -> Operation[Term]:
    """The parts' product."""
    return Operation(Operator.PRODUCT, parts)


def subtracted(left: Expression, right: Expression) -> Operation[Term]:
    """The difference, left − right."""
    return Operation(Operator.DIFFERENCE, (left, right))


def divided(above: Expression, below: Expression) -> Operation[Term]:
    """The quotient, above / below."""
    return Operation(Operator.QUOTIENT, (above, below))


def squared(base: Expression) -> Operation[Term]:
    """The square, base × base."""
    return Operation(Operator.SQUARE, (base,))


def square_root(part: Expression) -> Operation[Term]:
    """The number whose square is the part."""
    return Operation(Operator.SQUARE_ROOT, (part,))


def powered(base: Expression, exponent: Expression) -> Operation[Term]:
    """The base to the power of the exponent."""
    return Operation(Operator.POWER, (base, exponent))


def absolute(part: Expression) -> Operation[Term]:
    """The part without its sign."""
    return Operation(Operator.ABSOLUTE, (part,))


def sign_of(part: Expression) -> Operation[Term]:
    """1, −1 or 0: which side of 0 the part lies on."""
    return Operation(Operator.SIGN, (part,))


def exponential(part: Expression) -> Operation[Term]:
    """E to the power of the part."""
    return Operation(Operator.EXPONENTIAL, (part,))


def minus_logarithm(part: Expression) -> Operation[Term]:
    """−ln of the part: how surprising it is, 0 for what is certain."""
    return Operation(Operator.MINUS_LOGARITHM, (part,))


def log_cosh(part: Expression) -> Operation[Term]:
    """Ln cosh of the part."""
    return Operation(Operator.LOG_COSH, (part,))


def activated(activation: Activation, part: Expression) -> Operation[Term]:
    """An activation function applied to the part."""
    return Operation(Operator.ACTIVATION, (part,), activation)


def terms_of(expression: Expression) -> Iterator[Term]:
    """Every number in an expression, from left to right."""
    if isinstance(expression, Term):
        yield expression
    else:
        for part in expression.parts:
            yield from terms_of(part)


def _of_each(compute: Callable[[Array, Array], Array], *parts: Array) -> Array:
    return reduce(compute, parts)


_COMPUTE: dict[Operator, Callable[..., npt.NDArray[Any]]] = {
    Operator.SUM: partial(_of_each, np.add),
    Operator.PRODUCT: partial(_of_each, np.multiply),
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
    Operator.NEGATIVE: np.negative,
    Operator.LOGARITHM: np.log,
    Operator.DECIMAL_LOGARITHM: np.log10,
    Operator.SINE: np.sin,
    Operator.COSINE: np.cos,
    Operator.TANGENT: np.tan,
    Operator.FLOOR: np.floor,
    Operator.ROUND: np.round,
    Operator.MINIMUM: partial(_of_each, np.minimum),
    Operator.MAXIMUM: partial(_of_each, np.maximum),
    Operator.LESS: np.less,
    Operator.AT_MOST: np.less_equal,
    Operator.GREATER: np.greater,
    Operator.AT_LEAST: np.greater_equal,
}


def combined(operation: Operation[object], values: Sequence[Array]) -> Array:
    """What an operation makes of the values of its parts, in shapes that fit together.

    Infinite or NaN where that is no finite number.
    """
    with np.errstate(all="ignore"):
        if operation.operator is not Operator.ACTIVATION:
            return np.asarray(_COMPUTE[operation.operator](*values), dtype=np.float64)
        part = np.atleast_2d(values[0])
        result = np.empty_like(part)
        operation.activation.apply(part, result)
        return result.reshape(np.shape(values[0]))


def value_of(expression: Expression) -> float:
    """What the arithmetic comes to; infinite or NaN where that is no finite number."""
    if isinstance(expression, Term):
        return expression.value
    return float(combined(expression, [np.asarray(value_of(part)) for part in expression.parts]))
