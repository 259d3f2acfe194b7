from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.document import edits
from core.document.document import Document, Point
from core.nn import network_edits
from core.nn.activations import IDENTITY, SOFTMAX, TANH
from core.nn.initializers import INITIALIZERS
from core.nn.losses import LOSSES, MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from core.nn.network import INPUT_LAYER, NodePlace
from core.training.evaluation import evaluate
from core.training.rules.optimizers import GradientDescent
from core.training.rules.schedules import StepDecay
from tests.core.builders import as_document, bank, sized_experiment

SIZES = (2, 3, 3, 2)


def worked_on() -> Document:
    """A document after 12 updates, with names, a lock, and four nodes moved by hand."""
    document = as_document(sized_experiment(SIZES, 4, TANH))
    network = network_edits.rename_node(document.experiment.network, NodePlace(0, 1), "middle")
    network = network_edits.set_locked(network, [3], True)
    experiment = replace(document.experiment, network=network, updates=12)
    positions = {
        NodePlace(INPUT_LAYER, 1): Point(0, 1),
        NodePlace(0, 0): Point(1, 0),
        NodePlace(0, 2): Point(1, 2),
        NodePlace(2, 1): Point(3, 1),
    }
    return document.with_experiment(experiment).with_positions(positions)


def changed_at(document: Document, place: NodePlace) -> dict[NodePlace, NodePlace]:
    """Where each node that was moved by hand is after one came in at a place."""
    return {
        old: NodePlace(old.layer, old.node + 1)
        if old.layer == place.layer and old.node >= place.node
        else old
        for old in document.positions
    }


PLACES = st.integers(INPUT_LAYER, len(SIZES) - 2).flatmap(
    lambda layer: st.integers(0, SIZES[layer + 1]).map(lambda node: NodePlace(layer, node))
)


@given(PLACES)
def test_adding_and_then_removing_a_node_gives_back_the_same(place: NodePlace) -> None:
    document = worked_on()
    back = edits.remove_node(edits.add_node(document, place), place)
    before, after = document.experiment, back.experiment
    assert after.network.parameters.tobytes() == before.network.parameters.tobytes()
    assert after.network.locked.tobytes() == before.network.locked.tobytes()
    assert after.network.inputs == before.network.inputs
    assert [layer.names for layer in after.network.layers] == [
        layer.names for layer in before.network.layers
    ]
    assert [c.tobytes() for c in after.dataset.inputs + after.dataset.targets] == [
        c.tobytes() for c in before.dataset.inputs + before.dataset.targets
    ]
    assert back.positions == document.positions
    assert (back.experiment.updates, document.experiment.updates) == (0, 12)


@given(PLACES)
def test_positions_follow_their_nodes(place: NodePlace) -> None:
    document = worked_on()
    longer = edits.add_node(document, place)
    for old, new in changed_at(document, place).items():
        assert longer.positions[new] == document.positions[old]
    assert len(longer.positions) == len(document.positions)


def test_the_position_of_a_removed_node_goes_with_it() -> None:
    shorter = edits.remove_node(worked_on(), NodePlace(0, 0))
    assert shorter.positions == {
        NodePlace(INPUT_LAYER, 1): Point(0, 1),
        NodePlace(0, 1): Point(1, 2),
        NodePlace(2, 1): Point(3, 1),
    }


@given(PLACES)
def test_a_new_node_input_or_output_leaves_the_other_predictions_as_they_were(
    place: NodePlace,
) -> None:
    document = worked_on()
    before = evaluate(document.experiment).predictions
    after = evaluate(edits.add_node(document, place).experiment).predictions
    if place.layer == len(SIZES) - 2:
        after = np.delete(after, place.node, axis=0)
    assert after == pytest.approx(before, rel=1e-12)


def test_new_weights_are_tenths_and_the_same_each_time() -> None:
    document = as_document(bank())
    for place in (NodePlace(0, 2), NodePlace(INPUT_LAYER, 0)):
        first, again = (edits.add_node(document, place).experiment.network for _ in range(2))
        assert (first.parameters == again.parameters).all()
        tenths = first.parameters * 10
        assert tenths == pytest.approx(tenths.round(), abs=1e-12)
    new = edits.add_node(document, NodePlace(0, 2)).experiment.network.weights[0][2]
    assert (new != 0).all()
    assert (np.abs(new) <= 1).all()


def test_a_new_input_or_output_brings_a_column_of_zeros() -> None:
    document = as_document(bank())
    wider = edits.add_node(document, NodePlace(INPUT_LAYER, 1)).experiment
    assert [column.tolist() for column in wider.dataset.inputs] == [[3], [0], [2]]
    double = edits.add_node(document, NodePlace(1, 0)).experiment
    assert [column.tolist() for column in double.dataset.targets] == [[0], [5]]


