"""The losses, each beside its slope and its arithmetic."""

import numpy as np

from core.nn.activation import Activation
from core.nn.activations import TANH
from core.nn.arrays import Array, read_only
from core.nn.expressions import (
    Expression,
    Term,
    absolute,
    activated,
    log_cosh,
    multiplied,
    sign_of,
    squared,
    subtracted,
)
from core.nn.loss import Leaves, Loss, Outputs
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS

_ZERO = read_only(0.0)  # NumPy takes an array at once; a Python float it converts at every call
_HALF = read_only(0.5)
_ONE = read_only(1.0)
_MINUS_ONE = read_only(-1.0)
_STRAIGHT = read_only(20.0)  # an error from which on ln cosh is |e| − ln 2 to the last bit


def _square(of: Outputs, out: Array) -> None:
    np.multiply(of.errors, of.errors, out=out)


def _square_slope(of: Outputs, out: Array) -> None:
    np.add(of.errors, of.errors, out=out)


def _square_terms(of: Leaves) -> Expression:
    return squared(of.error)


def _square_slope_terms(of: Leaves) -> Expression:
    return multiplied(Term(2.0), of.error)


def _half_square(of: Outputs, out: Array) -> None:
    np.multiply(of.errors, of.errors, out=out)
    np.multiply(out, _HALF, out=out)


def _half_square_slope(of: Outputs, out: Array) -> None:
    np.copyto(out, of.errors)


def _half_square_terms(of: Leaves) -> Expression:
    return multiplied(Term(0.5), squared(of.error))


def _half_square_slope_terms(of: Leaves) -> Expression:
    return of.error


def _absolute(of: Outputs, out: Array) -> None:
    np.abs(of.errors, out=out)


def _absolute_slope(of: Outputs, out: Array) -> None:
    np.sign(of.errors, out=out)


def _absolute_terms(of: Leaves) -> Expression:
    return absolute(of.error)


def _absolute_slope_terms(of: Leaves) -> Expression:
    return sign_of(of.error)


def _huber(of: Outputs, out: Array) -> None:
    """½ e² where |e| ≤ 1, else |e| − ½: with c = e clipped to ±1, both are c (e − ½ c)."""
    clipped = np.empty_like(of.errors)
    _huber_slope(of, clipped)
    np.multiply(clipped, of.errors - _HALF * clipped, out=out)


def _huber_slope(of: Outputs, out: Array) -> None:
    np.maximum(of.errors, _MINUS_ONE, out=out)
    np.minimum(out, _ONE, out=out)


def _huber_terms(of: Leaves) -> Expression:
    """½ e² up to an error of 1, |e| − ½ beyond."""
    if abs(of.error.value) <= 1:
        return _half_square_terms(of)
    return subtracted(absolute(of.error), Term(0.5))


def _huber_slope_terms(of: Leaves) -> Expression:
    """The error up to 1, its sign beyond."""
    return of.error if abs(of.error.value) <= 1 else sign_of(of.error)


def _log_cosh(of: Outputs, out: Array) -> None:
    """Ln cosh e = ½ ln(1 + sinh² e), exact for small errors; far out it grows as |e| does."""
    np.abs(of.errors, out=out)
    near = np.minimum(out, _STRAIGHT)
    out += _HALF * np.log1p(np.square(np.sinh(near))) - near


def _log_cosh_slope(of: Outputs, out: Array) -> None:
    np.tanh(of.errors, out=out)


def _log_cosh_terms(of: Leaves) -> Expression:
    return log_cosh(of.error)


def _log_cosh_slope_terms(of: Leaves) -> Expression:
    return activated(TANH, of.error)


MEAN_SQUARED_ERROR = Loss(
    "mse",
    "MSE",
    "Mean squared error",
    "mean (pred − target)²",
    "error²",
    "squared error",
    _square,
    _square_slope,
    _square_terms,
    _square_slope_terms,
    "error**2",
    "2 * error",
    power=2,
    torch_code="F.mse_loss(p, target)",
)
HALF_MEAN_SQUARED_ERROR = Loss(
    "half_mse",
    "Half MSE",
    "Half the mean squared error",
    "mean ½ (pred − target)²",
    "½ error²",
    "half squared error",
    _half_square,
    _half_square_slope,
    _half_square_terms,
    _half_square_slope_terms,
    "0.5 * error**2",
    "error",
    power=2,
    factor=0.5,
    torch_code="F.mse_loss(p, target) / 2",
)
SUM_OF_SQUARED_ERRORS = Loss(
    "sse",
    "SSE",
    "Sum of squared errors",
    "sum (pred − target)²",
    "error²",
    "squared error",
    _square,
    _square_slope,
    _square_terms,
    _square_slope_terms,
    "error**2",
    "2 * error",
    averages=False,
    power=2,
    torch_code='F.mse_loss(p, target, reduction="sum")',
)
MEAN_ABSOLUTE_ERROR = Loss(
    "mae",
    "MAE",
    "Mean absolute error",
    "mean |pred − target|",
    "|error|",
    "absolute error",
    _absolute,
    _absolute_slope,
    _absolute_terms,
    _absolute_slope_terms,
    "np.abs(error)",
    "np.sign(error)",
    corners=(0.0,),
    power=1,
    torch_code="F.l1_loss(p, target)",
)
HUBER = Loss(
    "huber",
    "Huber",
    "Huber loss: a parabola up to an error of 1, straight beyond",
    "mean of ½ e² if |e| ≤ 1, else |e| − ½",
    "Huber",
    "Huber",
    _huber,
    _huber_slope,
    _huber_terms,
    _huber_slope_terms,
    "np.where(np.abs(error) <= 1, 0.5 * error**2, np.abs(error) - 0.5)",
    "np.clip(error, -1.0, 1.0)",
    torch_code="F.huber_loss(p, target)",
)
LOG_COSH = Loss(
    "log_cosh",
    "Log-cosh",
    "Log-cosh: like half the squared error where errors are small, straight far out",
    "mean ln cosh(pred − target)",
    "ln cosh error",
    "log-cosh",
    _log_cosh,
    _log_cosh_slope,
    _log_cosh_terms,
    _log_cosh_slope_terms,
    "near = np.minimum(np.abs(error), 20.0)\n"
    "np.abs(error) - near + 0.5 * np.log1p(np.sinh(near) ** 2)",
    "np.tanh(error)",
    torch_code="size = torch.abs(p - target)\n"
    "near = torch.clamp(size, max=20.0)\n"
    "torch.mean(size - near + 0.5 * torch.log1p(torch.sinh(near) ** 2))",
    keras_code="size = ops.abs(ops.subtract(p, target))\n"
    "near = ops.clip(size, 0.0, 20.0)\n"
    "size - near + 0.5 * ops.log1p(ops.sinh(near) ** 2)",
)
LOSSES = {
    loss.key: loss
    for loss in (
        MEAN_SQUARED_ERROR,
        HALF_MEAN_SQUARED_ERROR,
        SUM_OF_SQUARED_ERRORS,
        MEAN_ABSOLUTE_ERROR,
        HUBER,
        LOG_COSH,
        LOG_LOSS,
        CROSS_ENTROPY,
    )
}


def loss_for(activation: Activation) -> Loss:
    """The loss that predictions with this activation begin with: the first that fits."""
    return next(loss for loss in LOSSES.values() if loss.fits(activation))
