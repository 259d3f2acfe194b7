"""The motion of a walkthrough: values travel forward along the edges, slopes travel back."""

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from core.explanation.walkthrough import Beat, Phase, Walkthrough
from core.nn.quantity import QuantityKind
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.picture import Picture
from gui.canvas.scene.room import IntArray
from gui.session.session import Session
from gui.session.snapshot import Focus
from gui.style.colors import Colors

_MILLISECONDS = 380
_MOST_EDGES = 400
_RADIUS = 6.0


class Motion(QObject):
    """Follows the walkthrough, and says where dots are on their way along the edges.

    `moved` comes with every frame of the motion.
    """

    moved = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before: Walkthrough | None = session.focus.walkthrough
        self._beat: Beat | None = None
        self.is_wanted = True
        self._clock = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_MILLISECONDS)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._clock.valueChanged.connect(lambda _: self.moved.emit())
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def is_moving(self) -> bool:
        """Whether something is on its way."""
        return self._clock.state() is QVariantAnimation.State.Running

    def _on_focus_changed(self, focus: Focus) -> None:
        """A beat forward is shown as motion; anything else ends it."""
        before, self._before = self._before, focus.walkthrough
        if focus.walkthrough == before:
            return
        self._clock.stop()
        if (
            not self.is_wanted
            or before is None
            or focus.walkthrough != Walkthrough(before.done + 1)
        ):
            return
        self._beat = focus.walkthrough.latest(self._session.document.experiment.network)
        if self._beat is not None and self._beat.phase in (Phase.FORWARD, Phase.SLOPES):
            self._clock.start()

    def paint(self, painter: QPainter, picture: Picture, wiring: Wiring, colors: Colors) -> None:
        """Paint the dots, in units of the drawing."""
        if not self.is_moving or self._beat is None:
            return
        drawn = np.isin(picture.edges.parameters, _weights_of(self._beat, wiring))
        along = float(self._clock.currentValue())
        is_forward = self._beat.phase is Phase.FORWARD
        share = along if is_forward else 1 - along
        painter.setPen(QPen(QColor(colors.panel), 1.5))
        painter.setBrush(QColor(colors.positive if is_forward else colors.slope))
        for left, top, right, bottom in picture.edges.lines[drawn][:_MOST_EDGES].tolist():
            dot = QPointF(left + (right - left) * share, top + (bottom - top) * share)
            painter.drawEllipse(dot, _RADIUS, _RADIUS)


def _weights_of(beat: Beat, wiring: Wiring) -> IntArray:
    """The weights along whose edges something travels in a beat."""
    if beat.layer is not None:
        start = wiring.starts[beat.layer + 1]
        nodes = set(range(start, start + wiring.sizes[beat.layer + 1]))
        ends = wiring.targets
    else:
        found_nodes = map(wiring.find, beat.nodes)
        nodes = {node for node in found_nodes if node is not None}
        ends = wiring.targets if QuantityKind.ACTIVATION in beat.what else wiring.sources
    return wiring.parameters[np.isin(ends, list(nodes))]
