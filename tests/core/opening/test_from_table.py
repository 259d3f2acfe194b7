"""From a table to a network that learns it."""

from pathlib import Path

import numpy as np
import pytest

from core.cli.report import descend_and_report
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.data.scaling import Scale
from core.files.file_reading import read_file
from core.nn.activations import IDENTITY, SIGMOID, SOFTMAX
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from core.opening import predicting
from core.opening.from_table import Learning, document_of
from core.opening.predicting import predicted, predicting_file
from core.opening.table_choices import TableChoices, dialect_for
from core.opening.table_file import open_table
from core.opening.table_plans import plan_for, resolve
from core.slices.work import finish
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect
from core.training.descent import Descent
from core.training.evaluation import evaluate
from tests.core.tables.workbooks import Rows, Writer, ods, xlsx


def _row(at: int) -> str:
    wage = f"{10 + 0.3 * at:.2f}".replace(".", ",")
    return f"{20 + at % 30};{['Ulm', 'Bonn', 'Kiel'][at % 3]};n{at}x{at};{wage};{at % 2}"


TOWNS = "\n".join(["age;town;note;wage;left", *map(_row, range(60))])


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS, encoding="utf-8")
    return path


def test_numbers_categories_and_text_each_find_their_place(towns: Path) -> None:
    document, notes, _ = open_table(read_file(towns), ["wage"], Learning(hidden=(4, 3)))
    experiment = document.experiment
    assert experiment.network.inputs[:1] == ("age",)
    assert set(experiment.network.inputs[1:]) == {
        "town = Ulm",
        "town = Bonn",
        "town = Kiel",
        "left",
    }
    assert experiment.network.sizes == (5, 4, 3, 1)
    assert experiment.loss is MEAN_SQUARED_ERROR
    assert experiment.network.layers[-1].activation is IDENTITY
    assert document.title == "towns"
    assert any("town" in note for note in notes)
    inputs = np.array(experiment.dataset.inputs)
    np.testing.assert_allclose(inputs.mean(axis=1), 0, atol=1e-12)
    assert experiment.dataset.own_inputs[0][:3].tolist() == [20, 21, 22]
    assert experiment.dataset.targets[0][:2].tolist() == [10, 10.3]


