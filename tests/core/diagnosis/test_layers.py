"""Slopes that vanish or explode on their way back, and nodes that have levelled off."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.diagnosis.layer_slopes import mean_slopes
from core.document.document import Document
from core.nn.activation import Activation
from core.nn.activations import RELU, SIGMOID, TANH
from core.nn.initializers import SUITED, randomise
from core.nn.network import NodePlace
from core.training.evaluation import evaluate
from tests.core.builders import as_document, build_experiment, sized_experiment
from tests.core.diagnosis.watching import look, remedied, text, the, title_of, troubles

VANISH, EXPLODE = "Slopes vanish on the way back", "Slopes explode on the way back"


def chain(weight: float, layers: int = 4) -> Document:
    """Nodes that hand on weight × what they get, from 1 to the target 0."""
    matrices = [[[weight]]] * layers
    return as_document(build_experiment(matrices, ["identity"] * layers, [[1.0]], [0.0], 1e-9))


def deep(activation: Activation, factor: float = 1.0, depth: int = 8) -> Document:
    experiment = sized_experiment((2, *[8] * depth, 1), 60, activation, learning_rate=0.01)
    network = randomise(experiment.network, SUITED, 1)
    return as_document(
        replace(experiment, network=network.with_parameters(network.parameters * factor))
    )


def test_slopes_of_a_chain_shrink_by_each_weight() -> None:
    """The last sum is 0.05⁴, so its slope is 2 × 0.05⁴; three layers before, 0.05³ of that."""
    found = the(VANISH, look(chain(0.05), ahead=False))
    last, first, factor = found.evidence[0].values
    assert factor == 8000.0
    assert last == pytest.approx(2 * 0.05**4)
    assert first == pytest.approx(2 * 0.05**7)


def test_slopes_of_a_chain_grow_by_each_weight() -> None:
    found = the(EXPLODE, look(chain(11.0), ahead=False))
    assert found.evidence[0].values[2] == 1300.0  # 11³ = 1331
    assert text(found.remedies[-1].name) == "Clip the slopes to a norm of 1.0"
    assert remedied(found, chain(11.0), -1).experiment.max_norm == 1.0


@pytest.mark.parametrize("weight", [0.11, 1.0, 9.0])
def test_a_thousandfold_is_where_it_begins(weight: float) -> None:
    assert look(chain(weight), ahead=False) == ()


def test_the_slope_along_a_sum_is_that_of_a_bias_for_a_single_row() -> None:
    """A bias adds to the sum what it is: their slopes are the same."""
    experiment = sized_experiment((3, 4, 2), 1, TANH)
    evaluation = evaluate(experiment)
    biases = experiment.network.biases_of(evaluation.full_gradient)
    expected = [float(np.abs(each).mean()) for each in biases if each is not None]
    assert mean_slopes(evaluation).tolist() == pytest.approx(expected)


@pytest.mark.parametrize("sick", [deep(SIGMOID), deep(TANH, 0.3), deep(RELU, 0.3)])
def test_deep_networks_whose_slopes_vanish_are_found(sick: Document) -> None:
    assert VANISH in troubles(look(sick))


@pytest.mark.parametrize("healthy", [deep(TANH), deep(RELU), deep(SIGMOID, 1.0, 2)])
def test_deep_networks_with_suited_weights_are_not(healthy: Document) -> None:
    assert not {VANISH, EXPLODE} & set(map(title_of, look(healthy)))


@pytest.mark.parametrize("sick", [deep(SIGMOID), deep(TANH, 0.3), deep(RELU, 0.3)])
def test_each_remedy_for_vanishing_slopes_cures_it(sick: Document) -> None:
    found = the(VANISH, look(sick))
    assert found.remedies
    for at in range(len(found.remedies)):
        cured = remedied(found, sick, at)
        assert VANISH not in map(title_of, look(cured)), text(found.remedies[at].name)


def test_large_inputs_alone_are_no_exploding_slopes() -> None:
    experiment = build_experiment(
        [[[1e-4]], [[1.0]]], ["identity"] * 2, [[1e4], [2e4]], [1.5, 2.5], 1e-12
    )
    assert EXPLODE not in map(title_of, look(as_document(experiment)))


def levelled(inputs: float) -> Document:
    matrices = [[[1.0], [0.001]], [[1.0, 1.0]]]
    rows = [[inputs * x] for x in (-3.0, -2.0, 2.0, 3.0)]
    return as_document(build_experiment(matrices, ["tanh", "identity"], rows, [0, 0, 1, 1]))


def test_nodes_that_have_levelled_off_are_counted_by_rows() -> None:
    found = the("hidden 1 has levelled off", look(levelled(50.0)))
    assert found.evidence[0].values == (4, 4)
    assert [text(each.name) for each in found.remedies] == ["Scale the inputs", "Give new weights"]
    assert look(remedied(found, levelled(50.0)), ahead=False) == ()
    assert look(levelled(0.5), ahead=False) == ()


def test_a_sigmoid_with_squared_error_stalls_where_log_loss_does_not() -> None:
    """At z = 10 … 30 the prediction is all but 1, the target 0, and the slope below e⁻¹⁰."""
    experiment = build_experiment([[[10.0]]], ["sigmoid"], [[1], [2], [3]], [0, 0, 0], 0.5)
    document = as_document(experiment)
    found = the("Wrong predictions have levelled off", look(document))
    assert found.nodes == (NodePlace(0, 0),)
    assert found.evidence[0].values == (1.0, 0.5)
    cured = remedied(found, document)
    assert cured.experiment.loss.key == "log_loss"
    assert abs(evaluate(cured.experiment).gradient[0]) == pytest.approx(2, rel=1e-4)
    assert look(cured, ahead=False) == ()
