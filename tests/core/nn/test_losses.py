import numpy as np
import pytest

from core.nn.activations import IDENTITY, SIGMOID, SOFTMAX
from core.nn.arrays import Array
from core.nn.loss import Loss, Outputs
from core.nn.losses import HUBER, LOG_COSH, LOSSES, MEAN_ABSOLUTE_ERROR, MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from tests.core import by_hand

OF_ERRORS = {key: loss for key, loss in LOSSES.items() if not loss.is_from_logits}
EACH = pytest.mark.parametrize("loss", OF_ERRORS.values(), ids=OF_ERRORS)
ERRORS = np.array([[-11.0, -1.5, -0.25], [0.5, 0.999, 3.0]])


def share(loss: Loss, errors: Array) -> Array:
    out = np.empty_like(errors)
    loss.share(Outputs(errors, errors, errors, np.zeros_like(errors)), out)
    return out


def slope(loss: Loss, errors: Array) -> Array:
    out = np.empty_like(errors)
    loss.slope(Outputs(errors, errors, errors, np.zeros_like(errors)), out)
    return out


@EACH
def test_each_error_has_the_share_of_the_formula(loss: Loss) -> None:
    expected = [by_hand.SHARES[loss.key](error) for error in ERRORS.ravel().tolist()]
    assert share(loss, ERRORS).ravel() == pytest.approx(expected, rel=1e-15)


@EACH
def test_the_slope_is_what_a_small_nudge_finds(loss: Loss) -> None:
    function, h = by_hand.SHARES[loss.key], 1e-6
    expected = [(function(e + h) - function(e - h)) / (2 * h) for e in ERRORS.ravel().tolist()]
    assert slope(loss, ERRORS).ravel() == pytest.approx(expected, rel=1e-8)


@EACH
def test_no_error_costs_nothing_and_has_no_slope(loss: Loss) -> None:
    nothing = np.zeros((1, 1))
    assert share(loss, nothing) == 0
    assert slope(loss, nothing) == 0


def test_only_the_absolute_error_has_a_corner() -> None:
    assert [loss for loss in LOSSES.values() if loss.corners] == [MEAN_ABSOLUTE_ERROR]


def test_huber_is_a_parabola_up_to_one_and_straight_beyond() -> None:
    assert share(HUBER, np.array([[-1.0, 1.0, 3.0, -3.0]])).tolist() == [[0.5, 0.5, 2.5, 2.5]]
    assert slope(HUBER, np.array([[-3.0, -1.0, 0.5, 3.0]])).tolist() == [[-1.0, -1.0, 0.5, 1.0]]


@EACH
def test_a_mean_divides_by_rows_and_outputs_and_a_sum_by_nothing(loss: Loss) -> None:
    assert loss.divisor(4, 2) == (1 if loss.key == "sse" else 8)


def test_the_reduction_is_said_as_it_applies() -> None:
    assert MEAN_SQUARED_ERROR.reduction(1, 1) == "mean over 1 row"
    assert MEAN_SQUARED_ERROR.reduction(4, 1) == "mean over 4 rows"
    assert MEAN_SQUARED_ERROR.reduction(4, 2) == "mean over 4 rows × 2 outputs"
    assert LOSSES["sse"].reduction(4, 2) == "sum over 4 rows × 2 outputs"


def test_keys_name_their_losses() -> None:
    assert set(LOSSES) == set(by_hand.SHARES) | set(by_hand.PROBABILITY_SHARES)
    assert all(key == loss.key for key, loss in LOSSES.items())


SUMS = np.array([[-2.0, 0.0, 3.0], [0.5, 1.0, -1.0]])
CLASSES = np.array([[1.0, 0.0, 0.25], [0.0, 1.0, 0.75]])


def probabilities(loss: Loss, sums: Array) -> Array:
    assert loss.output_activation is not None
    found = np.empty_like(sums)
    with np.errstate(over="ignore"):
        loss.output_activation.apply(sums, found)
    return found


def outputs(loss: Loss, sums: Array, targets: Array) -> Outputs:
    predictions = probabilities(loss, sums)
    return Outputs(sums, predictions, predictions - targets, targets)


def share_of_sums(loss: Loss, sums: Array, targets: Array) -> Array:
    found = np.empty_like(sums)
    loss.share(outputs(loss, sums, targets), found)
    return found


