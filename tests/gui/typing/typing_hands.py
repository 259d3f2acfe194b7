"""What the tests of what is being typed share."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QDockWidget,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from tests.gui.window_hands import LEFT, Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier


ROW, X, TARGET = 5, 0, 1


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


def float_dock(hands: WindowHands) -> None:
    dock = dock_of(hands, "Data")
    grip = dock.titleBarWidget()
    QtBot.mouseClick(grip, LEFT)
    QtBot.mouseDClick(grip, LEFT)


def dock_of(hands: WindowHands, title: str) -> QDockWidget:
    return next(d for d in hands.window.findChildren(QDockWidget) if d.windowTitle() == title)


def walk_on(hands: WindowHands) -> None:
    hands.press(Key.Key_PageDown)
