import numpy as np
import pytest

from gui.panels.loss.lines.loss_extent import Extent, extremes_of

WALK = Extent(
    first_step=0, last_step=20, highest=2.0, every=extremes_of(np.array([2.0, 0.5])), first_loss=2.0
)


def test_extremes_are_of_finite_losses() -> None:
    assert extremes_of(np.array([3.0, 0.0, np.inf, 0.25, np.nan])) == (0.0, 0.25, 3.0)
    assert np.isnan(extremes_of(np.array([np.inf]))).all()


@pytest.mark.parametrize("lowest", [1e-12, 0.3])
def test_a_logarithmic_axis_reaches_down_to_every_curve(lowest: float) -> None:
    scale, low, high = WALK.with_curve(np.array([2.0, lowest])).range(logarithmic=True)
    assert scale.loss(low) <= lowest
    assert scale.loss(high) >= 2.0


def test_a_logarithmic_axis_reaches_up_to_every_curve() -> None:
    scale, _, high = WALK.with_curve(np.array([2.0, 1e30])).range(logarithmic=True)
    assert scale.loss(high) >= 1e30


def test_a_linear_axis_reaches_up_to_what_is_near_and_is_not_flattened_by_an_explosion() -> None:
    near, exploding = np.array([2.0, 15.0]), np.array([2.0, 1e30])
    shown = WALK.with_curve(near).with_curve(exploding).range(logarithmic=False)
    assert 15.0 <= shown.scale.loss(shown.high) < 20.0


def test_a_loss_that_has_to_be_in_view_is() -> None:
    shown = WALK.with_point(1e6).range(logarithmic=False)
    assert shown.scale.loss(shown.high) >= 1e6


def test_losses_of_0_are_in_view() -> None:
    shown = WALK.with_curve(np.array([2.0, 0.0])).range(logarithmic=True)
    assert shown.scale.place(np.zeros(1)).tolist() == [shown.low]
