"""Axes of numbers of either sign."""

import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from gui.plotting.value_scales import SymmetricScale, values_axis, values_range

NUMBERS = st.floats(-1e300, 1e300, allow_nan=False)


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.booleans())
def test_every_value_is_within_the_range(values: list[float], symmetric: bool) -> None:
    scale, low, high = values_range(min(values), max(values), symmetric=symmetric)
    assert -math.inf < low < high < math.inf
    assert ((low <= scale.place(np.array(values))) & (scale.place(np.array(values)) <= high)).all()
    ticks = values_axis(scale, "").ticks(low, high, 6)
    assert all(low <= tick.position <= high for tick in ticks)


def test_the_symmetric_scale_is_odd_and_turns_back_into_numbers() -> None:
    scale = SymmetricScale(least=0.001)
    assert scale.height(0.0) == 0
    assert scale.height(-3.0) == -scale.height(3.0) == pytest.approx(-math.log10(3001))
    for value in (-100.0, -0.0004, 0.02, 7.0):
        assert scale.loss(scale.height(value)) == pytest.approx(value)


def test_what_is_not_finite_has_no_place() -> None:
    heights = SymmetricScale().place(np.array([np.nan, np.inf, 1.0]))
    assert np.isnan(heights).tolist() == [True, True, False]


def test_the_range_stays_while_values_grow_a_little() -> None:
    assert values_range(0.31, 1.72, symmetric=False) == values_range(0.32, 1.9, symmetric=False)


def test_0_is_a_tick_with_powers_of_ten_around_it() -> None:
    scale, low, high = values_range(-20.0, 300.0, symmetric=True)
    ticks = values_axis(scale, "").ticks
    assert [tick.text for tick in ticks(low, high, 9)] == ["−10", "−1", "0", "1", "10", "100"]
    assert [tick.text for tick in ticks(low, high, 3)] == ["−10", "0", "10"]


@pytest.mark.parametrize(("lowest", "highest"), [(0.5, 0.9), (-0.7, -0.2), (0.01, 0.012)])
def test_between_two_powers_of_ten_there_are_round_numbers(lowest: float, highest: float) -> None:
    scale, low, high = values_range(lowest, highest, symmetric=True)
    ticks = values_axis(scale, "").ticks(low, high, 4)
    assert 2 <= len(ticks) <= 5
    for tick in ticks:
        value = float(tick.text.replace("−", "-"))
        assert tick.position == pytest.approx(scale.height(value))
