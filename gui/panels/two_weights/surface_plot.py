"""The hill over a plane as a surface that can be turned, with the path on it."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import rounded
from gui.geometry import Box, box_at
from gui.panels.two_weights.contour_painting import BALL, paint_loss_bar
from gui.panels.two_weights.plane_scene import PlaneScene
from gui.panels.two_weights.plane_view import PlaneView
from gui.panels.two_weights.surface_projection import Projection, Rotation, fitted, in_space, mesh
from gui.plotting.color_bar import BAR_WIDTH, bar_beside
from gui.plotting.color_map import color_map
from gui.plotting.plot_widget import HillPlot, wheel_steps
from gui.style.theme import Theme

_LABEL_GAP = 4.0
_A_PIXEL = math.radians(0.5)
_A_KEY = math.radians(5)
_TIP = "Drag or use the arrow keys to turn it; the wheel zooms, a double-click resets"
_WAYS = {
    Qt.Key.Key_Left: (-_A_KEY, 0.0),
    Qt.Key.Key_Right: (_A_KEY, 0.0),
    Qt.Key.Key_Up: (0.0, _A_KEY),
    Qt.Key.Key_Down: (0.0, -_A_KEY),
}


class SurfacePlot(HillPlot):
    """Draws the scene in space; it is looked at here, and changed on the contours."""

    def __init__(self, scene: PlaneScene, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "The hill over two weights, as a surface", _TIP, parent)
        self.scene = scene
        self.turn = Rotation()
        self._held: QPointF | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        scene.changed.connect(self.update)

    @property
    def box(self) -> Box:
        """Where the surface has room, in pixels."""
        metrics = QFontMetricsF(self._font)
        right = BAR_WIDTH + metrics.horizontalAdvance("≥ 0.000") + 16
        height = metrics.height()
        return box_at(
            8.0,
            0.6 * height,
            max(self.width() - right - 8.0, 20.0),
            max(self.height() - 2.2 * height, 20.0),
        )

    @override
    def describe(self) -> str:
        return self.scene.describe()

    # Painting

    @override
    def paint(self, painter: QPainter) -> None:
        view, box, colors = self.scene.view, self.box, self._theme.colors
        if view is None:
            return
        paint_loss_bar(painter, colors, bar_beside(box), view, dark=self._theme.is_dark)
        painter.translate(box.left, box.top)
        projection = fitted(self.turn, box.width, box.height)
        self._paint_ground(painter, view, projection)
        self._paint_surface(painter, view, projection)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_path(painter, view, projection)

    def _paint_ground(self, painter: QPainter, view: PlaneView, projection: Projection) -> None:
        """The square that the surface stands over, with names and ends along its near sides."""
        colors = self._theme.colors
        corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=float)
        screen = projection.screen(corners)
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y, _ in screen.tolist()]))
        painter.setPen(QColor(colors.muted))
        for axis in (0, 1):
            sides = ([0, 1], [3, 2]) if axis == 0 else ([0, 3], [1, 2])
            near = max(sides, key=lambda side: float(screen[side, 2].sum()))
            ends = screen[near, :2]
            middle = ends.mean(axis=0)
            outward = 1.0 if middle[0] >= projection.middle[0] else -1.0
            for end, value in zip(ends, view.spans[axis], strict=True):
                at = end + (middle - end) * 0.08
                self._text(painter, at.tolist(), rounded(value, 3), outward)
            self._text(painter, middle.tolist(), view.plane.names[axis], outward)

    def _text(self, painter: QPainter, at: list[float], text: str, outward: float) -> None:
        """A text beside a point of the ground's near edge, away from the surface."""
        metrics = QFontMetricsF(painter.font())
        left, top = at[0] + outward * _LABEL_GAP, at[1] + metrics.height()
        room = self.box.width - left if outward > 0 else left
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(room, 40.0))
        if outward < 0:
            left -= metrics.horizontalAdvance(text)
        painter.drawText(QPointF(max(left, 0.0), top), text)

    def _paint_surface(self, painter: QPainter, view: PlaneView, projection: Projection) -> None:
        cells = mesh(view, projection)
        shades = color_map(self._theme.is_dark)[np.round(cells.heights * 255).astype(int)]
        for corners, (red, green, blue) in zip(
            cells.corners.tolist(), shades.tolist(), strict=True
        ):
            color = QColor(red, green, blue)
            painter.setBrush(color)
            painter.setPen(color.darker(112))
            painter.drawConvexPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))

    def _paint_path(self, painter: QPainter, view: PlaneView, projection: Projection) -> None:
        colors = self._theme.colors
        points = projection.screen(in_space(view, np.vstack((view.path, view.here))))
        low, high = np.transpose(view.spans)
        flat = np.vstack((view.path, view.here))
        inside = ((flat >= low) & (flat <= high)).all(axis=1)
        line, is_down = QPainterPath(), False
        for (x, y, _), shown in zip(points.tolist(), inside.tolist(), strict=True):
            if shown:
                (line.lineTo if is_down else line.moveTo)(x, y)
            is_down = shown
        for color, width in ((colors.panel, 3.6), (colors.ink, 1.6)):
            painter.setPen(QPen(QColor(color), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(line)
        if np.isfinite(points[-1]).all():
            painter.setPen(QPen(QColor(colors.panel), 2))
            painter.setBrush(QColor(colors.down))
            painter.drawEllipse(QPointF(*points[-1, :2].tolist()), BALL, BALL)

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
        self.turn = Rotation()
        if self.scene.view is not None:
            self.scene.reset()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        view, steps = self.scene.view, wheel_steps(event)
        if steps and view is not None:
            x, y = view.here.tolist()
            self.scene.zoom((x, y), 0.8**steps)
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._turn(*way)
        else:
            super().keyPressEvent(event)

    def _turn(self, azimuth: float, elevation: float) -> None:
        self.turn = self.turn.turned(azimuth, elevation)
        self.update()
