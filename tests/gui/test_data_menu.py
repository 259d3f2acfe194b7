"""Batches, rows set aside, scaling and predictions, from the menus."""

from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.data.scaling import UNSCALED, Scale, Scaling
from core.document.document import Document
from core.explanation.hiding import Hiding, Topic
from core.files.file_reading import read_file
from core.nn.activations import IDENTITY, SOFTMAX
from core.nn.losses import LOSSES
from core.opening.from_table import Learning
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from core.opening.table_file import open_table
from core.tables.dialect import Dialect
from core.tables.reading import read_table
from gui.operations import structure
from gui.operations.numbers import input_cell
from gui.shell.main_window import MainWindow
from tests.core.builders import build_experiment
from tests.gui.file_hands import name_the_file
from tests.gui.window_hands import Key, WindowHands

LEFT, Orientation, Modifier = Qt.MouseButton.LeftButton, Qt.Orientation, Qt.KeyboardModifier
ROWS = [f"{at % 7 + 0.5},{['red', 'blue'][at % 3 % 2]},{at * 2}" for at in range(20)]
TABLE = "\n".join(["size,colour,price", *ROWS])


@pytest.fixture
def things(hands: WindowHands, tmp_path: Path) -> WindowHands:
    path = tmp_path / "things.csv"
    path.write_text(TABLE, encoding="utf-8")
    learning = Learning(hidden=(3,), target_scale=Scale.NONE)
    hands.window.session.load(open_table(read_file(path), ["price"], learning)[0])
    return hands


def marked(window: MainWindow) -> list[int]:
    """The rows with the mark of the batch."""
    model = window.data_panel.model
    titles = [str(model.headerData(row, Orientation.Vertical)) for row in range(model.rowCount())]
    return [row for row, title in enumerate(titles) if title.startswith("▸")]


def test_batches_are_chosen_said_and_marked(things: WindowHands) -> None:
    window = things.window
    assert marked(window) == []
    things.menu("Data", "Slopes from", "batches of 8")
    assert things.button("batches of 8 (20)").isVisible()
    batch = window.session.evaluation.batch
    assert batch is not None
    assert marked(window) == sorted(batch.tolist())
    things.press(Key.Key_Space)
    assert things.says("step 1: 8 rows of 20, batch 1/3 of epoch 1")
    things.press(Key.Key_Space)
    things.press(Key.Key_Space)
    assert things.says("step 3: 4 rows of 20, batch 3/3, which ends epoch 1")
    things.press(Key.Key_Z, Modifier.ControlModifier)
    things.menu("Data", "Slopes from", "all rows")
    assert things.button("all rows (20)").isVisible()


def test_rows_set_aside_have_a_curve_and_a_best_moment(things: WindowHands, qtbot: QtBot) -> None:
    things.menu("Data", "Set rows aside for validation", "20% of the rows")
    assert things.says("16 rows, 4 set aside")
    plot = things.window.loss_panel.plot
    for _ in range(3):
        things.press(Key.Key_Space)
    assert np.isfinite(plot.lines.aside).all()
    assert len(plot.lines.aside) == 4
    assert any(label.text.startswith("validation: best") for label in plot.marks.labels)
    things.menu("Data", "Set rows aside for validation", "None: learn from all rows")
    assert things.window.session.document.experiment.validation is None
    assert things.says("20 rows")


def test_scaled_columns_can_be_seen_both_ways(things: WindowHands, qtbot: QtBot) -> None:
    panel = things.window.data_panel
    assert things.data.row(0)[0] == "0.5"
    qtbot.mouseClick(panel.units, LEFT)
    assert panel.units.text() == "scaled"
    shown = things.data.row(0)[0]
    inputs = things.window.session.evaluation.inputs
    assert float(shown.replace("−", "-")) == pytest.approx(inputs[0, 0], rel=1e-3)
    qtbot.mouseClick(panel.units, LEFT)
    assert things.data.row(0)[0] == "0.5"


def test_one_row_alone_is_not_scaled(hands: WindowHands) -> None:
    session = hands.window.session
    for what in ("inputs", "targets"):
        before = session.document
        hands.menu("Data", f"Scale {what}", "Standard: mean 0, deviation 1")
        assert session.document is before
        assert hands.says("Nothing was changed: one row alone would be scaled to 0.")


def test_scaling_is_chosen_refitted_and_undone(things: WindowHands) -> None:
    session = things.window.session
    things.menu("Data", "Scale inputs", "Min–max: from 0 to 1")
    assert session.document.experiment.dataset.input_scaling.scale is Scale.MIN_MAX
    things.menu("Data", "Scale targets", "Standard: mean 0, deviation 1")
    assert np.mean(session.document.experiment.dataset.targets[0]) == pytest.approx(0, abs=1e-12)
    things.menu("Data", "Scale inputs", "Not scaled")
    things.menu("Data", "Scale targets", "Not scaled")
    assert not session.document.experiment.dataset.is_scaled
    assert not things.window.commands["refit"].isEnabled()
    things.press(Key.Key_Z, Modifier.ControlModifier)
    assert session.document.experiment.dataset.is_scaled


def test_in_own_units_the_error_adds_up(things: WindowHands) -> None:
    things.menu("Data", "Scale targets", "Standard: mean 0, deviation 1")
    things.press(Key.Key_Space)
    row = [float(text.replace("−", "-").replace("+", "")) for text in things.data.row(4)[3:6]]
    target, predicted, error = row
    assert target == 8
    assert predicted - target == pytest.approx(error, rel=1e-2)


