"""How soon a moment of 100,000 is on screen while the timeline is dragged, and how soon exactly.

The mouse is pressed on the timeline, moved to random places and let go. The first figure is the
time from a move to everything painted, the second from the release to the exact moment painted.
Processor time is told beside it, as other programs make the first one longer, and how many times
as long as that of drawing a fixed picture in between it is.
"""

import random
import statistics
import sys
import time

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from core.history.moments import Moment
from core.training.descent import Descent
from gui.panels.loss.timeline import Timeline
from gui.shell.main_window import MainWindow
from tests.benchmarks.picture import picture_seconds
from tests.benchmarks.windows import Documents, settle, sized, window_of

STEPS, MOMENTS, MOVES = 100_000, 12, 4
PASSES = 3  # of the event loop until everything is painted
DOCUMENTS: Documents = {
    "2-8-8-1, 500 rows": lambda: sized(2, 8, 8, 1, rows=500),
    "9-30-30-1, 50 rows": lambda: sized(9, 30, 30, 1, rows=50),
}
_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_PRESS, _MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
_RELEASE = QEvent.Type.MouseButtonRelease


class Hand:
    """A mouse on the timeline of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._session = window.session
        self._line = window.loss_panel.timeline

    @property
    def line(self) -> Timeline:
        """The timeline."""
        return self._line

    def send(self, kind: QEvent.Type, step: int) -> tuple[float, float]:
        """Do something at a count of updates; seconds until all is painted, and of them busy."""
        begun, busy = time.perf_counter(), time.process_time()
        button = _NO_BUTTON if kind is _MOVE else _LEFT
        held = _NO_BUTTON if kind is _RELEASE else _LEFT
        at = QPointF(QPoint(round(self._line.x_of(step)), self._line.height() // 2))
        there, keys = self._line.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self._line, QMouseEvent(kind, at, there, button, held, keys))
        settle(PASSES)
        while kind is _RELEASE and self._session.present.missing:
            QApplication.processEvents()
        settle(PASSES if kind is _RELEASE else 0)
        return time.perf_counter() - begun, time.process_time() - busy


def is_exact(window: MainWindow) -> bool:
    """Whether the moment on screen is, to the last bit, what all its updates lead to."""
    experiment = window.session.document.experiment
    history = window.session.history
    begun, _ = history.nearest(Moment(0, 0))
    descent = Descent(begun.experiment)
    descent.run(history.updates_at(history.present))
    reached = descent.experiment.network.parameters
    return experiment.network.parameters.tobytes() == reached.tobytes()


def main() -> None:
    """Print two lines for each document."""
    places = random.Random(16)
    for name, document in DOCUMENTS.items():
        with window_of(document()) as window:
            window.session.step(STEPS)
            window.session.finish_run()
            settle()
            hand, shown, exact, pictures = Hand(window), [], [], []
            for _ in range(MOMENTS):
                pictures.append(picture_seconds())
                hand.send(_PRESS, places.randrange(STEPS))
                for _ in range(MOVES):
                    step = places.randrange(STEPS)
                    shown.append(hand.send(_MOVE, step))
                exact.append(hand.send(_RELEASE, step))
            stride = window.session.history.lines[0].trace.stride
            sys.stdout.write(
                f"  {name:20} 1 of {stride} moments kept · exact: {is_exact(window)}\n"
            )
            for what, times in (("while dragged", shown), ("after release", exact)):
                took, busy = (statistics.median(each) for each in zip(*times, strict=True))
                most = max(each for each, _ in times)
                sys.stdout.write(
                    f"    {what:14} {took * 1e3:6.1f} ms, at the most {most * 1e3:6.1f} ms"
                    f" (busy {busy * 1e3:.1f} ms: {busy / statistics.median(pictures):.2f} ×)\n"
                )
