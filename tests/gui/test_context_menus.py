"""Menus at the pointer hold nothing up: what they belong to may be gone before they close."""

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.panels.loss.loss_plot import LossPlot
from gui.panels.one_weight.slice_plot import SlicePlot
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from gui.widgets.tables.number_table import NumberTable

PLACES: list[type[QWidget]] = [LossPlot, SlicePlot, NumberTable]


@pytest.mark.parametrize("place", PLACES)
def test_a_menu_closes_where_what_it_is_for_is_gone(
    window: MainWindow, qtbot: QtBot, place: type[QWidget]
) -> None:
    window.session.step(3)
    window.session.finish_run()
    widget = next(part for part in window.findChildren(place) if part.isVisible())
    menu = ask_for_menu(widget)
    assert menu is not None
    window.session.step(1)
    assert popups() == [menu], "the work goes on"
    window.session.load(open_starter(BANK))
    assert popups() == []
    qtbot.waitUntil(lambda: not shiboken6.isValid(menu))


def ask_for_menu(widget: QWidget) -> QMenu | None:
    """The menu that is open after the right button was pressed in the middle of a widget."""
    view = widget.viewport() if isinstance(widget, NumberTable) else widget
    at = view.rect().center()
    late = QTimer(interval=500, singleShot=True)  # ends what would wait for ever
    late.timeout.connect(lambda: [popup.close() for popup in popups()])
    late.start()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QGuiApplication.sendEvent(view, asked)
    late.stop()
    return next(iter(popups()), None)


def popups() -> list[QMenu]:
    return [menu for menu in [QApplication.activePopupWidget()] if isinstance(menu, QMenu)]


@pytest.mark.parametrize("place", PLACES)
def test_a_window_can_go_while_a_menu_is_open(qtbot: QtBot, place: type[QWidget]) -> None:
    window: MainWindow = create_window(settings=MemorySettings())
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    widget = next(part for part in window.findChildren(place) if part.isVisible())
    menu = ask_for_menu(widget)
    assert menu is not None, "the menu was waited for"
    window.session.close()
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(window) and not shiboken6.isValid(menu))
    assert not popups()
