"""A twin of the window that nobody sees: in it other moments can be gone to and painted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from gui.figures.animation import Stage
from gui.panels.hill.hill_panel import ONE_WEIGHT
from gui.plotting.axes_view import AxesView
from gui.session.preferences import Preferences
from gui.session.session import Session
from gui.session.settings import LentSettings

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


@contextmanager
def unseen_twin(window: "MainWindow") -> Iterator[Stage]:
    """The same document, history, focus and layout; what is done there is forgotten.

    Args:
        window: the one to be like; nothing about it changes.
    """
    lent = LentSettings(window.preferences.settings)
    window.window_layout.store(lent)
    theme = window.theme.again()
    twin = type(window)(_like(window.session), theme, Preferences(lent))
    twin.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    twin.setWindowState(Qt.WindowState.WindowNoState)
    twin.setFixedSize(window.size())
    twin.show()
    twin.complete()
    _look_at_the_same(twin, window)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    try:
        yield Stage(twin, twin.session, theme)
    finally:
        twin.session.close()
        twin.hide()
        twin.deleteLater()


def _like(session: Session) -> Session:
    """Another session at the same moment of the same history, under the same guard."""
    document, history = session.document, session.history.to_look_at()
    other = Session(document)
    other.load(document, session.file, history, is_saved=not session.is_modified)
    other.guard = session.guard
    return other


def _look_at_the_same(twin: "MainWindow", window: "MainWindow") -> None:
    """Choose what is chosen in the other window, and show the same part of it."""
    twin.session.look(window.session.focus)
    if window.hill_panel.page == ONE_WEIGHT:
        twin.hill_panel.plot.look_along(window.hill_panel.plot.index)
    twin.loss_panel.show_page(window.loss_panel.page)
    twin.canvas.look_like(window.canvas)
    for dock in (title for title, one in window.docks.items() if window.middle.is_showing(one)):
        twin.middle.switch(twin.docks[dock])
    shown = {view.accessibleName(): view for view in QObject.findChildren(window, AxesView)}
    for view in QObject.findChildren(twin, AxesView):
        other = shown.get(view.accessibleName())
        if other is not None and other.is_zoomed and view.isVisible():
            view.show_ranges(other.ranges)
