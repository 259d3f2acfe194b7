"""Recovery: unsaved work is rescued again and again while it goes on."""

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.document.document import Document
from core.files.document_pieces import document_pieces
from gui.session.session import Session
from gui.shell.rescue.rescued import About, RescueFile, about, new_rescue_file
from gui.widgets.clocks import RestTimer

_WORK, _REST = 0.002, 0.004  # seconds: the window paints between the pieces
_log = logging.getLogger("downhill")


class Recovery(QObject):
    """Rescues the work of one window some seconds after it changes, in a thread of its own.

    What was rescued stays until the work is saved or given up; until then, what was opened of an
    earlier window's stays too. `failed` comes with the reason where there is no way to rescue it.
    """

    failed = Signal(str)
    _ended = Signal(object)

    def __init__(self, session: Session, folder: Path, seconds: float) -> None:
        super().__init__(session)
        self._session, self._folder = session, folder
        self._history = session.history
        self._own: RescueFile | None = None
        self._opened: list[RescueFile] = []
        self._rescued: Document | None = None
        self._thread: threading.Thread | None = None
        self._cancel = threading.Event()
        self._timer = RestTimer(self, round(seconds * 1000), self._begin)
        self._ended.connect(self._on_ended)  # queued: it comes from the thread
        session.changed.connect(self._on_changed)
        session.file_changed.connect(self._on_file_changed)

    def rescue_now(self) -> Path | None:
        """Rescue the work before anything else happens; None if there is nothing, or no way."""
        self._stop()
        if not self._session.is_modified:
            return None
        document = self._session.settled.document
        self._write(document_pieces(document), document, self._named())
        return self._own.path if self._own and self._rescued is document else None

    def wait(self, seconds: float) -> None:
        """Rescue so many seconds after a change from now on."""
        self._timer.setInterval(round(seconds * 1000))

    def keep(self, opened: RescueFile) -> None:
        """Keep what the present work was read from, until that is saved or given up."""
        self._opened.append(opened)

    def close(self, *, decided: bool) -> None:
        """End. Unless the work was saved or given up, the next start finds what was rescued."""
        self._stop()
        if decided:
            self._forget()
        for file in self._files():
            file.release()

    def _files(self) -> list[RescueFile]:
        return [*self._opened, *([self._own] if self._own else [])]

    def _on_changed(self) -> None:
        if not self._session.is_modified:
            self._forget()
        elif (
            self._thread is None
            and not self._timer.isActive()
            and self._session.settled.document is not self._rescued
        ):
            self._timer.start()

    def _on_file_changed(self) -> None:
        if self._session.history is not self._history:  # another document
            self._history = self._session.history
            self._forget()
        self._on_changed()

    def _forget(self) -> None:
        """Nothing is unsaved any more."""
        self._stop()  # else it could still write what is removed here
        self._rescued = None
        for file in self._files():
            file.remove()
        for file in self._opened:
            file.release()
        self._opened.clear()

    def _begin(self) -> None:
        document = self._session.settled.document
        named = self._named()
        self._cancel = cancel = threading.Event()

        def work() -> None:
            try:
                self._write(_gently(document_pieces(document), cancel), document, named)
            finally:
                self._ended.emit(cancel)

        self._thread = threading.Thread(target=work, name="recovery", daemon=True)
        self._thread.start()

    def _on_ended(self, cancel: threading.Event) -> None:
        if cancel is self._cancel:  # else the work was saved or given up meanwhile
            self._thread = None
            self._on_changed()

    def _stop(self) -> None:
        """Wait for the thread, which gives up; what it was to rescue is not rescued."""
        self._timer.stop()
        self._cancel.set()
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        self._cancel = threading.Event()

    def _named(self) -> About:
        """What is said of the work besides the document."""
        session = self._session
        return about(session.title, session.file, keeps_history=session.keeps_history)

    def _write(self, pieces: Iterator[bytes], document: Document, named: About) -> None:
        try:
            self._own = self._own or new_rescue_file(self._folder)
            self._own.write(pieces, named)
            self._rescued = document
        except CancelledError:
            pass
        except OSError as problem:
            _log.exception("the work could not be rescued")
            self.failed.emit(problem.strerror or str(problem))


def _gently(pieces: Iterator[bytes], cancel: threading.Event) -> Iterator[bytes]:
    """Take pieces with rests between them."""
    begun = time.perf_counter()
    for piece in pieces:
        if cancel.is_set():
            raise CancelledError
        if time.perf_counter() - begun > _WORK:
            time.sleep(_REST)
            begun = time.perf_counter()
        yield piece
