"""Sends event after event to the real window, also in dialogs that hold everything else up."""

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from core.files.document_file import encode_document
from core.history.history import History
from core.history.moments import Moment
from core.training.descent import Descent
from gui.app import create_window
from gui.session.session import Session
from gui.session.settings import MemorySettings
from tests.random_use.events import Event
from tests.random_use.hand import Hand

_MOST_IN_A_DIALOG = 12
_LONGEST_WAIT = 120  # milliseconds


class Driver(QObject):
    """Sends events one after the other, each from the loop of Qt.

    An event that opens a dialog comes back only when that is closed; the next ones go to it.
    `log` hears of each before it is sent. At the end, and in between, all that was done is undone
    and done again, and has to give the same documents.
    """

    def __init__(self, events: Sequence[Event], log: Callable[[Event], None]) -> None:
        super().__init__()
        self._events = list(events)
        self._log = log
        self._next = 0
        self._loops: list[int] = []
        self._spent: dict[int, int] = {}
        self._settings = MemorySettings()
        self._open()

    def _open(self) -> None:
        self.window = create_window(settings=self._settings)
        self.hand = Hand(self.window)
        self._start = Start(self.window.session)
        self.window.resize(1280, 720)
        self.window.show()

    def begin(self) -> None:
        """Have the first event sent."""
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        before = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        loop = 0 if before is None else shiboken6.getCppPointer(before)[0]
        if self._loops and loop in self._loops:  # an event is under way, and no dialog was opened
            QTimer.singleShot(2, self, self._go_on)
            return
        if self._next == len(self._events):
            self._end()
            return
        event = self._events[self._next]
        self._next += 1
        wait = int(_LONGEST_WAIT * event.numbers[0]) if event.kind == "wait" else 0
        QTimer.singleShot(wait, self, self._go_on)
        self._loops.append(loop)
        self._log(event)
        if self._has_had_enough(loop) and isinstance(before, QDialog):
            before.reject()
        else:
            self.hand.send(event)
        self._loops.pop()
        if not self.window.isVisible():
            self.window.deleteLater()
            self._open()

    def _has_had_enough(self, loop: int) -> bool:
        self._spent[loop] = self._spent.get(loop, 0) + 1
        if self._spent[loop] < _MOST_IN_A_DIALOG:
            return False
        self._spent[loop] = 0
        return True

    def _end(self) -> None:
        """Close what is open, then the window."""
        before = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if before is not None or self._loops:
            if before is not None:
                before.close()
            QTimer.singleShot(5, self, self._go_on)
            return
        self.hand.release()
        self.hand.put_back()
        self._start.check()
        QApplication.exit(0)


class Start:
    """The document that a session's history began with; that of a file may go on from later."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._history: History | None = None
        session.file_changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        if self._session.history is not self._history:
            self._history = self._session.history
            self._bytes = _at(self._history, Moment(0, 0))

    def check(self) -> None:
        """Redo all, undo all, and redo all again."""
        session = self._session
        session.pause()
        here = _settled(session)
        moment = session.history.present
        redo_all(session)
        tip = _settled(session)
        undo_all(session)
        assert _settled(session) == self._bytes, "undoing all does not lead to the start"
        redo_all(session)
        assert _settled(session) == tip, "redoing all does not lead to where it was"
        session.go(moment)
        assert _settled(session) == here, "the moment is not the same again"


def undo_all(session: Session) -> None:
    """Undo as far as it goes."""
    while session.history.undo_action is not None:
        before = session.history.present
        session.undo()
        assert session.history.present != before, "undoing is refused"


def redo_all(session: Session) -> None:
    """Redo as far as it goes."""
    while session.history.redo_action is not None:
        before = session.history.present
        session.redo()
        assert session.history.present != before, "redoing is refused"


def _settled(session: Session) -> bytes:
    """The present moment as a file, what was thinned out computed again."""
    return _at(session.history, session.history.present)


def _at(history: History, moment: Moment) -> bytes:
    document, missing = history.nearest(moment)
    descent = Descent(document.experiment)
    assert descent.run(missing) is None
    return encode_document(document.with_experiment(descent.experiment))
