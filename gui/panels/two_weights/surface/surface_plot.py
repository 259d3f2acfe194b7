"""The hill over a plane as a surface that can be turned, with the path on it."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.geometry import Box, box_at
from gui.panels.two_weights.ground_painting import paint_loss_bar, paint_no_loss
from gui.panels.two_weights.plane.plane_scene import PlaneScene
from gui.panels.two_weights.surface.surface_painting import SurfaceAxes, paint_path, surface_picture
from gui.panels.two_weights.surface.surface_projection import Rotation, fitted
from gui.plotting.gestures import A_NOTCH, ZOOMS, notches_of
from gui.plotting.heights.color_bar import bar_beside, bar_margin
from gui.plotting.plot_view import PlotView
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_A_PIXEL = math.radians(0.5)
_A_KEY = math.radians(5)
_REST = 150  # milliseconds
_TIP = "Drag or use the arrow keys to turn it; the wheel zooms, a double-click resets"
_WAYS = {
    Qt.Key.Key_Left: (-_A_KEY, 0.0),
    Qt.Key.Key_Right: (_A_KEY, 0.0),
    Qt.Key.Key_Up: (0.0, _A_KEY),
    Qt.Key.Key_Down: (0.0, -_A_KEY),
}


class SurfacePlot(PlotView):
    """Draws the scene in space; it is looked at here, and changed on the contours."""

    def __init__(self, scene: PlaneScene, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "The hill over two weights, as a surface", _TIP, parent)
        self.scene = scene
        self.turn = Rotation()
        self._held: QPointF | None = None
        self._picture: QImage | None = None
        self._rest = RestTimer(self, _REST, self.look_again)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        scene.changed.connect(self.look_again)

    @override
    def describe(self) -> str:
        return self.scene.describe()

    @override
    def look_again(self) -> None:
        self._picture = None
        self.update()

    # Painting

    @override
    def paint(self, painter: QPainter) -> None:
        view, colors, dark = self.scene.view, self._theme.colors, self._theme.is_dark
        if view is None:
            return
        metrics = QFontMetricsF(painter.font())
        levels = view.ticks(max(2, int(self.height() / (5 * metrics.height()))))
        right = bar_margin(view.ticks, self.height(), metrics)
        line = metrics.height()
        room = box_at(0.0, 0.5 * line, self.width() - right, self.height() - line)
        marks = [(view.loss, colors.down)]
        paint_loss_bar(painter, colors, bar_beside(room), view, marks, dark=dark)
        widest = max((metrics.horizontalAdvance(tick.text) for tick in levels), default=2 * line)
        inner = Box(
            room.left + widest + 0.7 * line, room.top, room.right - line, room.bottom - 2.2 * line
        )
        projection = fitted(self.turn, inner)
        SurfaceAxes(painter, colors, projection).paint(view, levels, room)
        if not view.has_losses:
            paint_no_loss(painter, colors, room)
        if self._picture is None:
            moving, ratio = self._rest.isActive(), self.devicePixelRatioF()
            self._picture = surface_picture(
                view, projection, self.size(), ratio, moving=moving, dark=dark
            )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QPointF(0, 0), self._picture)
        paint_path(painter, colors, view, projection, room)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.look_again()

    # The hand

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved, self._held = event.position() - self._held, event.position()
            self._turn(moved.x() * _A_PIXEL, moved.y() * _A_PIXEL)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._reset()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = notches_of(event)
        if notches:
            self.scene.zoom(A_NOTCH**notches)
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in _WAYS:
            self._turn(*_WAYS[key])
        elif key in ZOOMS:
            self.scene.zoom(ZOOMS[key])
        elif key == Qt.Key.Key_Home:
            self._reset()
        else:
            super().keyPressEvent(event)

    def _turn(self, azimuth: float, elevation: float) -> None:
        """Turn it; while it turns it is painted more coarsely."""
        self.turn = self.turn.turned(azimuth, elevation)
        self._rest.start()
        self.look_again()

    def _reset(self) -> None:
        self.turn = Rotation()
        self.scene.fit()
