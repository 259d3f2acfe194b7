"""How many frames a second a run shows, and how evenly they come.

A frame is a paint of the drawing in the real window with all panels open. The 99th percentile of
the intervals between frames is told as a multiple of the frame that fits, 1/60 s or 1/30 s, beside
that of a bare timer in the same event loop: what the machine itself does to an interval. The same
percentile of the processor time from frame to frame tells what a machine with nothing else to do
would need; at full speed, updates take what is left of a frame.
"""

import statistics
import sys
import time

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from typing_extensions import override

from core.nn.arrays import Array
from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from gui.shell.main_window import MainWindow
from tests.benchmarks.windows import Documents, bank, settle, sized, window_of

SECONDS = 4.0
FRAMES = (1 / 60, 1 / 30)
SPEEDS = {"60 a second": 60.0, "full speed": AS_FAST_AS_POSSIBLE}
DOCUMENTS: Documents = {
    "2-2-1, 1 row": bank,
    "2-8-8-1, 500 rows": lambda: sized(2, 8, 8, 1, rows=500),
    "9-50-32-1, 534 rows": lambda: sized(9, 50, 32, 1, rows=534),
}


class Frames(QObject):
    """The moments at which a widget was painted, and the processor time used by then."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.moments: list[tuple[float, float]] = []
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.moments.append((time.perf_counter(), time.process_time()))
        return False


def wait(seconds: float) -> None:
    """Let the event loop go on for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def intervals_of_run(window: MainWindow, per_second: float) -> tuple[Array, Array, float]:
    """Seconds between frames of a run, those of them that are busy, and updates a second."""
    session = window.session
    frames = Frames(window.canvas)
    session.set_speed(per_second)
    session.run()
    wait(SECONDS / 4)
    frames.moments.clear()
    before = session.document.experiment.updates
    wait(SECONDS)
    updates = (session.document.experiment.updates - before) / SECONDS
    session.pause()
    window.canvas.removeEventFilter(frames)
    settle()
    intervals, busy = np.diff(frames.moments, axis=0).T
    return intervals, busy, updates


def intervals_of_timer() -> Array:
    """Seconds between the ticks of a timer of 1/60 s that has nothing to do."""
    moments: list[float] = []
    timer = QTimer(interval=round(FRAMES[0] * 1000), timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: moments.append(time.perf_counter()))
    timer.start()
    wait(SECONDS / 2)
    timer.stop()
    return np.diff(moments)


def lateness(intervals: Array) -> tuple[float, float]:
    """The 99th percentile in seconds, and as a multiple of the frame that fits."""
    typical, late = statistics.median(intervals), float(np.percentile(intervals, 99))
    return late, late / min(FRAMES, key=lambda frame: abs(frame - typical))


def main() -> None:
    """Print a line for each document and speed."""
    for name, document in DOCUMENTS.items():
        with window_of(document()) as window:
            for speed, per_second in SPEEDS.items():
                window.session.restart()
                _, bare = lateness(intervals_of_timer())
                intervals, busy, updates = intervals_of_run(window, per_second)
                late, frames = lateness(intervals)
                sys.stdout.write(
                    f"  {name:20} {speed:12} {1 / intervals.mean():5.1f} frames a second,"
                    f" 99 % within {late * 1e3:5.1f} ms: {frames:.2f} frames"
                    f" (bare timer {bare:.2f}), busy {np.percentile(busy, 99) * 1e3:.1f} ms"
                    f" · {updates:,.0f} updates a second\n"
                )
