from itertools import combinations, product

import numpy as np
import pytest

from core.landscape import tail
from core.landscape.over_two_weights import loss_over
from core.nn.activations import ACTIVATIONS
from core.nn.arrays import Array
from core.nn.losses import LOSSES
from core.nn.network import Place
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.propagation import Propagation
from tests.core.builders import bank, build_experiment, sized_experiment

XS, YS = np.linspace(-3, 3, 5), np.linspace(-2, 4, 4)
TWO_HIDDEN = (2, 3, 2, 2)


def over(experiment: Experiment, pair: tuple[int, int], xs: Array = XS, ys: Array = YS) -> Array:
    return loss_over(experiment, evaluate(experiment), pair, xs, ys)


def plain_loop(
    experiment: Experiment, pair: tuple[int, int], xs: Array = XS, ys: Array = YS
) -> Array:
    passes = Propagation(experiment)
    losses = np.empty((xs.size, ys.size))
    for (i, x), (j, y) in product(enumerate(xs), enumerate(ys)):
        passes.parameters[list(pair)] = x, y
        losses[i, j] = passes.forward()
    return losses


def assert_close(found: Array, expected: Array) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    ("activation", "loss"),
    [*product(ACTIVATIONS, ["mse"]), *product(["relu", "tanh"], [*LOSSES][1:])],
)
def test_every_pair_of_weights_agrees_with_the_plain_loop(activation: str, loss: str) -> None:
    experiment = sized_experiment(TWO_HIDDEN, 4, ACTIVATIONS[activation], LOSSES[loss], seed=5)
    every = 1 if (activation, loss) == ("tanh", "mse") else 3  # of a third, some in each layer
    for pair in combinations(range(0, experiment.network.parameters.size, every), 2):
        assert_close(over(experiment, pair), plain_loop(experiment, pair))


@pytest.mark.parametrize("sizes", [(2, 1), (3, 2), (2, 3, 1), (2, 3, 2, 3, 1)])
def test_any_depth_agrees_with_the_plain_loop(sizes: tuple[int, ...]) -> None:
    experiment = sized_experiment(sizes, 3, seed=2)
    for pair in combinations(range(experiment.network.parameters.size), 2):
        assert_close(over(experiment, pair), plain_loop(experiment, pair))


def test_an_activation_on_the_prediction_leaves_no_closed_form() -> None:
    experiment = build_experiment(
        [[[1, 2], [0.5, -1]], [[1, -2]]], ["tanh", "sigmoid"], [[1.0, 2.0], [-1.0, 0.5]], [1, 0]
    )
    for pair in combinations(range(6), 2):
        assert_close(over(experiment, pair), plain_loop(experiment, pair))


def test_the_order_of_the_two_weights_only_turns_the_picture() -> None:
    experiment = sized_experiment((2, 3, 3, 1), 4)
    network = experiment.network
    early, late = network.index(Place(0, 1, 0)), network.index(Place(1, 0, 1))
    turned = loss_over(experiment, evaluate(experiment), (late, early), YS, XS)
    assert_close(turned, over(experiment, (early, late)).T)


@pytest.mark.parametrize("size", [1, 200, 2000])
def test_the_size_of_the_blocks_makes_no_difference(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    experiment = sized_experiment((3, 4, 4, 1), 6)
    pairs = list(combinations(range(0, experiment.network.parameters.size, 3), 2))
    whole = [over(experiment, pair) for pair in pairs]
    monkeypatch.setattr(tail, "BLOCK_BYTES", size)
    for pair, expected in zip(pairs, whole, strict=True):
        np.testing.assert_allclose(over(experiment, pair), expected, rtol=1e-12, atol=1e-12)


def test_many_rows_are_taken_in_portions() -> None:
    experiment = sized_experiment((2, 3, 1), 9000)
    network = experiment.network
    for first, second in (
        (Place(0, 0, 0), Place(0, 1, 1)),
        (Place(0, 0, 0), Place(1, 0, 2)),
        (Place(1, 0, 0), Place(1, 0, None)),
    ):
        pair = network.index(first), network.index(second)
        assert_close(over(experiment, pair), plain_loop(experiment, pair))


def test_a_valley_whose_floor_is_nearly_0_keeps_its_digits() -> None:
    """Targets of a million: squares of 10¹² that cancel down to 0.04."""
    experiment = build_experiment(
        [[[1], [1]], [[1, 1]]], ["identity", "identity"], [[1e6]], [2e6 + 0.2]
    )
    xs = np.array([1.0, 1 + 1e-7, 2.0])
    for pair in ((0, 1), (2, 3), (0, 2)):
        assert_close(over(experiment, pair, xs, xs), plain_loop(experiment, pair, xs, xs))


def test_the_banks_first_two_weights_by_hand() -> None:
    """Hidden 1 is ReLU(3 v + 2 w), and the loss (2 × hidden 1 − 5)²."""
    expected = [[max(0, 3 * v + 2 * w) * 2 - 5 for w in YS] for v in XS]
    assert_close(over(bank(), (0, 1)), np.square(expected))


def test_what_is_too_large_is_not_finite_and_no_warning() -> None:
    found = over(bank(), (0, 4), np.array([1e200, 2.0]), np.array([2.0]))
    assert np.isfinite(found).tolist() == [[False], [True]]


def test_where_the_present_is_not_finite_the_rest_is_still_found() -> None:
    experiment = build_experiment([[[1e200]], [[1e200]]], ["relu", "identity"], [[1]], [0])
    found = over(experiment, (0, 1), np.array([1.0, 1e200]), np.array([2.0, 1e200]))
    assert found.tolist() == [[4, np.inf], [np.inf, np.inf]]


def test_a_weight_needs_another_one_beside_it() -> None:
    with pytest.raises(ValueError, match="two different"):
        over(bank(), (1, 1))


@pytest.mark.parametrize("large", [1e8, 1e100, 1e155])
def test_a_weight_that_has_grown_very_large_loses_no_digits(large: float) -> None:
    experiment = build_experiment(
        [[[large], [0.5]], [[2.0, 1.0]]], ["tanh", "tanh"], [[1.0], [2.0]], [0.0, 1.0]
    )
    values = np.array([large, -large, 0.0, 0.3, 1.0])
    for other in range(1, 4):
        found = loss_over(experiment, evaluate(experiment), (0, other), values, values)
        expected = plain_loop(experiment, (0, other), values, values)
        np.testing.assert_allclose(found, expected, rtol=1e-12)