def test_one_row_alone_is_not_scaled_away(tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("accounts,children,made\n3,2,500\n")
    document, notes, _ = open_table(read_file(path), ["made"], Learning())
    dataset = document.experiment.dataset
    assert [column.tolist() for column in dataset.inputs] == [[3], [2]]
    assert dataset.targets[0].tolist() == [500]
    assert not any("scaled" in note for note in notes)


def test_classes_are_told_apart_with_softmax(towns: Path) -> None:
    document, *_ = open_table(read_file(towns), ["town"], Learning())
    experiment = document.experiment
    assert experiment.loss is CROSS_ENTROPY
    assert experiment.network.layers[-1].activation is SOFTMAX
    assert experiment.network.sizes[-1] == 3


def test_two_classes_of_numbers_if_cross_entropy_is_asked_for(towns: Path) -> None:
    document, *_ = open_table(read_file(towns), ["left"], Learning(loss=CROSS_ENTROPY))
    assert document.experiment.network.sizes[-1] == 2
    document, *_ = open_table(read_file(towns), ["left"], Learning(loss=LOG_LOSS))
    assert document.experiment.network.layers[-1].activation is SIGMOID


def test_scaling_is_fitted_on_the_rows_that_are_learnt_from(towns: Path) -> None:
    learning = Learning(
        validation=0.25, input_scale=Scale.MIN_MAX, target_scale=Scale.STANDARD, seed=5
    )
    experiment = open_table(read_file(towns), ["wage"], learning)[0].experiment
    held_out = experiment.validation
    assert held_out is not None
    assert (experiment.dataset.rows, held_out.rows) == (45, 15)
    assert held_out.input_scaling == experiment.dataset.input_scaling
    assert np.array(experiment.dataset.inputs).max() == 1
    assert np.mean(experiment.dataset.targets[0]) == pytest.approx(0, abs=1e-12)
    assert np.mean(held_out.targets[0]) != pytest.approx(0, abs=1e-3)


def test_a_column_by_name_or_by_number() -> None:
    table = read_table(TOWNS, guess_dialect(TOWNS))
    assert resolve(table, "wage") == "wage"
    assert resolve(table, "4") == "wage"
    for wrong in ("0", "6", "Wage", "-1"):
        with pytest.raises(SpreadsheetError, match="the columns are age, town"):
            resolve(table, wrong)


def test_a_number_may_be_a_name() -> None:
    table = read_table("3,1\n5,6\n7,8\n", guess_dialect("a,b\n5,6\n"))
    assert resolve(table, "1") == "1"
    assert table.names == ("3", "1")


@pytest.mark.parametrize(
    ("learning", "target", "said"),
    [
        (Learning(loss=LOG_LOSS), "age", "between 0 and 1: age is not in 60 rows, first 20"),
        (Learning(target_scale=Scale.STANDARD), "town", "not to be scaled"),
        (Learning(validation=0.999999), "town", ""),
    ],
)
def test_what_does_not_go_together_is_refused_with_the_files_name(
    towns: Path, learning: Learning, target: str, said: str
) -> None:
    if not said:
        assert open_table(read_file(towns), [target], learning)[0].experiment.dataset.rows >= 3
        return
    with pytest.raises(SpreadsheetError, match=f"towns.csv: .*{said}"):
        open_table(read_file(towns), [target], learning)


def test_the_report_tells_the_last_and_the_best(towns: Path) -> None:
    learning = Learning(validation=0.25, batch_size=10, learning_rate=0.1, seed=1)
    start = open_table(read_file(towns), ["town"], learning)[0].experiment
    report, reached = descend_and_report(start, 12 * start.turn.batches)
    assert report["epoch"] == 12
    assert len(report["epochs"]) == 13
    accuracies = [epoch["validation_accuracy"] for epoch in report["epochs"]]
    assert report["best_validation_accuracy"] == max(accuracies)
    assert report["validation_accuracy"] == accuracies[-1]
    assert report["best_validation_loss"] == min(e["validation_loss"] for e in report["epochs"])
    assert report["validation_loss"] == evaluate(reached).validation_loss
    assert report["loss"] == evaluate(reached).loss
    assert len(report["loss_history"]) == 1 + 12 * start.turn.batches


def test_scaled_targets_are_told_in_their_own_units_too(towns: Path) -> None:
    start = open_table(read_file(towns), ["wage"], Learning(target_scale=Scale.STANDARD))[
        0
    ].experiment
    report, _ = descend_and_report(start, 3)
    own = report["own_units"]
    errors = np.array(own["predictions"]) - np.array(own["targets"])
    assert own["loss"] == pytest.approx(float(np.mean(errors**2)))
    spread = start.dataset.target_scaling.factors[0]
    assert own["loss"] == pytest.approx(report["loss"] * spread**2)


def test_batches_bring_the_loss_down(towns: Path) -> None:
    learning = Learning(batch_size=8, learning_rate=0.05, target_scale=Scale.STANDARD, seed=3)
    descent = Descent(open_table(read_file(towns), ["wage"], learning)[0].experiment)
    before = descent.loss
    descent.run(400)
    assert descent.loss < 0.5 * before


def test_many_rows_are_predicted_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    table = read_table("x,y\n" + "\n".join(f"{at},{at % 5}" for at in range(50)), Dialect())
    document = document_of(prepare(table, usual_plan(table)), Learning(hidden=(4,)))
    inputs = document.experiment.dataset.own_inputs
    whole = predicted(document, inputs)
    monkeypatch.setattr(predicting, "_MOST_VALUES", 28)
    np.testing.assert_allclose(predicted(document, inputs), whole, rtol=1e-14)


def test_classes_of_two_columns_are_no_classes_of_one_row() -> None:
    rows = [f"{k},{'ab'[k % 2]},{'uvw'[k % 3]}" for k in range(30)]
    table = read_table("\n".join(["x,c,e", *rows]), Dialect())
    plans = plan_for(table, ["c", "e"], CROSS_ENTROPY)
    with pytest.raises(ValueError, match="do not add up to 1"):
        document_of(prepare(table, plans), Learning(loss=CROSS_ENTROPY))


@pytest.mark.parametrize(("count", "listed"), [(12, "c11, c12"), (13, "c11, c12, …")])
def test_columns_are_listed_up_to_twelve(count: int, listed: str) -> None:
    names = [f"c{at}" for at in range(1, count + 1)]
    rows = "\n".join(",".join(map(str, range(at, at + count))) for at in (1, 2))
    table = read_table(f"{','.join(names)}\n{rows}\n", Dialect())
    assert resolve(table, str(count)) == names[-1]
    assert resolve(table, "000000001") == "c1"
    for wrong in (str(count + 1), "0000000001", "٣"):
        with pytest.raises(SpreadsheetError) as refused:
            resolve(table, wrong)
        assert str(refused.value).startswith(f"there is no column “{wrong}”; the columns are c1, ")
        assert str(refused.value).endswith(listed)


def test_what_was_done_is_said_in_sentences(towns: Path) -> None:
    plain = open_table(read_file(towns), ["wage"], Learning(input_scale=Scale.NONE))[1]
    assert plain[:2] == ("predicted: wage", "age: numbers, as they are")
    assert not any("scaled" in note or "set aside" in note for note in plain)
    learning = Learning(validation=0.25, target_scale=Scale.MIN_MAX)
    notes = open_table(read_file(towns), ["4", " left "], learning)[1]
    assert notes[0] == "predicted: wage, left"
    assert notes[-3:] == (
        "inputs: scaled, standard",
        "targets: scaled, minmax",
        "45 rows to learn from, 15 set aside",
    )


def test_a_column_may_have_a_comma_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('x;"a,b"\n1;2\n3;4\n', encoding="utf-8")
    document, notes, _ = open_table(read_file(path), ["a,b"], Learning())
    assert document.experiment.network.layers[-1].names == ("a,b",)
    assert notes[0] == "predicted: a,b"


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_is_learnt_and_predicted(write: Writer, tmp_path: Path) -> None:
    rows: Rows = [["x", "y"], *([at, 2.5 * at] for at in range(40))]
    path = tmp_path / "rows.ods"
    path.write_bytes(write({"A": rows, "B": [["a note"]]}))
    document, notes, _ = open_table(read_file(path), [], Learning(hidden=()))
    assert document.title == "rows"
    assert document.experiment.dataset.own_targets[0][:3].tolist() == [0, 2.5, 5]
    assert "the sheet “A” is read" in notes[0]
    written, said = finish(predicting_file(document, write({"B": [["a note"]], "A": rows})))
    assert written.startswith(b"x,y,predicted y\n0,0,")
    assert "the sheet “A” is read" in said[0]


def test_units_are_kept_in_the_names_and_need_not_be_given(tmp_path: Path) -> None:
    rows = "".join(f"{at},{2.5 * at}\n" for at in range(9))
    path = tmp_path / "rows.csv"
    path.write_text("mass,price\nkg,€\n" + rows, encoding="utf-8")
    document, *_ = open_table(read_file(path), ["mass"], Learning(hidden=()))
    assert document.experiment.network.inputs == ("price (€)",)
    assert document.experiment.network.layers[-1].names == ("mass (kg)",)
    written, _ = finish(predicting_file(document, "price\n2.5\n5\n"))
    assert written.startswith(b"price,predicted mass (kg)\n2.5,")
    assert open_table(read_file(path), [], Learning())[1][1] == "predicted: price (€)"


def test_names_that_were_chosen_are_no_guess() -> None:
    rows = b"a,b\nred,big\nblue,small\n"
    assert dialect_for(rows, TableChoices()).is_guess("has_header")
    assert not dialect_for(rows, TableChoices(header=True)).is_guess("has_header")
