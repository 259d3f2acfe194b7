"""The engine behind Run: work in slices that leave each frame its time to be shown."""

import math
import time

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from core.training.descent import Descent, Refusal
from core.training.trace import Trace
from gui.session.frame_clock import FrameClock

AS_FAST_AS_POSSIBLE = 0.0
WITHOUT_END = 2**62
_NEARLY = 0.1  # of a unit: so much early it is due with this frame rather than the next
_FIRST, _NEXT = 0.25, 0.8  # of the units that seem to fit, before the time is looked at again
_WORTHWHILE = 0.05  # of the units done: so many more are worth another look


class Pacer(QObject):
    """Has units of work done a slice at a time, either at once or driven by its own clock.

    `slice_begun` comes before each slice, `advanced` after it, with the reason why a step was
    refused or None. What is done at `advanced` delays the frame; what is done at `slice_begun`
    leaves less time for the units.

    Attributes:
        per_second: how many updates are taken a second; `AS_FAST_AS_POSSIBLE` for no limit.
        took: how many seconds the updates of the latest slice took.
    """

    slice_begun = Signal()
    advanced = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = FrameClock(self)
        self._clock.ticked.connect(self._on_ticked)
        self._left = 0
        self._each = 0.0
        self._owed = 0.0
        self._counted: float | None = None
        self.per_second = AS_FAST_AS_POSSIBLE
        self.took = 0.0

    def work(self, count: int) -> Refusal | None:
        """Do so many units of work; tell which step was refused, if one was."""
        raise NotImplementedError

    @property
    def is_over(self) -> bool:
        """Whether there is no more work, however much is left."""
        raise NotImplementedError

    @property
    def left(self) -> int:
        """How many units are still to be done."""
        return self._left

    @property
    def is_ticking(self) -> bool:
        """Whether the clock is driving it."""
        return self._clock.is_ticking

    def set_out(self, limit: int) -> None:
        """Have so many units to do; the clock does not start by itself."""
        self._left, self._each = limit, 0.0

    def start_clock(self) -> None:
        """Do a slice each frame in which there is a unit to do, counted from now."""
        self._counted, self._owed = None, 0.0
        self._clock.work = self._needed()
        self._clock.start()

    def stop_clock(self) -> None:
        """Wait, with the units still to be done."""
        self._clock.stop()

    def end(self) -> None:
        """Do no more."""
        self._clock.stop()
        self._left = 0

    def take_slice(self) -> None:
        """Do as many units as a frame has time for."""
        if self._left:
            self.slice_begun.emit()
            self.advanced.emit(self._take(self._left, self._clock.frame))

    def _on_ticked(self) -> None:
        count, left = min(self._count(), self._left), self._left
        if not count:
            return
        self.slice_begun.emit()
        seconds = self._clock.due - time.perf_counter()
        if self.per_second != AS_FAST_AS_POSSIBLE:
            seconds /= _NEXT  # those that are due may take a little longer than expected
        refusal = self._take(count, seconds)
        # What there was no time for is not made up for later.
        self._owed = min(self._owed - (left - self._left), 1.0)
        self._clock.work = self._needed()
        self._clock.work_is_done()
        self.advanced.emit(refusal)

    def _take(self, count: int, seconds: float) -> Refusal | None:
        """Do units of work, one at the least, and no more than there is time for."""
        begun, done, refusal = time.perf_counter(), 0, None
        part = max(1, min(count, int(_FIRST * seconds / self._each))) if self._each else 1
        while part and refusal is None and not self.is_over:
            refusal = self.work(part)
            done += part
            took = max(time.perf_counter() - begun, 1e-7)
            self._each = took / done
            fit = (seconds - took) / self._each
            # Should a unit take longer than before, fewer are taken: no frame is late for it.
            part = min(count - done, 2 * done, int(_NEXT * fit)) if fit > _WORTHWHILE * done else 0
        self._left -= done
        self.took = self._each * done
        return refusal

    def _needed(self) -> float:
        """Seconds that the units of the next frame need."""
        if self.per_second == AS_FAST_AS_POSSIBLE:
            return math.inf
        return self._each * int(self._owed + self.per_second * self._clock.frame + _NEARLY)

    def _count(self) -> int:
        """How many units to do: as many as there is time for, or as are due by the frame."""
        if self.per_second == AS_FAST_AS_POSSIBLE:
            return self._left
        due = self._clock.due
        if self._counted is not None:
            self._owed += (due - self._counted) * self.per_second
        self._counted = due
        return int(self._owed + _NEARLY)


class Runner(Pacer):
    """Takes updates."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._descent: Descent | None = None
        self._trace: Trace | None = None

    @property
    def descent(self) -> Descent | None:
        """The engine under way, or None."""
        return self._descent

    def begin(self, descent: Descent, limit: int, trace: Trace | None = None) -> None:
        """Have updates to take, recorded in the trace if there is one."""
        self._descent, self._trace = descent, trace
        self.set_out(limit)

    @override
    def end(self) -> None:
        super().end()
        self._descent = self._trace = None

    @override
    def work(self, count: int) -> Refusal | None:
        return None if self._descent is None else self._descent.run(count, self._trace)

    @property
    @override
    def is_over(self) -> bool:
        return self._descent is None or self._descent.is_over
