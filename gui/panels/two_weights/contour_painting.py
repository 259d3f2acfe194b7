"""Painting the hill over a plane from above: the path on it, the way down, and futures."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen

from core.landscape.futures import Future
from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.two_weights.contour_picture import Picture
from gui.panels.two_weights.ground_painting import GroundPainting, paint_loss_bar
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.panels.two_weights.plane.way_down import arrow_end
from gui.plotting.heights.color_bar import bar_beside
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
)
from gui.plotting.plot_frame import Pixel, along

_HEAD = 12.0  # pixels of the arrow downhill


class ContourPainting(GroundPainting):
    """Paints one view into one frame, from the ground up."""

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
        numbers = self._contours(picture, covered, self._balls(view))
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
        self._border()
        bar, marks = bar_beside(self._frame.box), [(view.loss, self._colors.down)]
        paint_loss_bar(painter, self._colors, bar, view, marks, dark=self._dark)

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
