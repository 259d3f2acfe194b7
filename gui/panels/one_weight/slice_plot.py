"""The hill along one weight, with a ball to drag."""

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.quantity import Quantity, QuantityKind
from gui.formatting.nudges import step_of, stepped
from gui.formatting.numbers import number, signed
from gui.geometry import box_at
from gui.operations.numbers import Scrub, parameter
from gui.panels.one_weight.hand_trail import Tried, hand_trail
from gui.panels.one_weight.slice_painting import BALL, SlicePainting
from gui.panels.one_weight.slice_range import (
    Span,
    can_show,
    containing,
    loss_range_of,
    widened,
    zoomed,
)
from gui.panels.one_weight.slice_view import SliceView, usual_view, view_of
from gui.plotting.axes import left_margin, ticks_up
from gui.plotting.plot_frame import Frame
from gui.plotting.plot_widget import HillPlot, wheel_steps
from gui.plotting.scales import LossRange, linear_range, round_near
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import visibility_of
from gui.style.theme import Theme

_REACH = 16.0
_REST = 150  # milliseconds
_KEPT_IN_VIEW = 3  # values tried by hand
_TIP = "Drag the ball, or use the arrow keys; the wheel zooms, a double-click resets"


class SlicePlot(HillPlot):
    """Follows the session; dragging the ball changes the weight everywhere, and is one undo."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "The hill along one weight", _TIP, parent)
        self._session = session
        self._index = 0
        self._range: Span | None = None
        self._zooms: dict[int, Span] = {}
        self._shapes = session.document.experiment.network.shapes
        self._history = session.history
        self._view: SliceView | None = None
        self._loss_range: LossRange = linear_range(1.0)
        self._scrub: Scrub | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._refine)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)
        session.focus_changed.connect(self._on_focus_changed)
        self._choose(self._steepest())

    @property
    def index(self) -> int:
        """The weight that is looked along."""
        return self._index

    @property
    def view(self) -> SliceView:
        """What there is to see; computed when it is asked for, once for each change."""
        if self._view is None:
            session = self._session
            moving = session.is_running or session.present.is_preview
            shown = self._shown
            self._view = view_of(session.present, self._index, shown, moving=moving)
            wanted = [self._view.loss, *(one.loss for one in self._tried())]
            if shown[0] <= self._view.after <= shown[1]:
                wanted.append(self._view.loss_alone)
            self._loss_range = loss_range_of(self._view.losses, *wanted)
        return self._view

    @property
    def _shown(self) -> Span:
        """The part of the hill on show: the usual one, or the one chosen by hand."""
        if self._range is None:
            network = self._session.document.experiment.network
            value = float(network.parameters[self._index])
            self._range = containing(self._zooms.get(self._index) or self._usual(), value)
        return self._range

    # Following

    def _on_changed(self, present: Present) -> None:
        network, history = present.document.experiment.network, self._session.history
        if network.shapes != self._shapes or history is not self._history:
            self._shapes, self._history = network.shapes, history
            self._zooms.clear()
            self._choose(self._steepest())
            return
        if not (self._session.is_running or present.is_preview):
            self._look_anew()
            return
        if self._range is not None:
            self._range = widened(self._range, float(network.parameters[self._index]))
        self._renew()
        self._rest.start()

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self._rest.start()

    def _refine(self) -> None:
        """Look more closely once nothing has moved for a moment."""
        session = self._session
        if not (session.is_running or session.present.is_preview):
            self._look_anew()

    def _on_focus_changed(self, focus: Focus) -> None:
        if len(focus.parameters) == 1 and focus.parameters[0] != self._index:
            self._choose(focus.parameters[0])
        self.update()

    def _choose(self, index: int) -> None:
        self._index = index
        self._look_anew()

    def _look_anew(self) -> None:
        """Find the part to show, and look closely, when it is asked for."""
        self._range = None
        self._renew()

    def _usual(self) -> Span:
        low, high = usual_view(self._session.present, self._index)
        tried = [one.value for one in self._tried()]
        if not tried:
            return low, high
        margin = 0.1 * (high - low)
        return min(low, min(tried) - margin), max(high, max(tried) + margin)

    def _tried(self) -> list[Tried]:
        """The values tried by hand that stay in view: the latest, while the weight is at one."""
        trail = self._trail()[-_KEPT_IN_VIEW:]
        value = float(self._session.document.experiment.network.parameters[self._index])
        return trail if trail and trail[-1].value == value else []

    def _trail(self) -> list[Tried]:
        return hand_trail(self._session.history, self._index)

    def _steepest(self) -> int:
        steepness = np.abs(self._session.evaluation.full_gradient)
        return int(np.where(np.isfinite(steepness), steepness, 0.0).argmax())

    def _renew(self) -> None:
        self._view = None
        self.update()

    @override
    def describe(self) -> str:
        view = self.view
        slope = f", slope {signed(view.slope)}" if self._shows_slope else ""
        return f"{view.name}: at {number(view.value)} the loss is {number(view.loss)}{slope}"

    @property
    def _shows_slope(self) -> bool:
        network = self._session.document.experiment.network
        slope = Quantity(QuantityKind.NEW_WEIGHT, parameter=self._index)
        return visibility_of(network, self._session.focus).shows(slope)

    # Painting

    @property
    def frame(self) -> Frame:
        """Where things lie, in pixels."""
        shown = self._shown
        metrics = QFontMetricsF(self._font)
        bottom, top = 2.6 * metrics.height(), 0.4 * metrics.height()
        height = max(self.height() - top - bottom, 20.0)
        left = left_margin(ticks_up(self._loss_range, height, metrics), metrics)
        box = box_at(left, top, max(self.width() - left - 12, 20.0), height)
        return Frame(box, shown, (self._loss_range.low, self._loss_range.high))

    @property
    def unit(self) -> float:
        """The loss that one unit of height stands for."""
        return self._loss_range.scale.unit

    @property
    def ball(self) -> QPointF:
        """The middle of the ball, in pixels."""
        view, frame = self.view, self.frame
        height = view.loss / self.unit
        return QPointF(frame.x(view.value), frame.y(height if np.isfinite(height) else np.inf))

    @override
    def paint(self, painter: QPainter) -> None:
        view, frame = self.view, self.frame
        colors = self._theme.colors
        trail = self._trail()
        SlicePainting(painter, colors, self._font, frame, self._loss_range.scale).paint(
            view, trail, slopes=self._shows_slope
        )
        if self.hasFocus():
            painter.setPen(QColor(colors.positive))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.ball, BALL + 4, BALL + 4)

    # The hand

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = (event.position() - self.ball).manhattanLength() <= _REACH
        if event.button() is Qt.MouseButton.LeftButton and near:
            self._scrub = Scrub(self._session, parameter(self._index))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._scrub is not None:
            frame = self.frame
            value = frame.step(event.position().x())
            self._scrub.move_to(round_near(value, 1 / frame.pixels_a_step))
            return
        near = (event.position() - self.ball).manhattanLength() <= _REACH
        shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        scrub, self._scrub = self._scrub, None
        if scrub is not None:
            scrub.commit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._zooms.pop(self._index, None)
        self._choose(self._index)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = wheel_steps(event)
        if steps:
            about = self.frame.step(event.position().x())
            shown = zoomed(self._shown, about, 0.8**steps)
            if can_show(*shown):
                self._range = self._zooms[self._index] = shown
                self._renew()
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape and self._scrub is not None:
            self._scrub.cancel()
            self._scrub = None
        elif event.key() in ways and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            scrub = Scrub(self._session, parameter(self._index))
            step = step_of(event.modifiers())
            scrub.move_to(stepped(scrub.value, ways[Qt.Key(event.key())], step))
            scrub.commit()
        else:
            super().keyPressEvent(event)
