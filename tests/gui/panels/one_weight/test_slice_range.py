"""The hill along a weight always shows a valley."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.nn.arrays import Array
from gui.panels.one_weight.slice_range import (
    around_bottom,
    containing,
    hill_range,
    loss_range_of,
    points_for,
    still_fits,
    usual_range,
    widened,
)
from gui.plotting.plot_frame import can_show, zoomed

numbers = st.floats(-1e6, 1e6)


def parabola(bottom: float, bend: float = 1.0, lowest: float = 0.0) -> Callable[[Array], Array]:
    def losses_at(values: Array) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(lowest + bend * (values - bottom) ** 2)

    return losses_at


# The range across


@settings(max_examples=25)
@given(
    bottom=st.floats(-10, 10),
    power=st.floats(-5, 1.5),
    side=st.sampled_from((-1, 1)),
    pace=st.floats(0.01, 2.4),
    bend=st.sampled_from((1e-6, 1.0, 36.0, 1e6)),
    lowest=st.sampled_from((0.0, 0.5)),
)
def test_a_parabola_is_seen_from_side_to_side(
    bottom: float, power: float, side: int, pace: float, bend: float, lowest: float
) -> None:
    """Weight, next step and bottom are in view, and both ends rise well above the weight."""
    assume(bend * 10.0 ** (2 * power) > 1e-8 * lowest)  # more than binary rounding
    value = bottom + side * 10.0**power
    after = value - side * pace * 10.0**power  # up to an overshoot that makes it worse
    losses_at = parabola(bottom, bend, lowest)
    low, high = hill_range(value, after, losses_at)
    assert low < min(value, after, bottom)
    assert max(value, after, bottom) < high
    at, here, next_ = losses_at(np.array([low, value, after])) - lowest
    assert at > 2 * max(here, next_)
    assert losses_at(np.array([high]))[0] - lowest == pytest.approx(at, rel=0.05)
    assert high - low < 20 * max(abs(value - bottom), abs(after - bottom))


def test_at_the_bottom_the_valley_is_as_wide_as_the_weight_is_large() -> None:
    assert hill_range(0.1, 0.1, parabola(0.1)) == pytest.approx((-0.7, 0.9))
    assert hill_range(100.0, 100.0, parabola(100)) == pytest.approx((20, 180))


def test_what_is_only_rounding_is_no_slope() -> None:
    """A valley of less than 1e-9 of the loss above it."""
    assert hill_range(1e-5, 0.0, parabola(0.0, 1e-6, 0.5)) == pytest.approx((-0.79999, 0.80001))


def test_a_step_that_leaps_far_beyond_leaves_the_valley_as_it_is() -> None:
    near, far = (hill_range(2.0, after, parabola(1)) for after in (1.9, -1e30))
    assert near == far == pytest.approx((-0.6, 2.6))


def test_a_corner_of_relu_ends_the_search_for_a_bottom() -> None:
    """The loss of the bank along its first weight: (6 v − 1)² above −2/3, 25 below it."""

    def losses_at(values: Array) -> Array:
        return np.where(values > -2 / 3, (6 * values - 1) ** 2, 25.0)

    low, high = hill_range(2.0, 0.68, losses_at)
    assert (low + high) / 2 == pytest.approx(1 / 6)
    assert low < -2 / 3 < 2 < high


def test_from_a_flat_place_the_hill_beyond_it_is_seen() -> None:
    low, high = hill_range(0.0, 0.0, lambda values: np.maximum(values - 3, 0.0))
    assert low < 0 < 3 < high


def test_where_it_is_flat_everywhere_the_weight_is_in_the_middle() -> None:
    assert hill_range(2.0, 2.0, np.ones_like) == pytest.approx((0.4, 3.6))


def test_what_is_left_of_a_fall_is_not_shown_where_it_cannot_be_seen() -> None:
    """The share of a sigmoid's error falls on for ever, by less and less."""
    low, high = hill_range(-6.0, -5.99, lambda values: 1 / (1 + np.exp(np.minimum(values, 700))))
    assert low < -10
    assert 5 < high < 80


def test_where_it_falls_for_ever_one_looks_where_it_falls() -> None:
    low, high = hill_range(0.0, 0.3, lambda values: np.exp(-values))
    assert low < 0 < 0.3 < high
    assert high > -low


