"""Every slope, checked against nudging a forward pass in plain Python."""

from itertools import product

import numpy as np
import pytest
from msgspec.structs import replace

from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, RELU
from core.nn.loss import Loss
from core.nn.losses import LOSSES, MEAN_ABSOLUTE_ERROR
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.propagation import Propagation
from tests.core import by_hand
from tests.core.builders import build_experiment, sized_experiment, sized_network

SIZES = {1: (2, 2), 2: (2, 3, 2), 3: (2, 3, 2, 2), 4: (2, 2, 3, 2, 2)}

EACH_LOSS = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)


def away_from_corners(
    depth: int, activation: Activation, loss: Loss, *, biased: bool
) -> Experiment:
    """Three random rows, none where a nudge could cross a corner, with some slopes to check.

    All layers have the activation, the last one too unless the loss brings its own.
    """
    for seed in range(1000):
        start = sized_experiment(SIZES[depth], 3, activation, loss, biased=biased, seed=seed)
        output = loss.output_activation or activation
        network = sized_network(SIZES[depth], activation, biased=biased, output=output, seed=seed)
        experiment = replace(start, network=network)
        is_clear = by_hand.distance_to_corners(experiment) > 2e-3
        if is_clear and (activation.is_flat or any(by_hand.slopes(experiment))):
            return experiment
    raise AssertionError("no seed leads away from the corners")


@EACH_LOSS
def test_slopes_are_what_nudging_finds(loss: Loss) -> None:
    for depth, activation, biased in product(SIZES, ACTIVATIONS.values(), (False, True)):
        experiment = away_from_corners(depth, activation, loss, biased=biased)
        found, case = evaluate(experiment), (depth, activation.key, biased)
        parameters = experiment.network.parameters.tolist()
        expected = by_hand.slopes(experiment)
        assert found.loss == pytest.approx(by_hand.loss(experiment, parameters), rel=1e-12), case
        assert found.gradient == pytest.approx(expected, rel=1e-6, abs=1e-8), case


def test_layers_may_differ_in_activation_and_in_having_biases() -> None:
    experiment = sized_experiment((3, 3, 2, 1), 5, ACTIVATIONS["tanh"], seed=3)
    layers = experiment.network.layers
    mixed = (
        layers[0],
        replace(layers[1], biased=False, activation=ACTIVATIONS["gelu"]),
        replace(layers[2], activation=ACTIVATIONS["softplus"]),
    )
    size = 3 * 4 + 2 * 3 + 1 * 3
    network = replace(
        experiment.network,
        layers=mixed,
        parameters=np.linspace(-1.0, 1.2, size),
        locked=np.zeros(size, dtype=np.bool_),
    )
    experiment = replace(experiment, network=network)
    expected = by_hand.slopes(experiment)
    assert evaluate(experiment).gradient == pytest.approx(expected, rel=1e-7, abs=1e-9)


@EACH_LOSS
def test_the_slopes_of_all_rows_are_the_mean_of_each_rows_or_their_sum(loss: Loss) -> None:
    experiment = sized_experiment((3, 4, 3, 2), 6, RELU, loss, seed=5)
    whole = evaluate(experiment)
    alone = [evaluate(experiment.on_row(row)) for row in range(6)]
    combine = np.mean if loss.averages else np.sum
    gradients = np.array([row.gradient for row in alone])
    assert whole.gradient == pytest.approx(combine(gradients, axis=0), rel=1e-12, abs=1e-14)
    assert whole.loss == pytest.approx(combine([row.loss for row in alone]), rel=1e-13)


def test_a_weights_slope_is_the_product_of_three_factors() -> None:
    """The value going in, the slope at the node it feeds, and the activation's slope there."""
    experiment = sized_experiment((2, 3, 1), 1, ACTIVATIONS["tanh"], seed=2)
    found = evaluate(experiment)
    weight_slopes = experiment.network.weights_of(found.gradient)
    bias_slopes = experiment.network.biases_of(found.gradient)[0]
    assert bias_slopes is not None
    for node in range(3):
        at_node = found.loss_slopes[0][node, 0] * found.activation_slopes[0][node, 0]
        assert bias_slopes[node] == pytest.approx(at_node, rel=1e-14)
        for source in range(2):
            product = found.inputs[source, 0] * at_node
            assert weight_slopes[0][node, source] == pytest.approx(product, rel=1e-14)


def test_on_relus_corner_the_slope_is_taken_as_zero() -> None:
    """Hidden 2 adds up to exactly 0: its weights get no slope, and neither does its input."""
    experiment = build_experiment(
        [[[1, 1], [1, -1]], [[1, 3]]], ["relu", "identity"], [[2, 2]], [0]
    )
    found = evaluate(experiment)
    assert found.preactivations[0].tolist() == [[4], [0]]
    assert found.activation_slopes[0].tolist() == [[1], [0]]
    assert experiment.network.weights_of(found.gradient)[0].tolist() == [[16, 16], [0, 0]]


def test_on_the_corner_of_the_absolute_error_the_slope_is_taken_as_zero() -> None:
    experiment = replace(
        build_experiment([[[2.0]]], ["identity"], [[1], [1]], [2, 0]), loss=MEAN_ABSOLUTE_ERROR
    )
    assert evaluate(experiment).loss_slopes[0].tolist() == [[0.0, 0.5]]


def test_parameters_may_change_between_passes() -> None:
    experiment = sized_experiment((2, 3, 1), 4)
    passes = Propagation(experiment)
    passes.forward()
    moved = experiment.network.parameters + 0.5
    passes.parameters[:] = moved
    loss = passes.forward()
    passes.backward()
    expected = evaluate(replace(experiment, network=experiment.network.with_parameters(moved)))
    assert loss == expected.loss
    assert (passes.gradient == expected.gradient).all()


def test_passes_leave_their_network_and_data_alone() -> None:
    experiment = sized_experiment((2, 3, 1), 4)
    network, dataset = experiment.network, experiment.dataset
    before = network.parameters.tobytes(), [column.tobytes() for column in dataset.inputs]
    passes = Propagation(experiment)
    passes.forward()
    passes.backward()
    passes.parameters[:] = 0.0
    passes.inputs[:] = 0.0
    assert (network.parameters.tobytes(), [c.tobytes() for c in dataset.inputs]) == before
