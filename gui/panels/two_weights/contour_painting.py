"""Painting the hill over a plane from above: colours, lines of equal loss, and the path."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from core.landscape.futures import Future
from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.two_weights.plane_view import PlaneView
from gui.panels.two_weights.way_down import arrow_end
from gui.plotting.axes import paint_axes, ticks_across
from gui.plotting.clipping import clip_line, inside
from gui.plotting.color_bar import most_ticks, paint_color_bar
from gui.plotting.contours import contour
from gui.plotting.future_look import WIDTH, future_pen, label_sizes, paint_future_label
from gui.plotting.ground_picture import ground_picture, stretched_over
from gui.plotting.line_labels import label_places
from gui.plotting.line_path import line_path
from gui.plotting.plot_frame import Frame, along
from gui.plotting.scales import value_ticks
from gui.style.colors import Colors

BALL = 7.0
_HEAD = 12.0  # pixels of the arrow downhill
_DOTS = 60  # up to so many steps each has its own dot
_MOST_TICKS = 8


class ContourPainting:
    """Paints one view into one frame, from the ground up."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame, *, dark: bool) -> None:
        self._painter, self._colors, self._frame, self._dark = painter, colors, frame, dark
        self._metrics = QFontMetricsF(painter.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._room = frame.box.grown(2 * BALL)

    def paint(
        self, view: PlaneView, bar: Box, futures: Sequence[tuple[Future, Array]], *, slopes: bool
    ) -> None:
        """Paint everything; without slopes the way down stays untold."""
        frame, box = self._frame, self._frame.box
        ticks = (
            ticks_across(frame, self._metrics, value_ticks),
            value_ticks(*frame.heights, max(2, int(box.height / (2.4 * self._metrics.height())))),
        )
        paint_axes(self._painter, self._colors, frame, ticks, view.plane.names)
        self._painter.save()
        self._painter.setClipRect(QRectF(*box.rectangle))
        self._ground(view)
        self._contours(view)
        self._path(view)
        self._futures([path for _, path in futures])
        if slopes:
            self._way_down(view)
        self._ball(self._at(view.here), filled=True)
        self._name_futures(view, futures)
        self._painter.restore()
        self._edge()
        paint_loss_bar(self._painter, self._colors, bar, view, dark=self._dark)

    def _at(self, point: Array) -> QPointF:
        return QPointF(self._frame.x(float(point[0])), self._frame.y(float(point[1])))

    # The ground

    def _ground(self, view: PlaneView) -> None:
        box = QRectF(*self._frame.box.rectangle)
        self._painter.fillRect(box, QBrush(QColor(self._colors.panel)))
        hatching = QBrush(QColor(self._colors.zero), Qt.BrushStyle.BDiagPattern)
        if not np.isfinite(view.heights).all():
            self._painter.fillRect(box, hatching)
        picture = ground_picture(view.heights, view.range.low, view.range.high, dark=self._dark)
        shape = (view.xs.size, view.ys.size)
        self._painter.drawImage(stretched_over(self._frame.box, shape), picture)

    def _contours(self, view: PlaneView) -> None:
        color = QColor(self._colors.ink)
        color.setAlphaF(0.35)
        self._painter.setPen(QPen(color, 1.0))
        heights = view.heights
        for tick in view.ticks(_MOST_TICKS):
            pieces = contour(view.xs, view.ys, heights, tick.position)
            across = self._frame.box.left + (pieces[..., 0] - self._frame.steps[0]) * (
                self._frame.pixels_a_step
            )
            down = self._frame.box.bottom - (pieces[..., 1] - self._frame.heights[0]) * (
                self._frame.pixels_a_unit
            )
            ends = np.stack((across, down), axis=-1).reshape(-1, 4).tolist()
            self._painter.drawLines([QLineF(*end) for end in ends])

    def _edge(self) -> None:
        self._painter.setPen(QPen(QColor(self._colors.border), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(QRectF(*self._frame.box.rectangle))

    # What stands on it

    def _path(self, view: PlaneView) -> None:
        points = self._frame.points(*np.vstack((view.path, view.here)).T)
        line = line_path(points, self._room)
        for color, width in ((self._colors.panel, 3.6), (self._colors.ink, 1.6)):
            self._painter.setPen(QPen(QColor(color), width))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPath(line)
        if len(points) <= _DOTS:
            self._painter.setPen(QPen(QColor(self._colors.panel), 1.0))
            self._painter.setBrush(QColor(self._colors.ink))
            for x, y in points[inside(points, self._room)].tolist():
                self._painter.drawEllipse(QPointF(x, y), 2.8, 2.8)

    def _futures(self, paths: Sequence[Array]) -> None:
        """Where each learning rate would lead, each in its own line style."""
        for nth, path in enumerate(paths):
            points = self._frame.points(*path.T)
            line, pen = line_path(points, self._room), future_pen(self._colors, nth)
            ground = QPen(QColor(self._colors.panel), 2 * WIDTH)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            for each in (ground, pen):
                self._painter.setPen(each)
                self._painter.drawPath(line)
            x, y = points[-1].tolist()
            if self._room.contains(x, y):
                self._painter.setPen(QPen(QColor(self._colors.down), 1.1))
                self._painter.setBrush(QColor(self._colors.panel))
                self._painter.drawEllipse(QPointF(x, y), 2.6, 2.6)

    def _name_futures(self, view: PlaneView, futures: Sequence[tuple[Future, Array]]) -> None:
        """The learning rate of each future, where it covers no line, arrow or ball."""
        fan = [future for future, _ in futures]
        lines = [self._frame.points(*path.T) for _, path in futures]
        walk = self._frame.points(*np.vstack((view.path, view.here)).T)
        end, start = arrow_end(view, self._frame), walk[-1]
        arrow = np.array([start, start if end is None else end])
        covered = np.vstack([along(clip_line(line, self._room)) for line in (walk, arrow)])
        middles = [self._at(at) for at in (view.here, view.after) if at is not None]
        balls = [
            around(at.x(), at.y(), 2 * BALL, 2 * BALL)
            for at in middles
            if self._room.contains(at.x(), at.y())
        ]
        sizes = label_sizes(fan, self._metrics)
        places = label_places(lines, sizes, self._frame.box, covered, balls)
        for nth, (future, place) in enumerate(zip(fan, places, strict=True)):
            if place is not None:
                rate = future.learning_rate
                paint_future_label(self._painter, self._colors, nth, rate, place)

    def _way_down(self, view: PlaneView) -> None:
        """The arrow straight downhill in the plane, and the hollow ball where the step leads."""
        start = self._at(view.here)
        if view.after is not None:
            self._ball(self._at(view.after), filled=False)
        end = arrow_end(view, self._frame)
        if end is None:
            return
        way = QPointF(*end) - start
        ahead = way / math.hypot(way.x(), way.y())
        neck, across = QPointF(*end) - ahead * _HEAD, QPointF(-ahead.y(), ahead.x()) * _HEAD / 2
        head = QPolygonF([QPointF(*end), neck + across, neck - across])
        for color, width in ((self._colors.panel, 5.0), (self._colors.down, 2.6)):
            self._painter.setPen(QPen(QColor(color), width))
            self._painter.drawLine(start, neck)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._colors.down))
        self._painter.drawPolygon(head)

    def _ball(self, at: QPointF, *, filled: bool) -> None:
        if not self._room.contains(at.x(), at.y()):
            return
        color = QColor(self._colors.down)
        self._painter.setPen(QPen(QColor(self._colors.panel), 4.2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(at, BALL, BALL)
        style = Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DotLine
        self._painter.setPen(QPen(color, 2.0, style))
        self._painter.setBrush(color if filled else QColor(self._colors.panel))
        self._painter.drawEllipse(at, BALL, BALL)


def paint_loss_bar(
    painter: QPainter, colors: Colors, bar: Box, view: PlaneView, *, dark: bool
) -> None:
    """A strip with all colours, the losses they stand for, and where the ball is."""
    low, high = view.range.low, view.range.high
    ticks = view.ticks(most_ticks(bar, QFontMetricsF(painter.font())))
    paint_color_bar(painter, colors, bar, (low, high), ticks, dark=dark)
    height = float(view.range.scale.place(np.array([view.loss]))[0])
    if np.isfinite(height):
        part = min(max((height - low) / (high - low), 0.0), 1.0)
        y = bar.bottom - part * bar.height
        painter.setPen(QPen(QColor(colors.panel), 1))
        painter.setBrush(QColor(colors.down))
        painter.drawEllipse(QPointF(bar.left + bar.width / 2, y), 4.5, 4.5)