@pytest.mark.parametrize("value", [0.0, 5e-324, 1e-300, 1e300, -1e308, 1.7e308])
@pytest.mark.parametrize("after", [0.0, 1e300, -1e308, np.inf, np.nan])
@pytest.mark.parametrize("losses_at", [parabola(1.0), parabola(-1e300), np.ones_like])
def test_a_weight_of_any_size_has_a_range(
    value: float, after: float, losses_at: Callable[[Array], Array]
) -> None:
    shown = containing(hill_range(value, after, losses_at), value)
    assert shown[0] < value < shown[1]
    assert can_show(*shown)


def test_a_bottom_is_looked_for_where_the_loss_falls() -> None:
    places = np.array([-8.0, -2, -1, 0, 1, 2, 8])
    assert around_bottom((places - 1.3) ** 2, 3) == (3, 5)
    assert around_bottom((places + 1.8) ** 2, 3) == (0, 2)
    assert around_bottom(places**2, 3) == (3, 3)
    assert around_bottom(-places, 3) is None
    assert around_bottom(np.full(7, np.nan), 3) == (3, 3)  # there is no hill at all


@given(numbers, st.floats())
def test_the_weight_is_always_in_the_usual_range(value: float, after: float) -> None:
    low, high = usual_range(value, after)
    assert low < value < high
    size = max(1.0, abs(value))
    if abs(after - value) < 20 * size:
        assert low <= after <= high


@given(numbers, st.floats(0.1, 1e6), numbers)
def test_shifting_keeps_the_width(low: float, width: float, value: float) -> None:
    """A width that is not lost in the digits of the value."""
    new_low, new_high = containing((low, low + width), value)
    assert new_high - new_low == pytest.approx(width, rel=1e-3)
    if width > 1e-3 * abs(value):
        assert 0.09 < (value - new_low) / (new_high - new_low) < 0.91


@pytest.mark.parametrize("value", [-7.0, 0.5, 40.0, 1e6])
def test_what_moves_out_of_view_makes_it_wider_and_the_valley_stays(value: float) -> None:
    low, high = widened((0.0, 1.0), value)
    assert low <= 0
    assert high >= 1
    assert low + 0.05 * (high - low) < value < high - 0.05 * (high - low)
    low, high = widened((0.0, 1.0), value, -20.0, 20.0)
    room = 0.08 * (high - low)
    assert all(low + room < each < high - room for each in (value, -20.0, 20.0))


@pytest.mark.parametrize("value", [3e17, -1e300])
def test_a_range_is_never_lost_in_the_digits_of_a_large_value(value: float) -> None:
    low, high = containing((0.0, 1.0), value)
    assert low < value < high


def test_zooming_keeps_the_place_under_the_pointer() -> None:
    assert zoomed((0, 10), 2, 0.5) == (1, 6)


# The range up


def heights(losses: Array, *wanted: float) -> tuple[float, float]:
    found = loss_range_of(losses, *wanted)
    return found.scale.loss(found.low), found.scale.loss(found.high)


@pytest.mark.parametrize("loss", [121.0, 1e-5, 1e-16])
def test_a_valley_goes_from_a_little_below_0_to_its_rims(loss: float) -> None:
    losses = loss * np.linspace(-1.6, 1.6, 241) ** 2
    low, high = heights(losses, loss)
    assert -0.1 * loss * 2.56 < low < 0
    assert high == pytest.approx(1.05 * 2.56 * loss)


def test_a_valley_is_wide_whatever_is_at_stake() -> None:
    """In a run the part across stays while the ball comes to rest."""
    losses = np.linspace(-1, 1, 241) ** 2
    _, high = heights(losses, 1e-12)
    assert np.mean(losses < high) > 0.7


def test_a_wall_beside_the_ball_does_not_flatten_the_rest() -> None:
    losses = np.append(np.linspace(-1, 1, 200) ** 2, [1e6, 1e12, np.inf])
    assert 0.5 < heights(losses, 0.3)[1] < 3


def test_losses_that_hardly_differ_are_looked_at_closely() -> None:
    low, high = heights(5 + 0.01 * np.linspace(-1, 1, 99) ** 2, 5.005)
    assert 4.99 < low < 5 < 5.01 < high < 5.02


@pytest.mark.parametrize(
    "losses", [[], [0.0], [np.inf, np.nan], [7.0, 7.0], [1e308, 1.7e308], [0.0, 5e-324]]
)
def test_losses_of_any_size_have_a_range(losses: list[float]) -> None:
    found = loss_range_of(np.array(losses), *losses)
    assert -np.inf < found.low < found.high < np.inf


