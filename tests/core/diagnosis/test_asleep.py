"""Nodes that no row wakes, or hardly any, and what wakes them."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.diagnosis.finding import Finding
from core.document.document import Document
from core.nn.network import NodePlace
from core.nn.network_edits import set_locked
from core.training.evaluation import evaluate
from tests.core.builders import as_document, bank, build_experiment, build_network
from tests.core.diagnosis.watching import look, remedied, text, the, title_of, troubles


def three_nodes(rows: int = 200) -> Document:
    """Nodes that sum x − 0.5, x − rows, and x; x counts the rows from 1 on."""
    experiment = build_experiment(
        [[[1.0]] * 3, [[1.0, -1.0, 0.5]]],
        ["relu", "identity"],
        [[float(x)] for x in range(1, rows + 1)],
        [float(x) for x in range(1, rows + 1)],
        1e-6,
    )
    matrices = [[[1.0, -0.5], [1.0, 1.0 - rows], [-1.0, 0.0]], [[1.0, -1.0, 0.5, 0.0]]]
    network = build_network(matrices, ["relu", "identity"], biased=True)
    return as_document(replace(experiment, network=network))


def woken(document: Document, node: int) -> int:
    """How many rows wake a node of the first layer."""
    return int((evaluate(document.experiment).preactivations[0][node] > 0).sum())


def test_the_nodes_are_named_with_the_rows_that_wake_them() -> None:
    found = look(three_nodes())
    asleep, nearly = the("hidden 3 is asleep", found), the("hidden 2 is nearly asleep", found)
    assert text(asleep.evidence[0]) == (
        "None of the 200 rows wakes it: its sum is below 0, so no slope passes."
    )
    assert text(nearly.evidence[0]) == "Woken by 1 of 200 rows: the others teach nothing here."
    assert (asleep.nodes, nearly.nodes) == ((NodePlace(0, 2),), (NodePlace(0, 1),))
    assert troubles(found) == []


def test_a_node_on_the_corner_is_told_from_one_asleep() -> None:
    found = the("hidden 2 is on the corner", look(as_document(bank())))
    assert text(found.evidence[0]) == (
        "The only row does not wake it: its sum is exactly 0 at most, where the slope is taken as"
        " 0, so no slope passes."
    )
    assert not found.is_trouble


def test_a_whole_layer_asleep_is_in_the_way() -> None:
    weights = [-1.0, -1.0, -1.0, -2.0, 2.0, 2.0]
    network = bank().network.with_parameters(weights)
    found = look(as_document(replace(bank(), network=network)))
    assert troubles(found) == ["hidden 1 and hidden 2 are asleep"]
    both = the("hidden 1 and hidden 2 are asleep", found)
    assert text(both.evidence[1]) == ("The whole layer passes no slope: nothing before it learns.")


def test_many_nodes_are_counted() -> None:
    experiment = build_experiment(
        [[[-1.0]] * 4 + [[1.0]], [[1.0] * 5]], ["relu", "identity"], [[1.0], [2.0]], [1.0, 2.0]
    )
    titles = [title_of(each) for each in look(as_document(experiment))]
    assert "4 of 5 nodes of the hidden layer are asleep" in titles


@pytest.fixture
def asleep() -> Finding:
    return the("hidden 3 is asleep", look(three_nodes()))


def test_new_weights_wake_the_node_and_leave_the_others(asleep: Finding) -> None:
    document = three_nodes()
    changed = remedied(asleep, document)
    before, after = (each.experiment.network.parameters for each in (document, changed))
    assert np.flatnonzero(before != after).tolist() == [4]  # its weight; its bias is 0 already
    assert woken(changed, 2) == 200


def test_a_raised_bias_has_half_of_the_rows_wake_it(asleep: Finding) -> None:
    """The median of the sums −1 … −200 is −100.5: raised above 0.1, 100 rows are above 0."""
    assert text(asleep.remedies[1].name) == "Raise the bias of hidden 3"
    changed = remedied(asleep, three_nodes(), 1)
    assert changed.experiment.network.parameters[5] == pytest.approx(100.6)
    assert woken(changed, 2) == 100


def test_a_leaky_relu_lets_slopes_pass(asleep: Finding) -> None:
    changed = remedied(asleep, three_nodes(), 2)
    assert changed.experiment.network.layers[0].activation.key == "leaky_relu"
    assert look(changed) == ()


def test_remedies_leave_what_is_locked(asleep: Finding) -> None:
    document = three_nodes()
    network = set_locked(document.experiment.network, [4, 5], True)
    locked = document.with_experiment(replace(document.experiment, network=network))
    for at in (0, 1):
        changed = remedied(asleep, locked, at).experiment.network
        assert changed.parameters.tolist() == network.parameters.tolist()
