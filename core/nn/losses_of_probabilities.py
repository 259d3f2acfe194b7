"""The losses of probabilities, each beside its slope and its arithmetic.

They go together with the activation that makes them, sigmoid or softmax: their shares are computed
from the logits, the sums z that go into it, because ln p loses its digits near 0, and their slope
along z is simply probability − target.
"""

import numpy as np

from core.nn.activations import SIGMOID, SOFTMAX
from core.nn.arrays import Array, read_only
from core.nn.expressions import Expression, Term, added, minus_logarithm, multiplied, subtracted
from core.nn.loss import Leaves, Loss, Outputs

_ZERO = read_only(0.0)  # NumPy takes an array at once; a Python float it converts at every call


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
    "np.logaddexp(0.0, z) - target * z",
    "p - target",
    output_activation=SIGMOID,
    torch_code="F.binary_cross_entropy_with_logits(z, target)",
    keras_code="ops.binary_crossentropy(target, z, from_logits=True)",
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
    "below = z - z.max(axis=-1, keepdims=True)\n"
    "target * (np.log(np.exp(below).sum(axis=-1, keepdims=True)) - below)",
    "p * target.sum(axis=-1, keepdims=True) - target",
    by_row=True,
    output_activation=SOFTMAX,
    torch_code="F.cross_entropy(z, target)",
    keras_code="surprise = ops.logsumexp(z, axis=-1, keepdims=True) - z\n"
    "ops.sum(ops.multiply(target, surprise), axis=-1)",
)
