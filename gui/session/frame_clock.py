"""The clock of moving pictures: one tick a frame, so that work and painting share it."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_FRAMES = (1 / 60, 1 / 30)  # seconds; the first that fits
_FULL, _ROOMY = 0.85, 0.7  # of the shorter frame: showing takes more than it has, or fits again
_OFTEN, _FORGIVEN = 3, 0.02  # so many such frames, less this with each other one: it is too short
_AT_EASE = 150  # frames in a row in which showing fits again
_SHARE = 0.25  # of what showing took: so much work there may be, however slow that is
_GRAIN = 0.001  # seconds: timers count in these


class FrameClock(QObject):
    """Has frames shown 60 times a second or, where showing one takes longer, 30 times.

    It ticks before a frame is due, as early as work is expected to need. Work ends when the frame
    is due, so that frames come evenly however long it takes. What is shown is taken to be painted
    when the event loop is next idle.

    Attributes:
        frame: seconds from one frame to the next.
        due: when the next one is to be shown, in seconds of `time.perf_counter`.
        work: seconds that work needs before the next frame; as much as there is, if infinite.
    """

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._on_painted)
        self.frame = _FRAMES[0]
        self.work = 0.0
        self._crowded, self._roomy = 0.0, 0
        self.due = self._shown_from = 0.0

    @property
    def is_ticking(self) -> bool:
        """Whether ticks come."""
        return self._timer.isActive() or self._idle.isActive()

    def start(self) -> None:
        """Tick from now on."""
        self.due = time.perf_counter()
        self._timer.start(0)

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
        self._idle.stop()

    def work_is_done(self) -> None:
        """From here on, what was done is shown."""
        time.sleep(min(max(self.due - time.perf_counter(), 0.0), _GRAIN))
        self._shown_from = time.perf_counter()

    def _tick(self) -> None:
        self._shown_from = time.perf_counter()
        self._idle.start()
        self.ticked.emit()

    def _on_painted(self) -> None:
        now = time.perf_counter()
        took = now - self._shown_from
        self._choose_frame(took)
        before = self.due
        self.due = max(before + self.frame, now + min(_SHARE * took, self.work))
        wait = max(self.due - self.work, before) - now
        self._timer.start(int(max(wait, 0.0) / _GRAIN))

    def _choose_frame(self, took: float) -> None:
        """The shorter one, unless showing takes too long for it more often than now and then.

        Nothing is gained by going to and fro between them.
        """
        short, long = _FRAMES
        if self.frame == short:
            fits = took <= _FULL * short
            self._crowded = max(self._crowded - _FORGIVEN, 0.0) if fits else self._crowded + 1
            if self._crowded >= _OFTEN:
                self.frame, self._roomy = long, 0
        else:
            self._roomy = self._roomy + 1 if took < _ROOMY * short else 0
            if self._roomy >= _AT_EASE:
                self.frame, self._crowded = short, 0.0
