import numpy as np
import pytest

from core.arrays import Array
from core.losses import HUBER, LOSSES, MEAN_ABSOLUTE_ERROR, MEAN_SQUARED_ERROR, Loss
from tests.core import by_hand

EACH = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
ERRORS = np.array([[-11.0, -1.5, -0.25], [0.5, 0.999, 3.0]])


def share(loss: Loss, errors: Array) -> Array:
    out = np.empty_like(errors)
    loss.share(errors, out)
    return out


def slope(loss: Loss, errors: Array) -> Array:
    out = np.empty_like(errors)
    loss.slope(errors, out)
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
    assert set(LOSSES) == set(by_hand.SHARES)
    assert all(key == loss.key for key, loss in LOSSES.items())
