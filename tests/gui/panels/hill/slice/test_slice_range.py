import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panels.hill.slice.slice_range import containing, height_of, points_for, usual_range, zoomed

numbers = st.floats(-1e6, 1e6)


@given(numbers, st.floats())
def test_the_weight_is_always_in_view(value: float, after: float) -> None:
    low, high = usual_range(value, after)
    assert low < value < high
    size = max(1.0, abs(value))
    if abs(after - value) < 20 * size:
        assert low <= after <= high


def test_more_is_seen_of_where_descent_goes() -> None:
    low, high = usual_range(2, 0.68)
    assert (low, high) == pytest.approx((0.68 - 1.6 * 1.32, 2 + 0.6 * 1.32))


@given(numbers, st.floats(1e-3, 1e6), numbers)
def test_shifting_keeps_the_width(low: float, width: float, value: float) -> None:
    new_low, new_high = containing((low, low + width), value)
    assert new_high - new_low == pytest.approx(width, rel=1e-3)
    assert new_low <= value <= new_high


@pytest.mark.parametrize("value", [3e17, -1e300])
def test_a_range_is_never_lost_in_the_digits_of_a_large_value(value: float) -> None:
    low, high = containing((0.0, 1.0), value)
    assert low < value < high


def test_zooming_keeps_the_place_under_the_pointer() -> None:
    assert zoomed((0, 10), 2, 0.5) == (1, 6)


def test_a_wall_beside_the_ball_does_not_flatten_the_rest() -> None:
    losses = np.array([1e12, 50, 20, np.inf])
    assert height_of(losses, 50.0) == pytest.approx(130)
    assert height_of(np.array([3.0, 4.0]), 3.0) == 4
    assert height_of(np.array([0.0]), 0.0) == 0


def test_a_costly_network_is_looked_at_more_coarsely_while_things_move() -> None:
    assert points_for(4, (2, 2, 1), moving=True) == points_for(4, (2, 2, 1), moving=False)
    assert points_for(2000, (784, 50, 10), moving=True) < 20
    assert points_for(2000, (784, 50, 10), moving=False) > 50
