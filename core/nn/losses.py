"""The losses, each beside its slope and its arithmetic.

Losses of probabilities go together with the activation that makes them, sigmoid or softmax: their
shares are computed from the logits, the sums z that go into it, because ln p loses its digits near
0, and their slope along z is simply probability − target.
"""

import numpy as np

from core.nn.activations import SIGMOID, SOFTMAX, TANH, Activation
from core.nn.arrays import Array, read_only
from core.nn.expressions import (
    Expression,
    Term,
    absolute,
    activated,
    added,
    log_cosh,
    minus_logarithm,
    multiplied,
    sign_of,
    squared,
    subtracted,
)
from core.nn.loss import Leaves, Loss, Outputs

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


def _log_loss(of: Outputs, out: Array) -> None:
    """−t ln p − (1 − t) ln(1 − p) = ln(1 + e^z) − t z."""
    np.logaddexp(of.sums, _ZERO, out=out)
    out -= of.targets * of.sums


def _log_loss_slope(of: Outputs, out: Array) -> None:
    np.subtract(of.predictions, of.targets, out=out)


def _log_loss_terms(of: Leaves) -> Expression:
    """−ln p for a target of 1, −ln(1 − p) for 0, and a part of each between."""
    one, target = Term(1.0), of.target
    yes, no = minus_logarithm(of.predicted), minus_logarithm(subtracted(one, of.predicted))
    if target.value in (0.0, 1.0):
        return yes if target.value else no
    return added(multiplied(target, yes), multiplied(subtracted(one, target), no))


def _log_loss_slope_terms(of: Leaves) -> Expression:
    return subtracted(of.predicted, of.target)


def _cross_entropy(of: Outputs, out: Array) -> None:
    """−t ln p = t (ln Σ e^z − z)."""
    largest = of.sums.max(axis=0)
    np.subtract(of.sums, largest, out=out)
    total = np.log(np.exp(out).sum(axis=0))
    np.subtract(total, out, out=out)
    np.multiply(out, of.targets, out=out)


def _cross_entropy_slope(of: Outputs, out: Array) -> None:
    """Probability − target, where the targets of a row add up to 1; p Σ t − t in general."""
    np.multiply(of.predictions, of.targets.sum(axis=0), out=out)
    np.subtract(out, of.targets, out=out)


def _cross_entropy_terms(of: Leaves) -> Expression:
    """−ln p of the row's class; nothing for the others."""
    surprise = minus_logarithm(of.predicted)
    return surprise if of.target.value == 1 else multiplied(of.target, surprise)


def _cross_entropy_slope_terms(of: Leaves) -> Expression:
    """Probability − target; targets of a row that do not add up to 1 scale the first."""
    scaled = of.predicted if of.total.value == 1 else multiplied(of.predicted, of.total)
    return subtracted(scaled, of.target)


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
    power=2,
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
    power=2,
    factor=0.5,
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
    averages=False,
    power=2,
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
    corners=(0.0,),
    power=1,
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
)
LOG_LOSS = Loss(
    "log_loss",
    "Log loss",
    "Log loss: how surprising each target is to its probability",
    "mean −(t ln p + (1 − t) ln(1 − p))",
    "log loss",
    "log loss",
    _log_loss,
    _log_loss_slope,
    _log_loss_terms,
    _log_loss_slope_terms,
    output_activation=SIGMOID,
)
CROSS_ENTROPY = Loss(
    "cross_entropy",
    "Cross-entropy",
    "Cross-entropy: how surprising each row's class is to its probability",
    "mean over rows of −Σ t ln p",
    "−t ln p",
    "cross-entropy",
    _cross_entropy,
    _cross_entropy_slope,
    _cross_entropy_terms,
    _cross_entropy_slope_terms,
    by_row=True,
    output_activation=SOFTMAX,
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
