"""How far a run is that has an end: a bar, the time that is left, and a button that ends it."""

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from core.text.numbers import grouped
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.style.roles import Look
from gui.widgets.texts.plain_text import set_tip

_PARTS = 1000
_BEFORE_EMPTINESS = 1000  # times the room of what is left empty, up to the width
_WIDTH = 150
_EARLY = 0.02  # of the way, before which nobody knows how long the rest takes
_MINUTE = 60


class RunProgress(QWidget):
    """Seen while a run is under way that is to end by a condition; Esc pauses it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._begun = 0.0
        self._bar = QProgressBar()
        self._bar.setRange(0, _PARTS)
        self._bar.setMinimumWidth(0)
        self._bar.setMaximumWidth(_WIDTH)
        self._bar.setAccessibleName("Way to the end of the run")
        stop = QToolButton()
        stop.setText("Stop")
        stop.setObjectName(Look.WALKTHROUGH)
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(stop, "Pause the run here (Esc)")
        stop.clicked.connect(session.pause)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self._bar, _BEFORE_EMPTINESS)
        row.addWidget(stop)
        # What is there for a while only takes the room that there is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, session.pause)
        self._escape.activatedAmbiguously.connect(session.pause)
        session.running_changed.connect(self._on_running_changed)
        session.changed.connect(self._on_changed)
        self._on_running_changed(session.is_running)

    def _on_running_changed(self, running: bool) -> None:
        self._begun = time.perf_counter()
        is_seen = running and self._session.watch is not None
        self._escape.setEnabled(is_seen)
        self.setVisible(is_seen)
        self._on_changed(self._session.present)

    def _on_changed(self, present: Present) -> None:
        watch = self._session.watch
        if watch is None:
            return
        updates = present.document.experiment.updates
        part = watch.progress(updates)
        self._bar.setValue(round(_PARTS * part))
        left = time_left(time.perf_counter() - self._begun, part)
        self._say(left or f"step {grouped(updates)}")

    def _say(self, text: str) -> None:
        """Write on the bar what there is room for; a screen reader has all of it."""
        fits = self._bar.fontMetrics().horizontalAdvance(text) < self._bar.width()
        self._bar.setFormat(text if fits else "")
        self._bar.setAccessibleDescription(text)


def time_left(seconds: float, part: float) -> str:
    """How long the rest takes if it goes on like the part that lies behind; empty if unknown.

    Args:
        seconds: how long that part took.
        part: how much of the whole it is.
    """
    if seconds < 1 or not _EARLY <= part < 1:
        return ""
    left = seconds * (1 - part) / part
    if left < _MINUTE:
        return f"≈ {max(round(left), 1)} s left"
    minutes = left / _MINUTE
    return f"≈ {round(minutes)} min left" if minutes < _MINUTE else "more than an hour left"
