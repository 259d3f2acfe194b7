"""Painting the loss after one step against the learning rate."""

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from core.landscape.step_size import StepOutcome
from core.nn.arrays import Array
from gui.formatting.numbers import number, rounded
from gui.geometry import Box, around, box_at
from gui.panels.step_size.bounds import bound_places, bounds_of
from gui.panels.step_size.step_view import StepView
from gui.plotting.axes import paint_axes, ticks_across
from gui.plotting.clipping import clip_line
from gui.plotting.line_path import line_path
from gui.plotting.plot_frame import Frame, along, beside, best_place, free_place
from gui.plotting.scales import LossScale, loss_ticks
from gui.style.colors import Colors

BALL = 7.0
_NAMES = {
    StepOutcome.NOTHING: ("changes nothing", "nothing"),
    StepOutcome.SLOW: ("falls slowly", "slow"),
    StepOutcome.GOOD: ("good",),
    StepOutcome.OVERSHOOTS: ("overshoots the valley", "overshoots", "over"),
    StepOutcome.WORSE: ("worse than not stepping", "worse"),
    StepOutcome.SLEEP: ("puts a node to sleep", "sleep"),
    StepOutcome.NOT_FINITE: ("not finite", "∞"),
}
_HATCHED = (StepOutcome.SLEEP, StepOutcome.NOT_FINITE)


