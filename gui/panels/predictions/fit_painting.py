"""Painting predictions beside what was wanted."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.nn.arrays import Array
from gui.panels.predictions.fit_view import FitKind, FitView, Points
from gui.plotting.heights.color_bar import bar_beside, most_ticks, paint_color_bar
from gui.plotting.heights.ground_picture import ground_picture, picture_of, stretched_over
from gui.plotting.lines.legend import paint_legend
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.row_dots import class_palette, paint_row_dots, paint_row_ring
from gui.plotting.plot_frame import Frame, Span
from gui.plotting.scales import value_ticks
from gui.style.colors import Colors

_EDGE = 4.0  # that lines reach beyond the plot, so that no end of them is seen
_MOST_NAMED = 6


class FitPainting:
    """Paints one view into one frame."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame, *, dark: bool) -> None:
        self._painter, self._colors, self._frame, self._dark = painter, colors, frame, dark
        self._room = frame.box.grown(_EDGE)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def paint(self, view: FitView, row: int | None, point: tuple[float, float] | None) -> None:
        """Paint everything, perhaps with a row or a point ringed, and what colours mean."""
        self.paint_within(view, view.heights, row, point)
        painter = self._painter
        if view.heights is not None:
            self._bar(view.heights)
        elif view.ground is not None:
            names = view.class_names[:_MOST_NAMED]
            paint_legend(painter, self._colors, self._frame.box, names)

    def paint_within(
        self,
        view: FitView,
        heights: Span | None,
        row: int | None = None,
        point: tuple[float, float] | None = None,
    ) -> None:
        """Paint what lies within the axes, perhaps with one row ringed, or a point that is none.

        The colours of numbers go from one prediction to another.
        """
        painter, area = self._painter, QRectF(*self._frame.box.rectangle)
        painter.save()
        painter.setClipRect(area)
        self._ground(view, heights)
        self._line(view)
        for points in view.points:
            self._points(view, points)
        if point is not None:
            self._ring_at(*self._frame.pixel(*point))
        elif row is not None:
            self._ring(view, row)
        painter.restore()
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)

    def _bar(self, heights: Span) -> None:
        """Which colour is which prediction."""
        bar = bar_beside(self._frame.box)
        ticks = value_ticks(*heights, most_ticks(bar, QFontMetricsF(self._painter.font())))
        paint_color_bar(self._painter, self._colors, bar, heights, ticks, dark=self._dark)

    def _at(self, points: Points) -> Array:
        return self._frame.points(points.x, points.y)

    # The ground

    def _ground(self, view: FitView, heights: Span | None) -> None:
        values = view.ground
        if values is None:
            return
        if heights is None:
            picture = picture_of(self._class_ground(values), np.ones(values.shape[1:], np.bool_))
        else:
            picture = ground_picture(values[0], *heights, dark=self._dark)
        shape = (values.shape[1], values.shape[2])
        self._painter.drawImage(stretched_over(self._frame.box, shape), picture)

    def _class_ground(self, values: Array) -> Array:
        """The colour of the likelier class, the paler the less sure."""
        if len(values) == 1:
            values = np.stack((1 - values[0], values[0]))
        palette = np.array([_parts(color) for color in class_palette(self._colors, len(values))])
        panel = np.array(_parts(self._colors.panel))
        best = values.argmax(axis=0)
        sure = np.clip((values.max(axis=0) - 1 / len(values)) / (1 - 1 / len(values)), 0.0, 1.0)
        part = (0.12 + 0.5 * sure)[..., np.newaxis]
        return np.asarray(panel * (1 - part) + palette[best] * part)

    def _line(self, view: FitView) -> None:
        """The curve of the prediction, or the line that right predictions lie on."""
        pen = QPen(QColor(self._colors.muted), 1.2, Qt.PenStyle.DashLine)
        line = _right(view.kind, self._frame)
        if view.line is not None:
            pen, line = QPen(QColor(self._colors.ink), 2.0), view.line
        if line is not None:
            points = self._frame.points(line[:, 0], line[:, 1])
            self._painter.strokePath(line_path(points, self._room), pen)

    # The rows

    def _points(self, view: FitView, points: Points) -> None:
        """Solid dots; those of rows set aside are hollow."""
        classes = [round(which) for which in points.classes.tolist()] if view.class_names else None
        places, hollow = self._at(points), points.aside
        paint_row_dots(self._painter, self._colors, places, classes, self._room, hollow=hollow)

    def _ring(self, view: FitView, row: int) -> None:
        for points in view.points:
            found = np.flatnonzero(points.rows == row)
            if not points.aside and found.size:
                self._ring_at(*self._at(points)[found[0]].tolist())

    def _ring_at(self, x: float, y: float) -> None:
        paint_row_ring(self._painter, self._colors, (x, y), self._room)


def _right(kind: FitKind, frame: Frame) -> Array | None:
    """The line that right predictions lie on: predicted = actual, or no error; None without one."""
    (left, right), (low, high) = frame.steps, frame.heights
    if kind is FitKind.ACTUAL:
        ends = min(left, low), max(right, high)
        return np.array([[end, end] for end in ends])
    if kind is FitKind.RESIDUALS:
        return np.array([[left, 0.0], [right, 0.0]])
    return None


def _parts(color: str) -> list[float]:
    return [float(int(color[at : at + 2], 16)) for at in (1, 3, 5)]
