"""Painting the hill over a plane from above: colours, lines of equal loss, and the path."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from core.landscape.futures import Future
from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.two_weights.contour_picture import Picture
from gui.panels.two_weights.plane.plane_range import COARSE
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.panels.two_weights.plane.way_down import arrow_end
from gui.plotting.heights.color_bar import bar_beside, most_ticks, paint_color_bar
from gui.plotting.heights.contour_labels import Spot, label_spots
from gui.plotting.heights.ground_picture import stretched_over
from gui.plotting.lines.clipping import clip_line
from gui.plotting.lines.future_look import future_pen, label_sizes, paint_future_label
from gui.plotting.lines.line_labels import label_places
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import (
    BALL,
    arrow_head,
    paint_ball,
    paint_descent,
    paint_over_picture,
    paint_words,
)
from gui.plotting.plot_frame import Frame, Pixel, along
from gui.style.colors import Colors

_HEAD = 12.0  # pixels of the arrow downhill
_LINE = 0.4  # how dark contours are
_NO_LOSS = "No loss in view is finite"


class ContourPainting:
    """Paints one view into one frame, from the ground up."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame, *, dark: bool) -> None:
        self._painter, self._colors, self._frame, self._dark = painter, colors, frame, dark
        self._metrics = QFontMetricsF(painter.font())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._room = frame.box.grown(2 * BALL)

    def paint(
        self, picture: Picture, futures: Sequence[tuple[Future, Array]], *, slopes: bool
    ) -> None:
        """Paint everything; without slopes the way down stays untold."""
        view, painter = picture.view, self._painter
        path = self._points(np.vstack((view.path, view.here)))
        lines = [self._points(path) for _, path in futures]
        end = arrow_end(view, self._frame) if slopes else None
        arrow = np.array([path[-1], path[-1] if end is None else end])
        covered = np.vstack([along(clip_line(line, self._room)) for line in (path, arrow, *lines)])
        painter.save()
        painter.setClipRect(QRectF(*self._frame.box.rectangle))
        self._ground(picture)
        if not view.has_losses:
            paint_no_loss(painter, self._colors, self._frame.box)
        numbers = self._contours(picture, covered)
        paint_descent(painter, self._colors, path, self._room)
        self._futures(lines)
        if slopes and view.after is not None:
            self._ball(view.after, filled=False)
        if end is not None:
            self._arrow(*arrow)
        self._ball(view.here, filled=True)
        fan = [future for future, _ in futures]
        self._name_futures(fan, lines, covered, [*self._balls(view), *numbers])
        painter.restore()
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(*self._frame.box.rectangle))
        paint_loss_bar(painter, self._colors, bar_beside(self._frame.box), view, dark=self._dark)

    def _points(self, places: Array) -> Array:
        """Pixels of points of the plane, shape (n, 2)."""
        return self._frame.points(*places.T)

    # The ground

    def _ground(self, picture: Picture) -> None:
        box = QRectF(*self._frame.box.rectangle)
        self._painter.fillRect(box, QBrush(QColor(self._colors.panel)))
        if not picture.is_whole:
            hatching = QBrush(QColor(self._colors.zero), Qt.BrushStyle.BDiagPattern)
            self._painter.fillRect(box, hatching)
        self._painter.drawImage(stretched_over(self._frame.box, picture.size), picture.ground)

    def _contours(self, picture: Picture, covered: Array) -> list[Box]:
        """Lines of equal loss and, at rest, their losses, around which the boxes are."""
        lines = [self._points(level.lines) for level in picture.levels]
        color = QColor(self._colors.ink)
        color.setAlphaF(_LINE)
        self._painter.setPen(QPen(color, 1.0))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in lines:
            self._painter.drawPath(line_path(line, self._room))
        if picture.view.xs.size <= COARSE:
            return []
        sizes = [
            (self._metrics.horizontalAdvance(level.text) + 4, self._metrics.height())
            for level in picture.levels
        ]
        spots = label_spots(lines, sizes, self._frame.box, covered, self._balls(picture.view))
        placed = [
            (level, size, spot)
            for level, size, spot in zip(picture.levels, sizes, spots, strict=True)
            if spot is not None
        ]
        for level, size, spot in placed:
            self._number(level.text, size, spot)
        return [around(spot.x, spot.y, *size) for _, size, spot in placed]

    def _number(self, text: str, size: tuple[float, float], spot: Spot) -> None:
        self._painter.save()
        self._painter.translate(spot.x, spot.y)
        self._painter.rotate(spot.angle)
        place = around(0.0, 0.0, *size)
        paint_words(self._painter, self._colors, text, self._colors.ink, place)
        self._painter.restore()

    # What stands on it

    def _balls(self, view: PlaneView) -> list[Box]:
        """The boxes around the balls in view."""
        there = [at for at in (view.here, view.after) if at is not None]
        pixels = self._points(np.array(there)).tolist()
        return [around(x, y, 2 * BALL, 2 * BALL) for x, y in pixels if self._room.contains(x, y)]

    def _ball(self, place: Array, *, filled: bool) -> None:
        ((x, y),) = self._points(place[np.newaxis]).tolist()
        paint_ball(self._painter, self._colors, Pixel(x, y), filled=filled, room=self._room)

    def _futures(self, lines: Sequence[Array]) -> None:
        """Where each learning rate would lead, each in its own line style."""
        for nth, points in enumerate(lines):
            pen = future_pen(self._colors, nth)
            paint_over_picture(self._painter, self._colors, line_path(points, self._room), pen)
            x, y = points[-1].tolist()
            if self._room.contains(x, y):
                self._painter.setPen(QPen(QColor(self._colors.down), 1.1))
                self._painter.setBrush(QColor(self._colors.panel))
                self._painter.drawEllipse(QPointF(x, y), 2.6, 2.6)

    def _name_futures(
        self, fan: Sequence[Future], lines: Sequence[Array], covered: Array, boxes: Sequence[Box]
    ) -> None:
        """The learning rate of each future, where it covers no line, arrow, ball or number."""
        sizes = label_sizes(fan, self._metrics)
        places = label_places(lines, sizes, self._frame.box, covered, boxes)
        for nth, (future, place) in enumerate(zip(fan, places, strict=True)):
            if place is not None:
                rate = future.learning_rate
                paint_future_label(self._painter, self._colors, nth, rate, place)

    def _arrow(self, start: Array, end: Array) -> None:
        """Straight downhill in the plane."""
        head = arrow_head(start, end, _HEAD)
        neck = end - (end - start) / np.hypot(*(end - start)) * _HEAD
        line = line_path(np.stack((start, neck)), self._room)
        paint_over_picture(self._painter, self._colors, line, QPen(QColor(self._colors.down), 2.6))
        self._painter.fillPath(head, QColor(self._colors.down))


