"""What the tests of the window's layout share: where things are, and a hand that drags lines."""

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow
from tests.gui.window_hands import LEFT


def settle() -> None:
    for _ in range(5):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


def place(widget: QWidget, window: MainWindow) -> QRect:
    """Where something is in the window."""
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def places(window: MainWindow) -> dict[str, QRect]:
    """Where the parts of the window are that can be seen."""
    parts = {"drawing": window.canvas, "strip": window.explanation, **window.docks}
    return {name: place(part, window) for name, part in parts.items() if part.isVisible()}


def drag(bot: QtBot, window: MainWindow, begin: QPoint, way: QPoint) -> None:
    """Drag a line between docks: it belongs to the window itself."""
    bot.mouseMove(window, begin)
    bot.mousePress(window, LEFT, pos=begin)
    for part in (1, 2, 3, 4):
        bot.mouseMove(window, begin + way * part / 4)
        bot.wait(5)
    bot.mouseRelease(window, LEFT, pos=begin + way)
    settle()


def line_below(window: MainWindow, title: str) -> QPoint:
    """A point of the line between a dock and the one below."""
    dock = place(window.docks[title], window)
    return QPoint(dock.center().x(), dock.bottom() + 3)


def line_beside(window: MainWindow, title: str) -> QPoint:
    """A point of the line between a dock at the left and the drawing."""
    dock = place(window.docks[title], window)
    return QPoint(dock.right() + 3, dock.center().y())
