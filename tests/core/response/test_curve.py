"""Activations as curves: values and slopes, tangents, knees and ranges."""

import math

import numpy as np
import pytest

from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, RELU, SIGMOID, SINE, STEP, TANH
from core.response.curve import curve, knees, range_for, tangent_at
from tests.core.by_hand import ACTIVATIONS as BY_HAND
from tests.gui.entries_of_tests import PARABOLA

EACH = pytest.mark.parametrize(
    "activation", [*ACTIVATIONS.values(), PARABOLA], ids=lambda it: it.key
)
NUDGE = 1e-6


@EACH
@pytest.mark.parametrize("at", [-2.7, -0.4, 0.3, 1.9])
def test_the_tangent_rises_as_central_differences_say(activation: Activation, at: float) -> None:
    tangent = tangent_at(activation, at)
    beyond, before = (tangent_at(activation, at + way).value for way in (NUDGE, -NUDGE))
    assert tangent.slope == pytest.approx((beyond - before) / (2 * NUDGE), abs=1e-8)


@pytest.mark.parametrize("key", sorted(BY_HAND))
def test_the_curve_goes_through_values_worked_out_by_hand(key: str) -> None:
    found = curve(ACTIVATIONS[key], -3.0, 5.0)
    known = ~np.isnan(found.sums)
    by_hand = [BY_HAND[key](at) for at in found.sums[known].tolist()]
    assert found.values[known].tolist() == pytest.approx(by_hand, rel=1e-12, abs=1e-15)


def test_the_bank_by_hand() -> None:
    assert tangent_at(RELU, 3.0 * 2 + 2 * 1) == (8.0, 8.0, 1.0)
    assert tangent_at(RELU, 0.0) == (0.0, 0.0, 0.0)


@EACH
def test_a_curve_ascends_from_end_to_end(activation: Activation) -> None:
    found = curve(activation, -3.0, 5.0)
    known = found.sums[~np.isnan(found.sums)]
    assert (known[0], known[-1]) == (-3.0, 5.0)
    assert (np.diff(known) > 0).all()


def test_a_jump_is_a_gap() -> None:
    found = curve(STEP, -1.0, 1.0)
    gap = int(np.flatnonzero(np.isnan(found.values))[0])
    assert found.sums[gap - 1] == 0.0
    assert found.values[[gap - 1, gap + 1]].tolist() == [0.0, 1.0]


def test_a_corner_far_between_sums_is_seen() -> None:
    found = curve(RELU, -1e6, 1e6 + 1)
    assert 0.0 in found.sums
    assert np.nanmax(np.abs(found.values - np.maximum(found.sums, 0))) == 0.0


def test_a_bend_is_followed_closely_among_large_sums() -> None:
    found = curve(SIGMOID, -500.0, 500.0)
    between = np.interp(1.0, found.sums, found.values)
    assert between == pytest.approx(1 / (1 + math.exp(-1.0)), abs=0.002)


def test_knees_are_where_slopes_change() -> None:
    assert knees(RELU) == (0.0, 0.0)
    assert knees(ACTIVATIONS["identity"]) == (0.0, 0.0)
    # tanh′ = 1 − tanh², a hundredth at atanh √0.99 = 2.993
    assert knees(TANH) == pytest.approx((-2.993, 2.993), abs=0.02)
    assert knees(SINE)[1] == pytest.approx(8.0, abs=1.0)


def test_sums_of_any_size_have_a_finite_range() -> None:
    low, high = range_for(RELU, np.array([-1.7e308, 1.7e308]))
    assert np.isfinite(high - low)
    assert np.isfinite(curve(RELU, low, high).sums[1:]).any()


def test_a_range_has_all_sums_and_the_knees() -> None:
    low, high = range_for(RELU, np.array([-6.0, 8.0, np.nan, np.inf]))
    assert low == pytest.approx(-6 - 0.08 * 14)
    assert high == pytest.approx(8 + 0.08 * 14)
    low, high = range_for(TANH, np.array([0.1]))
    assert low < -2.9 < 2.9 < high
    assert range_for(RELU, np.empty(0)) == pytest.approx((-0.58, 0.58))
