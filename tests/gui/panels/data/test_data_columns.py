import numpy as np
import pytest

from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.activations import IDENTITY
from core.nn.loss import Loss
from core.nn.losses import (
    HALF_MEAN_SQUARED_ERROR,
    HUBER,
    MEAN_ABSOLUTE_ERROR,
    MEAN_SQUARED_ERROR,
    SUM_OF_SQUARED_ERRORS,
)
from core.nn.network import Layer, assemble
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.panels.data.data_columns import columns_of, loss_sum, refusal


def document(errors: list[list[float]], loss: Loss, names: tuple[str, ...] = ("",)) -> Document:
    """One input that is 0 everywhere, so that each error is the target with its sign turned."""
    network = assemble(["x"], [Layer(names, IDENTITY)], [np.ones((len(names), 1))])
    dataset = from_rows(np.zeros((len(errors), 1)), -np.array(errors))
    experiment = Experiment(network, dataset, loss, GradientDescent(0.01))
    return Document(experiment, experiment)


@pytest.mark.parametrize(
    ("errors", "loss", "text"),
    [
        ([[8], [6], [-5], [5]], MEAN_SQUARED_ERROR, "(64 + 36 + 25 + 25) / 4 = 37.5"),
        ([[8], [6]], SUM_OF_SQUARED_ERRORS, "64 + 36 = 100"),
        ([[8], [6]], HALF_MEAN_SQUARED_ERROR, "(32 + 18) / 2 = 25"),
        ([[8], [-6]], MEAN_ABSOLUTE_ERROR, "(8 + 6) / 2 = 7"),
        ([[8], [0.5]], HUBER, "(7.5 + 0.125) / 2 = 3.8125"),
        ([[11]], MEAN_SQUARED_ERROR, "121 = 121"),
        ([[1], [1], [2]], MEAN_SQUARED_ERROR, "(1 + 1 + 4) / 3 = 2"),
        ([[1], [1], [0]], MEAN_SQUARED_ERROR, "(1 + 1 + 0) / 3 ≈ 0.6667"),
        ([[1]] * 9, MEAN_SQUARED_ERROR, "(1 + 1 + 1 + 1 + 1 + 1 + … + 1) / 9 = 1"),
    ],
)
def test_the_loss_is_added_up_from_its_shares(
    errors: list[list[float]], loss: Loss, text: str
) -> None:
    given = document(errors, loss)
    assert loss_sum(loss, evaluate(given.experiment)) == text


def test_several_outputs_are_added_up_row_by_row() -> None:
    given = document([[1, 2], [3, 4]], MEAN_SQUARED_ERROR, ("", ""))
    text = loss_sum(MEAN_SQUARED_ERROR, evaluate(given.experiment))
    assert text == "(1 + 4 + 9 + 16) / 4 = 7.5"


def test_columns_of_several_outputs_are_numbered_or_named() -> None:
    titles = [c.title for c in columns_of(document([[1, 2]], HUBER, ("", "rain")))]
    assert titles == [
        *("x", "target 1", "target rain", "pred. 1", "pred. rain"),
        *("error 1", "error rain", "Huber 1", "Huber rain"),
    ]


def test_only_what_is_given_can_be_edited() -> None:
    columns = columns_of(document([[1]], MEAN_ABSOLUTE_ERROR))
    assert [column.title for column in columns if column.is_editable] == ["x", "target"]
    assert [refusal(column) for column in columns] == [
        "",
        "",
        "pred. is computed; change a weight or an input",
        "error is computed; change a weight, an input or a target",
        "|error| is computed; change a weight, an input or a target",
    ]
