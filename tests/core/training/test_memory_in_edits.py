"""What becomes of the optimizer's memory when a document is edited."""

from msgspec.structs import replace

from core.document.data_edits import set_aside
from core.document.document import Document
from core.document.edits import (
    add_node,
    insert_layer,
    randomise_weights,
    remove_node,
    restart,
    set_all,
    set_biased,
    with_dataset,
    with_network,
)
from core.nn.activations import RELU, TANH
from core.nn.initializers import INITIALIZERS
from core.nn.network import NodePlace
from core.nn.network_edits import set_locked, set_parameters
from core.training.rules.optimizers import GradientDescent, Momentum
from tests.core.builders import as_document, sized_experiment, walked
from tests.core.remembering import remembering

START = remembering(sized_experiment((2, 3, 1), 7, TANH))


def document() -> Document:
    experiment = walked(START, 4)
    return Document(experiment, START)


def test_what_keeps_the_memory() -> None:
    before = document()
    experiment, network = before.experiment, before.experiment.network
    for after in (
        with_network(before, set_parameters(network, [0], 0.5)).experiment,
        with_network(before, set_locked(network, [0], True)).experiment,
        with_dataset(before, experiment.dataset.with_input(0, 0, 9.0)).experiment,
        experiment.at_rate(0.5),
        experiment.on_row(0),
    ):
        assert after.memory.tobytes() == experiment.memory.tobytes()
        assert after.updates == 4


def test_what_empties_the_memory() -> None:
    before = document()
    for after in (
        set_all(before, 0.5),
        randomise_weights(before, INITIALIZERS["he"], 3),
        restart(before),
        set_aside(before, 0.3, 1),
    ):
        assert not after.experiment.memory.any()
        assert after.experiment.memory.size == 2 * after.experiment.network.parameters.size + 1
        assert after.experiment.updates == 0


def test_a_change_of_structure_carries_the_memory_with_the_weights() -> None:
    before = document()
    means, squares = before.experiment.optimizer.memory_by_parameter(before.experiment.memory)
    for edited, kept in (
        (insert_layer(before, 1, RELU), [*range(9), *[-1] * 9, *range(9, 13)]),
        (add_node(before, NodePlace(0, 0)), [-1, -1, -1, *range(9), -1, *range(9, 13)]),
        (remove_node(before, NodePlace(-1, 0)), [1, 2, 4, 5, 7, 8, 9, 10, 11, 12]),
        (set_biased(before, 1, False), range(12)),
    ):
        after = edited.experiment
        found = after.optimizer.memory_by_parameter(after.memory)
        for old, new in zip((means, squares), found, strict=True):
            assert new.tolist() == [0.0 if at < 0 else old[at] for at in kept]
        assert (after.memory[-1], after.updates) == (4, 0)


def test_another_optimizer_begins_without_memory() -> None:
    before = document().experiment
    assert before.with_optimizer(GradientDescent()).memory.size == 0
    assert not before.with_optimizer(Momentum()).memory.any()
    begun = as_document(sized_experiment((3, 2, 1), 2))
    present = replace(begun, experiment=before)
    assert not restart(present).experiment.memory.any()
