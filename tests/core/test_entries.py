"""Every activation, loss, optimizer and initializer is complete, wherever it is used.

The arithmetic that is shown is worked out here, number by number, and compared with what is
computed; so an entry whose explanation is another formula than its code cannot pass.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.document.document import Document
from core.explanation.errors import loss_slope_equation, share_equation
from core.explanation.quantities import Quantities
from core.explanation.updates import update_equation
from core.files.document_file import decode_document, encode_document
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, OUTPUT_ACTIVATIONS
from core.nn.arrays import Array
from core.nn.initializers import INITIALIZERS, Initializer, randomise
from core.nn.loss import Loss, Outputs
from core.nn.losses import LOSSES, loss_for
from core.nn.network import NodePlace
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS
from tests.core.arithmetic import holds
from tests.core.builders import sized_experiment, sized_network

EACH_LOSS = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
EACH_OPTIMIZER = pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)


def learning(loss: Loss, outputs: int) -> Experiment:
    """An experiment with this loss, whose targets are 0, 1 and between if it tells classes."""
    experiment = sized_experiment((2, 3, outputs), 6, loss=loss, seed=4)
    if loss.output_activation is None:
        return experiment
    answers = [[1.0, 0.0, 0.25], [0.0, 1.0, 0.75], [0.0, 0.0, 0.5]]
    targets = np.tile(np.array(answers), 2)[:outputs]
    inputs = np.array(experiment.dataset.own_inputs)
    return replace(experiment, dataset=from_rows(inputs.T, targets.T))


@EACH_LOSS
@pytest.mark.parametrize("outputs", [1, 3])
def test_what_is_shown_of_a_loss_is_what_is_computed(loss: Loss, outputs: int) -> None:
    experiment = learning(loss, outputs)
    numbers = Quantities(experiment, evaluate(experiment))
    for output in range(outputs):
        for row in range(experiment.dataset.rows):
            node = NodePlace(1, output)
            share = share_equation(numbers, node, row)
            assert share.name == loss.share_words
            assert holds(share)
            assert holds(loss_slope_equation(numbers, node, row))


@EACH_LOSS
def test_a_loss_says_the_same_in_each_of_its_words(loss: Loss) -> None:
    """Mean squared error: the mean of (pred − target)², of error², of the squared error."""
    reduced = "mean" if loss.averages else "sum"
    assert loss.formula.startswith(f"{reduced} ")
    if loss.power:
        share = loss.share_name.replace("|error|", "|pred − target|")
        assert loss.formula == f"{reduced} {share.replace('error', '(pred − target)')}"
    title = loss.title.lower().replace("errors", "error")
    assert set(re.findall(r"\w+", loss.share_words.lower())) <= set(re.findall(r"\w+", title))
    for row in range(2):
        assert loss.reduction(1 + row, 2).startswith(f"{reduced} over {1 + row} row")


@pytest.mark.parametrize(
    "entries",
    [ACTIVATIONS, OUTPUT_ACTIVATIONS, LOSSES, OPTIMIZERS, INITIALIZERS],
    ids=["activations", "of predictions", "losses", "optimizers", "initializers"],
)
@pytest.mark.parametrize("words", ["key", "name", "formula"])
def test_entries_are_told_apart_by_their_words(entries: Mapping[str, object], words: str) -> None:
    said = [getattr(entry, words) for entry in entries.values()]
    assert len(set(said)) == len(entries)
    assert min(map(len, said)) > 0
    assert words != "key" or said == list(entries)


@EACH_OPTIMIZER
def test_all_that_is_remembered_has_a_letter(optimizer: type[Optimizer]) -> None:
    assert [len(symbol) for symbol in optimizer.symbols] == [1] * len(optimizer.remembers)


@EACH_LOSS
def test_a_share_grows_with_the_power_that_is_named(loss: Loss) -> None:
    errors = np.array([[-4.0, -0.25, 0.5, 3.0]])

    def shares(of: Array) -> Array:
        found = np.empty_like(of)
        loss.share(Outputs(of, of, of, of), found)
        return found

    if loss.power:
        assert shares(errors) == pytest.approx(loss.factor * np.abs(errors) ** loss.power)
    elif not loss.is_from_logits:
        grown = shares(4 * errors) / shares(errors)
        assert np.ptp(grown) > 0.1


@pytest.mark.parametrize("activation", OUTPUT_ACTIVATIONS.values(), ids=OUTPUT_ACTIVATIONS)
def test_an_activation_of_predictions_has_a_loss(activation: Activation) -> None:
    assert loss_for(activation).fits(activation)


@pytest.mark.parametrize("activation", OUTPUT_ACTIVATIONS.values(), ids=OUTPUT_ACTIVATIONS)
def test_what_an_activation_gives_exactly_is_what_it_computes(activation: Activation) -> None:
    rational = [Fraction(number, 8) for number in (-40, -8, -1, 0, 1, 8, 40)]
    z = np.array([[float(number) for number in rational]])
    found = np.empty_like(z)
    activation.apply(z, found)
    for number, computed in zip(rational, found[0].tolist(), strict=True):
        exact = activation.exactly(number)
        assert exact is None or float(exact) == pytest.approx(computed, rel=1e-15)


@EACH_OPTIMIZER
def test_what_is_shown_of_an_update_is_what_it_does(optimizer: type[Optimizer]) -> None:
    experiment = sized_experiment((2, 3, 1), 5, seed=2)
    experiment = replace(experiment, optimizer=optimizer(0.03))
    numbers = Quantities(experiment, evaluate(experiment))
    for parameter in range(experiment.network.parameters.size):
        assert holds(update_equation(numbers, parameter))


@EACH_OPTIMIZER
def test_an_optimizer_is_formulated_and_saved(optimizer: type[Optimizer]) -> None:
    experiment = replace(sized_experiment((2, 3, 1), 5), optimizer=optimizer(0.03))
    again = decode_document(encode_document(Document(experiment, experiment)))
    assert again.experiment.optimizer == experiment.optimizer
    assert optimizer.formula.startswith("weight − learning rate × ")


@pytest.mark.parametrize("initializer", INITIALIZERS.values(), ids=INITIALIZERS)
@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_first_weights_are_finite_and_biases_0(
    initializer: Initializer, activation: Activation
) -> None:
    network = randomise(sized_network((3, 4, 2), activation), initializer, 7)
    assert np.isfinite(network.parameters).all()
    assert all(biases is not None and not biases.any() for biases in network.biases)
