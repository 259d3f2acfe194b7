"""A table from the dialog to the network that learns it, by hand."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog
from pytestqt.qtbot import QtBot

from core.columns.plan import Scheme, Use
from core.data.scaling import Scale
from core.nn.losses import CROSS_ENTROPY, MEAN_SQUARED_ERROR
from gui.dialogs.table_import.table_import_dialog import TableImportDialog
from gui.style.theme import Theme
from tests.gui.window_hands import Key, WindowHands

ROWS = [f"{at % 7 + 0.5},{['red', 'blue', 'green'][at % 3]},{at * 2},{at % 2}" for at in range(60)]
TABLE = "\n".join(["size,colour,cost,sold", *ROWS])
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Callable[[bytes | str], TableImportDialog]:
    def open_(data: bytes | str) -> TableImportDialog:
        dialog = TableImportDialog(data, "things", theme, None)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_


@pytest.fixture
def dialog(opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot) -> TableImportDialog:
    made = opened(TABLE.encode())
    qtbot.waitUntil(made.ok.isEnabled)
    return made


def pick(box: QComboBox, text: str, qtbot: QtBot) -> None:
    """Choose an entry with the keyboard."""
    box.setFocus()
    for _ in range(box.count()):
        qtbot.keyClick(box, Key.Key_Up)
    while box.currentText() != text:
        before = box.currentIndex()
        qtbot.keyClick(box, Key.Key_Down)
        assert box.currentIndex() != before, f"no {text}"


def settle(dialog: TableImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.ok.isEnabled)


def test_it_shows_how_the_file_was_read_and_what_will_be_done(dialog: TableImportDialog) -> None:
    assert dialog.dialect.delimiter.currentText() == "comma"
    assert dialog.dialect.header.isChecked()
    assert dialog.preview.rowCount() == 50
    item = dialog.preview.item(0, 1)
    assert item is not None
    assert item.text() == "red"
    said = dialog.notes.toPlainText()
    assert said.startswith("60 rows, 5 inputs, 2 predicted")
    assert "colour" in said
    assert dialog.target.currentText() == "sold"


def test_what_is_guessed_is_said_and_can_be_corrected(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    dialog = opened(b"My rows;\n\nx;y\nkg;m\n900;1\n1,200;2\n2,400;3\n3,600;4\n")
    settle(dialog, qtbot)
    said = dialog.notes.toPlainText()
    assert "lines 1 and 2 left out: above the table" in said
    assert "line 4 left out: units" in said
    assert "x (kg): “1,200” is read as 1200; a guess: 1.2 if the comma is the decimal mark" in said
    pick(dialog.dialect.decimal, "comma 0,5", qtbot)
    qtbot.waitUntil(lambda: "a guess: 1.2" not in dialog.notes.toPlainText())
    settle(dialog, qtbot)
    assert dialog.prepared is not None
    assert dialog.prepared.inputs[0].tolist() == [900, 1.2, 2.4, 3.6]
    assert "line 4 left out: units" in dialog.notes.toPlainText()


def test_fields_of_numbers_have_room_for_them(dialog: TableImportDialog) -> None:
    for field in (dialog.learning.aside, dialog.learning.batch):
        text = field.lineEdit()
        assert text.width() > text.fontMetrics().horizontalAdvance("all rows")


def test_a_target_of_noughts_and_ones_is_taken_as_classes_which_is_said(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    dialog = opened("a,b\n1,0\n2,1\n3,1\n")
    settle(dialog, qtbot)
    assert "b: few whole numbers, taken as classes; choose “number”" in dialog.notes.toPlainText()
    pick(field_named(dialog, "How the cells of b become numbers"), "number", qtbot)
    settle(dialog, qtbot)
    assert "taken as classes" not in dialog.notes.toPlainText()
    assert dialog.prepared is not None
    assert dialog.prepared.target_names == ("b",)


def test_another_target_takes_the_place_of_the_first(
    dialog: TableImportDialog, qtbot: QtBot
) -> None:
    pick(dialog.target, "cost", qtbot)
    settle(dialog, qtbot)
    uses = {plan.name: plan.use for plan in dialog.columns.plans}
    assert [name for name, use in uses.items() if use is Use.TARGET] == ["cost"]
    assert uses["sold"] is Use.INPUT


def test_words_that_are_predicted_become_classes(dialog: TableImportDialog, qtbot: QtBot) -> None:
    pick(dialog.target, "colour", qtbot)
    settle(dialog, qtbot)
    assert dialog.prepared is not None
    assert dialog.prepared.classes == ("blue", "green", "red")
    assert not dialog.learning.targets.isEnabled()


def test_a_column_can_be_left_out_or_coded_otherwise(
    dialog: TableImportDialog, qtbot: QtBot
) -> None:
    use = dialog.columns.cellWidget(0, 2)
    assert isinstance(use, QComboBox)
    pick(use, "not used", qtbot)
    settle(dialog, qtbot)
    coding = dialog.columns.cellWidget(1, 3)
    assert isinstance(coding, QComboBox)
    pick(coding, "ordinal: 0, 1, 2 …", qtbot)
    settle(dialog, qtbot)
    assert dialog.prepared is not None
    assert dialog.prepared.input_names == ("colour", "cost")
    assert dialog.columns.plans[1].coding is Scheme.ORDINAL


def test_correcting_the_separator_reads_again(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    dialog = opened(b"a|b;c\n1|2;3\n4|5;6\n7|8;9\n")
    pick(dialog.dialect.delimiter, "bar", qtbot)
    qtbot.waitUntil(lambda: dialog.preview.columnCount() == 2)
    pick(dialog.dialect.delimiter, "semicolon", qtbot)
    qtbot.waitUntil(lambda: "a|b" in _titles(dialog))


def _titles(dialog: TableImportDialog) -> list[str]:
    items = [dialog.preview.horizontalHeaderItem(at) for at in range(dialog.preview.columnCount())]
    return [item.text() for item in items if item is not None]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 50, "cannot be learnt yet"),
        (b"a,b\n1,2\n3,4,5\n", "line 3"),
        (b"x\n1\n2\n3\n", "column"),
    ],
)
def test_what_is_no_table_is_said_in_place_and_nothing_breaks(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot, data: bytes, said: str
) -> None:
    dialog = opened(data)
    qtbot.waitUntil(lambda: said in dialog.notes.toPlainText())
    assert not dialog.ok.isEnabled()


def test_a_column_that_costs_many_rows_is_offered_to_be_left_out(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    rows = [f"{at},{at if at % 4 == 0 else ''},{at / 4}" for at in range(40)]
    dialog = opened("\n".join(["age,deck & port,fare", *rows]))
    settle(dialog, qtbot)
    assert "10 of 40 rows: 30 have no deck & port" in dialog.notes.toPlainText()
    assert dialog.without.text() == "Do without “deck && port”"
    qtbot.mouseClick(dialog.without, LEFT)
    settle(dialog, qtbot)
    assert dialog.notes.toPlainText().startswith("40 rows, 1 input, 1 predicted")
    assert not dialog.without.isVisible()


def test_what_is_filled_in_is_of_the_rows_that_are_learnt_from(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    dialog = opened("a,y\n1,1.5\n2,2\n,7\n900,4\n")
    settle(dialog, qtbot)
    pick(field_named(dialog, "What becomes of missing cells of a"), "fill in the mean", qtbot)
    settle(dialog, qtbot)
    assert "filled with the mean 301" in dialog.notes.toPlainText()
    dialog.learning.aside.setFocus()
    dialog.learning.aside.selectAll()
    qtbot.keyClicks(dialog.learning.aside, "50")
    assert "filled with the mean 301" not in dialog.notes.toPlainText()


def test_missing_words_can_be_a_category(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    rows = [f"{['oak', 'elm', 'NA'][at % 3]},{at * 1.5}" for at in range(12)]
    dialog = opened("\n".join(["tree,height", *rows]))
    settle(dialog, qtbot)
    gaps = "What becomes of missing cells of tree"
    pick(field_named(dialog, gaps), "a category of its own", qtbot)
    settle(dialog, qtbot)
    assert dialog.prepared is not None
    assert dialog.prepared.input_names == ("tree = elm", "tree = oak", "tree = (missing)")
    assert dialog.notes.toPlainText().startswith("12 rows, 3 inputs")
    pick(field_named(dialog, "How the cells of tree become numbers"), "ordinal: 0, 1, 2 …", qtbot)
    settle(dialog, qtbot)
    shown = dialog.columns.cellWidget(0, 4)
    assert isinstance(shown, QComboBox)
    assert shown.currentText() == "leave out the row"


def test_a_bad_cell_is_named(
    opened: Callable[[bytes | str], TableImportDialog], qtbot: QtBot
) -> None:
    rows = [f"{at},{at}" for at in range(40)]
    rows[20] = "oops,20"
    dialog = opened("\n".join(["age,wage", *rows]).encode())
    said = "age: “oops” in line 22 is not a number"
    qtbot.waitUntil(lambda: said in dialog.notes.toPlainText())


def test_hidden_layers_are_checked_while_typing(dialog: TableImportDialog, qtbot: QtBot) -> None:
    dialog.learning.hidden.setFocus()
    dialog.learning.hidden.selectAll()
    qtbot.keyClicks(dialog.learning.hidden, "50, x")
    assert not dialog.ok.isEnabled()
    assert dialog.learning.problem.text() == "sizes such as 50, 32"
    dialog.learning.hidden.selectAll()
    qtbot.keyClicks(dialog.learning.hidden, "50, 32")
    assert dialog.ok.isEnabled()


def field_named(dialog: TableImportDialog, name: str) -> QComboBox:
    """The choice of a column that a screen reader calls so."""
    boxes = dialog.columns.findChildren(QComboBox)
    return next(box for box in boxes if box.accessibleName() == name)


@pytest.mark.parametrize(
    ("layers", "rows", "said"),
    [
        ("99999", [f"{at},{at * 2}" for at in range(9)], "weights and biases; the most is"),
        ("8", ["-1e308,1", "1e308,2", "1e308,3"], "the numbers of “size” are too large"),
    ],
)
def test_what_refuses_keeps_all_that_was_chosen(
    opened: Callable[[bytes | str], TableImportDialog],
    qtbot: QtBot,
    layers: str,
    rows: list[str],
    said: str,
) -> None:
    dialog = opened("\n".join(["size,cost", *rows]).encode())
    settle(dialog, qtbot)
    dialog.learning.hidden.selectAll()
    qtbot.keyClicks(dialog.learning.hidden, layers)
    dialog.learning.batch.setFocus()
    dialog.learning.batch.selectAll()
    qtbot.keyClicks(dialog.learning.batch, "2")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.isVisible()
    assert dialog.document is None
    assert said in dialog.notes.toPlainText()
    assert dialog.learning.hidden.text() == layers
    assert dialog.learning.batch.value() == 2
    dialog.learning.hidden.selectAll()
    qtbot.keyClicks(dialog.learning.hidden, "3")
    pick(dialog.learning.inputs, "not scaled", qtbot)
    qtbot.mouseClick(dialog.ok, LEFT)
    assert not dialog.isVisible()
    assert dialog.document is not None
    assert dialog.document.experiment.network.sizes == (1, 3, 1)
    assert dialog.document.experiment.batch_size == 2


def test_targets_far_from_1_are_scaled_which_is_said(
    dialog: TableImportDialog, qtbot: QtBot
) -> None:
    pick(dialog.target, "cost", qtbot)
    settle(dialog, qtbot)
    assert dialog.learning.targets.currentText() == "standard: mean 0, deviation 1"
    said = "targets scaled, standard: mean 0, deviation 1, because they are far from 1"
    assert said in dialog.notes.toPlainText()
    pick(dialog.target, "size", qtbot)
    settle(dialog, qtbot)
    assert dialog.learning.targets.currentText() == "not scaled"


def test_what_was_chosen_for_numbers_comes_back_after_classes(
    dialog: TableImportDialog, qtbot: QtBot
) -> None:
    chosen = "min–max: 0 to 1"
    pick(dialog.target, "cost", qtbot)
    settle(dialog, qtbot)
    pick(dialog.learning.targets, chosen, qtbot)
    for target, scale in (("colour", "not scaled"), ("cost", chosen)):
        pick(dialog.target, target, qtbot)
        settle(dialog, qtbot)
        assert dialog.learning.targets.currentText() == scale


def test_reading_otherwise_keeps_what_was_chosen_for_the_columns(
    dialog: TableImportDialog, qtbot: QtBot
) -> None:
    pick(dialog.target, "cost", qtbot)
    pick(field_named(dialog, "How the cells of colour become numbers"), "ordinal: 0, 1, 2 …", qtbot)
    pick(field_named(dialog, "What size is for"), "not used", qtbot)
    dialog.learning.aside.setFocus()
    dialog.learning.aside.selectAll()
    qtbot.keyClicks(dialog.learning.aside, "40")
    settle(dialog, qtbot)
    pick(dialog.dialect.delimiter, "semicolon", qtbot)
    qtbot.waitUntil(lambda: "cannot be learnt yet" in dialog.notes.toPlainText())
    pick(dialog.dialect.delimiter, "comma", qtbot)
    settle(dialog, qtbot)
    plans = {plan.name: plan for plan in dialog.columns.plans}
    assert dialog.target.currentText() == "cost"
    assert plans["size"].use is Use.UNUSED
    assert plans["colour"].coding is Scheme.ORDINAL
    assert plans["sold"].use is Use.INPUT
    assert dialog.learning.aside.value() == 40


# From the window


def accept(target: str, qtbot: QtBot) -> Callable[[QDialog], None]:
    def deal(dialog: QDialog) -> None:
        assert isinstance(dialog, TableImportDialog)
        qtbot.waitUntil(dialog.ok.isEnabled)
        pick(dialog.target, target, qtbot)
        qtbot.waitUntil(dialog.ok.isEnabled)
        qtbot.mouseClick(dialog.ok, LEFT)

    return deal


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("things.csv", TABLE.encode()),
        ("things.csv.gz", gzip.compress(TABLE.encode())),
        ("things.dat", TABLE.encode()),
    ],
)
def test_a_table_dropped_on_the_window_is_learnt(
    name: str, data: bytes, hands: WindowHands, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    hands.answer(accept("cost", qtbot))
    hands.drop(path)
    experiment = hands.window.session.document.experiment
    assert experiment.network.sizes == (5, 8, 1)
    assert experiment.loss is MEAN_SQUARED_ERROR
    assert experiment.dataset.input_scaling.scale is Scale.STANDARD
    assert experiment.validation is not None
    assert (experiment.dataset.rows, experiment.validation.rows) == (48, 12)
    assert hands.window.windowTitle().startswith("things")
    assert hands.says("48 rows, 12 set aside")
    hands.press(Key.Key_Space)
    assert hands.figure("step") == "1"


def test_a_pasted_table_of_classes(hands: WindowHands, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(TABLE.replace(",", "\t"))
    hands.answer(accept("colour", qtbot))
    hands.menu("Data", "Paste a table…")
    assert hands.window.session.document.experiment.loss is CROSS_ENTROPY
    assert hands.window.loss_panel.accuracy.text().startswith("right: ")


def test_waving_the_question_away_leaves_the_work_alone(hands: WindowHands, tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text(TABLE, encoding="utf-8")
    before = hands.window.session.document
    hands.answer(lambda dialog: dialog.reject())
    hands.drop(path)
    assert hands.window.session.document is before
