"""Predictions as a file: every column by its name, every class by its word."""

import math
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.data.dataset import from_rows
from core.data.scaling import Scale, Scaling
from core.document.document import Document
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.network_edits import rename_node
from core.opening.from_table import Learning, document_of
from core.opening.predicting import classes_of, predicting_file, predicting_rows
from core.opening.table_plans import plan_for
from core.slices.work import finish
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.training.experiment import Experiment
from tests.core.builders import as_document, build_experiment, build_network

FAR = 1000.0  # a sum whose sigmoid is 1


def named(experiment: Experiment, layer: int, *names: str) -> Experiment:
    network = experiment.network
    for node, name in enumerate(names):
        network = rename_node(network, NodePlace(layer, node), name)
    return replace(experiment, network=network)


def lines(document: Document) -> list[str]:
    written, notes = finish(predicting_rows(document))
    assert notes == ()
    return written.decode().splitlines()


def doubling() -> Experiment:
    return build_experiment([[[2.0]]], ["identity"], [[1], [3]], [2, 5])


def from_csv(text: str, targets: Sequence[str] = ()) -> Document:
    table = read_table(text, Dialect())
    plans = plan_for(table, list(targets), LOG_LOSS) if targets else usual_plan(table)
    loss = LOG_LOSS if targets else None
    return document_of(prepare(table, plans), Learning(hidden=(), loss=loss))


def test_rows_are_written_with_their_predictions_those_set_aside_last() -> None:
    experiment = replace(doubling(), validation=from_rows([[-4]], [[1]]))
    assert lines(as_document(experiment)) == [
        "input 1,target,prediction,used",
        "1.0,2.0,2.0,learnt from",
        "3.0,5.0,6.0,learnt from",
        "-4.0,1.0,-8.0,set aside",
    ]


def test_predictions_are_in_the_targets_own_units() -> None:
    """The target is divided by 10 after 100 is taken off: a prediction p means 100 + 10 p."""
    scaling = Scaling(Scale.STANDARD, offsets=(100.0,), factors=(10.0,))
    dataset = from_rows([[1], [3]], [[90], [110]]).scaled(Scaling(), scaling)
    assert lines(as_document(replace(doubling(), dataset=dataset)))[1:] == [
        "1.0,90.0,120.0,learnt from",
        "3.0,110.0,160.0,learnt from",
    ]


def test_a_name_that_comes_again_has_a_number_behind_it() -> None:
    wide = build_experiment([[[1.0] * 4]], ["identity"], [[1, 2, 3, 4]], [0])
    twice = named(named(wide, INPUT_LAYER, "a", "a", "a (2)", "a"), 0, "a")
    assert lines(as_document(twice))[0] == "a,a (2),a (2) (2),a (3),target,predicted a,used"
    used = named(doubling(), INPUT_LAYER, "used")
    assert lines(as_document(used))[0] == "used,target,prediction,used (2)"


def test_several_outputs_have_a_target_and_a_prediction_each() -> None:
    two = build_experiment([[[1.0], [-1.0]]], ["identity"], [[3]], [[1, 2]])
    assert lines(as_document(named(two, 0, "", "rain"))) == [
        "input 1,target of prediction 1,target of rain,prediction 1,predicted rain,used",
        "3.0,1.0,2.0,3.0,-3.0,learnt from",
    ]


def probable(rows: list[list[float]], targets: list[list[float]], *weights: float) -> Document:
    """Predictions that are 0 or 1, far beyond doubt, for inputs of −1 and 1."""
    network = build_network([[[FAR * weight] for weight in weights]], ["sigmoid"])
    experiment = build_experiment([[[1.0]]], ["identity"], [[1]], [1])
    return as_document(
        replace(experiment, network=network, dataset=from_rows(rows, targets), loss=LOG_LOSS)
    )


def test_one_probability_is_no_or_yes() -> None:
    document = probable([[1], [-1]], [[1], [0]], 1.0)
    assert [line.split(",")[3] for line in lines(document)] == ["predicted class", "yes", "no"]
    assert classes_of(document) == ("no", "yes")


def test_probabilities_of_one_class_of_several_name_it() -> None:
    document = probable([[1], [-1]], [[1, 0], [0, 1]], 1.0, -1.0)
    assert lines(document)[0].endswith("prediction 1,prediction 2,predicted class,used")
    assert [line.split(",")[5] for line in lines(document)[1:]] == ["prediction 1", "prediction 2"]
    assert classes_of(document) == ("prediction 1", "prediction 2")


def test_questions_of_their_own_are_answered_one_by_one() -> None:
    document = probable([[1], [-1]], [[1, 1], [0, 0]], 1.0, -1.0)
    assert lines(document)[0].endswith(
        "prediction 1,prediction 2,prediction 1 (yes or no),prediction 2 (yes or no),used"
    )
    answers = [line.split(",")[5:7] for line in lines(document)[1:]]
    assert answers == [["yes", "no"], ["no", "yes"]]


def test_classes_are_called_as_in_the_column_learnt_from() -> None:
    rows = "".join(f"{k},{'uvw'[k % 3]}\n" for k in range(12))
    colours = from_csv("x,colour\n" + rows)
    assert colours.experiment.loss is CROSS_ENTROPY
    assert classes_of(colours) == ("u", "v", "w")
    written, _ = finish(predicting_file(colours, "x\n5\n"))
    header, row = written.decode().splitlines()
    assert header == (
        "x,predicted colour = u,predicted colour = v,predicted colour = w,predicted class"
    )
    probabilities = [float(cell) for cell in row.split(",")[1:4]]
    assert math.fsum(probabilities) == pytest.approx(1)
    assert row.split(",")[4] == "uvw"[probabilities.index(max(probabilities))]


def test_two_answers_are_called_as_in_the_column_learnt_from() -> None:
    rows = "".join(f"{k},{('nein', 'ja')[k % 2]}\n" for k in range(12))
    document = from_csv("x,rain\n" + rows, ["rain"])
    assert classes_of(document) == ("nein", "ja")
    header, row = finish(predicting_file(document, "x\n5\n"))[0].decode().splitlines()
    assert header == "x,predicted rain,predicted class"
    assert row.split(",")[2] == ("nein", "ja")[float(row.split(",")[1]) >= 0.5]


def test_without_a_table_there_are_no_columns_to_predict_from() -> None:
    with pytest.raises(SpreadsheetError) as refused:
        finish(predicting_file(as_document(doubling()), "x\n1\n"))
    said = "this network did not learn from a table, so there are no columns"
    assert said in str(refused.value)
