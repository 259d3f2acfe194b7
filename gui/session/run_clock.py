"""The engine behind Run: updates in slices that leave each frame its time to be shown."""

import math
import time

from PySide6.QtCore import QObject, Signal

from core.training.descent import Descent, Refusal
from core.training.trace import Trace
from gui.session.frame_clock import FrameClock

AS_FAST_AS_POSSIBLE = 0.0
WITHOUT_END = 2**62
_NEARLY = 0.1  # of an update: so much early it is due with this frame rather than the next
_FIRST, _NEXT = 0.25, 0.8  # of the updates that seem to fit, before the time is looked at again
_WORTHWHILE = 0.05  # of the updates taken: so many more are worth another look


class Runner(QObject):
    """Takes updates a slice at a time, either at once or driven by its own clock.

    `advanced` comes after each slice, with the reason why a step was refused or None.
    """

    advanced = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = FrameClock(self)
        self._clock.ticked.connect(self._on_ticked)
        self._descent: Descent | None = None
        self._trace: Trace | None = None
        self._left = 0
        self._each = 0.0
        self._owed = 0.0
        self._counted: float | None = None
        self.per_second = AS_FAST_AS_POSSIBLE

    @property
    def descent(self) -> Descent | None:
        """The engine under way, or None."""
        return self._descent

    @property
    def left(self) -> int:
        """How many updates are still to be taken."""
        return self._left

    @property
    def is_ticking(self) -> bool:
        """Whether the clock is driving it."""
        return self._clock.is_ticking

    def begin(self, descent: Descent, limit: int, trace: Trace | None = None) -> None:
        """Have updates to take; the clock does not start by itself."""
        self._descent, self._left, self._trace = descent, limit, trace
        self._each = 0.0

    def start_clock(self) -> None:
        """Take a slice each frame in which there is an update to take, counted from now."""
        self._counted, self._owed = None, 0.0
        self._clock.work = self._needed()
        self._clock.start()

    def stop_clock(self) -> None:
        """Wait, with the updates still to be taken."""
        self._clock.stop()

    def end(self) -> None:
        """Take no more updates."""
        self._clock.stop()
        self._descent = self._trace = None
        self._left = 0

    def take_slice(self) -> None:
        """Take as many updates as a frame has time for."""
        if self._descent is not None:
            self.advanced.emit(self._take(self._descent, self._left, self._clock.frame))

    def _on_ticked(self) -> None:
        count, left = min(self._count(), self._left), self._left
        if self._descent is None or not count:
            return
        seconds = self._clock.due - time.perf_counter()
        if self.per_second != AS_FAST_AS_POSSIBLE:
            seconds /= _NEXT  # those that are due may take a little longer than expected
        refusal = self._take(self._descent, count, seconds)
        # What there was no time for is not made up for later.
        self._owed = min(self._owed - (left - self._left), 1.0)
        self._clock.work = self._needed()
        self._clock.work_is_done()
        self.advanced.emit(refusal)

    def _take(self, descent: Descent, count: int, seconds: float) -> Refusal | None:
        """Take updates, one at the least, and no more than there is time for."""
        begun, done, refusal = time.perf_counter(), 0, None
        part = max(1, min(count, int(_FIRST * seconds / self._each))) if self._each else 1
        while part and refusal is None and not descent.is_over:
            refusal = descent.run(part, self._trace)
            done += part
            took = max(time.perf_counter() - begun, 1e-7)
            self._each = took / done
            fit = (seconds - took) / self._each
            # Should an update take longer than before, fewer are taken: no frame is late for it.
            part = min(count - done, 2 * done, int(_NEXT * fit)) if fit > _WORTHWHILE * done else 0
        self._left -= done
        return refusal

    def _needed(self) -> float:
        """Seconds that the updates of the next frame need."""
        if self.per_second == AS_FAST_AS_POSSIBLE:
            return math.inf
        return self._each * int(self._owed + self.per_second * self._clock.frame + _NEARLY)

    def _count(self) -> int:
        """How many updates to take: as many as there is time for, or as are due by the frame."""
        if self.per_second == AS_FAST_AS_POSSIBLE:
            return self._left
        due = self._clock.due
        if self._counted is not None:
            self._owed += (due - self._counted) * self.per_second
        self._counted = due
        return int(self._owed + _NEARLY)
