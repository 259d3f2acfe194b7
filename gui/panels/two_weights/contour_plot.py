"""The hill over a plane from above, with a ball to drag."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.landscape.planes import Plane
from core.nn.quantity import Quantity, QuantityKind
from gui.formatting.nudges import step_of, stepped
from gui.geometry import box_at
from gui.panels.two_weights.contour_painting import BALL, ContourPainting
from gui.panels.two_weights.plane_drag import PlaneDrag
from gui.panels.two_weights.plane_scene import PlaneScene
from gui.plotting.color_bar import BAR_WIDTH, bar_beside
from gui.plotting.plot_frame import Frame
from gui.plotting.plot_widget import HillPlot, wheel_steps
from gui.plotting.scales import round_near
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.theme import Theme

_REACH = 16.0
_TIP = (
    "Drag the ball, or use the arrow keys; drag the ground or turn the wheel to look elsewhere,"
    " double-click for the usual view"
)
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class ContourPlot(HillPlot):
    """Draws the scene; dragging the ball changes the weights everywhere, and is one undo."""

    def __init__(
        self, session: Session, scene: PlaneScene, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "The hill over two weights, from above", _TIP, parent)
        self._session, self.scene = session, scene
        self._drag: PlaneDrag | None = None
        self._panned_from: QPointF | None = None
        scene.changed.connect(self.update)
        session.focus_changed.connect(self.update)

    @override
    def describe(self) -> str:
        return self.scene.describe()

    # Painting

    @property
    def frame(self) -> Frame:
        """Where things lie, in pixels."""
        metrics = QFontMetricsF(self._font)
        height = metrics.height()
        left = metrics.horizontalAdvance("−0.00") + height + 8
        right = BAR_WIDTH + metrics.horizontalAdvance("≥ 0.000") + 16
        size = self.size()
        box = box_at(
            left,
            0.5 * height,
            max(size.width() - left - right, 20.0),
            max(size.height() - 3.0 * height, 20.0),
        )
        view = self.scene.view
        spans = ((0.0, 1.0), (0.0, 1.0)) if view is None else view.spans
        return Frame(box, *spans)

    @property
    def ball(self) -> QPointF:
        """The middle of the ball, in pixels."""
        view, frame = self.scene.view, self.frame
        if view is None:
            return QPointF(-1000, -1000)
        return QPointF(frame.x(float(view.here[0])), frame.y(float(view.here[1])))

    @override
    def paint(self, painter: QPainter) -> None:
        view, frame, colors = self.scene.view, self.frame, self._theme.colors
        if view is None:
            return
        network = self._session.document.experiment.network
        index = view.plane.pair[0] if view.plane.pair else 0
        slope = Quantity(QuantityKind.NEW_WEIGHT, parameter=index)
        slopes = visibility_of(network, self._session.focus).shows(slope)
        ContourPainting(painter, colors, frame, dark=self._theme.is_dark).paint(
            view, bar_beside(frame.box), self.scene.futures if slopes else (), slopes=slopes
        )
        if self.hasFocus():
            painter.setPen(QPen(colors.positive))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.ball, BALL + 4, BALL + 4)

    # The hand

    def _is_near(self, point: QPointF) -> bool:
        return (point - self.ball).manhattanLength() <= _REACH

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        view = self.scene.view
        if event.button() is not Qt.MouseButton.LeftButton or view is None:
            return
        if self._is_near(event.position()):
            self._drag = PlaneDrag(self._session, view.plane)
        else:
            self._panned_from = event.position()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point, frame = event.position(), self.frame
        if self._drag is not None:
            self._drag.move_to((self._rounded(point.x(), 0), self._rounded(point.y(), 1)))
        elif self._panned_from is not None:
            moved, self._panned_from = point - self._panned_from, point
            self.scene.pan((moved.x() / frame.pixels_a_step, -moved.y() / frame.pixels_a_unit))
        else:
            near = self._is_near(point)
            shape = Qt.CursorShape.SizeAllCursor if near else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self._panned_from = None
        if drag is not None:
            drag.commit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.scene.view is not None:
            self.scene.reset()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = wheel_steps(event)
        if steps and self.scene.view is not None:
            frame, point = self.frame, event.position()
            self.scene.zoom((frame.step(point.x()), frame.height(point.y())), 0.8**steps)
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        view, way = self.scene.view, _WAYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._drag.cancel()
            self._drag = None
        elif view is not None and way and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            nudge(self._session, view.plane, way, step_of(event.modifiers()))
        else:
            super().keyPressEvent(event)

    def _rounded(self, pixel: float, axis: int) -> float:
        """A round coordinate within about a pixel."""
        frame = self.frame
        pixels = frame.pixels_a_unit if axis else frame.pixels_a_step
        value = frame.height(pixel) if axis else frame.step(pixel)
        return round_near(value, 1 / pixels)


def nudge(session: Session, plane: Plane, way: tuple[int, int], step: float) -> None:
    """Move the ball by one step, as one undo."""
    drag = PlaneDrag(session, plane)
    x, y = drag.here
    drag.move_to((stepped(x, way[0], step), stepped(y, way[1], step)))
    drag.commit()
