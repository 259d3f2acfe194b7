"""The L2 penalty in every picture of the hill, against one plain pass for each place."""

from itertools import combinations

import numpy as np
import pytest
from msgspec.structs import replace

from core.landscape.along_directions import Lines
from core.landscape.along_weight import loss_along
from core.landscape.over_two_weights import loss_over
from core.landscape.step_size import losses_after
from core.nn.activation import Activation
from core.nn.activations import RELU, TANH
from core.nn.arrays import Array
from core.nn.loss import Loss
from core.nn.losses import HUBER, MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.propagation import Propagation
from tests.core.builders import sized_experiment

XS, YS = np.array([-1.5, 0.0, 0.3, 2.0]), np.array([-0.4, 1.1, 3.0])
EACH = pytest.mark.parametrize(
    ("activation", "loss"),
    [(RELU, MEAN_SQUARED_ERROR), (TANH, HUBER), (TANH, CROSS_ENTROPY)],
    ids=["relu", "tanh", "classes"],
)


def costly(activation: Activation, loss: Loss) -> Experiment:
    return replace(sized_experiment((2, 3, 2), 5, activation, loss, seed=6), l2_penalty=0.7)


def plainly(experiment: Experiment, parameters: Array) -> float:
    return Propagation(experiment, parameters).forward()


@EACH
def test_along_each_weight_and_bias(activation: Activation, loss: Loss) -> None:
    experiment = costly(activation, loss)
    for parameter in range(experiment.network.parameters.size):
        expected = []
        for value in XS.tolist():
            parameters = experiment.network.parameters.copy()
            parameters[parameter] = value
            expected.append(plainly(experiment, parameters))
        found = loss_along(experiment, evaluate(experiment), parameter, XS)
        assert found == pytest.approx(expected, rel=1e-10)


@EACH
def test_over_each_two_of_them(activation: Activation, loss: Loss) -> None:
    experiment = costly(activation, loss)
    for pair in combinations(range(experiment.network.parameters.size), 2):
        found = loss_over(experiment, evaluate(experiment), pair, XS, YS)
        for at, (x, y) in zip(np.ndindex(4, 3), [(x, y) for x in XS for y in YS], strict=True):
            parameters = experiment.network.parameters.copy()
            parameters[list(pair)] = x, y
            assert found[at] == pytest.approx(plainly(experiment, parameters), rel=1e-9)


@EACH
def test_along_directions(activation: Activation, loss: Loss) -> None:
    experiment = costly(activation, loss)
    origin = experiment.network.parameters
    directions = np.random.default_rng(1).normal(size=(2, origin.size))
    places = np.array([[0.0, 0.0], [1.0, -0.5], [0.2, 3.0]])
    expected = [plainly(experiment, origin + place @ directions) for place in places]
    found = Lines(experiment, origin, directions).losses(places)
    assert found == pytest.approx(expected, rel=1e-11)


@EACH
def test_after_steps_of_any_size(activation: Activation, loss: Loss) -> None:
    experiment = costly(activation, loss)
    evaluation, rates = evaluate(experiment), np.array([0.001, 0.1, 1.0])
    slopes, start = evaluation.gradient, experiment.network.parameters
    expected = [plainly(experiment, start - rate * slopes) for rate in rates]
    assert losses_after(experiment, evaluation, rates) == pytest.approx(expected, rel=1e-11)