def paint_no_loss(painter: QPainter, colors: Colors, room: Box) -> None:
    """Why there is no hill, high in its room: the ball is usually in the middle."""
    metrics = QFontMetricsF(painter.font())
    size = metrics.horizontalAdvance(_NO_LOSS) + metrics.height(), 1.5 * metrics.height()
    place = around(room.center[0], room.top + room.height / 4, *size)
    paint_words(painter, colors, _NO_LOSS, colors.ink, place)


def paint_loss_bar(
    painter: QPainter, colors: Colors, bar: Box, view: PlaneView, *, dark: bool
) -> None:
    """A strip with all colours, the losses they stand for, and where the ball is."""
    low, high = view.range.low, view.range.high
    ticks = view.ticks(most_ticks(bar, QFontMetricsF(painter.font())))
    paint_color_bar(painter, colors, bar, (low, high), ticks, dark=dark)
    height = view.range.scale.height(view.loss)
    if np.isfinite(height):
        part = min(max((height - low) / (high - low), 0.0), 1.0)
        y = bar.bottom - part * bar.height
        painter.setPen(QPen(QColor(colors.panel), 1))
        painter.setBrush(QColor(colors.down))
        painter.drawEllipse(QPointF(bar.left + bar.width / 2, y), 4.5, 4.5)
