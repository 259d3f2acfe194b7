"""Activation functions, each beside its slope.

`z` is the preactivation (what the node adds up) and `a` the activation (what it passes on), both
of any one shape. Functions write into `out`, so that a run allocates nothing.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

import numpy as np

from core.nn.arrays import Array, read_only

LEAK = 0.01
_ZERO = read_only(0.0)  # NumPy takes an array at once; a Python float it converts at every call
_HALF = read_only(0.5)
_ONE = read_only(1.0)
_LEAK = read_only(LEAK)
_INVERSE_ROOT_2 = 1 / math.sqrt(2)
_INVERSE_ROOT_2PI = 1 / math.sqrt(2 * math.pi)


class Start(Enum):
    """How far from 0 the first weights into a layer suit its activation."""

    XAVIER = "Xavier"
    HE = "He"


@dataclass(frozen=True, slots=True)
class Activation:
    """A function applied to each node of a layer, and its derivative.

    Attributes:
        key: how files and the command line name it.
        name: how the window names it.
        formula: of z, as a text.
        apply: `apply(z, out)` computes a = f(z).
        slope: `slope(z, a, out)` computes f′(z) and may use either.
        exactly: f of a fraction, where that is a fraction; None where it is irrational.
        start: the first weights that suit it.
        corners: the preactivations where the slope jumps; there the slope to the left is taken.
        sleeps: whether the slope is 0 everywhere below the corner.
        saturated_below: where the function levels off to both sides, the slope below which it is
            called saturated, a hundredth of the steepest; else 0.
        is_flat: whether the slope is 0 everywhere, so that nothing before it learns.
        is_joint: whether it looks at all nodes of its layer at once; then it is for predictions
            only, and nodes stand along the first axis of z.
    """

    key: str
    name: str
    formula: str
    apply: Callable[[Array, Array], object]
    slope: Callable[[Array, Array, Array], object]
    exactly: Callable[[Fraction], Fraction | None]
    start: Start = Start.XAVIER
    corners: tuple[float, ...] = ()
    sleeps: bool = False
    saturated_below: float = 0.0
    is_flat: bool = False
    is_joint: bool = False


def _identity(z: Array, out: Array) -> None:
    np.copyto(out, z)


def _identity_slope(z: Array, a: Array, out: Array) -> None:
    out.fill(1.0)


def _relu(z: Array, out: Array) -> None:
    np.maximum(z, _ZERO, out=out)


def _relu_slope(z: Array, a: Array, out: Array) -> None:
    np.sign(a, out=out)  # a is never negative: 0 where z ≤ 0, else 1


def _leaky_relu(z: Array, out: Array) -> None:
    np.multiply(z, _LEAK, out=out)
    np.maximum(z, out, out=out)


def _leaky_relu_slope(z: Array, a: Array, out: Array) -> None:
    np.heaviside(z, _ZERO, out=out)
    np.maximum(out, _LEAK, out=out)


def _sigmoid(z: Array, out: Array) -> None:
    np.negative(z, out=out)
    np.exp(out, out=out)  # infinite below z = −709, and 1 / (1 + ∞) is the 0 that belongs there
    np.add(out, _ONE, out=out)
    np.reciprocal(out, out=out)


def _sigmoid_slope(z: Array, a: Array, out: Array) -> None:
    np.subtract(_ONE, a, out=out)
    np.multiply(out, a, out=out)


def _tanh(z: Array, out: Array) -> None:
    np.tanh(z, out=out)


def _tanh_slope(z: Array, a: Array, out: Array) -> None:
    np.multiply(a, a, out=out)
    np.subtract(_ONE, out, out=out)


def _softplus(z: Array, out: Array) -> None:
    np.logaddexp(z, _ZERO, out=out)


def _softplus_slope(z: Array, a: Array, out: Array) -> None:
    _sigmoid(z, out)


def _normal_cumulative(z: Array, out: Array) -> None:
    """Φ(z) = ½ erfc(−z/√2); NumPy has no error function, the standard library has."""
    scaled = (z * -_INVERSE_ROOT_2).ravel().tolist()
    out[...] = np.fromiter(map(math.erfc, scaled), np.float64, z.size).reshape(z.shape)
    np.multiply(out, _HALF, out=out)


def _gelu(z: Array, out: Array) -> None:
    _normal_cumulative(z, out)
    np.multiply(out, z, out=out)


def _gelu_slope(z: Array, a: Array, out: Array) -> None:
    _normal_cumulative(z, out)
    out += z * np.exp(-0.5 * z * z) * _INVERSE_ROOT_2PI


def _silu(z: Array, out: Array) -> None:
    _sigmoid(z, out)
    np.multiply(out, z, out=out)


def _silu_slope(z: Array, a: Array, out: Array) -> None:
    """σ(z) + a (1 − σ(z))."""
    _sigmoid(z, out)
    out += a * (_ONE - out)


def _elu(z: Array, out: Array) -> None:
    np.minimum(z, _ZERO, out=out)
    np.expm1(out, out=out)
    np.maximum(out, z, out=out)  # e^z − 1 is never below z


def _elu_slope(z: Array, a: Array, out: Array) -> None:
    np.minimum(a, _ZERO, out=out)
    np.add(out, _ONE, out=out)


def _sine(z: Array, out: Array) -> None:
    np.sin(z, out=out)


def _sine_slope(z: Array, a: Array, out: Array) -> None:
    np.cos(z, out=out)


def _step(z: Array, out: Array) -> None:
    np.heaviside(z, _ZERO, out=out)


def _step_slope(z: Array, a: Array, out: Array) -> None:
    out.fill(0.0)


def _softmax(z: Array, out: Array) -> None:
    """Nodes along the first axis; the largest is taken off, so that e^z stays finite."""
    np.subtract(z, z.max(axis=0), out=out)
    np.exp(out, out=out)
    np.divide(out, out.sum(axis=0), out=out)


def _never(_: Fraction) -> None:
    """Irrational wherever it is computed."""


def _at_0(result: Fraction) -> Callable[[Fraction], Fraction | None]:
    """Rational at 0 alone."""
    return lambda z: None if z else result


IDENTITY = Activation("identity", "identity", "z", _identity, _identity_slope, lambda z: z)
RELU = Activation(
    "relu",
    "ReLU",
    "max(0, z)",
    _relu,
    _relu_slope,
    lambda z: max(z, Fraction(0)),
    Start.HE,
    corners=(0.0,),
    sleeps=True,
)
LEAKY_RELU = Activation(
    "leaky_relu",
    "leaky ReLU",
    f"z if z > 0, else {LEAK} × z",
    _leaky_relu,
    _leaky_relu_slope,
    lambda z: z if z > 0 else z * Fraction(str(LEAK)),
    Start.HE,
    corners=(0.0,),
)
SIGMOID = Activation(
    "sigmoid",
    "sigmoid",
    "1 / (1 + e^−z)",
    _sigmoid,
    _sigmoid_slope,
    _at_0(Fraction(1, 2)),
    saturated_below=0.0025,
)
TANH = Activation(
    "tanh", "tanh", "tanh z", _tanh, _tanh_slope, _at_0(Fraction(0)), saturated_below=0.01
)
SOFTPLUS = Activation(
    "softplus", "softplus", "ln(1 + e^z)", _softplus, _softplus_slope, _never, Start.HE
)
GELU = Activation(
    "gelu",
    "GELU",
    "z × Φ(z), Φ the normal distribution",
    _gelu,
    _gelu_slope,
    _at_0(Fraction(0)),
    Start.HE,
)
ELU = Activation(
    "elu",
    "ELU",
    "z if z > 0, else e^z − 1",
    _elu,
    _elu_slope,
    lambda z: z if z >= 0 else None,
    Start.HE,
)
SILU = Activation(
    "silu", "SiLU", "z / (1 + e^−z)", _silu, _silu_slope, _at_0(Fraction(0)), Start.HE
)
SINE = Activation("sine", "sine", "sin z", _sine, _sine_slope, _at_0(Fraction(0)))
STEP = Activation(
    "step",
    "step",
    "1 if z > 0, else 0",
    _step,
    _step_slope,
    lambda z: Fraction(z > 0),
    corners=(0.0,),
    is_flat=True,
)
# The slope is the one along the node's own sum; the sums of the other nodes move it too.
SOFTMAX = Activation(
    "softmax",
    "softmax",
    "e^z / Σ e^z over all nodes",
    _softmax,
    _sigmoid_slope,
    _never,
    is_joint=True,
)

OUTPUT_ACTIVATIONS = {
    activation.key: activation
    for activation in (
        IDENTITY,
        RELU,
        LEAKY_RELU,
        ELU,
        SIGMOID,
        TANH,
        SOFTPLUS,
        GELU,
        SILU,
        SINE,
        STEP,
        SOFTMAX,
    )
}
"""Those that predictions can have."""

ACTIVATIONS = {
    key: activation for key, activation in OUTPUT_ACTIVATIONS.items() if not activation.is_joint
}
"""Those that look at one node alone, and so can stand in any layer."""
