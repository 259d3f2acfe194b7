"""Files that the system hands to the program that runs already, as macOS does on a double-click."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QProcess
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from gui.shell.instances.showing import come_to_front, shows
from gui.shell.main_window import MainWindow


class FileOpening(QObject):
    """Shows such a file where it is shown already, or here if nothing was done, or in a new window.

    It hears of every event of the application, so it is only made where files come this way.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open(Path(event.file()))
            return True
        return False

    def _open(self, path: Path) -> None:
        session = self._window.session
        if shows(self._window, path):
            come_to_front(self._window)
        elif session.file is None and not session.is_modified and not session.guard.is_lesson:
            self._window.files.open(path)
        else:
            program = [] if getattr(sys, "frozen", False) else [str(Path(sys.argv[0]).resolve())]
            QProcess.startDetached(sys.executable, [*program, str(path)])
