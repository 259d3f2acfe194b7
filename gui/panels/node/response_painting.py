"""Painting an activation as a curve with its tangent at the sum of the row on show."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.nn.arrays import Array
from core.response.curve import Curve
from gui.formatting.numbers import number
from gui.geometry import Box, box_at
from gui.panels.node.node_view import NodeView
from gui.plotting.lines.clipping import clip_line
from gui.plotting.lines.legend import paint_legend
from gui.plotting.lines.line_path import path_through
from gui.plotting.lines.marks import paint_circle, paint_ground
from gui.plotting.plot_frame import Frame, Pixel, along, beside, best_place
from gui.style.colors import Colors

_REACH = 56.0  # pixels of the tangent to either side
_DOT = 5.0
_INSET = 3.0  # pixels
_NO_LINE = np.empty((0, 2))
_EDGE = 4.0  # pixels that lines reach beyond the plot, so that no end of them is seen


class ResponsePainting:
    """Paints one node into one frame."""

    def __init__(
        self,
        painter: QPainter,
        colors: Colors,
        frame: Frame,
        found: Curve,
        node: NodeView,
        slopes: Array | None,
    ) -> None:
        self._painter, self._colors, self._frame, self._node = painter, colors, frame, node
        self._room = frame.box.grown(_EDGE)
        self._line = clip_line(frame.points(found.sums, found.values), self._room)
        self._tangent = clip_line(self._tangent_ends(), self._room)
        self._slopes = _NO_LINE
        if slopes is not None:
            self._slopes = clip_line(frame.points(found.sums, slopes), self._room)

    @property
    def _here(self) -> Pixel | None:
        """Where the row on show is on the curve."""
        at = self._node.tangent
        return None if at is None else self._frame.pixel(at.sum, at.value)

    def paint(self, strip: Box | None) -> None:
        """The axes through 0, the curve of the slope if it is given, the curve, and the tangent."""
        painter, colors, area = self._painter, self._colors, self._frame.box
        painter.save()
        painter.setClipRect(QRectF(*area.rectangle))
        self._cross()
        self._draw(self._slopes, QPen(QColor(colors.slope), 1.4, Qt.PenStyle.DashLine))
        self._draw(self._line, QPen(QColor(colors.ink), 1.8))
        here = self._here
        if here is not None:
            if strip is not None:
                self._down_to(here, strip)
            if self._node.shows_slopes:
                self._draw(self._tangent, QPen(QColor(colors.slope), 2.4))
            if self._room.contains(*here):
                paint_circle(painter, here, _DOT, (colors.ink, 2.0), colors.ring)
        painter.restore()

    def _draw(self, points: Array, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path_through(points))

    def _cross(self) -> None:
        """Where the sum and the value are 0."""
        box, pen = self._frame.box, QPen(QColor(self._colors.border), 1.4)
        zero = self._frame.pixel(0.0, 0.0)
        self._painter.setPen(pen)
        if box.left <= zero.x <= box.right:
            self._painter.drawLine(QPointF(zero.x, box.top), QPointF(zero.x, box.bottom))
        if box.top <= zero.y <= box.bottom:
            self._painter.drawLine(QPointF(box.left, zero.y), QPointF(box.right, zero.y))

    def _down_to(self, here: Pixel, strip: Box) -> None:
        """A line from the row's tick up to the curve."""
        self._painter.setPen(QPen(QColor(self._colors.muted), 1.0, Qt.PenStyle.DotLine))
        if self._room.left <= here.x <= self._room.right:
            top = float(np.clip(here.y, self._room.top, self._room.bottom))
            self._painter.drawLine(QPointF(here.x, top), QPointF(here.x, strip.top))

    def _tangent_ends(self) -> Array:
        """As long in pixels, however steep it is."""
        at, here = self._node.tangent, self._here
        if at is None or here is None:
            return _NO_LINE
        rise = at.slope * self._frame.pixels_a_unit / self._frame.pixels_a_step
        way = np.array((1.0, -rise)) / np.hypot(1.0, rise) * _REACH
        return np.stack((here - way, here + way))

    def paint_words(self, strip: Box | None) -> None:
        """Which colour is which class; what the row's sum becomes, and how steep it is there."""
        at, here, box = self._node.tangent, self._here, self._frame.box
        colors, metrics = self._colors, QFontMetricsF(self._painter.font())
        names = self._node.class_names if strip is not None else ()
        taken = [paint_legend(self._painter, colors, box, names)] if names else []
        if at is None or here is None:
            return
        name = self._node.activation.name
        lines = [(f"{name}({number(at.sum)}) = {number(at.value)}", colors.ink)]
        if self._node.slope_words:
            lines += [(part, colors.slope) for part in self._node.slope_words.split(", ")]
        width = max(metrics.horizontalAdvance(text) for text, _ in lines) + 8
        size = width, (len(lines) + 0.2) * metrics.height()
        covered = np.concatenate([*map(along, (self._line, self._tangent, self._slopes))])
        room = box if strip is None else Box(box.left, box.top, box.right, strip.top - 2)
        anchor = room.left + np.clip(here.x - room.left, 0, room.width), here.y
        places = [*beside(anchor, size, 2.2 * _DOT), *_corners(room, size)]
        place = best_place(places, room, covered, taken)
        paint_ground(self._painter, colors, place)
        for nth, (text, color) in enumerate(lines):
            self._painter.setPen(QColor(color))
            down = place.top + (nth + 0.85) * metrics.height()
            self._painter.drawText(QPointF(place.left + 4, down), text)


def _corners(room: Box, size: tuple[float, float]) -> list[Box]:
    """Places in the corners of a room, for words that find none beside what they are about."""
    inner = room.grown(-_INSET)
    lefts, tops = (inner.right - size[0], inner.left), (inner.bottom - size[1], inner.top)
    return [box_at(left, top, *size) for top in tops for left in lefts]
