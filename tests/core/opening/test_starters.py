"""Each starter opens, is written as the program writes, and does what it says."""

import numpy as np
import pytest

from core.files.document_file import encode_document
from core.nn.activations import RELU
from core.nn.network import NodePlace
from core.opening.starters import BANK, EXAMPLES, FIRST_STEPS, STARTERS, Starter, open_starter
from core.training.descent import Descent, Step, step
from core.training.diagnosis import Sleep, nodes_that
from core.training.evaluation import evaluate
from core.training.experiment import Experiment

each_starter = pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)


def stepped(experiment: Experiment) -> Step:
    taken = step(experiment)
    assert isinstance(taken, Step)
    return taken


def loss_after(key: str, steps: int) -> float:
    descent = Descent(open_starter(key).experiment)
    assert descent.run(steps) is None
    return descent.loss


@each_starter
def test_a_starter_is_written_as_the_program_writes(starter: Starter) -> None:
    document = open_starter(starter.key)
    assert starter.path.read_bytes() == encode_document(document)
    assert document.title == starter.title
    assert document.experiment.updates == 0
    assert document.start is document.experiment
    assert not document.positions


@pytest.mark.parametrize("starter", FIRST_STEPS, ids=lambda starter: starter.key)
def test_a_first_starter_learns_and_never_gets_worse(starter: Starter) -> None:
    descent = Descent(open_starter(starter.key).experiment)
    losses = [descent.loss]
    for _ in range(50):
        assert descent.run(1) is None
        losses.append(descent.loss)
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0] / 3


@each_starter
def test_a_starter_is_described_in_a_sentence(starter: Starter) -> None:
    assert starter.description.endswith(".")
    assert starter.description.count(".") == 1


@pytest.mark.parametrize(
    ("key", "sizes", "rows", "said"),
    [
        (BANK, (2, 2, 1), 1, "Two inputs, two hidden ReLU nodes and one prediction"),
        ("single_weight", (1, 1), 1, "One input and one weight"),
        ("no_hidden_layer", (3, 1), 1, "Three inputs that go straight into the prediction"),
        ("two_hidden_layers", (2, 2, 2, 1), 1, "Two hidden ReLU layers"),
        ("xor", (2, 4, 1), 4, "Four rows that no straight line can separate"),
    ],
)
def test_a_starter_is_as_large_as_it_is_said_to_be(
    key: str, sizes: tuple[int, ...], rows: int, said: str
) -> None:
    starter = next(starter for starter in STARTERS if starter.key == key)
    experiment = open_starter(key).experiment
    assert said in starter.description
    assert experiment.network.sizes == sizes
    assert experiment.dataset.rows == rows
    hidden = experiment.network.layers[:-1]
    assert all(layer.activation is RELU for layer in hidden) is ("ReLU" in said or not hidden)


def test_there_is_a_file_for_each_starter_and_no_other() -> None:
    assert sorted(EXAMPLES.iterdir()) == sorted(starter.path for starter in STARTERS)
    assert STARTERS[0].key == BANK


def test_an_unknown_starter_is_an_error() -> None:
    with pytest.raises(KeyError):
        open_starter("banc")


def test_bank() -> None:
    experiment = open_starter(BANK).experiment
    evaluation = evaluate(experiment)
    assert evaluation.predictions.item() == 16
    assert evaluation.errors.item() == 11
    assert evaluation.loss == 121
    assert experiment.network.node_name(NodePlace(-1, 1)) == "children"
    assert experiment.network.node_name(NodePlace(0, 1)) == "hidden 2"
    taken = stepped(experiment)
    np.testing.assert_allclose(
        taken.after.network.parameters, [0.68, 0.12, 0, 0, 0.24, 2], rtol=0, atol=1e-12
    )
    assert taken.loss_after == pytest.approx(19.83, abs=0.005)


def test_single_weight_steps_in_tenths() -> None:
    experiment = open_starter("single_weight").experiment
    assert evaluate(experiment).loss == 4
    assert evaluate(experiment).gradient.item() == 8
    weights = []
    for _ in range(3):
        experiment = stepped(experiment).after
        weights.append(experiment.network.parameters.item())
    assert weights == pytest.approx([2.2, 2.04, 2.008], abs=1e-12)


def test_no_hidden_layer() -> None:
    taken = stepped(open_starter("no_hidden_layer").experiment)
    assert taken.loss_before == 49
    assert taken.gradient.tolist() == [14, 28, 42]
    assert taken.after.network.parameters == pytest.approx([-0.14, 1.72, 0.58], abs=1e-12)
    assert taken.loss_after == pytest.approx(25.4016, abs=1e-12)


def test_two_hidden_layers() -> None:
    experiment = open_starter("two_hidden_layers").experiment
    evaluation = evaluate(experiment)
    assert [layer.ravel().tolist() for layer in evaluation.activations] == [[26, 0], [0, 26], [182]]
    assert nodes_that(Sleep.ASLEEP, experiment.network, evaluation) == [(0, 1), (1, 0)]
    assert evaluation.loss == 1024
    assert stepped(experiment).loss_after == pytest.approx(89.84, abs=0.01)


def test_xor_is_learned() -> None:
    assert loss_after("xor", 0) > 0.3
    assert loss_after("xor", 200) < 0.001
    descent = Descent(open_starter("xor").experiment)
    descent.run(300)
    predictions = evaluate(descent.experiment).predictions
    np.testing.assert_allclose(predictions, [[0, 1, 1, 0]], atol=0.02)
    parameters = open_starter("xor").experiment.network.parameters
    np.testing.assert_array_equal(parameters, np.round(parameters, 2))
