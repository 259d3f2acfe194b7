"""Painting the hill along one weight."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from core.arrays import Array
from gui.colors import Colors
from gui.number_text import number, signed
from gui.panels.clipping import inside
from gui.panels.hill.axes import paint_axes
from gui.panels.hill.slice.hand_trail import Tried
from gui.panels.hill.slice.slice_view import SliceView
from gui.panels.line_path import line_path
from gui.panels.loss.loss_scale import LossScale, loss_ticks, value_ticks
from gui.panels.loss.plot_frame import Box, Frame

BALL = 7.0
_GROUND_ALPHA = 205  # lines fade behind words
_TANGENT = 0.2  # of the width, to either side


class SlicePainting:
    """Paints one view into one frame, from the ground up."""

    def __init__(
        self, painter: QPainter, colors: Colors, font: QFont, frame: Frame, scale: LossScale
    ) -> None:
        self._painter, self._colors, self._frame, self._scale = painter, colors, frame, scale
        self._room = frame.box.grown(2 * BALL)
        self._metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, view: SliceView, trail: Sequence[Tried], *, slopes: bool) -> None:
        """Paint everything; without slopes only the hill, the ball and where it was put by hand."""
        self._axes(view.name)
        plot = QRectF(*self._frame.box)
        self._painter.save()
        self._painter.setClipRect(plot.adjusted(0, -BALL, BALL, 1))
        self._hill(view)
        self._trail(trail)
        if slopes:
            self._tangent(view)
            self._whole_step(view)
            self._step(view)
        self._ball(self._at(view.value, view.loss), filled=True)
        self._painter.restore()
        if slopes:
            self._words(view)

    # Where things are

    def _at(self, value: float, loss: float) -> QPointF:
        height = float(self._scale.place(np.array([loss]))[0])
        return QPointF(self._frame.x(value), self._frame.y(height if np.isfinite(height) else 0))

    # The ground

    def _axes(self, name: str) -> None:
        frame, box = self._frame, self._frame.box
        most = max(2, int(box.height / (3 * self._metrics.height())))
        ticks = (
            value_ticks(*frame.steps, max(2, int(box.width / 44))),
            loss_ticks(self._scale, *frame.heights, most),
        )
        paint_axes(self._painter, self._colors, frame, ticks, (name, ""))

    def _hill(self, view: SliceView) -> None:
        points = self._frame.points(view.values, self._scale.place(view.losses))
        line = line_path(points, self._room)
        self._painter.fillPath(_ground(points, self._room), QColor(self._colors.raised))
        self._painter.setPen(QPen(QColor(self._colors.ink), 1.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line)

    # What stands on it

    def _trail(self, trail: Sequence[Tried]) -> None:
        """Hollow dots where the weight was put by hand, in order."""
        points = [self._at(*tried) for tried in trail if np.isfinite(tried.loss)]
        places = np.array([(point.x(), point.y()) for point in points]).reshape(-1, 2)
        self._painter.setPen(QPen(QColor(self._colors.muted), 1, Qt.PenStyle.DotLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line_path(places, self._room))
        self._painter.setPen(QPen(QColor(self._colors.muted), 1.4))
        self._painter.setBrush(QColor(self._colors.panel))
        for x, y in places[inside(places, self._room)].tolist():
            self._painter.drawEllipse(QPointF(x, y), 3.2, 3.2)

    def _tangent(self, view: SliceView) -> None:
        reach = _TANGENT * (self._frame.steps[1] - self._frame.steps[0])
        ways = np.array((-reach, reach))
        with np.errstate(all="ignore"):
            heights = (view.loss + view.slope * ways) / self._scale.unit
        ends = self._frame.points(view.value + ways, heights)
        self._painter.setPen(QPen(QColor(self._colors.slope), 2.4))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(line_path(ends, self._room))

    def _whole_step(self, view: SliceView) -> None:
        if view.loss_all is None:
            return
        y = self._at(view.value, view.loss_all).y()
        if not self._room.top <= y <= self._room.bottom:
            return
        self._painter.setPen(QPen(QColor(self._colors.down), 1.2, Qt.PenStyle.DotLine))
        box = self._frame.box
        self._painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))

    def _step(self, view: SliceView) -> None:
        """An arc to the hollow ball where the step puts this weight."""
        if view.after == view.value or not np.isfinite(view.loss_alone):
            return
        start, end = self._at(view.value, view.loss), self._at(view.after, view.loss_alone)
        self._ball(end, filled=False)
        if abs(end.x() - start.x()) < 4 * BALL or not self._room.has(end.x(), end.y()):
            return
        top = min(start.y(), end.y()) - 0.25 * abs(end.x() - start.x())
        arc = QPainterPath(start)
        arc.quadTo(QPointF((start.x() + end.x()) / 2, top), end)
        self._painter.setPen(QPen(QColor(self._colors.down), 1.6))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(arc)
        self._arrow_head(arc)

    def _arrow_head(self, arc: QPainterPath) -> None:
        tip = arc.pointAtPercent(1 - min(0.5, BALL / max(arc.length(), 1)))
        back = arc.pointAtPercent(1 - min(0.6, 2.3 * BALL / max(arc.length(), 1)))
        way = tip - back
        across = QPointF(-way.y(), way.x()) * 0.45
        head = QPainterPath(tip)
        head.lineTo(back + across)
        head.lineTo(back - across)
        head.closeSubpath()
        self._painter.fillPath(head, QColor(self._colors.down))

    def _ball(self, at: QPointF, *, filled: bool) -> None:
        if not self._room.has(at.x(), at.y()):
            return
        color = QColor(self._colors.down)
        style = Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DotLine
        self._painter.setPen(QPen(color, 1.8, style))
        self._painter.setBrush(color if filled else QColor(self._colors.panel))
        self._painter.drawEllipse(at, BALL, BALL)

    # Words

    def _words(self, view: SliceView) -> None:
        """What is said stands at the top, where the hill seldom is, and on the dotted line."""
        box, height = self._frame.box, self._metrics.height()
        rows, batch = (" over all rows", ", by the batch") if view.in_batches else ("", "")
        lines = [(f"slope{rows} {signed(view.slope)}", self._colors.slope)]
        if view.after != view.value:
            text = f"only this weight{batch}: {number(view.after)}, loss {number(view.loss_alone)}"
            lines.append((text, self._colors.down))
        all_ = "the step would be refused" if view.loss_all is None else number(view.loss_all)
        lines.append((f"all weights: {all_}", self._colors.down))
        if view.why_flat:
            lines = [(view.why_flat.partition(", so")[0], self._colors.muted)]
        elided = [
            (self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width - 8), color)
            for text, color in lines
        ]
        width = max(self._metrics.horizontalAdvance(text) for text, _ in elided)
        left = self._free_place(view, width + 8)
        ground = QColor(self._colors.panel)
        ground.setAlpha(_GROUND_ALPHA)
        area = QRectF(left, box.top, width + 8, (len(elided) + 0.25) * height)
        self._painter.fillRect(area, ground)
        for at, (text, color) in enumerate(elided):
            self._painter.setPen(QColor(color))
            self._painter.drawText(QPointF(left + 4, box.top + (at + 0.9) * height), text)

    def _free_place(self, view: SliceView, width: float) -> float:
        """The left end of the stretch of this width over which the hill is lowest."""
        box, frame = self._frame.box, self._frame
        heights = self._scale.place(view.losses)
        places = np.linspace(box.left, max(box.left, box.right - width), 9).tolist()

        def highest(left: float) -> float:
            low, high = frame.step(left), frame.step(left + width)
            over = heights[(view.values >= low) & (view.values <= high)]
            return float(np.nanmax(over, initial=0.0))

        return float(min(places, key=highest))


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
