import math

import numpy as np
import pytest

from core.data.dataset import from_rows
from core.nn.activations import ACTIVATIONS
from core.nn.arrays import Array
from core.nn.initializers import INITIALIZERS, SUITED, Initializer, randomise
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network_edits import set_locked
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import sized_network

EACH = pytest.mark.parametrize("initializer", INITIALIZERS.values(), ids=INITIALIZERS)
SOURCES, NODES = 200, 300


def large_draw(key: str, activation: str = "relu") -> Array:
    """One draw of 60,000 weights: its statistics are those of the distribution, nearly."""
    generator = np.random.default_rng(0)
    return INITIALIZERS[key].draw(generator, (NODES, SOURCES), ACTIVATIONS[activation])


@EACH
def test_the_same_seed_gives_the_same_weights(initializer: Initializer) -> None:
    network = sized_network((3, 5, 2))
    first, again = (randomise(network, initializer, 7) for _ in range(2))
    assert first.parameters.tobytes() == again.parameters.tobytes()
    other = randomise(network, initializer, 8)
    assert (first.parameters.tobytes() == other.parameters.tobytes()) is (
        initializer.key == "zeros"
    )


@EACH
def test_weights_are_drawn_and_biases_begin_at_zero(initializer: Initializer) -> None:
    network = randomise(sized_network((3, 5, 2)), initializer, 7)
    for weights, biases in zip(network.weights, network.biases, strict=True):
        assert weights.all() == (initializer.key != "zeros")
        assert biases is not None
        assert not biases.any()


def test_locks_stay_on_what_is_drawn_over() -> None:
    network = set_locked(sized_network((3, 5, 2)), [0, 4], True)
    drawn = randomise(network, SUITED, 1)
    assert drawn.locked is network.locked
    assert drawn.parameters[0] != network.parameters[0]


@pytest.mark.parametrize(
    ("key", "deviation"),
    [
        ("uniform", 1 / math.sqrt(3)),
        ("normal", 1),
        ("xavier", math.sqrt(2 / (SOURCES + NODES))),
        ("he", math.sqrt(2 / SOURCES)),
        ("zeros", 0),
    ],
)
def test_mean_and_spread_are_those_of_the_formula(key: str, deviation: float) -> None:
    drawn = large_draw(key)
    assert drawn.mean() == pytest.approx(0, abs=0.02 * deviation)
    assert drawn.std() == pytest.approx(deviation, rel=0.01)


@pytest.mark.parametrize(
    ("key", "limit"), [("uniform", 1), ("xavier", math.sqrt(6 / (SOURCES + NODES)))]
)
def test_uniform_draws_stay_within_their_limits(key: str, limit: float) -> None:
    farthest = np.abs(large_draw(key)).max()
    assert 0.99 * limit < farthest <= limit


@pytest.mark.parametrize(
    ("activation", "as_if"),
    [
        ("relu", "he"),
        ("leaky_relu", "he"),
        ("gelu", "he"),
        ("softplus", "he"),
        ("identity", "xavier"),
        ("sigmoid", "xavier"),
        ("tanh", "xavier"),
    ],
)
def test_the_default_is_suited_to_the_activation(activation: str, as_if: str) -> None:
    assert (large_draw("suited", activation) == large_draw(as_if, activation)).all()


@pytest.mark.parametrize("activation", ["relu", "tanh"])
@pytest.mark.parametrize("sizes", [(2, 8, 1), (2, 8, 8, 1)], ids=["2-8-1", "2-8-8-1"])
def test_from_the_default_start_training_works(activation: str, sizes: tuple[int, ...]) -> None:
    """A curved surface over 40 points: nearly every seed gets most of the way down."""
    points = np.random.default_rng(0).uniform(-1.0, 1.0, (40, 2))
    dataset = from_rows(points, points[:, 0] * points[:, 1] + points[:, 0] ** 2)
    network = sized_network(sizes, ACTIVATIONS[activation])
    good = 0
    for seed in range(20):
        experiment = Experiment(
            randomise(network, SUITED, seed), dataset, MEAN_SQUARED_ERROR, GradientDescent(0.1)
        )
        descent = Descent(experiment)
        start = descent.loss
        assert descent.run(500) is None
        good += descent.loss < start / 3
    assert good >= 18
