import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.landscape.planes import (
    Plane,
    PlaneLosses,
    of_gradient_and_random,
    of_path,
    of_two_weights,
    steepest_two,
)
from core.nn.activations import ACTIVATIONS
from core.nn.losses import LOSSES
from core.nn.network_edits import set_locked
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.propagation import Propagation
from tests.core.builders import bank, build_experiment, sized_experiment

XS, YS = np.array([-1.0, 0.0, 0.5]), np.array([-2.0, 0.3])


def losses_by_hand(experiment: Experiment, plane: Plane) -> list[list[float]]:
    def loss(x: float, y: float) -> float:
        parameters = plane.moved(experiment.network.parameters, (x, y))
        return Propagation(experiment, parameters).forward()

    return [[loss(x, y) for y in YS] for x in XS]


@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_on_every_kind_of_plane_is_that_of_the_moved_weights(loss: str) -> None:
    for activation in ACTIVATIONS.values():
        assert_is_that_of_the_moved_weights(
            sized_experiment(
                (2, 3, 2, 2), 5, activation, LOSSES[loss], biased=loss != "sse", seed=3
            )
        )


def assert_is_that_of_the_moved_weights(experiment: Experiment) -> None:
    evaluation = evaluate(experiment)
    parameters = experiment.network.parameters
    path = parameters + np.random.default_rng(1).normal(size=(6, parameters.size))
    for plane in (
        of_two_weights(experiment, (1, 7)),
        of_gradient_and_random(experiment, evaluation, 4),
        of_path(parameters, path),
    ):
        found = PlaneLosses(experiment, evaluation, plane).losses(XS, YS)
        np.testing.assert_allclose(found, losses_by_hand(experiment, plane), rtol=1e-9, atol=1e-9)


def test_the_ball_lies_at_its_weights_or_at_the_middle() -> None:
    experiment = bank()
    parameters = experiment.network.parameters
    assert of_two_weights(experiment, (4, 0)).coordinates(parameters).tolist() == [2, 2]
    drawn = of_gradient_and_random(experiment, evaluate(experiment), 0)
    assert drawn.coordinates(parameters).tolist() == [0, 0]


def test_the_weight_nearer_to_the_inputs_is_across() -> None:
    plane = of_two_weights(bank(), (4, 0))
    assert plane.pair == (0, 4)
    assert plane.names == ("input 1 → hidden 1", "hidden 1 → prediction")


def test_the_steepest_two_of_the_bank_leave_out_what_is_locked() -> None:
    """Slopes: 132, 88, 0, 0 into the hidden layer; 176, 0 into the prediction."""
    experiment = bank()
    assert steepest_two(experiment, evaluate(experiment)) == (0, 4)
    locked = replace(experiment, network=set_locked(experiment.network, [0], True))
    assert steepest_two(locked, evaluate(locked)) == (1, 4)


@given(st.integers(0, 2**32), st.integers(0, 50))
def test_directions_have_length_1_and_a_right_angle(seed: int, chosen: int) -> None:
    experiment = sized_experiment((2, 3, 1), 4, seed=chosen)
    evaluation = evaluate(experiment)
    plane = of_gradient_and_random(experiment, evaluation, seed)
    np.testing.assert_allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-12)
    downhill = -evaluation.gradient / np.linalg.norm(evaluation.gradient)
    np.testing.assert_allclose(plane.directions[0], downhill, atol=1e-12)


def test_locked_weights_do_not_move_along_the_gradient_plane() -> None:
    experiment = bank()
    locked = replace(experiment, network=set_locked(experiment.network, [0, 3], True))
    plane = of_gradient_and_random(locked, evaluate(locked), 1)
    assert not plane.directions[:, [0, 3]].any()


def test_a_path_in_a_plane_is_found_again() -> None:
    experiment = sized_experiment((2, 3, 1), 4)
    start = experiment.network.parameters
    generator = np.random.default_rng(2)
    ways = generator.normal(size=(2, start.size))
    path = start + generator.normal(size=(9, 2)) @ ways
    plane = of_path(start, path)
    flat = plane.coordinates(path)
    np.testing.assert_allclose(plane.origin + flat @ plane.directions, path, atol=1e-9)
    assert np.ptp(flat[:, 0]) >= np.ptp(flat[:, 1]) / 2