def test_a_new_layer_hands_on_and_lays_everything_out_again() -> None:
    document = worked_on()
    longer = edits.insert_layer(document, 1, IDENTITY)
    assert longer.experiment.network.sizes == (2, 3, 3, 3, 2)
    assert not longer.positions
    before = evaluate(document.experiment).predictions
    assert evaluate(longer.experiment).predictions == pytest.approx(before, rel=1e-12)
    shorter = edits.remove_layer(longer, 1)
    assert shorter.experiment.network.sizes == SIZES
    parameters = document.experiment.network.parameters
    assert shorter.experiment.network.parameters.tobytes() == parameters.tobytes()


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: edits.add_node(document, NodePlace(0, 0)),
        lambda document: edits.remove_node(document, NodePlace(0, 0)),
        lambda document: edits.insert_layer(document, 1, TANH),
        lambda document: edits.remove_layer(document, 0),
        lambda document: edits.set_biased(document, 0, False),
        lambda document: edits.set_all(document, 0.5),
        lambda document: edits.randomise_weights(document, INITIALIZERS["he"], 3),
    ],
    ids=["add", "remove", "insert", "remove layer", "biases", "set all", "randomise"],
)
def test_a_new_structure_or_a_new_start_begins_anew(edit: Callable[[Document], Document]) -> None:
    changed = edit(worked_on())
    assert changed.experiment.updates == 0
    assert changed.start is changed.experiment


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: edits.with_network(
            document, network_edits.set_parameters(document.experiment.network, [0], 9)
        ),
        lambda document: edits.with_dataset(
            document, document.experiment.dataset.with_input(0, 0, 9)
        ),
        lambda document: edits.set_activation(document, 0, IDENTITY),
        lambda document: edits.move_node(document, NodePlace(0, 0), None),
    ],
    ids=["weight", "data", "activation", "position"],
)
def test_other_numbers_keep_the_count_and_the_start(edit: Callable[[Document], Document]) -> None:
    document = worked_on()
    changed = edit(document)
    assert changed is not document
    assert changed.experiment.updates == 12
    assert changed.start is document.start


def test_setting_all_leaves_what_is_locked() -> None:
    network = edits.set_all(worked_on(), 0.5).experiment.network
    before = worked_on().experiment.network
    assert network.parameters[3] == before.parameters[3]
    assert (np.delete(network.parameters, 3) == 0.5).all()


def test_randomising_remembers_its_seed() -> None:
    document = edits.randomise_weights(worked_on(), INITIALIZERS["normal"], 77)
    assert document.experiment.seed == 77
    again = edits.randomise_weights(worked_on(), INITIALIZERS["normal"], 77)
    assert (
        document.experiment.network.parameters.tobytes()
        == again.experiment.network.parameters.tobytes()
    )


def test_a_node_is_placed_by_hand_and_let_go_again() -> None:
    document = as_document(bank())
    placed = edits.move_node(document, NodePlace(0, 1), Point(4.5, -2))
    assert placed.positions == {NodePlace(0, 1): Point(4.5, -2)}
    assert placed.experiment is document.experiment
    assert edits.move_node(placed, NodePlace(0, 1), None).positions == {}
    assert document.positions == {}


def test_nobody_can_change_the_positions_of_a_document() -> None:
    given_positions = {NodePlace(0, 0): Point(1, 1)}
    document = as_document(bank()).with_positions(given_positions)
    given_positions.clear()
    assert document.positions == {NodePlace(0, 0): Point(1, 1)}
    assert not hasattr(document.positions, "pop")


def test_restart_of_a_file_whose_start_has_another_structure_takes_all_of_the_start() -> None:
    start = as_document(sized_experiment((3, 2, 1), 4))
    present = replace(sized_experiment((1, 1), 4), updates=5, optimizer=GradientDescent(0.5))
    present = replace(present, schedule=StepDecay(), max_norm=2.0, l2_penalty=0.5)
    place = NodePlace(INPUT_LAYER, 0)
    document = Document(present, start.experiment).with_positions({place: Point(1, 2)})
    restarted = edits.restart(document)
    assert restarted.experiment.network is start.experiment.network
    assert restarted.experiment.dataset is start.experiment.dataset
    assert restarted.experiment.optimizer.learning_rate == 0.5
    assert restarted.experiment.schedule == StepDecay()
    assert (restarted.experiment.max_norm, restarted.experiment.l2_penalty) == (2.0, 0.5)
    assert not restarted.positions
    assert restarted.start is restarted.experiment


def test_a_loss_follows_the_activation_of_the_predictions_and_of_no_other_layer() -> None:
    classes = edits.set_activation(worked_on(), 2, SOFTMAX)
    assert classes.experiment.loss is CROSS_ENTROPY
    assert edits.set_activation(classes, 1, IDENTITY).experiment.loss is CROSS_ENTROPY
    assert edits.set_activation(classes, 2, TANH).experiment.loss is MEAN_SQUARED_ERROR


def test_a_loss_of_probabilities_brings_their_activation_and_takes_softmax_with_it() -> None:
    def activations(document: Document) -> list[str]:
        return [layer.activation.key for layer in document.experiment.network.layers]

    classes = edits.set_loss(worked_on(), CROSS_ENTROPY)
    assert activations(classes) == ["tanh", "tanh", "softmax"]
    assert activations(edits.set_loss(classes, LOSSES["mae"])) == ["tanh", "tanh", "identity"]
    answers = edits.set_loss(classes, LOSSES["log_loss"])
    assert activations(answers) == ["tanh", "tanh", "sigmoid"]
    assert activations(edits.set_loss(answers, LOSSES["mae"])) == ["tanh", "tanh", "sigmoid"]
    assert edits.set_loss(answers, LOSSES["mae"]).experiment.updates == 12
