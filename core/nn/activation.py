"""An activation: a function applied to each node of a layer, beside its slope.

`z` is the preactivation (what the node adds up) and `a` the activation (what it passes on), both
of any one shape. Functions write into `out`, so that a run allocates nothing.
"""

from collections.abc import Callable
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from core.nn.arrays import Array


class Start(Enum):
    """How far from 0 the first weights into a layer suit its activation."""

    XAVIER = "Xavier"
    HE = "He"


class Activation(Struct, frozen=True):
    """A function applied to each node of a layer, and its derivative.

    Attributes:
        key: how files and the command line name it.
        name: how the window names it.
        formula: of z, as a text.
        apply: `apply(z, out)` computes a = f(z).
        slope: `slope(z, a, out)` computes f′(z) and may use either.
        exactly: f of a fraction, where that is a fraction; None where it is irrational.
        code: f(z) in NumPy, nodes along the last axis; the last line is what comes out.
        slope_code: f′(z) likewise.
        torch_code: f(z) in PyTorch, where it is not `code` with `torch` in the place of `np`.
        keras_code: f(z) in Keras 3, where it is not `code` with `ops` in the place of `np`.
        onnx_code: f(z) of ONNX's operations and numbers, of those that are usual in float64, where
            it is not the operation that is called like the key.
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
    code: str
    slope_code: str
    start: Start = Start.XAVIER
    corners: tuple[float, ...] = ()
    sleeps: bool = False
    saturated_below: float = 0.0
    is_flat: bool = False
    is_joint: bool = False
    torch_code: str = ""
    keras_code: str = ""
    onnx_code: str = ""