def test_a_straight_path_has_a_second_direction_all_the_same() -> None:
    start = bank().network.parameters
    plane = of_path(start, start + np.outer([0, 1, 2], np.ones(6)))
    np.testing.assert_allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-12)
    assert plane.directions[0] == pytest.approx(np.full(6, 6**-0.5))


@given(
    st.lists(st.integers(-9, 9), min_size=2, max_size=6).filter(any),
    st.lists(st.integers(0, 99), min_size=2, max_size=12).filter(lambda far: len(set(far)) > 1),
)
def test_rounding_gives_a_straight_path_no_direction(way: list[int], far: list[int]) -> None:
    plane = of_path(np.zeros(len(way)), np.outer(np.array(far) / 70, np.array(way) / 10))
    np.testing.assert_allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-12)
    along = np.array(way) / np.linalg.norm(way)
    assert abs(plane.directions[0] @ along) == pytest.approx(1)


def test_without_a_path_there_is_no_plane() -> None:
    start = bank().network.parameters
    with pytest.raises(ValueError, match="no path"):
        of_path(start, np.tile(start, (3, 1)))
    with pytest.raises(ValueError, match="no path"):
        of_path(start, start + np.outer([0, 1, 2], np.full(6, 5e-324)))


@pytest.mark.parametrize("size", [1e-300, 1e300])
def test_a_path_of_any_size_has_directions(size: float) -> None:
    start = np.zeros(6)
    plane = of_path(start, size * np.outer([0, 1, 2], np.ones(6)))
    assert plane.directions[0] == pytest.approx(np.full(6, 6**-0.5))


def test_one_weight_alone_makes_no_plane() -> None:
    experiment = build_experiment([[[1]]], ["identity"], [[1]], [0])
    with pytest.raises(ValueError, match="two different"):
        steepest_two(experiment, evaluate(experiment))
    with pytest.raises(ValueError, match="two different"):
        of_two_weights(experiment, (0, 0))


def test_moving_along_a_plane_leaves_what_lies_beside_it() -> None:
    experiment = sized_experiment((2, 3, 1), 4)
    plane = of_gradient_and_random(experiment, evaluate(experiment), 3)
    aside = experiment.network.parameters + np.linspace(0, 1, plane.origin.size)
    moved = plane.moved(aside, (0.5, -1.0))
    np.testing.assert_allclose(plane.coordinates(moved), [0.5, -1.0], atol=1e-12)
    rest = (moved - aside) - (moved - aside) @ plane.directions.T @ plane.directions
    np.testing.assert_allclose(rest, 0, atol=1e-12)


def test_a_plane_follows_the_weights_without_turning() -> None:
    experiment = sized_experiment((2, 3, 1), 4)
    evaluation = evaluate(experiment)
    elsewhere = experiment.network.parameters + np.linspace(-1, 1, 13)
    for plane in (
        of_two_weights(experiment, (1, 7)),
        of_gradient_and_random(experiment, evaluation, 3),
    ):
        shifted = plane.through(elsewhere)
        there = shifted.coordinates(elsewhere)
        np.testing.assert_allclose(shifted.origin + there @ plane.directions, elsewhere)
        np.testing.assert_allclose(there, plane.coordinates(elsewhere))


def test_two_moments_make_a_path() -> None:
    start = np.zeros(4)
    plane = of_path(start, np.array([[0.0, 0, 0, 0], [0, 2, 0, 0]]))
    np.testing.assert_allclose(plane.directions[0], [0, 1, 0, 0], atol=1e-15)
    assert np.linalg.norm(plane.directions[1]) == pytest.approx(1)
    assert plane.directions[0] @ plane.directions[1] == pytest.approx(0)


def test_a_path_of_huge_weights_has_directions_of_length_1() -> None:
    """The squares of such numbers are too large to be numbers."""
    path = np.array([[0.0, 0.0, 0.0], [3e200, 4e200, 0.0], [6e200, 8e200, 1e190]])
    plane = of_path(path[-1], path)
    np.testing.assert_allclose(np.linalg.norm(plane.directions, axis=1), [1, 1], rtol=1e-12)
    np.testing.assert_allclose(plane.directions[0], [0.6, 0.8, 0], atol=1e-9)


@pytest.mark.parametrize("path", [[[1.0, 2.0]], [[1.0, 2.0]] * 3, [[0.0, 0.0], [np.inf, 1.0]]])
def test_a_path_that_goes_nowhere_has_no_direction(path: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="there is no path yet"):
        of_path(np.zeros(2), np.array(path))
