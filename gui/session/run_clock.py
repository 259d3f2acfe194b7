"""The engine behind Run: updates in slices that leave each frame its time to be shown."""

import time

from PySide6.QtCore import QObject, Signal

from core.training.descent import Descent
from core.training.trace import Trace
from gui.session.frame_clock import FrameClock

AS_FAST_AS_POSSIBLE = 0.0
WITHOUT_END = 2**62
_PARTS = 4  # of a slice, after each of which the time is looked at
_ROOMY = 1.25  # times what a slice should take, and no more, it may take
_NEARLY = 0.1  # of an update: so much early it is due with this frame rather than the next


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
        self._pace = 1
        self._is_timed = False
        self._due = 0.0
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

    def begin(
        self, descent: Descent, limit: int, trace: Trace | None = None, pace: int = 1
    ) -> None:
        """Have updates to take; the clock does not start by itself.

        The first slice has `pace` of them at the most, as far as there is time.
        """
        self._descent, self._left, self._trace, self._pace = descent, limit, trace, pace
        self._is_timed = False

    def start_clock(self) -> None:
        """Take a slice each frame in which there is an update to take, counted from now."""
        self._counted, self._due = None, 0.0
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
        self._take(min(self._pace, self._left))

    def _on_ticked(self) -> None:
        count = min(self._count(), self._left)
        if count:
            self._take(count)

    def _take(self, count: int) -> None:
        descent = self._descent
        if descent is None:
            return
        begun, spare, took, done = time.perf_counter(), self._clock.spare, 0.0, 0
        part, refusal = -(-count // _PARTS) if self._is_timed else 1, None
        # Should updates take longer than before, those are left out that have no time.
        while (
            refusal is None
            and not descent.is_over
            and done < count
            and took * (done + part) <= _ROOMY * spare * done
        ):
            part = min(part, count - done)
            refusal = descent.run(part, self._trace)
            done, took = done + part, max(time.perf_counter() - begun, 1e-7)
            part = part if self._is_timed else 2 * part
        # Growing twofold at the most keeps one lucky reading from a long wait.
        self._pace, self._is_timed = max(1, min(2 * done, int(done * spare / took))), True
        self._left -= done
        self._clock.work_is_done()
        self.advanced.emit(refusal)

    def _count(self) -> int:
        """How many updates to take: as many as there is time for, or as are due by now."""
        if self.per_second == AS_FAST_AS_POSSIBLE:
            return self._pace
        now = time.perf_counter()
        if self._counted is not None:
            self._due += (now - self._counted) * self.per_second
        self._counted = now
        count = min(int(self._due + _NEARLY), max(self._pace, 1))
        # What there was no time for is not made up for later.
        self._due = min(self._due - count, 1.0)
        return count
