"""Whether a window shows a file, and bringing it to the front."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.files.file_names import has_ending
from core.lessons.course import SUFFIX as LESSON_SUFFIX

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


def shows(window: "MainWindow", path: Path) -> bool:
    """Whether a file is the window's document, or the lesson that is played in it."""
    shown = window.session.path
    if has_ending(path, [LESSON_SUFFIX]):
        player = window.panels.lesson.player
        shown = None if player.lesson is None else player.path
    if shown is None:
        return False
    try:
        return path.samefile(shown)
    except OSError:
        return path == shown.absolute()


def come_to_front(window: "MainWindow", token: str = "") -> None:
    """Have the user see the window; on Wayland it takes a token of the program that asks."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there
    top = QApplication.activeModalWidget() or window
    top.setWindowState(top.windowState() & ~Qt.WindowState.WindowMinimized)
    top.raise_()
    top.activateWindow()
