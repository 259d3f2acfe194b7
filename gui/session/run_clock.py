"""The clock behind Run: updates in slices short enough that the window never waits."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from core.training.descent import Descent, Refusal
from core.training.trace import Trace

AS_FAST_AS_POSSIBLE = 0.0
WITHOUT_END = 2**62
_SLICE_SECONDS, _LONGEST_SLICE = 0.010, 0.040
_FRAME_MILLISECONDS = 16


class Runner(QObject):
    """Takes updates a slice at a time, either at once or driven by its own clock.

    `advanced` comes after each slice, with the reason why a step was refused or None.
    """

    advanced = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.take_slice)
        self._descent: Descent | None = None
        self._trace: Trace | None = None
        self._left = 0
        self._pace = 1
        self._begun = self._due = 0.0
        self._ended: float | None = None
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
        return self._clock.isActive()

    def begin(self, descent: Descent, limit: int, trace: Trace | None = None) -> None:
        """Have updates to take; the clock does not start by itself."""
        self._descent, self._left, self._trace, self._pace = descent, limit, trace, 1
        self._ended, self._due = None, 0.0

    def start_clock(self) -> None:
        """Take a slice each frame or, at a chosen speed, as often as there is an update to take."""
        every_frame = self.per_second == AS_FAST_AS_POSSIBLE
        self._clock.start(_FRAME_MILLISECONDS if every_frame else round(1000 / self.per_second))

    def stop_clock(self) -> None:
        """Wait, with the updates still to be taken."""
        self._clock.stop()

    def end(self) -> None:
        """Take no more updates."""
        self._clock.stop()
        self._descent = self._trace = None
        self._left = 0

    def take_slice(self) -> None:
        """Take ten milliseconds' worth of updates or, at a chosen speed, those that are due.

        Where showing them takes longer, so do the updates, up to forty milliseconds.
        """
        descent = self._descent
        if descent is None:
            return
        begun = time.perf_counter()
        shown = 0.0 if self._ended is None else begun - self._ended
        count = min(self._count(begun), self._left)
        seconds = min(max(_SLICE_SECONDS, shown), _LONGEST_SLICE)
        refusal: Refusal | None = descent.run(count, self._trace)
        self._ended = time.perf_counter()
        taken = max(self._ended - begun, 1e-7)
        # Growing fourfold at the most keeps one lucky reading from a long wait.
        self._pace = max(1, min(4 * count, int(count * seconds / taken)))
        self._left -= count
        self._begun = begun
        self.advanced.emit(refusal)

    def _count(self, now: float) -> int:
        """How many updates to take: as many as there is time for, or as are due by now."""
        if self.per_second == AS_FAST_AS_POSSIBLE:
            return self._pace
        if self._ended is not None:
            self._due += (now - self._begun) * self.per_second
        count = max(1, min(int(self._due), self._pace))
        # What there was no time for is not made up for later.
        self._due = min(max(self._due - count, 0.0), 1.0)
        return count
