"""Motion along the edges: values travel forward, slopes travel back.

A beat of a walkthrough is shown so, and a point that is run through the whole network.
"""

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from core.explanation.walking.walkthrough import Beat, Phase, Walkthrough, by_layer
from core.nn.quantity import QuantityKind
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.picture import Picture
from gui.canvas.scene.room import IntArray
from gui.session.session import Session
from gui.session.snapshot import Focus
from gui.style.colors import Colors

_MILLISECONDS = 380
_LONGEST = 1500
_MOST_EDGES = 400
_RADIUS = 6.0


class Motion(QObject):
    """Follows what is looked at, and says where dots are on their way along the edges.

    `moved` comes with every frame of the motion.
    """

    moved = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before = session.focus
        self._beats: tuple[Beat, ...] = ()
        self.is_wanted = True
        self._clock = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._clock.valueChanged.connect(lambda _: self.moved.emit())
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def is_moving(self) -> bool:
        """Whether something is on its way."""
        return self._clock.state() is QVariantAnimation.State.Running

    def _on_focus_changed(self, focus: Focus) -> None:
        """A beat forward and a new point are shown as motion; anything else ends it."""
        before, self._before = self._before, focus
        if (focus.walkthrough, focus.point) == (before.walkthrough, before.point):
            return
        self._clock.stop()
        self._beats = self._beats_to(focus, before) if self.is_wanted else ()
        if self._beats:
            self._clock.setDuration(min(_MILLISECONDS * len(self._beats), _LONGEST))
            self._clock.start()

    def _beats_to(self, focus: Focus, before: Focus) -> tuple[Beat, ...]:
        """What travels, one beat after the other."""
        network = self._session.document.experiment.network
        if focus.point is not None:
            return by_layer(network)
        walked = before.walkthrough
        if walked is None or focus.walkthrough != Walkthrough(walked.done + 1):
            return ()
        beat = focus.walkthrough.latest(network)
        travels = beat is not None and beat.phase in (Phase.FORWARD, Phase.SLOPES)
        return (beat,) if beat is not None and travels else ()

    def paint(self, painter: QPainter, picture: Picture, wiring: Wiring, colors: Colors) -> None:
        """Paint the dots, in units of the drawing."""
        if not self.is_moving:
            return
        done = float(self._clock.currentValue()) * len(self._beats)
        at = min(int(done), len(self._beats) - 1)
        beat, along = self._beats[at], done - at
        drawn = np.isin(picture.edges.parameters, _weights_of(beat, wiring))
        is_forward = beat.phase is Phase.FORWARD
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
