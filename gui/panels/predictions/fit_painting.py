"""Painting predictions beside what was wanted."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from core.nn.arrays import Array
from gui.formatting.numbers import count_text
from gui.panels.predictions.fit_view import FitKind, FitView, Points, Span
from gui.plotting.axes import paint_axes, ticks_across
from gui.plotting.color_bar import bar_beside, most_ticks, paint_color_bar
from gui.plotting.color_map import color_map, shades
from gui.plotting.ground_picture import stretched_over
from gui.plotting.line_path import line_path
from gui.plotting.plot_frame import Frame
from gui.plotting.scales import value_ticks
from gui.style.colors import Colors

POINT = 3.0
_EDGE = 4.0  # that lines reach beyond the plot, so that no end of them is seen
_MOST_NAMED = 6
_ELIDED = Qt.TextElideMode.ElideRight


class FitPainting:
    """Paints one view into one frame."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame, *, dark: bool) -> None:
        self._painter, self._colors, self._frame, self._dark = painter, colors, frame, dark
        self._metrics = QFontMetricsF(painter.font())
        self._room = frame.box.grown(_EDGE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def paint(self, view: FitView, row: int) -> None:
        """Paint everything, with one row ringed."""
        if view.kind is FitKind.CONFUSION:
            self._confusion(view)
            return
        frame, box = self._frame, self._frame.box
        ticks = (
            ticks_across(frame, self._metrics, value_ticks),
            value_ticks(*frame.heights, max(2, int(box.height / (2.4 * self._metrics.height())))),
        )
        paint_axes(self._painter, self._colors, frame, ticks, view.names)
        self._painter.save()
        self._painter.setClipRect(QRectF(*box.rectangle))
        if view.ground is not None:
            self._ground(view)
        if view.line is not None:
            self._line(view)
        for points in view.points:
            self._points(view, points)
        self._ring(view, row)
        self._painter.restore()
        self._painter.setPen(QPen(QColor(self._colors.border), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(QRectF(*box.rectangle))
        if view.ground is not None and view.class_names:
            self._legend(view.class_names)
        elif view.heights is not None:
            self._bar(view.heights)

    def _bar(self, heights: Span) -> None:
        """Which colour is which prediction."""
        bar = bar_beside(self._frame.box)
        ticks = value_ticks(*heights, most_ticks(bar, self._metrics))
        paint_color_bar(self._painter, self._colors, bar, heights, ticks, dark=self._dark)

    def _legend(self, names: Sequence[str]) -> None:
        """Which colour is which class, in the upper left corner."""
        box, metrics, painter = self._frame.box, self._metrics, self._painter
        shown = [metrics.elidedText(name, _ELIDED, box.width / 3) for name in names[:_MOST_NAMED]]
        height, dot = metrics.height(), 0.5 * metrics.height()
        width = max(map(metrics.horizontalAdvance, shown)) + dot + 16
        ground = QColor(self._colors.panel)
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        room = QRectF(box.left + 4, box.top + 4, width, height * len(shown) + 4)
        painter.drawRoundedRect(room, 4, 4)
        for at, (name, color) in enumerate(zip(shown, self._palette(len(names)), strict=False)):
            middle = room.top() + 2 + (at + 0.5) * height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawEllipse(QPointF(room.left() + 4 + dot / 2, middle), dot / 2, dot / 2)
            painter.setPen(QColor(self._colors.ink))
            left = room.left() + dot + 10
            painter.drawText(QPointF(left, middle + 0.32 * height), name)

    def _at(self, points: Points) -> Array:
        return self._frame.points(points.x, points.y)

    # The ground

    def _ground(self, view: FitView) -> None:
        values = view.ground
        assert values is not None
        if view.heights is None:
            colors = self._class_ground(values)
        else:
            colors = color_map(self._dark)[shades(values[0], *view.heights)].astype(np.float64)
        pixels = np.full((*colors.shape[:2], 4), 255, dtype=np.uint8)
        pixels[..., :3] = np.clip(np.nan_to_num(colors), 0, 255).astype(np.uint8)
        upright = np.ascontiguousarray(pixels.transpose(1, 0, 2)[::-1])
        height, width = upright.shape[:2]
        image = QImage(upright.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
        self._painter.drawImage(stretched_over(self._frame.box, (width, height)), image)

    def _class_ground(self, values: Array) -> Array:
        """The colour of the likelier class, the paler the less sure."""
        if len(values) == 1:
            values = np.stack((1 - values[0], values[0]))
        palette = np.array([_parts(color) for color in self._palette(len(values))])
        panel = np.array(_parts(self._colors.panel))
        best = values.argmax(axis=0)
        sure = np.clip((values.max(axis=0) - 1 / len(values)) / (1 - 1 / len(values)), 0.0, 1.0)
        part = (0.12 + 0.5 * sure)[..., np.newaxis]
        return np.asarray(panel * (1 - part) + palette[best] * part)

    def _palette(self, count: int) -> list[str]:
        colors = self._colors
        base = [colors.negative, colors.positive, colors.slope, colors.muted, colors.ring]
        return [base[at % len(base)] for at in range(count)]

    def _line(self, view: FitView) -> None:
        assert view.line is not None
        points = self._frame.points(view.line[:, 0], view.line[:, 1])
        curve = view.kind is FitKind.CURVE
        color = self._colors.ink if curve else self._colors.muted
        style = Qt.PenStyle.SolidLine if curve else Qt.PenStyle.DashLine
        self._painter.setPen(QPen(QColor(color), 2.0 if curve else 1.2, style))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line_path(points, self._room))

    # The rows

    def _points(self, view: FitView, points: Points) -> None:
        """Solid dots; those of rows set aside are hollow. Classes differ in colour and in shape."""
        places = self._at(points).tolist()
        classes = points.classes.tolist()
        palette = self._palette(max(2, len(view.class_names)))
        for (x, y), which in zip(places, classes, strict=True):
            if not self._room.contains(x, y):
                continue
            kind = round(which) if view.class_names else 1
            color = QColor(palette[kind % len(palette)])
            self._painter.setPen(QPen(color if points.aside else QColor(self._colors.panel), 1.0))
            self._painter.setBrush(Qt.BrushStyle.NoBrush if points.aside else color)
            if view.class_names and kind % 2 == 0:
                size = 1.7 * POINT
                self._painter.drawRect(QRectF(x - size / 2, y - size / 2, size, size))
            else:
                self._painter.drawEllipse(QPointF(x, y), POINT, POINT)

    def _ring(self, view: FitView, row: int) -> None:
        for points in view.points:
            found = np.flatnonzero(points.rows == row)
            if not points.aside and found.size:
                x, y = self._at(points)[found[0]].tolist()
                self._painter.setPen(QPen(QColor(self._colors.ring), 2.4))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                if self._room.contains(x, y):
                    self._painter.drawEllipse(QPointF(x, y), POINT + 3.5, POINT + 3.5)

    # Classes

    def _confusion(self, view: FitView) -> None:
        """How many rows of each class, down, are given which class, across."""
        assert view.counts is not None
        box, painter, count = self._frame.box, self._painter, len(view.class_names)
        width, height = box.width / count, box.height / count
        most = max(1, int(view.counts.max()))
        for actual in range(count):
            for given in range(count):
                cell = QRectF(box.left + given * width, box.top + actual * height, width, height)
                number = int(view.counts[actual, given])
                color = QColor(self._colors.down if actual == given else self._colors.negative)
                color.setAlphaF(0.08 + 0.4 * number / most if number else 0.03)
                painter.fillRect(cell.adjusted(1, 1, -1, -1), color)
                painter.setPen(QColor(self._colors.ink))
                mark = " ✓" if actual == given and number else ""
                text = f"{count_text(number)}{mark}"
                if self._metrics.horizontalAdvance(text) > width - 4:
                    text = count_text(number)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QColor(self._colors.muted))
        flags, elide = Qt.AlignmentFlag, Qt.TextElideMode.ElideLeft  # ends tell classes apart
        for at, name in enumerate(view.class_names):
            below = QRectF(box.left + at * width, box.bottom, width, 1.4 * self._metrics.height())
            text = self._metrics.elidedText(name, elide, width - 4)
            painter.drawText(below, flags.AlignCenter, text)
            left = QRectF(0, box.top + at * height, box.left - 6, height)
            text = self._metrics.elidedText(name, elide, box.left - 10)
            painter.drawText(left, flags.AlignRight | flags.AlignVCenter, text)
        under = box.bottom + 1.4 * self._metrics.height()
        title = QRectF(box.left, under, box.width, self._metrics.height())
        painter.drawText(title, flags.AlignCenter, "predicted across, actual down")


def _parts(color: str) -> list[float]:
    return [float(int(color[at : at + 2], 16)) for at in (1, 3, 5)]
