"""Painting the hill along one weight."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.one_weight.hand_trail import Tried
from gui.panels.one_weight.slice_places import arc, place_for
from gui.panels.one_weight.slice_view import SliceView
from gui.panels.one_weight.slice_words import Word, in_short_lines, legend
from gui.plotting.lines.clipping import clip_line, inside
from gui.plotting.lines.line_path import path_through
from gui.plotting.lines.marks import BALL, arrow_head, paint_ball, paint_ground
from gui.plotting.plot_frame import Frame, Pixel, along, finite
from gui.plotting.plot_view import FONT_SIZE
from gui.style.theme import Theme

_TANGENT = 0.2  # of the width, to either side
_GAP = np.full((1, 2), np.nan)


class SlicePainting:
    """Paints one view into one frame, from the ground up."""

    def __init__(self, painter: QPainter, theme: Theme, frame: Frame, view: SliceView) -> None:
        self._painter, self._colors, self._frame, self._view = painter, theme.colors, frame, view
        self._width = theme.widths(FONT_SIZE)
        self._metrics = self._width.metrics
        self._room = frame.box.grown(2 * BALL)
        self._points = frame.curve(view.values, view.losses)
        self._hill_line = clip_line(self._points, self._room)
        self._here = frame.pixel(view.value, view.loss)
        self._there = frame.pixel(view.after, view.loss_alone)
        self._tangent_line = self._tangent()
        self._arc_line = clip_line(arc(self._here, self._there, frame.box), self._room)

    def paint(self, trail: Sequence[Tried], *, slopes: bool) -> None:
        """Paint everything; without slopes only the hill, the ball and where it was put by hand."""
        plot = QRectF(*self._frame.box.rectangle)
        self._painter.save()
        self._painter.setClipRect(plot.adjusted(0, -BALL, 0, 1))
        self._hill()
        if trail:
            self._trail(trail)
        if slopes:
            self._line(self._tangent_line, QPen(QColor(self._colors.slope), 2.4))
            self._whole_step()
        self._painter.setClipRect(plot.adjusted(-BALL, -BALL, BALL, BALL))
        if slopes:
            self._step()
        self._ball(self._here, filled=True)
        self._painter.restore()
        if slopes:
            self._words()

    def _line(self, points: Array, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path_through(points))

    def _hill(self) -> None:
        smooth = QPainter.RenderHint.Antialiasing
        self._painter.setRenderHint(smooth, False)  # the line covers the edge, and it is faster
        self._painter.fillPath(_ground(self._points, self._room), QColor(self._colors.raised))
        self._painter.setRenderHint(smooth)
        self._line(self._hill_line, QPen(QColor(self._colors.ink), 1.8))

    # What stands on it

    def _trail(self, trail: Sequence[Tried]) -> None:
        """Hollow dots where the weight was put by hand, in order."""
        points = [self._frame.pixel(*tried) for tried in trail if np.isfinite(tried.loss)]
        places = np.array(points).reshape(-1, 2)
        dotted = QPen(QColor(self._colors.muted), 1, Qt.PenStyle.DotLine)
        self._line(clip_line(places, self._room), dotted)
        self._painter.setPen(QPen(QColor(self._colors.muted), 1.4))
        self._painter.setBrush(QColor(self._colors.panel))
        for x, y in places[inside(places, self._room)].tolist():
            self._painter.drawEllipse(QPointF(x, y), 3.2, 3.2)

    def _tangent(self) -> Array:
        """The slope as a line through the ball, to either side as far as it is in view."""
        frame, room, (x, y) = self._frame, self._room, self._here
        rise = self._view.slope / frame.scale.unit * frame.pixels_a_unit / frame.pixels_a_step
        reach = _TANGENT * frame.box.width
        least, most = max(-reach, room.left - x), min(reach, room.right - x)
        if rise:
            ends = (y - room.top) / rise, (y - room.bottom) / rise
            least, most = max(least, min(ends)), min(most, max(ends))
        elif not room.top <= y <= room.bottom:
            least = most
        if not (least < most and math.isfinite(rise + y)):
            return np.empty((0, 2))
        return np.array([(x + way, y - rise * way) for way in (least, most)])

    def _whole_step(self) -> None:
        if self._view.loss_all is None:
            return
        _, y = self._frame.pixel(self._view.value, self._view.loss_all)
        if not self._room.top <= y <= self._room.bottom:
            return
        self._painter.setPen(QPen(QColor(self._colors.down), 1.2, Qt.PenStyle.DotLine))
        box = self._frame.box
        self._painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))

    def _step(self) -> None:
        """An arc to the hollow ball where the step puts this weight, or an arrow out of view."""
        if self._view.after == self._view.value or not np.isfinite(self._view.after):
            return
        points = self._arc_line
        if len(points):
            self._line(points, QPen(QColor(self._colors.down), 1.6))
            head = arrow_head(points[-2], points[-1], size=1.3 * BALL, before=BALL)
            self._painter.fillPath(head, QColor(self._colors.down))
        self._ball(self._there, filled=False)

    def _ball(self, at: Pixel, *, filled: bool) -> None:
        paint_ball(self._painter, self._colors, at, filled=filled, room=self._room)

    # Words

    def _words(self) -> None:
        """What is said, where it covers neither the hill nor what stands on it."""
        metrics, lines = self._metrics, legend(self._view, self._frame)
        layouts = map(self._fitting, (lines, in_short_lines(lines)))
        texts, place = place_for(layouts, self._frame.box, self._covered(), self._balls())
        paint_ground(self._painter, self._colors, place)
        colors = {Word.SLOPE: self._colors.slope, Word.STEP: self._colors.down}
        for at, (text, kind) in enumerate(texts):
            self._painter.setPen(QColor(colors.get(kind, self._colors.muted)))
            line = QPointF(place.left + 4, place.top + (at + 0.9) * metrics.height())
            self._painter.drawText(line, text)

    def _fitting(
        self, lines: Sequence[tuple[str, Word]]
    ) -> tuple[Sequence[tuple[str, Word]], tuple[float, float]]:
        """The lines, with an end that finds no room left out, and how large they are."""
        width_of, room = self._width, self._frame.box.width - 8
        width = max(width_of(text) for text, _ in lines)
        if width > room:
            elide = Qt.TextElideMode.ElideRight
            lines = [(self._metrics.elidedText(text, elide, room), kind) for text, kind in lines]
            width = max(width_of(text) for text, _ in lines)
        return lines, (width + 8, (len(lines) + 0.25) * self._metrics.height())

    def _covered(self) -> Array:
        """Pixels along what must stay in sight."""
        lines = (self._hill_line, _GAP, self._tangent_line, _GAP, self._arc_line)
        return along(np.concatenate(lines))

    def _balls(self) -> list[Box]:
        places = (self._here, self._there)
        return [around(*at, 2 * BALL, 2 * BALL) for at in places if self._room.contains(*at)]


def _ground(points: Array, box: Box) -> QPainterPath:
    """All that lies under a line, in a box."""
    there = finite(points)
    if not len(there):
        return QPainterPath()
    inside = np.clip(there, (box.left, box.top), (box.right, box.bottom))
    ends = np.array(((inside[0, 0], box.bottom), (inside[-1, 0], box.bottom)))
    return path_through(np.concatenate((ends[:1], inside, ends[1:])))