class StepPainting:
    """Paints one view into one frame. The axis across holds powers of ten."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame) -> None:
        self._painter, self._colors, self._frame = painter, colors, frame
        self._metrics = QFontMetricsF(painter.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, view: StepView, band: float) -> None:
        """Paint everything; above the plot stands a band of two rows: regions and their bounds."""
        frame, box = self._frame, self._frame.box
        power = LossScale(logarithmic=True)
        most = max(2, int(box.height / 3 / self._metrics.height()))
        ticks = (
            ticks_across(frame, self._metrics, partial(loss_ticks, power)),
            loss_ticks(view.range.scale, *frame.heights, most),
        )
        self._regions(view, band)
        self._bounds(view, band)
        paint_axes(self._painter, self._colors, frame, ticks, ("learning rate", ""))
        self._painter.save()
        self._painter.setClipRect(QRectF(*box.rectangle).adjusted(-BALL, -2, BALL, 1))
        self._before(view)
        self._prediction(view)
        self._curve(view)
        self._best(view)
        self._painter.restore()
        self._present(view)
        self._words(view)

    def _x(self, rate: float) -> float:
        return self._frame.x(math.log10(rate))

    def _y(self, loss: float) -> float:
        height = float(self._frame_scale(np.array([loss]))[0])
        return self._frame.y(height if math.isfinite(height) else self._frame.heights[1])

    def _frame_scale(self, losses: Array) -> Array:
        return self._scale.place(losses)

    # The ground

    def _regions(self, view: StepView, band: float) -> None:
        self._scale = view.range.scale
        box, painter, colors = self._frame.box, self._painter, self._colors
        for at, region in enumerate(view.sizes.regions):
            left = max(self._x(region.low), box.left) if at else box.left
            last = region is view.sizes.regions[-1]
            right = box.right if last else min(self._x(region.high), box.right)
            if right <= left:
                continue
            here = region is view.region
            strip = QRectF(left, box.top - band, right - left, band / 2)
            painter.fillRect(strip, QColor(colors.selection if here else colors.raised))
            if region.outcome in _HATCHED:
                brush = QBrush(QColor(colors.border), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(QRectF(left, box.top, right - left, box.height), brush)
            self._name(_NAMES[region.outcome], strip, bold=here)

    def _bounds(self, view: StepView, band: float) -> None:
        """Where one region ends and the next begins: a line, with its learning rate over it."""
        box, painter, metrics = self._frame.box, self._painter, self._metrics
        bounds = [
            (bound, self._x(bound.rate), metrics.horizontalAdvance(bound.text))
            for bound in bounds_of(view.sizes)
        ]
        places = bound_places(bounds, box.left, box.right)
        for (bound, x, width), place in zip(bounds, places, strict=True):
            style = Qt.PenStyle.SolidLine if bound.diverges else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(self._colors.zero), 1, style))
            painter.drawLine(QPointF(x, box.top - 2), QPointF(x, box.bottom))
            if place is not None:
                painter.setPen(QColor(self._colors.ink if bound.diverges else self._colors.muted))
                row = QRectF(place, box.top - band / 2, width, band / 2)
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
                painter.drawText(row, flags, bound.text)

    def _name(self, names: tuple[str, ...], strip: QRectF, *, bold: bool) -> None:
        """The longest name that there is room for."""
        font = QFont(self._painter.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        fitting = (name for name in names if metrics.horizontalAdvance(name) <= strip.width() - 6)
        name = next(fitting, "")
        plain = self._painter.font()
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._colors.ink if bold else self._colors.muted))
        self._painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, name)
        self._painter.setFont(plain)

    def _before(self, view: StepView) -> None:
        """The loss without a step: what lies above is worse."""
        box, painter = self._frame.box, self._painter
        y = self._y(view.sizes.before)
        painter.setPen(QPen(QColor(self._colors.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))

    def _points(self, rates: Array, losses: Array) -> Array:
        points = self._frame.points(np.log10(rates), self._frame_scale(losses))
        return clip_line(points, self._frame.box.grown(BALL))

    def _line(self, rates: Array, losses: Array) -> QPainterPath:
        return line_path(self._points(rates, losses), self._frame.box.grown(BALL))

    def _prediction(self, view: StepView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.slope), 1.6, Qt.PenStyle.DotLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(self._line(view.sizes.rates, view.sizes.promised))

    def _curve(self, view: StepView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.ink), 1.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(self._line(view.sizes.rates, view.sizes.losses))

    # What stands on it

    def _best(self, view: StepView) -> None:
        if view.sizes.lowers:
            at = QPointF(self._x(view.sizes.best_rate), self._y(view.sizes.best_loss))
            self._painter.setPen(QPen(QColor(self._colors.down), 1.8, Qt.PenStyle.DotLine))
            self._painter.setBrush(QColor(self._colors.panel))
            self._painter.drawEllipse(at, BALL - 1, BALL - 1)

    def _present(self, view: StepView) -> None:
        """A line to drag at the present rate, with the ball where the step leads."""
        box, colors = self._frame.box, self._colors
        x = self._x(view.rate)
        self._painter.setPen(QPen(QColor(colors.down), 1.4))
        self._painter.drawLine(QPointF(x, box.top), QPointF(x, box.bottom))
        y = min(max(self._y(view.loss_after), box.top), box.bottom)
        self._painter.setPen(QPen(QColor(colors.panel), 1.4))
        self._painter.setBrush(QColor(colors.down))
        self._painter.drawEllipse(QPointF(x, y), BALL, BALL)

    # Words

    def _words(self, view: StepView) -> None:
        """The loss without a step and the best rate, where they cover no line if there is room."""
        sizes, box, height = view.sizes, self._frame.box, self._metrics.height()
        x, ball = self._x(view.rate), min(max(self._y(view.loss_after), box.top), box.bottom)
        present = np.array([[x, box.top], [x, box.bottom]])
        curves = [self._points(sizes.rates, each) for each in (sizes.losses, sizes.promised)]
        covered = np.vstack([along(line) for line in (present, *curves)])
        taken = [around(x, ball, 2 * BALL, 2 * BALL)]
        text = f"now {number(sizes.before)}"
        width, y = self._metrics.horizontalAdvance(text) + 4, self._y(sizes.before)
        places = [
            box_at(left, top, width, height)
            for top in (y - height - 1, y + 1)
            for left in (box.right - width, box.left, box.left + (box.width - width) / 2)
        ]
        taken.append(self._word(text, self._colors.muted, places, covered, taken))
        if view.sizes.lowers:
            text = f"best {rounded(sizes.best_rate, 2)}"
            at = self._x(sizes.best_rate), self._y(sizes.best_loss)
            size = self._metrics.horizontalAdvance(text) + 4, height
            self._word(text, self._colors.down, beside(at, size, BALL + 3), covered, taken)

    def _word(
        self, text: str, color: str, places: list[Box], covered: Array, taken: list[Box]
    ) -> Box:
        """Write in the first free place, or in the one that covers least."""
        box = self._frame.box
        place = free_place(places, box, covered, taken) or best_place(places, box, covered, taken)
        ground = QColor(self._colors.panel)
        ground.setAlphaF(0.85)
        self._painter.fillRect(QRectF(*place.rectangle), ground)
        self._painter.setPen(QColor(color))
        self._painter.drawText(QRectF(*place.rectangle), Qt.AlignmentFlag.AlignCenter, text)
        return place