def test_a_costly_network_is_looked_at_more_coarsely_while_things_move() -> None:
    assert points_for(300, 4, (2, 2, 1), moving=True) == points_for(300, 4, (2, 2, 1), moving=False)
    assert points_for(300, 2000, (784, 50, 10), moving=True) < 20
    assert points_for(300, 2000, (784, 50, 10), moving=False) > 50


def test_a_wide_plot_is_looked_at_more_finely() -> None:
    few, many, most = (points_for(width, 4, (2, 2, 1), moving=False) for width in (240, 480, 9999))
    assert few == 80
    assert many == 160
    assert most > 200


# A range that is kept


def still_good(shown: tuple[float, float], value: float, after: float, bottom: float) -> bool:
    values = np.sort(np.append(np.linspace(*shown, 121), (value, after)))
    return still_fits(shown, value, after, values, parabola(bottom)(values))


def test_a_fresh_range_stays_while_the_ball_rolls_down_and_is_left_near_the_bottom() -> None:
    value, shown = 2.0, hill_range(2.0, 1.9, parabola(1.0))
    stayed = [still_good(shown, 1 + way, 1 + 0.95 * way, 1.0) for way in (1, 0.8, 0.6, 0.45, 0.3)]
    assert stayed == [True, True, True, True, False]
    assert not still_good(shown, value + 0.5, value + 0.4, 1.0)


def test_a_range_is_left_when_the_bottom_has_come_near_its_end_or_is_out_of_it() -> None:
    assert still_good((0.0, 4.0), 1.0, 1.1, 2.0)
    assert not still_good((0.0, 4.0), 1.0, 1.1, 3.5)
    assert not still_good((0.0, 4.0), 1.0, 1.1, 6.0)


def test_a_range_is_left_when_the_weight_is_out_of_it() -> None:
    values = np.linspace(0.0, 4.0, 121)
    for value in (-5.0, 9.0):
        assert not still_fits((0.0, 4.0), value, value, values, parabola(2.0)(values))


def test_a_range_is_left_when_the_weight_is_at_its_edge() -> None:
    assert still_good((0.0, 4.0), 0.51, 0.61, 2.0)
    assert not still_good((0.0, 4.0), 0.31, 0.41, 2.0)


def test_at_the_bottom_a_range_of_the_size_of_the_weight_is_kept() -> None:
    assert still_good((0.2, 1.8), 1.0, 1.0, 1.0)
    assert not still_good((0.999, 1.001), 1.0, 1.0, 1.0)


@given(
    losses=st.lists(st.floats(), min_size=3, max_size=9),
    at=st.integers(0, 8),
    away=st.sampled_from((0.0, -9.0, 9.0)),
    after=st.floats(),
)
def test_any_hill_is_judged(losses: list[float], at: int, away: float, after: float) -> None:
    values = np.linspace(-1, 1, len(losses))
    value = float(values[at % len(losses)]) + away
    with np.errstate(all="ignore"):
        assert still_fits((-1, 1), value, after, values, np.array(losses)) in (True, False)


def test_heights_stay_while_they_hold_the_hill() -> None:
    valley = np.linspace(-1.6, 1.6, 121) ** 2
    kept = loss_range_of(valley, 1.0)
    assert loss_range_of(1.2 * valley, 0.8, kept=kept) == kept
    assert loss_range_of(0.7 * valley, 0.7, kept=kept) == kept
    assert loss_range_of(0.5 * valley, 0.5, kept=kept) != kept
    assert loss_range_of(valley - 1, 0.5, kept=kept) != kept
    assert loss_range_of(4 * valley, 4.0, kept=kept) != kept


def test_heights_that_do_not_begin_at_0_stay_so_a_while() -> None:
    valley = np.linspace(-1.6, 1.6, 121) ** 2
    kept = loss_range_of(5 + valley, 6.0)
    assert kept.low > 0
    falling = loss_range_of(2 + valley, 3.0, kept=kept)
    assert 0 < falling.low * falling.scale.unit < 2
    assert loss_range_of(2 + valley, 3.0).low < 0


def test_heights_are_left_when_the_hill_comes_to_their_lower_end() -> None:
    valley = np.linspace(-1.6, 1.6, 121) ** 2
    kept = loss_range_of(5 + valley, 6.0)
    for sunk in np.arange(0.0, 0.5, 0.02):
        found = loss_range_of(5 - sunk + valley, 6.0, kept=kept)
        bottom = (5 - sunk) / found.scale.unit
        assert (bottom - found.low) / (found.high - found.low) > 0.04
