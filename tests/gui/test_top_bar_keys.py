from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow
from gui.widgets.fields.number_field import NumberField


def button(window: MainWindow, text: str) -> QPushButton:
    found = [b for b in window.top_bar.findChildren(QPushButton) if b.text() == text]
    assert len(found) == 1
    return found[0]


def test_space_presses_the_button_reached_with_tab(window: MainWindow, qtbot: QtBot) -> None:
    window.session.step(3)
    window.session.finish_run()
    back = button(window, "Back")
    back.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert window.session.document.experiment.updates == 2


def test_space_presses_a_button_of_a_panel_too(window: MainWindow, qtbot: QtBot) -> None:
    (add,) = [b for b in window.data_panel.findChildren(QPushButton) if b.text() == "+ add a row"]
    add.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(add, Qt.Key.Key_Space)
    assert window.session.document.experiment.dataset.rows == 2
    assert window.session.document.experiment.updates == 0


def test_space_steps_from_anywhere_else(window: MainWindow, qtbot: QtBot) -> None:
    for count, widget in enumerate((window.canvas, window.data_panel.table), start=1):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Space)
        assert window.session.document.experiment.updates == count


def test_keys_go_to_the_drawing_once_a_learning_rate_is_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    (rate,) = window.top_bar.findChildren(NumberField)
    rate.setFocus(Qt.FocusReason.TabFocusReason)
    rate.selectAll()
    qtbot.keyClicks(rate, "0.1")
    qtbot.keyClick(rate, Qt.Key.Key_Return)
    assert window.session.document.experiment.learning_rate == 0.1
    assert window.canvas.hasFocus()
