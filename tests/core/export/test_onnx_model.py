"""The network as a model of ONNX predicts what the program predicts."""

import numpy as np
import pytest
from hypothesis import assume, given
from msgspec.structs import replace

from core.data.recipe import Recipe
from core.data.scaling import Scale, fit
from core.document.data_edits import scale_inputs
from core.document.document import Document
from core.document.edits import randomise_weights
from core.document.made_inputs import add_made_input, read_formula
from core.export.onnx.graph import Graph
from core.export.onnx.made_inputs import all_inputs
from core.export.onnx.model import INPUTS, PREDICTIONS, onnx_model
from core.export.onnx.protobuf import block
from core.formulas.formula import Column, Formula, columns_in, computed, joined
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, TANH
from core.nn.expressions import Operator
from core.nn.initializers import SUITED
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.opening.predicting import predicted
from core.training.experiment import Experiment
from tests.core.builders import bank, sized_experiment
from tests.core.export.onnx_reading import metadata, run
from tests.core.formulas.any_formula import FORMULAS, NAMES

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


def test_names_of_inputs_are_those_of_the_given_ones() -> None:
    document = Document(bank(), bank())
    made = add_made_input(document, read_formula(document, "`input 1` * `input 2`"))
    assert metadata(onnx_model(made))["inputs"] == '["input 1","input 2"]'


@pytest.mark.parametrize(
    "formulas",
    [
        ["a*b", "a*b*c", "(a - b) / (c^2 + 1)", "-a + 2"],
        ["a^3", "√(a^2 + 1)", "abs(a) ^ 0.5", "2^b"],
        ["sin(a) + cos(b) + tan(c)", "exp(a / 9)", "ln(a^2 + 1)", "log10(abs(b) + 1)"],
        ["abs(a)", "sign(b)", "floor(c)", "round(a * 2)", "|a - b|"],
        ["min(a, b, c)", "max(a, b)", "max(c)", "min(a, 0)"],
        ["a < b", "a <= 0", "b > c", "c >= 1"],
        ["tanh(a)", "sigmoid(b)", "relu(c)"],
    ],
)
@pytest.mark.parametrize("scale", [Scale.NONE, Scale.STANDARD])
def test_made_inputs_are_made_inside(formulas: list[str], scale: Scale) -> None:
    experiment = sized_experiment((3, 4, 2), 6, TANH)
    named = replace(experiment.network, inputs=("a", "b", "c"))
    experiment = replace(experiment, network=named)
    document = scale_inputs(Document(experiment, experiment), scale)
    for text in formulas:
        document = add_made_input(document, read_formula(document, text))
    document = randomise_weights(document, SUITED, 3)
    found = run(onnx_model(document), ROWS)
    expected = predicted(document, list(ROWS.T)).T
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


@given(FORMULAS)
def test_any_formula_is_written(formula: Formula) -> None:
    places = columns_in(formula)
    assume(places)
    inputs = len(NAMES)
    graph = Graph()
    made = (None,) * inputs
    end = all_inputs(graph, Recipe((*made, formula)), INPUTS)
    graph.add("Identity", [end], PREDICTIONS)
    rows = np.random.default_rng(1).normal(size=(4, inputs))
    with np.errstate(all="ignore"):
        model = block(7, graph.message((INPUTS, inputs), (PREDICTIONS, inputs + 1)))
        found = run(model, rows)[:, -1]
    np.testing.assert_allclose(found, computed(formula, list(rows.T)), rtol=1e-9, atol=1e-12)


def test_a_made_input_stands_where_it_was_put() -> None:
    experiment = sized_experiment((2, 3, 1), 6, TANH)
    rows = experiment.dataset.insert_made(1, joined(Operator.PRODUCT, Column(0), Column(1)))
    network = sized_experiment((3, 3, 1), 6, TANH).network
    experiment = replace(experiment, dataset=rows, network=network)
    document = Document(experiment, experiment)
    given_columns = ROWS[:, :2]
    found = run(onnx_model(document), given_columns)
    expected = predicted(document, list(given_columns.T)).T
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
