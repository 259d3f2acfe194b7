"""A window that is closed does nothing more, whatever was under way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from gui.operations.numbers import Scrub, parameter
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, Modifier, WindowHands
from tests.sweeps import a_few

_RUNNING = QAbstractAnimation.State.Running
PATIENCE = 200  # milliseconds: longer than any timer of the window rests


def running(hands: WindowHands) -> None:
    hands.type_rate("1e-6")
    hands.press(Key.Key_R)
    assert hands.window.session.is_running


def counting_steps(hands: WindowHands) -> None:
    hands.type_rate("1e-9")
    hands.window.session.step(10_000_000)
    assert hands.window.session.is_running


def playing_the_phases(hands: WindowHands) -> None:
    hands.press(Key.Key_P)


def looking_at(page: str) -> Callable[[WindowHands], None]:
    def look(hands: WindowHands) -> None:
        hands.press(Key.Key_Space)
        hands.menu("View", "Hill pages", page)

    return look


def looking_ahead(hands: WindowHands) -> None:
    hands.press(Key.Key_U, Modifier.ControlModifier)


def trying_a_weight(hands: WindowHands) -> None:
    Scrub(hands.window.session, parameter(0)).move_to(1.5)


def typing_on_the_drawing(hands: WindowHands) -> None:
    hands.canvas.double_click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    hands.type("1.")


def typing_in_a_table(hands: WindowHands) -> None:
    hands.data.double_click(0, 0)
    hands.type("7")


def floating(hands: WindowHands) -> None:
    for dock in hands.window.findChildren(QDockWidget):
        dock.setFloating(True)
    running(hands)


STATES = {
    "running": running,
    "counting steps": counting_steps,
    "phases": playing_the_phases,
    "weight": looking_at("One weight"),
    "plane": looking_at("Two weights"),
    "step": looking_at("Step size"),
    "predictions": looking_at("Predictions"),
    "futures": looking_ahead,
    "drag": trying_a_weight,
    "editor": typing_on_the_drawing,
    "cell": typing_in_a_table,
    "floating": floating,
}


class Paints(QObject):
    """Counts what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.names.append(type(watched).__name__)
        return False


def at_work(window: MainWindow) -> list[object]:
    """Who has a timer that is armed, or a motion under way."""
    objects = [*window.findChildren(QObject), *window.session.findChildren(QObject)]
    return [
        each.parent()
        for each in objects
        if (isinstance(each, QTimer) and each.isActive())
        or (isinstance(each, QAbstractAnimation) and each.state() is _RUNNING)
    ]


@pytest.mark.parametrize("state", a_few(STATES, 2))
def test_a_closed_window_does_nothing_more(
    hands: WindowHands, qtbot: QtBot, qapp: QApplication, state: str
) -> None:
    STATES[state](hands)
    window = hands.window

    def discard(dialog: QDialog) -> None:
        hands.click(next(b for b in dialog.findChildren(QPushButton) if "Discard" in b.text()))

    hands.answer(discard)  # if there is a question
    assert window.close()
    assert at_work(window) == []
    paints = Paints()
    qapp.installEventFilter(paints)
    qtbot.wait(PATIENCE)
    qapp.removeEventFilter(paints)
    assert paints.names == []
    assert at_work(window) == []
    assert not any(widget.isVisible() for widget in window.findChildren(QDockWidget))
