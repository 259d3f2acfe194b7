"""A second window in the same application."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.app import create_window
from gui.session.settings import Key, MemorySettings
from gui.shell.main_window import MainWindow
from gui.style.theme import ThemeChoice

STYLED = {QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange}


class Styling(QObject):
    """Counts how often a widget is styled anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() in STYLED
        return False


def test_it_styles_the_first_anew_only_if_it_looks_otherwise(
    window: MainWindow, show: Callable[[MainWindow], MainWindow]
) -> None:
    styling = Styling(window)
    show(create_window())
    assert styling.times == 0
    dark = MemorySettings()
    dark.store(Key.THEME, ThemeChoice.DARK.value)
    show(create_window(settings=dark))
    assert styling.times > 0
