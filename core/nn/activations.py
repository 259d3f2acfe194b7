"""The activation functions, each beside its slope."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from core.nn.activation import Activation, Start
from core.nn.arrays import Array, read_only

LEAK = 0.01
_ZERO = read_only(0.0)  # NumPy takes an array at once; a Python float it converts at every call
_HALF = read_only(0.5)
_ONE = read_only(1.0)
_LEAK = read_only(LEAK)
_INVERSE_ROOT_2 = 1 / math.sqrt(2)
_INVERSE_ROOT_2PI = 1 / math.sqrt(2 * math.pi)


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


IDENTITY = Activation(
    "identity", "identity", "z", _identity, _identity_slope, lambda z: z, "z", "np.ones_like(z)"
)
RELU = Activation(
    "relu",
    "ReLU",
    "max(0, z)",
    _relu,
    _relu_slope,
    lambda z: max(z, Fraction(0)),
    "np.maximum(0.0, z)",
    "np.where(z > 0, 1.0, 0.0)",
    Start.HE,
    corners=(0.0,),
    sleeps=True,
    torch_code="torch.relu(z)",
    keras_code="ops.relu(z)",
)
LEAKY_RELU = Activation(
    "leaky_relu",
    "leaky ReLU",
    f"z if z > 0, else {LEAK} × z",
    _leaky_relu,
    _leaky_relu_slope,
    lambda z: z if z > 0 else z * Fraction(str(LEAK)),
    "np.where(z > 0, z, 0.01 * z)",
    "np.where(z > 0, 1.0, 0.01)",
    Start.HE,
    corners=(0.0,),
    torch_code="F.leaky_relu(z)",
    onnx_code="Max(z, Mul(z, 0.01))",
)
SIGMOID = Activation(
    "sigmoid",
    "sigmoid",
    "1 / (1 + e^−z)",
    _sigmoid,
    _sigmoid_slope,
    _at_0(Fraction(1, 2)),
    "1 / (1 + np.exp(-z))",
    "p = 1 / (1 + np.exp(-z))\np * (1 - p)",
    saturated_below=0.0025,
    torch_code="torch.sigmoid(z)",
    keras_code="ops.sigmoid(z)",
)
TANH = Activation(
    "tanh",
    "tanh",
    "tanh z",
    _tanh,
    _tanh_slope,
    _at_0(Fraction(0)),
    "np.tanh(z)",
    "1 - np.tanh(z) ** 2",
    saturated_below=0.01,
)
SOFTPLUS = Activation(
    "softplus",
    "softplus",
    "ln(1 + e^z)",
    _softplus,
    _softplus_slope,
    _never,
    "np.logaddexp(0.0, z)",
    "1 / (1 + np.exp(-z))",
    Start.HE,
    torch_code="F.softplus(z, threshold=40.0)",
    keras_code="-ops.log_sigmoid(-z)",
    onnx_code="Add(Relu(z), Log(Add(1, Exp(Neg(Abs(z))))))",
)
GELU = Activation(
    "gelu",
    "GELU",
    "z × Φ(z), Φ the normal distribution",
    _gelu,
    _gelu_slope,
    _at_0(Fraction(0)),
    "z * np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2",
    "density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)\n"
    "np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2 + z * density",
    Start.HE,
    torch_code="F.gelu(z)",
    keras_code="z * (1 + ops.erf(z / 2**0.5)) / 2",
    onnx_code="Mul(Mul(z, 0.5), Add(1, Erf(Mul(z, 0.7071067811865476))))",
)
ELU = Activation(
    "elu",
    "ELU",
    "z if z > 0, else e^z − 1",
    _elu,
    _elu_slope,
    lambda z: z if z >= 0 else None,
    "np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))",
    "1 + np.expm1(np.minimum(z, 0.0))",
    Start.HE,
    torch_code="F.elu(z)",
    keras_code="ops.elu(z)",
    onnx_code="Add(Relu(z), Sub(Exp(Min(z, 0)), 1))",
)
SILU = Activation(
    "silu",
    "SiLU",
    "z / (1 + e^−z)",
    _silu,
    _silu_slope,
    _at_0(Fraction(0)),
    "z / (1 + np.exp(-z))",
    "p = 1 / (1 + np.exp(-z))\np + z * p * (1 - p)",
    Start.HE,
    torch_code="F.silu(z)",
    keras_code="ops.silu(z)",
    onnx_code="Mul(z, Sigmoid(z))",
)
SINE = Activation(
    "sine",
    "sine",
    "sin z",
    lambda z, out: np.sin(z, out=out),
    lambda z, a, out: np.cos(z, out=out),
    _at_0(Fraction(0)),
    "np.sin(z)",
    "np.cos(z)",
    onnx_code="Sin(z)",
)
STEP = Activation(
    "step",
    "step",
    "1 if z > 0, else 0",
    _step,
    _step_slope,
    lambda z: Fraction(z > 0),
    "np.where(z > 0, 1.0, 0.0)",
    "np.zeros_like(z)",
    corners=(0.0,),
    is_flat=True,
    torch_code="torch.sign(torch.relu(z))",
    keras_code="ops.sign(ops.relu(z))",
    onnx_code="Sign(Relu(z))",
)
# The slope is the one along the node's own sum; the sums of the other nodes move it too.
SOFTMAX = Activation(
    "softmax",
    "softmax",
    "e^z / Σ e^z over all nodes",
    _softmax,
    _sigmoid_slope,
    _never,
    "e = np.exp(z - z.max(axis=-1, keepdims=True))\ne / e.sum(axis=-1, keepdims=True)",
    "np.ones_like(z)",
    is_joint=True,
)

_EVERY = (IDENTITY, RELU, LEAKY_RELU, ELU, SIGMOID, TANH, SOFTPLUS, GELU, SILU, SINE, STEP, SOFTMAX)
OUTPUT_ACTIVATIONS = {activation.key: activation for activation in _EVERY}
"""Those that predictions can have."""

ACTIVATIONS = {
    key: activation for key, activation in OUTPUT_ACTIVATIONS.items() if not activation.is_joint
}
"""Those that look at one node alone, and so can stand in any layer."""
