"""The clock of moving pictures: one tick a frame, so that work and painting share it."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_FRAMES = (1 / 60, 1 / 30)  # seconds; the first that fits
_FULL, _ROOMY = 0.85, 0.7  # of the shorter frame: showing takes more than it has, or fits again
_OFTEN, _FORGIVEN = 3, 0.02  # so many such frames, less this with each other one: it is too short
_AT_EASE = 150  # frames in a row in which showing fits again
_MARGIN = 0.005  # seconds of a frame in which nothing is planned
_LEAST = 0.001  # seconds of work in any frame
_SHARE = 0.25  # of what showing takes: so much work there is at least, however slow that is
_FORGET = 0.05  # of what showing took, with each frame


class FrameClock(QObject):
    """Ticks 60 times a second or, where showing a frame takes longer, 30 times.

    Whoever works on a tick has `spare` seconds: what showing the frames before has left over. What
    is shown is taken to be painted when the event loop is next idle.
    """

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._on_painted)
        self._frame = _FRAMES[0]
        self._crowded, self._roomy = 0.0, 0
        self._showing = self._due = self._shown_from = 0.0

    @property
    def is_ticking(self) -> bool:
        """Whether ticks come."""
        return self._timer.isActive() or self._idle.isActive()

    @property
    def spare(self) -> float:
        """Seconds of a frame that are free for work."""
        return max(self._frame - self._showing - _MARGIN, _SHARE * self._showing, _LEAST)

    def start(self) -> None:
        """Tick from now on."""
        self._due = time.perf_counter()
        self._timer.start(0)

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
        self._idle.stop()

    def work_is_done(self) -> None:
        """From here on, what was done is shown."""
        self._shown_from = time.perf_counter()

    def _tick(self) -> None:
        self._shown_from = time.perf_counter()
        self._idle.start()
        self.ticked.emit()

    def _on_painted(self) -> None:
        now = time.perf_counter()
        took = now - self._shown_from
        self._showing = max(took, self._showing + _FORGET * (took - self._showing))
        self._choose_frame(took)
        self._due = max(self._due + self._frame, now)
        self._timer.start(int(1000 * (self._due - now)))

    def _choose_frame(self, took: float) -> None:
        """The shorter one, unless showing takes too long for it more often than now and then.

        Nothing is gained by going to and fro between them.
        """
        short, long = _FRAMES
        if self._frame == short:
            fits = took <= _FULL * short
            self._crowded = max(self._crowded - _FORGIVEN, 0.0) if fits else self._crowded + 1
            if self._crowded >= _OFTEN:
                self._frame, self._roomy = long, 0
        else:
            self._roomy = self._roomy + 1 if took < _ROOMY * short else 0
            if self._roomy >= _AT_EASE:
                self._frame, self._crowded = short, 0.0
