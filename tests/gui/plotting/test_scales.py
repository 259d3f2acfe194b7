import numpy as np
import pytest

from gui.plotting.scales import (
    LossScale,
    linear_range,
    logarithmic_range,
    loss_ticks,
    power_of_ten,
    range_between,
    round_near,
    step_range,
    step_ticks,
    value_ticks,
    widened,
)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [(0, 0, 20), (0, 20, 20), (0, 21, 50), (0, 51, 100), (500, 500, 520), (0, 10**6, 10**6)],
)
def test_steps_are_shown_from_the_first_in_jumps(first: int, last: int, shown: int) -> None:
    assert step_range(first, last) == (first, shown)


@pytest.mark.parametrize(
    ("highest", "top"), [(121, 125), (49, 60), (0, 1), (1e-30, 1.25e-30), (3e200, 3.5e200)]
)
def test_losses_are_shown_from_0_to_a_little_above_the_highest(highest: float, top: float) -> None:
    scale, low, high = linear_range(highest)
    assert low == 0
    assert scale.loss(high) == pytest.approx(top)
    assert 1 <= high <= 10, "what is drawn stays where a plot can reckon"


@pytest.mark.parametrize(
    ("lowest", "highest", "shown"),
    [(-3.0, 50.0, (-3.5, 60.0)), (-40.0, -20.0, (-50.0, 0.0)), (np.nan, np.nan, (0.0, 1.0))],
)
def test_losses_below_0_are_in_range(
    lowest: float, highest: float, shown: tuple[float, float]
) -> None:
    scale, low, high = linear_range(highest, lowest)
    assert (scale.loss(low), scale.loss(high)) == pytest.approx(shown)


@pytest.mark.parametrize("highest", [1.7e308, 5e-324])
def test_the_ends_of_the_numbers_have_axes_too(highest: float) -> None:
    scale, low, high = linear_range(highest)
    assert np.isfinite(scale.place(np.array([highest]))[0])
    texts = [tick.text for tick in loss_ticks(scale, low, high, 5)]
    assert "∞" not in texts
    assert len(set(texts)) == len(texts)


def test_a_logarithmic_axis_spans_whole_powers_of_ten() -> None:
    scale, low, high = logarithmic_range(9.627e-5, 9.627e-5, 49)
    assert (low, high) == (-5, 2)
    assert [tick.text for tick in loss_ticks(scale, low, high, 4)] == ["0.0001", "0.01", "1", "100"]
    assert logarithmic_range(121, 121, 121)[1:] == (2, 3)
    assert logarithmic_range(np.nan, np.nan, np.nan)[1:] == (0, 1), "no loss"


def test_losses_of_0_stand_at_the_foot_of_a_logarithmic_axis() -> None:
    scale, low, high = logarithmic_range(0.0, 0.01, 49)
    assert (low, high) == (-3, 2)
    assert scale.place(np.array([0.0, 0.01, 49])).tolist() == pytest.approx([-3, -2, np.log10(49)])
    assert scale.loss(low) == 0
    assert scale.place(np.array([-2.0])).tolist() == [low]
    assert [tick.text for tick in loss_ticks(scale, low, high, 5)] == [
        "0",
        "0.01",
        "0.1",
        "1",
        "10",
        "100",
    ]
    assert logarithmic_range(0.0, np.nan, 0.0)[1:] == (-1, 1), "nothing but 0"
    assert loss_ticks(scale, -1.0, 1.0, 5)[0].text == "0.1", "zoomed in, without the foot"


def test_losses_of_0_and_below_have_no_place_on_a_logarithmic_axis() -> None:
    heights = LossScale(logarithmic=True).place(np.array([100, 0, -1, np.inf, np.nan]))
    assert heights[0] == 2
    assert np.isnan(heights[1:]).all()


