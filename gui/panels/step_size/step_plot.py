"""The loss after one step against the learning rate, with the present rate to drag."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.training.experiment import Experiment
from gui.geometry import box_at
from gui.operations import structure
from gui.panels.step_size.step_painting import BALL, StepPainting
from gui.panels.step_size.step_view import (
    StepView,
    at_rate,
    best_words,
    bounds_words,
    look,
    verdict,
)
from gui.plotting.plot_frame import Frame
from gui.plotting.plot_widget import HillPlot
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_REACH = 14.0
_REST = 120  # milliseconds
_A_KEY = 10 ** (1 / 20)
_TIP = "Drag the line, or use the arrow keys, to choose the learning rate"


class StepSizePlot(HillPlot):
    """Follows the session. The curve stays while only the learning rate changes."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "The loss after one step against the learning rate", _TIP, parent)
        self._session = session
        self._view: StepView | None = None
        self._seen: Experiment | None = None
        self._is_coarse = False
        self._is_dragged = False
        self._rest = RestTimer(self, _REST, self._refine)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)

    @property
    def view(self) -> StepView:
        """What there is to see; computed when it is asked for, once for each change."""
        present, session = self._session.present, self._session
        experiment = present.document.experiment
        if self._view is None or not _same_ground(experiment, self._seen):
            moving = session.is_running or present.is_preview
            self._view, self._is_coarse = look(present, moving=moving), moving
        elif self._seen is not experiment:
            view = at_rate(self._view, present)
            rates = view.sizes.rates
            inside = rates[0] <= view.rate <= rates[-1]
            self._view = view if inside else look(present)
        self._seen = experiment
        return self._view

    def _on_changed(self, present: Present) -> None:
        self.update()
        if self._session.is_running or present.is_preview or self._is_coarse:
            self._rest.start()

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self._rest.start()

    def _refine(self) -> None:
        """Look more closely once nothing has moved for a moment."""
        present = self._session.present
        moving = self._session.is_running or present.is_preview
        if self._is_coarse and not moving and self.isVisible():
            self._view, self._is_coarse = look(present), False
            self._seen = present.document.experiment
            self.update()

    @override
    def describe(self) -> str:
        session, view = self._session, self.view
        said = verdict(view, session.present, session.focus.row)
        return f"{said} {best_words(view)} {bounds_words(view)}"

    # Painting

    @property
    def _band(self) -> float:
        return 2.5 * QFontMetricsF(self._font).height()

    @property
    def frame(self) -> Frame:
        """Where things lie, in pixels; the axis across holds powers of ten."""
        metrics = QFontMetricsF(self._font)
        height = metrics.height()
        left = metrics.horizontalAdvance("0.000000") + 10
        top = self._band + 2
        view = self.view
        box = box_at(
            left,
            top,
            max(self.width() - left - 14.0, 20.0),
            max(self.height() - top - 2.6 * height, 20.0),
        )
        rates = view.sizes.rates
        ends = math.log10(float(rates[0])), math.log10(float(rates[-1]))
        return Frame(box, ends, (view.range.low, view.range.high))

    @property
    def ball(self) -> QPointF:
        """The middle of the ball, in pixels."""
        view, frame = self.view, self.frame
        height = view.loss_after / view.range.scale.unit
        height = min(height if math.isfinite(height) else math.inf, frame.heights[1])
        return QPointF(frame.x(math.log10(view.rate)), frame.y(max(height, frame.heights[0])))

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # sentences and futures below it come first

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(160), self._theme.pixels(104))

    @override
    def paint(self, painter: QPainter) -> None:
        StepPainting(painter, self._theme.colors, self.frame).paint(self.view, self._band)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colors.positive))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.ball, BALL + 4, BALL + 4)

    # The hand

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = abs(event.position().x() - self.ball.x()) <= _REACH
        if event.button() is Qt.MouseButton.LeftButton and near:
            self._is_dragged = True

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._is_dragged:
            low, high = self.frame.steps
            power = min(max(self.frame.step(x), low), high)
            structure.preview_learning_rate(self._session, float(f"{10.0**power:.2g}"))
            return
        near = abs(x - self.ball.x()) <= _REACH
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged:
            self._is_dragged = False
            structure.commit_learning_rate(self._session)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: 1 / _A_KEY, Qt.Key.Key_Right: _A_KEY}
        if event.key() == Qt.Key.Key_Escape and self._is_dragged:
            self._is_dragged = False
            self._session.cancel()
        elif event.key() in ways and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            rate = self.view.rate * ways[Qt.Key(event.key())]
            structure.set_learning_rate(self._session, float(f"{rate:.2g}"))
        else:
            super().keyPressEvent(event)


def _same_ground(one: Experiment, other: Experiment | None) -> bool:
    """Whether steps from both lead to the same losses, whatever the learning rate."""
    return other is not None and (
        one.network is other.network
        and one.dataset is other.dataset
        and one.loss is other.loss
        and one.memory is other.memory
        and one.at_rate(other.optimizer.learning_rate).optimizer == other.optimizer
        and (one.batch_size, one.seed, one.updates) == (other.batch_size, other.seed, other.updates)
    )
