"""Answering starts of the program that come later: is their file shown here?"""

import logging
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from core.cli.other_windows import LONGEST, NO, YES, asked, new_door
from core.files.file_names import has_ending
from core.lessons.course import SUFFIX as LESSON_SUFFIX

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

    from gui.shell.main_window import MainWindow

_PATIENCE = 1.0  # seconds for one who knocked to ask
_log = logging.getLogger("downhill")


class Answering(QObject):
    """Listens once the window is complete, and brings it to the front when its file is asked for.

    A thread waits at the door; what is shown only the window's own thread knows.
    """

    _asked = Signal(object, bytes)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._listener: Listener | None = None
        self._asked.connect(self._on_asked)
        self._thread = threading.Thread(target=self._listen, name="answering", daemon=True)
        window.completed.connect(self._thread.start)

    def close(self) -> None:
        """Listen no longer."""
        if self._listener is not None:
            self._listener.close()

    def _listen(self) -> None:
        from multiprocessing.connection import Listener

        try:
            self._listener = Listener(new_door(), backlog=16)
            while True:
                self._hear(self._listener.accept())
        except OSError:  # closed, or there is no place for a door
            _log.info("listens no longer", exc_info=True)

    def _hear(self, connection: "Connection") -> None:
        with suppress(OSError, EOFError):
            if connection.poll(_PATIENCE):
                self._asked.emit(connection, connection.recv_bytes(LONGEST))

    def _on_asked(self, connection: "Connection", question: bytes) -> None:
        path, token = asked(question)
        is_here = self.shows(path)
        with suppress(OSError), connection:
            connection.send_bytes(YES if is_here else NO)
        if is_here:
            self.come_to_front(token)

    def shows(self, path: Path) -> bool:
        """Whether a file is shown here: the document, or the lesson that is played."""
        shown = self._window.session.path
        if has_ending(path, [LESSON_SUFFIX]):
            player = self._window.panels.lesson.player
            shown = None if player.lesson is None else player.path
        if shown is None:
            return False
        try:
            return path.samefile(shown)
        except OSError:
            return path == shown.absolute()

    def come_to_front(self, token: str = "") -> None:
        """Be the window that the user sees; on Wayland it takes a token of who was asked."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there
        window = QApplication.activeModalWidget() or self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
