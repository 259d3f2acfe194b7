"""The words of formulas: functions and constants."""

import math

from msgspec import Struct

from core.nn.activation import Activation
from core.nn.activations import IDENTITY, RELU, SIGMOID, TANH
from core.nn.expressions import Operator


class Function(Struct, frozen=True):
    """What a word before parentheses does.

    Attributes:
        operator: how what stands in the parentheses is put together.
        activation: the function that is applied, if the operator is one.
        several: whether any number of things may stand there, with commas between them.
    """

    operator: Operator
    activation: Activation = IDENTITY
    several: bool = False


FUNCTIONS = {
    "sin": Function(Operator.SINE),
    "cos": Function(Operator.COSINE),
    "tan": Function(Operator.TANGENT),
    "exp": Function(Operator.EXPONENTIAL),
    "ln": Function(Operator.LOGARITHM),
    "log10": Function(Operator.DECIMAL_LOGARITHM),
    "sqrt": Function(Operator.SQUARE_ROOT),
    "abs": Function(Operator.ABSOLUTE),
    "sign": Function(Operator.SIGN),
    "floor": Function(Operator.FLOOR),
    "round": Function(Operator.ROUND),
    "min": Function(Operator.MINIMUM, several=True),
    "max": Function(Operator.MAXIMUM, several=True),
    "tanh": Function(Operator.ACTIVATION, TANH),
    "sigmoid": Function(Operator.ACTIVATION, SIGMOID),
    "relu": Function(Operator.ACTIVATION, RELU),
}
CONSTANTS = {"π": math.pi, "pi": math.pi, "e": math.e}
