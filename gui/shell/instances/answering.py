"""Answering starts of the program that come later: is their file shown here?"""

import logging
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.cli.other_windows import LONGEST, NO, YES, asked, new_address
from gui.shell.instances.showing import come_to_front, shows

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from gui.shell.main_window import MainWindow

_PATIENCE = 1.0  # seconds for one who knocked to ask
_log = logging.getLogger("downhill")


class Answering(QObject):
    """Listens for a window, and brings it to the front when its file is asked for.

    A thread waits at the address, which goes when the program ends; what is shown only the window's
    own thread knows.
    """

    _asked = Signal(object, bytes)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._asked.connect(self._on_asked)
        threading.Thread(target=self._listen, name="answering", daemon=True).start()

    def _listen(self) -> None:
        from multiprocessing.connection import Listener

        try:
            with Listener(new_address(), backlog=16) as listener:
                while True:
                    self._hear(listener.accept())
        except OSError:
            _log.exception("other starts cannot be answered")

    def _hear(self, connection: "Connection") -> None:
        with suppress(OSError, EOFError):
            if connection.poll(_PATIENCE):
                self._asked.emit(connection, connection.recv_bytes(LONGEST))

    def _on_asked(self, connection: "Connection", question: bytes) -> None:
        path, token = asked(question)
        is_here = shows(self._window, path)
        with suppress(OSError), connection:
            connection.send_bytes(YES if is_here else NO)
        if is_here:
            come_to_front(self._window, token)
