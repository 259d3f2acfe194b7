"""Long work inside the event loop, a slice at a time."""

import time
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.slices.work import Work, WorkError

_SLICE = 0.010  # seconds


class Slices(QObject):
    """Does one piece of work after another; a new one takes the place of the one under way.

    `advanced` comes with the fraction done, `done` with the result, `failed` with the
    `WorkError` or `OSError`.
    """

    advanced = Signal(float)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work[Any] | None = None
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there is work under way."""
        return self._work is not None

    def begin(self, work: Work[Any]) -> None:
        """Begin some work; the first slice is done at once."""
        self.cancel()
        self._work = work
        self._clock.start()
        self._go_on()

    def cancel(self) -> None:
        """Give up what is under way."""
        self._clock.stop()
        work, self._work = self._work, None
        if work is not None:
            work.close()

    def _go_on(self) -> None:
        work, until = self._work, time.perf_counter() + _SLICE
        fraction = 0.0
        try:
            while work is not None and time.perf_counter() < until:
                fraction = next(work)
        except StopIteration as end:
            self._stop()
            self.done.emit(end.value)
        except (WorkError, OSError) as problem:
            self._stop()
            self.failed.emit(problem)
        else:
            self.advanced.emit(fraction)

    def _stop(self) -> None:
        self._clock.stop()
        self._work = None
