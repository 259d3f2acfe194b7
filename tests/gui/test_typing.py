"""What is being typed is committed before anything else is done, or what is done is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.files.document_file import read_document
from core.opening.sample_data import SAMPLES, open_sample
from gui.app import create_window
from gui.canvas.scene.picture import LabelKind
from gui.shell.main_window import MainWindow
from tests.gui.file_hands import read_into
from tests.gui.window_hands import LEFT, Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier
ROW, X, TARGET = 5, 0, 1


@pytest.fixture
def line(qtbot: QtBot, show: Callable[[MainWindow], MainWindow], tmp_path: Path) -> WindowHands:
    """The window with the built-in rows Line, saved already."""
    window = show(create_window())
    sample = next(sample for sample in SAMPLES if sample.title == "Line")
    window.session.load(open_sample(sample))
    window.session.save(tmp_path / "line.downhill")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return WindowHands(qtbot, window)


def pairs(hands: WindowHands) -> set[tuple[float, float]]:
    """Every row as (x, target), whether it is learnt from or set aside."""
    experiment = hands.window.session.document.experiment
    parts = [experiment.dataset] + ([experiment.validation] if experiment.validation else [])
    return {
        (float(part.own_inputs[0][row]), float(part.own_targets[0][row]))
        for part in parts
        for row in range(part.rows)
    }


def type_in_cell(hands: WindowHands, text: str, row: int = ROW, column: int = X) -> float:
    """Begin to type in a cell, without Enter; return the target of the row."""
    target = float(hands.window.session.document.experiment.dataset.own_targets[0][row])
    hands.data.table.scrollTo(hands.data.at(row, column))
    hands.data.double_click(row, column)
    hands.data.type(text)
    return target


def type_in_canvas(hands: WindowHands, text: str) -> float:
    canvas = hands.canvas
    canvas.double_click(canvas.of(canvas.weight(0, 0, 0)))
    canvas.type_over(text)
    return 0.0


def type_in_rate(hands: WindowHands, text: str) -> float:
    hands.click(hands.rate())
    hands.press(Key.Key_A, CTRL)
    hands.type(text)
    return 0.0


def cell_of(hands: WindowHands, row: int) -> float:
    return float(hands.window.session.document.experiment.dataset.own_inputs[0][row])


def begin_again(hands: WindowHands, document: Document) -> None:
    """The same document anew, and every panel in its place."""
    hands.menu("View", "Reset layout")
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


# Committed first


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


def click_step(hands: WindowHands) -> None:
    hands.click(hands.button("Step downhill"))


def click_run(hands: WindowHands) -> None:
    hands.click(hands.button("Run"))
    hands.window.session.pause()


def click_title(hands: WindowHands) -> None:
    header = hands.data.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(TARGET) + 6, header.height() // 2)
    QtBot.mouseClick(header.viewport(), LEFT, pos=at)


def click_row(hands: WindowHands) -> None:
    hands.data.click(0, TARGET)


def click_weight(hands: WindowHands) -> None:
    hands.weights.click(0, 0)


def click_drawing(hands: WindowHands) -> None:
    hands.canvas.click(QPoint(12, 12))


def click_tab(hands: WindowHands) -> None:
    tabs = hands.window.hill_panel.findChild(QTabBar)
    assert isinstance(tabs, QTabBar)
    QtBot.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())


def hide_dock(hands: WindowHands) -> None:
    hands.menu("View", "Data")


def float_dock(hands: WindowHands) -> None:
    dock = dock_of(hands, "Data")
    grip = dock.titleBarWidget()
    QtBot.mouseClick(grip, LEFT)
    QtBot.mouseDClick(grip, LEFT)


def dock_of(hands: WindowHands, title: str) -> QDockWidget:
    return next(d for d in hands.window.findChildren(QDockWidget) if d.windowTitle() == title)


def walk_on(hands: WindowHands) -> None:
    hands.press(Key.Key_PageDown)


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


# Refused


BAD = "7x"


def press_save(hands: WindowHands) -> None:
    hands.press(Key.Key_S, CTRL)


def press_find(hands: WindowHands) -> None:
    hands.press(Key.Key_F, CTRL)


def click_back(hands: WindowHands) -> None:
    hands.click(hands.button("Restart"))
    hands.click(hands.button("Back"))


def click_timeline(hands: WindowHands) -> None:
    widgets = hands.window.loss_panel.findChildren(QWidget)
    hands.click(next(w for w in widgets if w.accessibleName() == "Timeline"))


def close_window(hands: WindowHands) -> None:
    assert not hands.window.close()


def close_dock(hands: WindowHands) -> None:
    assert not dock_of(hands, "Data").close()


def open_menu(hands: WindowHands) -> None:
    bar = hands.window.menuBar()
    QtBot.mouseClick(bar, LEFT, pos=bar.actionGeometry(bar.actions()[0]).center())
    assert QApplication.activePopupWidget() is None


REFUSED = [
    click_step,
    click_run,
    click_title,
    click_row,
    click_weight,
    click_drawing,
    click_tab,
    float_dock,
    walk_on,
    press_save,
    press_find,
    click_back,
    click_timeline,
    close_window,
    close_dock,
    open_menu,
]


def refused(hands: WindowHands, field: QLineEdit, act: Callable[[WindowHands], None]) -> None:
    """Whether an action changes nothing but that the field says why."""
    window = hands.window
    document, moment, focus = window.session.document, window.session.present.moment, None
    focus = window.session.focus
    act(hands)
    assert window.session.document is document
    assert window.session.present.moment == moment
    assert window.session.focus == focus
    assert window.isVisible()
    assert not dock_of(hands, "Data").isFloating()
    assert field.isVisible()
    assert field.text() == BAD
    assert field.hasFocus()
    assert hands.says("“7x” is not a number.")


def test_a_cell_that_is_no_number_holds_up_whatever_is_done(line: WindowHands) -> None:
    line.press(Key.Key_Space)
    line.press(Key.Key_Space)
    type_in_cell(line, BAD)
    for act in REFUSED:
        refused(line, line.data.editor, act)
    line.press(Key.Key_Escape)
    assert not line.data.is_editing
    assert not line.says("“7x” is not a number.")
    line.press(Key.Key_Space)
    assert line.figure("step") == "3"


def test_a_weight_that_is_no_number_holds_up_whatever_is_done(line: WindowHands) -> None:
    type_in_canvas(line, BAD)
    for act in REFUSED:
        refused(line, line.canvas.editor, act)
    line.press(Key.Key_Escape)


def test_a_learning_rate_that_is_no_number_holds_up_whatever_is_done(line: WindowHands) -> None:
    type_in_rate(line, BAD)
    for act in REFUSED:
        refused(line, line.rate(), act)
    line.press(Key.Key_Escape)


def test_a_name_that_is_too_long_holds_up_whatever_is_done(line: WindowHands) -> None:
    canvas = line.canvas
    canvas.double_click(canvas.label(LabelKind.NAME, "x"))
    canvas.type_over("n" * 61)
    for act in (click_step, click_row, press_save, close_window):
        act(line)
        assert canvas.editor.text() == "n" * 61
        assert line.says("A name may have 60 characters at the most.")
    canvas.type_over("width")
    click_step(line)
    assert canvas.canvas.editor is None
    assert line.data.titles()[0] == "width"
    assert line.figure("step") == "1"


def test_tab_does_not_leave_a_learning_rate_that_is_no_number(line: WindowHands) -> None:
    type_in_rate(line, BAD)
    refused(line, line.rate(), lambda hands: hands.press(Key.Key_Tab))
    type_in_rate(line, "0.5")
    line.press(Key.Key_Tab)
    assert not line.rate().hasFocus()
    assert line.window.session.document.experiment.optimizer.learning_rate == 0.5


def test_what_cannot_be_seen_holds_up_nothing(line: WindowHands) -> None:
    type_in_cell(line, BAD)
    dock_of(line, "Data").hide()  # by nobody's hand
    click_step(line)
    assert line.figure("step") == "1"
    assert not line.data.is_editing


def test_a_window_that_goes_with_something_typed_in_it_leaves_nothing(
    line: WindowHands, qtbot: QtBot
) -> None:
    other = create_window()
    other.show()
    typing = WindowHands(qtbot, other)
    typing.data.double_click(0, 0)
    typing.data.type(BAD)
    click_step(line)
    assert line.figure("step") == "1", "another window is not held up"
    other.deleteLater()
    QApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete)
    click_step(line)
    assert line.figure("step") == "2"
    type_in_cell(line, "777")
    click_step(line)
    assert cell_of(line, ROW) == 777


# Finding


def find(hands: WindowHands, text: str) -> None:
    def look(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        hands.type(text, field)
        hands.press_in(field, Key.Key_Return)

    hands.answer(look)
    hands.press(Key.Key_F, CTRL)
    hands.press(Key.Key_Shift)  # the platform of the tests does not give the focus back


@pytest.mark.parametrize("is_open", [True, False])
def test_after_find_keys_go_to_what_was_found(line: WindowHands, is_open: bool) -> None:
    if is_open:
        type_in_cell(line, "777")
    else:
        line.data.click(ROW, X)
    before = cell_of(line, ROW)
    find(line, "x → ")
    line.type("9")
    line.press(Key.Key_Return)
    assert cell_of(line, ROW) == (777 if is_open else before)
    (found,) = line.window.session.focus.parameters
    assert line.window.session.document.experiment.network.parameters[found] == 9


def test_after_finding_a_row_keys_go_to_that_row(line: WindowHands) -> None:
    line.weights.click(0, 2)
    find(line, "row 3")
    line.type("9")
    line.press(Key.Key_Return)
    assert cell_of(line, 2) == 9


def test_a_row_that_was_refused_is_neither_looked_at_nor_announced(line: WindowHands) -> None:
    session = line.window.session
    type_in_cell(line, "1e")
    looked_at, rows = session.focus.row, session.document.experiment.dataset.rows
    buttons = line.window.data_panel.findChildren(QPushButton)
    add = next(button for button in buttons if "row" in button.accessibleName() + button.text())
    add.click()  # as a screen reader does
    assert session.document.experiment.dataset.rows == rows
    assert session.focus.row == looked_at
    assert "added" not in session.message.text
