"""Painting the hill along one weight."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.one_weight.hand_trail import Tried
from gui.panels.one_weight.slice_places import arc, place_for
from gui.panels.one_weight.slice_view import SliceView
from gui.panels.one_weight.slice_words import Word, in_short_lines, legend
from gui.plotting.lines.clipping import clip_line, inside
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import BALL, arrow_head, paint_ball, paint_ground
from gui.plotting.plot_frame import Frame, Pixel, along
from gui.style.colors import Colors

_TANGENT = 0.2  # of the width, to either side


class SlicePainting:
    """Paints one view into one frame, from the ground up."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame) -> None:
        self._painter, self._colors, self._frame = painter, colors, frame
        self._room = frame.box.grown(2 * BALL)
        self._metrics = QFontMetricsF(painter.font())

    def paint(self, view: SliceView, trail: Sequence[Tried], *, slopes: bool) -> None:
        """Paint everything; without slopes only the hill, the ball and where it was put by hand."""
        plot = QRectF(*self._frame.box.rectangle)
        self._painter.save()
        self._painter.setClipRect(plot.adjusted(0, -BALL, 0, 1))
        self._hill(view)
        self._trail(trail)
        if slopes:
            self._tangent(view)
            self._whole_step(view)
        self._painter.setClipRect(plot.adjusted(-BALL, -BALL, BALL, BALL))
        if slopes:
            self._step(view)
        self._ball(self._frame.pixel(view.value, view.loss), filled=True)
        self._painter.restore()
        if slopes:
            self._words(view)

    def _hill(self, view: SliceView) -> None:
        points = self._frame.points(view.values, self._frame.scale.place(view.losses))
        line = line_path(points, self._room)
        self._painter.fillPath(_ground(points, self._room), QColor(self._colors.raised))
        self._painter.setPen(QPen(QColor(self._colors.ink), 1.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line)

    # What stands on it

    def _trail(self, trail: Sequence[Tried]) -> None:
        """Hollow dots where the weight was put by hand, in order."""
        points = [self._frame.pixel(*tried) for tried in trail if np.isfinite(tried.loss)]
        places = np.array(points).reshape(-1, 2)
        self._painter.setPen(QPen(QColor(self._colors.muted), 1, Qt.PenStyle.DotLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line_path(places, self._room))
        self._painter.setPen(QPen(QColor(self._colors.muted), 1.4))
        self._painter.setBrush(QColor(self._colors.panel))
        for x, y in places[inside(places, self._room)].tolist():
            self._painter.drawEllipse(QPointF(x, y), 3.2, 3.2)

    def _tangent(self, view: SliceView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.slope), 2.4))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line_path(self._tangent_ends(view), self._room))

    def _tangent_ends(self, view: SliceView) -> Array:
        reach = _TANGENT * (self._frame.steps[1] - self._frame.steps[0])
        ways = np.array((-reach, reach))
        with np.errstate(all="ignore"):
            heights = (view.loss + view.slope * ways) / self._frame.scale.unit
        return self._frame.points(view.value + ways, heights)

    def _whole_step(self, view: SliceView) -> None:
        if view.loss_all is None:
            return
        _, y = self._frame.pixel(view.value, view.loss_all)
        if not self._room.top <= y <= self._room.bottom:
            return
        self._painter.setPen(QPen(QColor(self._colors.down), 1.2, Qt.PenStyle.DotLine))
        box = self._frame.box
        self._painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))

    def _step(self, view: SliceView) -> None:
        """An arc to the hollow ball where the step puts this weight, or an arrow out of view."""
        if view.after == view.value or not np.isfinite(view.after):
            return
        start, end = self._places(view)
        points = arc(start, end, self._frame.box)
        if len(points):
            self._painter.setPen(QPen(QColor(self._colors.down), 1.6))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPath(line_path(points, self._room))
            head = arrow_head(points[-2], points[-1], size=1.3 * BALL, before=BALL)
            self._painter.fillPath(head, QColor(self._colors.down))
        self._ball(end, filled=False)

    def _ball(self, at: tuple[float, float], *, filled: bool) -> None:
        paint_ball(self._painter, self._colors, at, filled=filled, room=self._room)

    # Words

    def _words(self, view: SliceView) -> None:
        """What is said, where it covers neither the hill nor what stands on it."""
        metrics, lines = self._metrics, legend(view, self._frame)
        layouts = [self._fitting(each) for each in (lines, in_short_lines(lines))]
        sizes = [self._size(each) for each in layouts]
        nth, place = place_for(sizes, self._frame.box, self._covered(view), self._balls(view))
        paint_ground(self._painter, self._colors, place)
        colors = {Word.SLOPE: self._colors.slope, Word.STEP: self._colors.down}
        for at, (text, kind) in enumerate(layouts[nth]):
            self._painter.setPen(QColor(colors.get(kind, self._colors.muted)))
            line = QPointF(place.left + 4, place.top + (at + 0.9) * metrics.height())
            self._painter.drawText(line, text)

    def _fitting(self, lines: Sequence[tuple[str, Word]]) -> list[tuple[str, Word]]:
        """The lines, with an end that finds no room left out."""
        room, elide = self._frame.box.width - 8, Qt.TextElideMode.ElideRight
        return [(self._metrics.elidedText(text, elide, room), kind) for text, kind in lines]

    def _size(self, lines: Sequence[tuple[str, Word]]) -> tuple[float, float]:
        width = max(self._metrics.horizontalAdvance(text) for text, _ in lines)
        return width + 8, (len(lines) + 0.25) * self._metrics.height()

    def _covered(self, view: SliceView) -> Array:
        """Pixels along what must stay in sight."""
        curve = self._frame.points(view.values, self._frame.scale.place(view.losses))
        start, end = self._places(view)
        lines = (curve, self._tangent_ends(view), arc(start, end, self._frame.box))
        return np.vstack([along(clip_line(line, self._frame.box)) for line in lines])

    def _balls(self, view: SliceView) -> list[Box]:
        return [
            around(*at, 2 * BALL, 2 * BALL) for at in self._places(view) if self._room.contains(*at)
        ]

    def _places(self, view: SliceView) -> tuple[Pixel, Pixel]:
        """Where the weight is, and where the next step puts it."""
        pixel = self._frame.pixel
        return pixel(view.value, view.loss), pixel(view.after, view.loss_alone)


def _ground(points: Array, box: Box) -> QPainterPath:
    """All that lies under a line, in a box."""
    path = QPainterPath()
    there = points[np.isfinite(points).all(axis=1)]
    if len(there):
        low, high = (box.left, box.top), (box.right, box.bottom)
        x, y = np.clip(there, low, high).T
        outline = np.column_stack((np.r_[x[0], x, x[-1]], np.r_[box.bottom, y, box.bottom]))
        path.addPolygon(QPolygonF([QPointF(*corner) for corner in outline.tolist()]))
    return path
