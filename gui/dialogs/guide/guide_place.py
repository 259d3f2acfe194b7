"""Where the guide is opened: at the section about the panel that has the keys."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from gui.style.theme import Theme
from gui.widgets.panel_dock import PanelDock

if TYPE_CHECKING:
    from gui.dialogs.guide.guide_window import GuideWindow

SECTIONS = {
    "Lesson": "Lessons",
    "Data": "Rows and tables",
    "Weights": "The drawing",
    "Loss": "What came before",
    "Hill": "The hill",
    "Branches": "What came before",
    "Code": "Code and export",
}


class GuidePlace:
    """Opens the guide of a window, which has one."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        self._theme, self._window = theme, window
        self._guide: GuideWindow | None = None

    def open(self) -> None:
        """Show the section about the panel that has the keys, else the first one."""
        from gui.dialogs.guide.guide_window import GuideWindow

        dock = QApplication.focusWidget()
        while dock is not None and not isinstance(dock, PanelDock):
            dock = dock.parentWidget()
        if self._guide is None:
            self._guide = GuideWindow(self._theme, self._window)
        self._guide.show_section("" if dock is None else SECTIONS[dock.windowTitle()])
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
