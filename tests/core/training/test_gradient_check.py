import numpy as np
import pytest
from msgspec.structs import replace

from core.nn.activations import TANH
from core.nn.losses import HUBER, MEAN_ABSOLUTE_ERROR
from core.training.evaluation import evaluate
from core.training.gradient_check import Corner, Nudge, loss_with, nudge
from tests.core.builders import bank, build_experiment, sized_experiment


def test_a_nudge_looks_to_both_sides() -> None:
    found = Nudge(0.5, loss_left=1.0, loss_here=2.0, loss_right=5.0)
    assert found.slope == 4
    assert found.slope_left == 2
    assert found.slope_right == 6


def test_a_parabolas_central_difference_is_its_slope() -> None:
    found = nudge(bank(), 4, 0.25)
    assert found.loss_left == 81
    assert found.loss_here == 121
    assert found.loss_right == 169
    assert found.slope == 176


def test_nudging_agrees_with_backpropagation() -> None:
    experiment = sized_experiment((2, 3, 2), 6, TANH)
    slopes = [nudge(experiment, k).slope for k in range(experiment.network.parameters.size)]
    assert slopes == pytest.approx(evaluate(experiment).gradient.tolist(), rel=1e-6, abs=1e-8)


def test_at_a_corner_the_two_sides_differ() -> None:
    """Hidden 2 of the bank network adds up to 0: to the right it wakes up, to the left not."""
    found = nudge(bank(), 2, 1e-4)
    assert found.slope_left == 0
    assert found.slope_right == pytest.approx(132, rel=1e-3)


def test_at_the_corner_of_the_absolute_error_the_sides_are_opposite() -> None:
    experiment = replace(
        build_experiment([[[2.0]]], ["identity"], [[1]], [2]), loss=MEAN_ABSOLUTE_ERROR
    )
    found = nudge(experiment, 0, 2.0**-10)
    assert (found.slope_left, found.slope, found.slope_right) == (-1, 0, 1)


@pytest.mark.parametrize("weight", [1e14, -1e200, 1e308])
def test_of_a_weight_that_is_too_large_a_nudge_tells_nothing(weight: float) -> None:
    experiment = bank()
    large = experiment.network.with_parameters(np.array([weight, 1, 0, 0, 2, 2]))
    assert not nudge(replace(experiment, network=large), 0, 1e-3).can_tell
    assert nudge(experiment, 0, 1e-3).can_tell


def test_a_slope_can_drown_in_the_rounding_of_a_large_loss() -> None:
    """Of a target t the loss is (16 − t)² and the slope 12 (16 − t); nudges are too small."""
    experiment = bank()
    far = replace(experiment, dataset=experiment.dataset.with_target(0, 0, 1e30))
    assert nudge(far, 0, 1e-3).drowns(-1.2e31)
    assert not nudge(experiment, 0, 1e-3).drowns(132)
    assert not nudge(experiment, 2, 1e-3).drowns(0)


def test_the_loss_with_one_parameter_changed_forgets_the_change() -> None:
    experiment = bank()
    loss = loss_with(experiment)
    assert loss(4, 2.01) == pytest.approx(122.7664, abs=1e-12)
    assert loss(0, 2.0) == 121
    assert experiment.network.parameters.tolist() == [2, 1, 0, 0, 2, 2]


def test_a_nudge_that_overflows_is_infinite_without_a_warning() -> None:
    assert loss_with(bank())(4, 1e300) == np.inf


@pytest.mark.parametrize("size", [0.0, -1e-4, float("nan")])
def test_a_nudge_has_to_have_a_size(size: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        nudge(bank(), 0, size)


def test_on_a_corner_both_sides_are_told_exactly() -> None:
    found = nudge(bank(), 2, 0.001)
    assert found.corner is Corner.HERE
    assert found.sides == pytest.approx((0, 132), abs=1e-7)
    assert found.agrees(0)
    assert not found.agrees(140)


def test_a_nudge_that_crosses_a_corner_says_so() -> None:
    experiment = build_experiment([[[1.0]], [[1.0]]], ["relu", "identity"], [[0.001]], [2])
    assert nudge(experiment, 0, 2.0).corner is Corner.CROSSED
    assert nudge(experiment, 0, 0.5).corner is Corner.NONE


def test_a_corner_that_the_parameter_does_not_move_is_none_of_its_business() -> None:
    assert nudge(bank(), 0).corner is Corner.NONE


def test_a_slope_of_0_in_a_bend_is_confirmed() -> None:
    """Errors of ±1 lie where the Huber loss turns straight; the rows' slopes cancel out."""
    experiment = replace(build_experiment([[[1.0]]], ["identity"], [[1], [1]], [0, 2]), loss=HUBER)
    assert evaluate(experiment).gradient.tolist() == [0]
    assert nudge(experiment, 0).agrees(0)


def test_a_wrong_slope_is_not_confirmed() -> None:
    found = nudge(bank(), 0, 0.01)
    assert found.agrees(132)
    assert not found.agrees(134)
    assert not found.agrees(-132)


def test_on_a_corner_the_slopes_of_both_sides_are_confirmed_and_little_beyond() -> None:
    flat = Nudge(0.5, 0.0, 0.0, 0.0, Corner.HERE, (0.0, 0.0))
    assert flat.agrees(0.0)
    assert not flat.agrees(1e-12)
    edge = Nudge(0.5, 0.0, 0.0, 0.0, Corner.HERE, (3.0, -1.0))
    for slope, is_confirmed in ((-1.02, True), (-1.03, False), (3.02, True), (3.03, False)):
        assert edge.agrees(slope) is is_confirmed