@pytest.fixture
def save_to(things: WindowHands, tmp_path: Path) -> Path:
    path = tmp_path / "try 0.1"
    things.answer(name_the_file(things, path))
    return path.with_name("try 0.1.csv")


def test_predictions_are_saved_as_a_table(things: WindowHands, save_to: Path) -> None:
    things.menu("Data", "Save predictions…")
    table = read_table(save_to.read_bytes(), Dialect())
    inputs = ("size", "colour = blue", "colour = red")
    assert table.names == (*inputs, "target", "predicted price", "used")
    evaluation = things.window.session.evaluation
    saved = [float(cell) for cell in table.column("predicted price")]
    assert saved == evaluation.predictions[0].tolist()
    assert set(table.column("used")) == {"learnt from"}


def test_new_rows_are_predicted_whatever_the_order_of_their_columns(
    things: WindowHands,
    save_to: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    new = tmp_path / "new.csv"
    new.write_text("colour,extra,size\nblue,a,1.5\nred,b,0.5\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(new), ""))
    things.menu("Data", "Predict new rows…")
    table = read_table(save_to.read_bytes(), Dialect())
    assert table.names == ("colour", "extra", "size", "predicted price")
    evaluation = things.window.session.evaluation
    dataset = things.window.session.document.experiment.dataset
    same = next(
        row
        for row in range(dataset.rows)
        if dataset.own_inputs[0][row] == 0.5 and ROWS[row].split(",")[1] == "red"
    )
    assert float(table.column("predicted price")[1]) == pytest.approx(
        evaluation.predictions[0, same], rel=1e-12
    )


def test_a_number_that_scaling_makes_too_large_is_refused(things: WindowHands) -> None:
    session = things.window.session
    experiment = session.document.experiment
    small = Scaling(Scale.MIN_MAX, (0.0,) * 3, (1e-5,) * 3)
    scaled = replace(experiment, dataset=experiment.dataset.scaled(small, UNSCALED))
    session.apply("Scale", session.document.with_experiment(scaled))
    before = session.document
    things.data.click(0, 0)
    things.data.type("1e308")
    things.data.press(Key.Key_Return)
    assert session.document is before
    assert things.data.editor.text() == "1e308"
    assert things.says("Scaled, this number would be too large to be one.")
    things.data.press(Key.Key_Escape)
    things.canvas.double_click(things.canvas.of(input_cell(0, 0)))
    things.canvas.type_over("1e308")
    things.canvas.key(Key.Key_Return)
    assert session.document is before
    assert things.canvas.editor.text() == "1e308"
    things.canvas.key(Key.Key_Escape)
    things.data.click(0, 0)
    things.data.paste("1e308")
    assert things.says("Nothing was changed: scaled, a number would be too large to be one")
    assert session.document is before


def test_softmax_is_refused_for_targets_that_are_no_classes(hands: WindowHands) -> None:
    experiment = build_experiment([[[1.0], [1.0]]], ["identity"], [[1.0]], [[5.0, 2.0]])
    session = hands.window.session
    session.load(Document(experiment, experiment))
    structure.set_activation(session, 0, SOFTMAX)
    assert session.document.experiment.network.layers[0].activation is IDENTITY
    assert hands.says("Softmax is for classes")


def test_targets_that_are_no_probabilities_are_pointed_out(hands: WindowHands) -> None:
    experiment = build_experiment([[[1.0], [1.0]]], ["identity"], [[1.0]], [[1.0, 0.0]])
    session = hands.window.session
    session.load(Document(experiment, experiment))
    structure.set_loss(session, LOSSES["cross_entropy"])
    assert not hands.says("no probabilities")
    hands.data.click(0, 2)
    hands.data.type("1")
    hands.data.press(Key.Key_Return)
    assert hands.says("the targets of 1 row are no probabilities")


def test_where_not_all_columns_fit_what_comes_of_a_row_stands_first(hands: WindowHands) -> None:
    hands.window.session.load(open_sample(next(s for s in SAMPLES if s.key == "wages")))
    table = hands.window.data_panel.table
    header = table.horizontalHeader()
    titles = hands.data.titles()
    seen = [titles[header.logicalIndex(at)] for at in range(4)]
    assert table.horizontalScrollBar().isVisible()
    assert seen == ["target", "pred.", "error", "error²"]
    assert table.horizontalScrollBar().value() == 0
    hands.window.session.load(open_starter(BANK))
    assert not table.horizontalScrollBar().isVisible()
    assert [header.logicalIndex(at) for at in range(6)] == [0, 1, 2, 3, 4, 5]


def test_the_part_set_aside_is_checked_in_the_menu(things: WindowHands) -> None:
    path = ("Data", "Set rows aside for validation")
    assert things.ticked(*path) == ["None: learn from all rows"]
    things.menu("Data", "Set rows aside for validation", "20% of the rows")
    assert things.ticked(*path) == ["20% of the rows"]


def test_how_many_are_right_is_told_from_the_start_and_hidden_with_the_loss(
    hands: WindowHands,
) -> None:
    session = hands.window.session
    session.load(open_sample(next(s for s in SAMPLES if s.key == "moons")))
    assert hands.window.loss_panel.accuracy.text().startswith("accuracy: ")
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.LOSS}))))
    assert hands.window.loss_panel.accuracy.text() == ""
    session.look(replace(session.focus, hiding=Hiding()))
    assert hands.window.loss_panel.accuracy.text().startswith("accuracy: ")
