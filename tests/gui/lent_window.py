"""One window for the tests of a file: each finds it as it opens.

A window takes four times as long to be built as to be put back. Where that does not bring back all
that is to be seen, the next test gets a new one.
"""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from shiboken6 import isValid

from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.panels.diagnosis.diagnosis_line import DiagnosisLine
from gui.panels.hill.hill_panel import PAGES
from gui.panels.loss.loss_panel import LOSS
from gui.session.preferences import PREFERENCES, SPEED
from gui.session.snapshot import NO_FOCUS
from gui.shell.main_window import MainWindow

USUAL_SIZE = 1440, 900


class RecalledSettings:
    """Settings that can be forgotten."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def load(self, key: str) -> object:
        """Return what was kept under the name, or None."""
        return self.values.get(key)

    def store(self, key: str, value: object) -> None:
        """Keep a value under the name."""
        self.values[key] = value

    def settle(self) -> None:
        """Nothing is to be done: no other process knows of these."""


class LentWindow:
    """Lends one window to test after test."""

    def __init__(self) -> None:
        self.window: MainWindow | None = None
        self._settings = RecalledSettings()
        self._looks: Counter[object] = Counter()

    def lend(self) -> MainWindow:
        """The window with the bank's network, as it is when it has just been opened."""
        if self.window is not None and not self._is_as_new(self.window):
            self.give_up()
        if self.window is None:
            self._settings = RecalledSettings()
            self.window = create_window(settings=self._settings)
            self.window.resize(*USUAL_SIZE)
            self.window.show()
            _settle()
            self._looks = Counter(_looks(self.window))
        return self.window

    def give_up(self) -> None:
        """Delete the window."""
        if self.window is not None and isValid(self.window):
            self.window.session.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window = None

    def _is_as_new(self, window: MainWindow) -> bool:
        """Put everything back, and see whether it is."""
        if not isValid(window) or not window.isVisible():
            return False
        window.setUpdatesEnabled(False)  # it is painted once, as it is at the end
        _put_back(window)
        window.setUpdatesEnabled(True)
        self._settings.values.clear()
        if Counter(_looks(window)) == self._looks:
            return True
        _rearrange(window)
        return Counter(_looks(window)) == self._looks


def _put_back(window: MainWindow) -> None:
    """Have the usual preferences, the bank's network, and nothing looked at or pointed to."""
    window.player.stop()
    if window.session.guard.is_lesson:
        window.panels.lessons.close()
    if window.window_layout.is_aside:
        window.commands["projector"].trigger()
    for preference in PREFERENCES:
        window.preferences.choose(preference, preference.usual)
    window.hill_panel.show_page(PAGES[0])
    window.loss_panel.show_page(LOSS)
    window.futures.switch(on=False)
    window.session.set_speed(SPEED.usual)
    window.session.load(open_starter(BANK))
    window.session.look(NO_FOCUS)
    window.session.point_at(None)
    for table in (window.data_panel.table, window.weights_panel.table):
        table.clearSelection()
    for widget in _shown(window):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))  # no pointer is on it
    window.resize(*USUAL_SIZE)
    window.activateWindow()
    window.canvas.setFocus()
    _settle()


def _rearrange(window: MainWindow) -> None:
    """Have everything where it usually is, which takes a third of the time of a new window."""
    window.commands["reset_layout"].trigger()
    window.resize(*USUAL_SIZE)
    window.reset_layout()
    window.canvas.setFocus()
    _settle()


def _settle() -> None:
    for _ in range(2):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _looks(window: MainWindow) -> Iterator[object]:
    """All that is to be seen, but for the diagnosis, which takes its time."""
    yield window.size(), window.windowTitle(), *window.split.sizes()
    for widget in _shown(window):
        if isinstance(widget, DiagnosisLine):
            continue
        text = getattr(widget, "text", None)
        read = text() if callable(text) else text
        place = widget.geometry().getRect() if isinstance(widget, QDockWidget) else None
        yield type(widget), widget.isEnabled(), widget.hasFocus(), read, place


def _shown(window: MainWindow) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
