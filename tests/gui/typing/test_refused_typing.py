"""What cannot be understood holds up whatever is done next, by hand."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.app import create_window
from gui.canvas.scene.picture import LabelKind
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
    dock_of,
    float_dock,
    type_in_canvas,
    type_in_cell,
    type_in_rate,
    walk_on,
)
from tests.gui.window_hands import LEFT, Key, WindowHands

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
