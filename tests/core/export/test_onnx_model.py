"""The network as a model of ONNX predicts what the program predicts."""

from dataclasses import replace

import numpy as np
import pytest

from core.data.scaling import Scale, fit
from core.document.document import Document
from core.document.made_inputs import add_made_input, read_formula
from core.export.onnx_model import onnx_model
from core.export.scripts.replay import ExportError
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, TANH
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.opening.predicting import predicted
from core.training.experiment import Experiment
from tests.core.builders import bank, sized_experiment
from tests.core.export.onnx_reading import run

ROWS = np.random.default_rng(3).normal(size=(20, 3)) * 4


def compare(experiment: Experiment) -> None:
    document = Document(experiment, experiment)
    found = run(onnx_model(document), ROWS)
    np.testing.assert_allclose(found, predicted(document, list(ROWS.T)).T, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
@pytest.mark.parametrize("biased", [True, False], ids=["biased", "unbiased"])
def test_every_activation(activation: Activation, *, biased: bool) -> None:
    compare(sized_experiment((3, 4, 5, 2), 6, activation, biased=biased))


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_predictions_of_every_loss_also_as_probabilities(loss: Loss) -> None:
    compare(sized_experiment((3, 4, 3), 6, TANH, loss))


def test_numbers_in_their_own_units_go_in_and_come_out() -> None:
    experiment = sized_experiment((3, 4, 2), 6, TANH)
    rows = experiment.dataset
    rows = replace(rows, own_targets=tuple(1000 + 50 * column for column in rows.own_targets))
    inputs = fit(Scale.MIN_MAX, rows.own_inputs, "abc")
    targets = fit(Scale.STANDARD, rows.own_targets, "de")
    compare(replace(experiment, dataset=rows.scaled(inputs, targets)))


def test_the_bank_predicts_16() -> None:
    assert run(onnx_model(Document(bank(), bank())), [[3, 2]]).tolist() == [[16.0]]


def test_inputs_that_are_made_of_others_are_refused_in_words() -> None:
    document = Document(bank(), bank())
    made = add_made_input(document, read_formula(document, "`input 1` * `input 2`"))
    with pytest.raises(ExportError, match="made of others by formulas"):
        onnx_model(made)
