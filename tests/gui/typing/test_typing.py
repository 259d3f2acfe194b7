"""What is being typed is committed before anything else is done, or what is done is refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
)

from core.document.document import Document
from core.files.document_file import read_document
from tests.gui.file_hands import read_into
from tests.gui.typing.typing_hands import (
    CTRL,
    ROW,
    X,
    cell_of,
    click_drawing,
    click_row,
    click_run,
    click_step,
    click_tab,
    click_title,
    click_weight,
    float_dock,
    type_in_canvas,
    type_in_cell,
    type_in_rate,
    walk_on,
)
from tests.gui.window_hands import Key, WindowHands


def pairs(hands: WindowHands) -> set[tuple[float, float]]:
    """Every row as (x, target), whether it is learnt from or set aside."""
    experiment = hands.window.session.document.experiment
    parts = [experiment.dataset] + ([experiment.validation] if experiment.validation else [])
    return {
        (float(part.own_inputs[0][row]), float(part.own_targets[0][row]))
        for part in parts
        for row in range(part.rows)
    }


def begin_again(hands: WindowHands, document: Document) -> None:
    """The same document anew, and every panel in its place."""
    hands.menu("View", "Panels", "Reset layout")
    hands.window.player.stop()
    hands.data.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    hands.window.session.load(document)


def first_action(hands: WindowHands) -> str:
    """What was done first; everything is undone to see it."""
    name, session = "", hands.window.session
    while (action := session.history.undo_action) is not None:
        name = action.name
        session.undo()
    return name


@pytest.mark.parametrize("row", [ROW, -1])
def test_a_cell_is_typed_into_the_row_it_was_opened_in(line: WindowHands, row: int) -> None:
    row %= line.data.table.model().rowCount()
    before = pairs(line)
    old = cell_of(line, row)
    target = type_in_cell(line, "777", row)
    line.menu("Data", "Set rows aside for validation", "50% of the rows")
    line.data.click(0, X)
    assert pairs(line) == (before - {(old, target)}) | {(777, target)}
    assert not line.data.is_editing


def test_saving_saves_what_is_being_typed(line: WindowHands) -> None:
    path = line.window.session.path
    assert path is not None
    type_in_cell(line, "777")
    line.press(Key.Key_S, CTRL)
    assert read_document(path).experiment.dataset.own_inputs[0][ROW] == 777
    assert not line.window.session.is_modified


def test_nothing_counts_as_saved_while_what_is_typed_cannot_be(line: WindowHands) -> None:
    """A screen reader chooses without a press or a key, and nothing else was changed."""
    type_in_cell(line, "7x")
    assert not line.window.files.save()
    assert line.says("“7x” is not a number")


def hide_dock(hands: WindowHands) -> None:
    hands.menu("View", "Panels", "Data")


ACTIONS = [
    click_step,
    click_run,
    click_title,
    click_row,
    click_weight,
    click_drawing,
    click_tab,
    hide_dock,
    float_dock,
    walk_on,
]


def test_whatever_is_done_commits_a_cell_first(line: WindowHands) -> None:
    document = line.window.session.document
    for act in ACTIONS:
        target = type_in_cell(line, "777")
        act(line)
        assert (777, target) in pairs(line), act.__name__
        assert not line.data.is_editing
        begin_again(line, document)


def test_whatever_is_done_commits_a_weight_first(line: WindowHands) -> None:
    document = line.window.session.document
    for act in (click_step, click_row, hide_dock):
        type_in_canvas(line, "7.5")
        act(line)
        assert line.canvas.canvas.editor is None
        assert first_action(line).endswith("→ 7.5"), act.__name__
        begin_again(line, document)


def test_whatever_is_done_commits_a_learning_rate_first(line: WindowHands) -> None:
    document = line.window.session.document
    for act in (click_step, click_weight, walk_on):
        type_in_rate(line, "0.125")
        act(line)
        assert line.window.session.document.experiment.optimizer.learning_rate == 0.125
        assert first_action(line).endswith("→ 0.125"), act.__name__
        begin_again(line, document)


def test_undo_takes_back_what_was_being_typed(line: WindowHands) -> None:
    old = cell_of(line, ROW)
    type_in_cell(line, "777")
    line.menu("Edit", f"Undo x, row {ROW + 1}: {line.data.at(ROW, X).data()} → 777")
    assert cell_of(line, ROW) == old
    assert not line.data.is_editing
    line.press(Key.Key_Y, CTRL)
    assert cell_of(line, ROW) == 777


def test_where_nothing_was_typed_undo_takes_back_what_was_typed_before(line: WindowHands) -> None:
    old = cell_of(line, ROW)
    type_in_cell(line, "777")
    line.press(Key.Key_Tab)
    assert line.data.is_editing
    line.press(Key.Key_Z, CTRL)
    assert cell_of(line, ROW) == old
    assert not line.data.is_editing
    type_in_cell(line, "7")
    line.data.type("7")
    line.press(Key.Key_Z, CTRL)
    assert line.data.editor.text() != "77", "the text itself is undone"
    assert cell_of(line, ROW) == old


def test_pasting_goes_into_the_field_that_is_open(line: WindowHands) -> None:
    QGuiApplication.clipboard().setText("55\n66")
    rows = line.data.table.model().rowCount()
    type_in_cell(line, "777")
    line.press(Key.Key_V, CTRL)
    assert line.data.editor.text().startswith("77755")
    line.press(Key.Key_Escape)
    assert line.data.table.model().rowCount() == rows
    assert not line.window.session.is_modified


def test_a_dropped_file_finds_what_was_typed_committed(line: WindowHands, tmp_path: Path) -> None:
    other = tmp_path / "other.downhill"
    line.window.session.save(other)
    target = type_in_cell(line, "777")
    asked: list[str] = []

    def cancel(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        asked.append(dialog.text())
        dialog.button(QMessageBox.StandardButton.Cancel).click()

    line.answer(cancel)
    line.drop(other)
    assert len(asked) == 1
    assert asked[0].startswith("Save the changes")
    assert (777, target) in pairs(line)


def test_leaving_asks_about_what_was_being_typed_whoever_chooses(line: WindowHands) -> None:
    type_in_cell(line, "777")
    asked: list[str] = []
    line.answer(read_into(asked))
    chosen = next(
        action
        for action in line.window.findChildren(QAction)
        if action.text().replace("&", "") == "XOR"
    )
    chosen.trigger()  # as a screen reader does: without a press or a key
    assert asked[0] == "Save the changes to “line”?"
    assert cell_of(line, ROW) == 777


def test_closing_asks_about_what_was_being_typed(line: WindowHands) -> None:
    target = type_in_cell(line, "777")
    line.answer(QDialog.reject)
    assert not line.window.close()
    assert (777, target) in pairs(line)


def test_a_number_is_taken_when_something_else_selects_another_weight(hands: WindowHands) -> None:
    table, session = hands.weights, hands.window.session
    table.click(0, table.titles().index("weight"))
    table.type("7")
    session.select((3,))
    assert session.document.experiment.network.parameters.tolist() == [7, 1, 0, 0, 2, 2]
    assert session.focus.parameters == (3,)
    assert not table.is_editing