def test_ticks_are_round_and_few() -> None:
    scale, low, high = linear_range(121)
    assert [tick.text for tick in loss_ticks(scale, low, high, 4)] == ["0", "40", "80", "120"]
    assert [tick.text for tick in step_ticks(0, 20, 5)] == ["0", "5", "10", "15", "20"]
    assert [tick.text for tick in step_ticks(2.2, 4.9, 9)] == ["3", "4"], "no half steps"


def test_ticks_say_small_losses_in_full_without_a_hidden_factor() -> None:
    scale, low, high = linear_range(9.627e-5)
    assert [tick.text for tick in loss_ticks(scale, low, high, 3)] == ["0", "4e−5", "8e−5"]


def test_ticks_that_would_look_alike_show_more_digits() -> None:
    texts = [tick.text for tick in loss_ticks(LossScale(), 25.4016, 25.40165, 5)]
    assert len(set(texts)) == len(texts) > 2
    within = [tick.text for tick in loss_ticks(LossScale(logarithmic=True), 1.0, 1.5, 4)]
    assert within == ["10", "20"]


def test_a_logarithmic_axis_has_ticks_between_powers_of_ten_where_there_is_room() -> None:
    scale = LossScale(logarithmic=True)
    roomy = [tick.text for tick in loss_ticks(scale, -1.0, 1.0, 6)]
    assert roomy == ["0.1", "0.2", "0.5", "1", "2", "5", "10"]
    assert [tick.text for tick in loss_ticks(scale, -1.0, 1.0, 5)] == ["0.1", "1", "10"]
    foot = LossScale(logarithmic=True, zero=-2.0)
    assert [tick.text for tick in loss_ticks(foot, -2.0, 1.0, 12)] == ["0", "0.1", "1", "10"]


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (0.0, 0.0),
        (3e17, 3e17),
        (2.0, 1.0),
        (0.0, np.inf),
        (-np.inf, np.inf),
        (np.nan, 1.0),
        (0.0, 5e-324),
        (-1.7e308, 1.7e308),
        (1e17, np.nextafter(1e17, np.inf)),
    ],
)
@pytest.mark.parametrize("logarithmic", [False, True])
def test_ticks_of_any_range_are_few_and_within(low: float, high: float, logarithmic: bool) -> None:
    every = [
        step_ticks(low, high, 5),
        value_ticks(low, high, 5),
        loss_ticks(LossScale(logarithmic), low, high, 5),
    ]
    for ticks in every:
        assert len(ticks) <= 7
        assert all(low <= tick.position <= high for tick in ticks)


@pytest.mark.parametrize(
    ("size", "power"),
    [(7.0, 1.0), (0.02, 0.01), (1e300, 1e300), (0.0, 1.0), (np.nan, 1.0), (np.inf, 1.0)],
)
def test_the_power_of_ten_of_any_size_can_be_divided_by(size: float, power: float) -> None:
    assert power_of_ten(size) == pytest.approx(power)
    assert power_of_ten(5e-324) > 0


def test_a_place_under_the_pointer_has_few_digits() -> None:
    assert round_near(0.123456, 0.004) == 0.12
    assert round_near(1234.5, 10.0) == 1230
    assert round_near(1e308, 1e-300) == 1e308


@pytest.mark.parametrize("low", [0.0, 1.0, 1e100, -1e308, 1.79e308, 5e-324])
@pytest.mark.parametrize("wider", [0.0, 1e-16])
def test_the_ends_of_a_range_are_told_apart(low: float, wider: float) -> None:
    shown = widened(low, low + wider * abs(low))
    assert shown[1] - shown[0] > 1e-9 * abs(low)
    assert shown[0] <= low <= shown[1]
    assert np.isfinite(shown).all()


def test_a_range_of_one_loss_is_as_wide_as_that_loss() -> None:
    assert range_between(20.0, 20.0) == (LossScale(unit=10.0), 1.0, 3.0)
    assert range_between(0.0, 0.0)[1:] == (0.0, 1.0)
    assert range_between(2.0, 8.0)[1:] == (2.0, 8.0)
