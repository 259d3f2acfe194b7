"""Painting the hill over a plane from above: its colours, and lines of equal loss."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.two_weights.contour_picture import Picture
from gui.panels.two_weights.plane.plane_range import COARSE
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.heights.color_bar import most_ticks, paint_color_bar
from gui.plotting.heights.contour_labels import Spot, label_spots
from gui.plotting.heights.ground_picture import stretched_over
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import BALL, paint_circle, paint_words
from gui.plotting.plot_frame import Frame
from gui.style.colors import Colors

_LINE = 0.4  # how dark contours are
_MARK = 4.5  # pixels
_NO_LOSS = "No loss in view is finite"


class GroundPainting:
    """Paints what lies under everything else that is painted into one frame."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame, *, dark: bool) -> None:
        self._painter, self._colors, self._frame, self._dark = painter, colors, frame, dark
        self._metrics = QFontMetricsF(painter.font())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._room = frame.box.grown(2 * BALL)

    def _points(self, places: Array) -> Array:
        """Pixels of points of the plane, shape (n, 2)."""
        return self._frame.points(*places.T)

    def _ground(self, picture: Picture) -> None:
        """The colours of losses, or why there are none."""
        box = QRectF(*self._frame.box.rectangle)
        self._painter.fillRect(box, QBrush(QColor(self._colors.panel)))
        if not picture.is_whole:
            hatching = QBrush(QColor(self._colors.zero), Qt.BrushStyle.BDiagPattern)
            self._painter.fillRect(box, hatching)
        self._painter.drawImage(stretched_over(self._frame.box, picture.size), picture.ground)
        if not picture.view.has_losses:
            paint_no_loss(self._painter, self._colors, self._frame.box)

    def _contours(self, picture: Picture, covered: Array, balls: Sequence[Box]) -> list[Box]:
        """Lines of equal loss and, at rest, their losses, around which the boxes are.

        The losses keep clear of covered points, shape (n, 2), and of balls.
        """
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
        spots = label_spots(lines, sizes, self._frame.box, covered, balls)
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

    def _border(self) -> None:
        """A line around the picture."""
        self._painter.setPen(QPen(QColor(self._colors.border), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(QRectF(*self._frame.box.rectangle))


def paint_no_loss(painter: QPainter, colors: Colors, room: Box) -> None:
    """Why there is no hill, high in its room: the ball is usually in the middle."""
    metrics = QFontMetricsF(painter.font())
    size = metrics.horizontalAdvance(_NO_LOSS) + metrics.height(), 1.5 * metrics.height()
    place = around(room.center[0], room.top + room.height / 4, *size)
    paint_words(painter, colors, _NO_LOSS, colors.ink, place)


def paint_loss_bar(
    painter: QPainter,
    colors: Colors,
    bar: Box,
    view: PlaneView,
    marks: Sequence[tuple[float, str]],
    *,
    dark: bool,
) -> None:
    """A strip with all colours, the losses they stand for, and a dot at each of some losses.

    `marks` are those losses, each with the colour of its dot.
    """
    low, high = view.range.low, view.range.high
    ticks = view.ticks(most_ticks(bar, QFontMetricsF(painter.font())))
    paint_color_bar(painter, colors, bar, (low, high), ticks, dark=dark)
    for loss, color in marks:
        height = view.range.scale.height(loss)
        if np.isfinite(height):
            part = min(max((height - low) / (high - low), 0.0), 1.0)
            place = bar.left + bar.width / 2, bar.bottom - part * bar.height
            paint_circle(painter, place, _MARK, (colors.panel, 1.0), color)