@pytest.mark.parametrize("loss", [LOG_LOSS, CROSS_ENTROPY], ids=lambda loss: loss.key)
def test_probabilities_have_the_share_of_the_formula(loss: Loss) -> None:
    pairs = zip(probabilities(loss, SUMS).ravel(), CLASSES.ravel(), strict=True)
    expected = [by_hand.PROBABILITY_SHARES[loss.key](p, t) for p, t in pairs]
    assert share_of_sums(loss, SUMS, CLASSES).ravel() == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("loss", [LOG_LOSS, CROSS_ENTROPY], ids=lambda loss: loss.key)
@pytest.mark.parametrize("size", [1.0, 1.5])
def test_the_slope_along_a_sum_is_what_a_nudge_finds(loss: Loss, size: float) -> None:
    """Also where the targets of a row do not add up to 1."""
    found, h, targets = np.empty_like(SUMS), 1e-6, size * CLASSES
    loss.slope(outputs(loss, SUMS, targets), found)
    for at in np.ndindex(SUMS.shape):
        nudge = np.zeros_like(SUMS)
        nudge[at] = h
        right, left = (share_of_sums(loss, SUMS + d, targets).sum() for d in (nudge, -nudge))
        assert found[at] == pytest.approx((right - left) / (2 * h), rel=1e-7, abs=1e-9)


def test_of_one_class_the_slope_is_probability_minus_target() -> None:
    sums, targets = SUMS[:, :2], CLASSES[:, :2]
    found = np.empty_like(sums)
    CROSS_ENTROPY.slope(outputs(CROSS_ENTROPY, sums, targets), found)
    assert found.tolist() == (probabilities(CROSS_ENTROPY, sums) - targets).tolist()


@pytest.mark.parametrize("loss", [LOG_LOSS, CROSS_ENTROPY], ids=lambda loss: loss.key)
def test_the_surest_mistake_still_has_a_number(loss: Loss) -> None:
    """Here ln p, computed from p, would be −∞."""
    sums, targets = np.array([[-5000.0], [5000.0]]), np.array([[1.0], [0.0]])
    assert share_of_sums(loss, sums, targets).sum() == 10000


def test_probabilities_add_up_to_1_however_large_the_sums() -> None:
    found = probabilities(CROSS_ENTROPY, np.array([[1e300, -3.0], [1e300, 1.0], [0.0, 2.0]]))
    assert found.sum(axis=0) == pytest.approx(1, rel=1e-15)
    assert found[:, 0].tolist() == [0.5, 0.5, 0]


def test_losses_of_probabilities_go_with_their_own_activation_only() -> None:
    assert LOG_LOSS.fits(SIGMOID)
    assert CROSS_ENTROPY.fits(SOFTMAX)
    assert MEAN_SQUARED_ERROR.fits(SIGMOID)
    for loss, activation in (
        (LOG_LOSS, SOFTMAX),
        (CROSS_ENTROPY, SIGMOID),
        (LOG_LOSS, IDENTITY),
        (MEAN_SQUARED_ERROR, SOFTMAX),
    ):
        assert not loss.fits(activation)


def test_cross_entropy_is_a_mean_over_rows() -> None:
    assert CROSS_ENTROPY.divisor(4, 3) == 4
    assert CROSS_ENTROPY.reduction(4, 3) == "mean over 4 rows"
    assert LOG_LOSS.divisor(4, 3) == 12


def test_log_cosh_is_exact_for_tiny_errors_and_finite_for_huge_ones() -> None:
    """Half the square near 0; |e| − ln 2 far out."""
    errors = np.array([1e-9, -1e-3, 0.5, -3.0, 30.0, -1e300])
    shares, slopes = np.empty_like(errors), np.empty_like(errors)
    of = Outputs(errors, errors, errors, errors)
    LOG_COSH.share(of, shares)
    LOG_COSH.slope(of, slopes)
    expected = [5e-19, 4.999999166666889e-07, 0.12011450695827751, 2.309328504577864]
    assert shares[:4].tolist() == pytest.approx(expected, rel=1e-13)
    assert shares[4:].tolist() == pytest.approx([30 - np.log(2), 1e300], rel=1e-14)
    assert slopes.tolist() == pytest.approx(np.tanh(errors).tolist())
