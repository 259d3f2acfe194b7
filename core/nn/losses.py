"""Loss functions, each beside its slope.

A loss turns the errors of all rows and outputs into one number; lower is better. An error is
predicted − actual. Each error has a share of its own in the loss, and the loss is the mean or the
sum of the shares. Arrays have the shape (outputs, rows).

Losses of probabilities go together with the activation that makes them, sigmoid or softmax: their
shares are computed from the sums z that go into it, because ln p loses its digits near 0, and their
slope along z is simply probability − target.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.nn.activations import SIGMOID, SOFTMAX, Activation
from core.nn.arrays import Array, read_only

_ZERO = read_only(0.0)  # NumPy takes an array at once; a Python float it converts at every call
_HALF = read_only(0.5)
_ONE = read_only(1.0)
_MINUS_ONE = read_only(-1.0)


@dataclass(frozen=True, slots=True)
class OfSums:
    """A loss of probabilities, computed from the sums that they are made of.

    `share(z, target, out)` computes what each prediction adds, `slope(p, target, out)` its
    derivative with respect to z. Outputs lie along the first axis.
    """

    activation: Activation
    share: Callable[[Array, Array, Array], object]
    slope: Callable[[Array, Array, Array], object]


@dataclass(frozen=True, slots=True)
class Loss:
    """How errors become one number.

    `share(error, out)` computes what each error adds, `slope(error, out)` its derivative with
    respect to the prediction. `averages` tells a mean over rows and outputs from a sum.
    `corners` are the errors where the slope jumps; there the slope is taken as 0. Where the share
    is a multiple of error², `square_share` is the factor, else 0. Where the loss is one of
    probabilities, `of_sums` takes the place of `share` and `slope`. With `by_row` the shares of a
    row add up, and the mean is over the rows.
    """

    key: str
    name: str
    title: str
    formula: str
    share_name: str
    averages: bool
    share: Callable[[Array, Array], object]
    slope: Callable[[Array, Array], object]
    corners: tuple[float, ...] = ()
    square_share: float = 0.0
    of_sums: OfSums | None = None
    by_row: bool = False

    def divisor(self, rows: int, outputs: int) -> int:
        """What the sum of all shares is divided by."""
        if not self.averages:
            return 1
        return rows if self.by_row else rows * outputs

    def fits(self, activation: Activation) -> bool:
        """Whether the loss can be one of predictions with this activation."""
        if self.of_sums is not None:
            return activation is self.of_sums.activation
        return activation is not SOFTMAX

    def reduction(self, rows: int, outputs: int) -> str:
        """How the shares become the loss, as a phrase: "mean over 4 rows × 2 outputs"."""
        over = f"{rows} row" if rows == 1 else f"{rows} rows"
        if outputs > 1 and not self.by_row:
            over += f" × {outputs} outputs"
        return f"{'mean' if self.averages else 'sum'} over {over}"


def _square(error: Array, out: Array) -> None:
    np.multiply(error, error, out=out)


def _square_slope(error: Array, out: Array) -> None:
    np.add(error, error, out=out)


def _half_square(error: Array, out: Array) -> None:
    np.multiply(error, error, out=out)
    np.multiply(out, _HALF, out=out)


def _half_square_slope(error: Array, out: Array) -> None:
    np.copyto(out, error)


def _absolute(error: Array, out: Array) -> None:
    np.abs(error, out=out)


def _absolute_slope(error: Array, out: Array) -> None:
    np.sign(error, out=out)


def _huber(error: Array, out: Array) -> None:
    """½ e² where |e| ≤ 1, else |e| − ½: with c = e clipped to ±1, both are c (e − ½ c)."""
    clipped = np.empty_like(error)
    _huber_slope(error, clipped)
    np.multiply(clipped, error - _HALF * clipped, out=out)


def _huber_slope(error: Array, out: Array) -> None:
    np.maximum(error, _MINUS_ONE, out=out)
    np.minimum(out, _ONE, out=out)


def _log_loss(z: Array, target: Array, out: Array) -> None:
    """−t ln p − (1 − t) ln(1 − p) = ln(1 + e^z) − t z."""
    np.logaddexp(z, _ZERO, out=out)
    out -= target * z


def _cross_entropy(z: Array, target: Array, out: Array) -> None:
    """−t ln p = t (ln Σ e^z − z)."""
    largest = z.max(axis=0)
    np.subtract(z, largest, out=out)
    total = np.log(np.exp(out).sum(axis=0))
    np.subtract(total, out, out=out)
    np.multiply(out, target, out=out)


def _probability_slope(p: Array, target: Array, out: Array) -> None:
    np.subtract(p, target, out=out)


def _cross_entropy_slope(p: Array, target: Array, out: Array) -> None:
    """Probability − target, where the targets of a row add up to 1; p Σ t − t in general."""
    np.multiply(p, target.sum(axis=0), out=out)
    np.subtract(out, target, out=out)


MEAN_SQUARED_ERROR = Loss(
    "mse",
    "MSE",
    "Mean squared error",
    "mean (pred − target)²",
    "error²",
    True,
    _square,
    _square_slope,
    square_share=1.0,
)
HALF_MEAN_SQUARED_ERROR = Loss(
    "half_mse",
    "Half MSE",
    "Half the mean squared error",
    "mean ½ (pred − target)²",
    "½ error²",
    True,
    _half_square,
    _half_square_slope,
    square_share=0.5,
)
SUM_OF_SQUARED_ERRORS = Loss(
    "sse",
    "SSE",
    "Sum of squared errors",
    "sum (pred − target)²",
    "error²",
    False,
    _square,
    _square_slope,
    square_share=1.0,
)
MEAN_ABSOLUTE_ERROR = Loss(
    "mae",
    "MAE",
    "Mean absolute error",
    "mean |pred − target|",
    "|error|",
    True,
    _absolute,
    _absolute_slope,
    (0.0,),
)
HUBER = Loss(
    "huber",
    "Huber",
    "Huber loss: a parabola up to an error of 1, straight beyond",
    "mean of ½ e² if |e| ≤ 1, else |e| − ½",
    "Huber",
    True,
    _huber,
    _huber_slope,
)
LOG_LOSS = Loss(
    "log_loss",
    "Log loss",
    "Log loss: how surprising each target is to its probability",
    "mean −(t ln p + (1 − t) ln(1 − p))",
    "log loss",
    True,
    _square,
    _square_slope,
    of_sums=OfSums(SIGMOID, _log_loss, _probability_slope),
)
CROSS_ENTROPY = Loss(
    "cross_entropy",
    "Cross-entropy",
    "Cross-entropy: how surprising each row's class is to its probability",
    "mean over rows of −Σ t ln p",
    "−t ln p",
    True,
    _square,
    _square_slope,
    of_sums=OfSums(SOFTMAX, _cross_entropy, _cross_entropy_slope),
    by_row=True,
)

LOSSES = {
    loss.key: loss
    for loss in (
        MEAN_SQUARED_ERROR,
        HALF_MEAN_SQUARED_ERROR,
        SUM_OF_SQUARED_ERRORS,
        MEAN_ABSOLUTE_ERROR,
        HUBER,
        LOG_LOSS,
        CROSS_ENTROPY,
    )
}
