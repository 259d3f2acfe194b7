"""Finding the values of histories, in slices so short that nobody waits for them."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from core.history.moments import Moment
from core.history.quantity_record import QuantityRecord
from core.slices.work import Work
from gui.operations.histories import drawn
from gui.session.session import Session

_SLICE = 0.004  # seconds
_OFTEN = 0.1  # seconds between two times that what was found is shown


class HistoryFinder(QObject):
    """Knows the values of the histories that are drawn, as far as they were found.

    The present's are taken as they are. Those of other moments are looked for while no run takes
    the time, so that a run has all of it; `found` comes when there are more.

    Attributes:
        record: what is known.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.record = QuantityRecord(session.history)
        self._missing: Iterator[Moment] = iter(())
        self._shown, self._is_new = 0.0, False
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._go_on)

    def follow(self) -> None:
        """Take the present's values, and look for those that are missing."""
        session = self._session
        if session.history is not self.record.history:
            self.record = QuantityRecord(session.history)
        quantities, present = drawn(session.focus), session.present
        if quantities and not present.is_preview:
            line, offset = present.moment
            shown = Moment(line, offset - present.missing)
            self.record.take(shown, quantities, present.numbers)
        if not quantities or session.is_running or present.is_preview:
            self.stop()
        else:
            path = session.history.past()[::-1] + self.record.future()
            self._missing = self.record.missing(path, quantities)
            self._clock.start()

    def stop(self) -> None:
        """Look no further."""
        self._clock.stop()

    def finding(self) -> Work[None]:
        """Find all that is missing; how much that is will be known only in the end."""
        while self._clock.isActive():
            self._go_on()
            yield 0.0

    def _go_on(self) -> None:
        """Look at moments for a slice; show what was found now and then, and at the end."""
        begun, quantities = time.perf_counter(), drawn(self._session.focus)
        for moment in self._missing:
            self.record.look(moment, quantities)
            self._is_new = True
            if time.perf_counter() >= begun + _SLICE:
                break
        else:
            self.stop()
        if self._is_new and not (self._clock.isActive() and begun < self._shown + _OFTEN):
            self._shown, self._is_new = begun, False
            self.found.emit()
