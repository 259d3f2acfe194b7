"""Painting the loss after one step against the learning rate."""

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from core.arrays import Array
from core.landscape.step_size import Outcome
from gui.colors import Colors
from gui.number_text import number
from gui.panels.hill.axes import paint_axes, ticks_across
from gui.panels.hill.step_size.step_view import StepView
from gui.panels.line_path import line_path
from gui.panels.loss.loss_scale import LossScale, loss_ticks
from gui.panels.loss.plot_frame import Frame

BALL = 7.0
_NAMES = {
    Outcome.NOTHING: ("changes nothing", "nothing"),
    Outcome.SLOW: ("falls slowly", "slow"),
    Outcome.GOOD: ("good",),
    Outcome.OVERSHOOTS: ("overshoots the valley", "overshoots", "over"),
    Outcome.WORSE: ("worse than not stepping", "worse"),
    Outcome.SLEEP: ("puts a node to sleep", "sleep"),
    Outcome.NOT_FINITE: ("not finite", "∞"),
}
_HATCHED = (Outcome.SLEEP, Outcome.NOT_FINITE)


class StepPainting:
    """Paints one view into one frame. The axis across holds powers of ten."""

    def __init__(self, painter: QPainter, colors: Colors, frame: Frame) -> None:
        self._painter, self._colors, self._frame = painter, colors, frame
        self._metrics = QFontMetricsF(painter.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, view: StepView, band: float) -> None:
        """Paint everything; the names of the regions stand in a band above the plot."""
        frame, box = self._frame, self._frame.box
        power = LossScale(logarithmic=True)
        most = max(2, int(box.height / 3 / self._metrics.height()))
        ticks = (
            ticks_across(frame, self._metrics, partial(loss_ticks, power)),
            loss_ticks(view.range.scale, *frame.heights, most),
        )
        self._regions(view, band)
        paint_axes(self._painter, self._colors, frame, ticks, ("learning rate", ""))
        self._painter.save()
        self._painter.setClipRect(QRectF(*box).adjusted(-BALL, -2, BALL, 1))
        self._before(view)
        self._promise(view)
        self._curve(view)
        self._best(view)
        self._painter.restore()
        self._present(view)

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
            strip = QRectF(left, box.top - band, right - left, band - 3)
            painter.fillRect(strip, QColor(colors.selection if here else colors.raised))
            if region.outcome in _HATCHED:
                brush = QBrush(QColor(colors.border), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(QRectF(left, box.top, right - left, box.height), brush)
            if not last:
                painter.setPen(QPen(QColor(colors.border), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(right, box.top - band), QPointF(right, box.bottom))
            self._name(_NAMES[region.outcome], strip, bold=here)

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
        painter.setPen(QColor(self._colors.muted))
        text = f"now {number(view.sizes.before)}"
        width = self._metrics.horizontalAdvance(text)
        painter.drawText(QPointF(box.right - width - 4, y - 4), text)

    def _line(self, rates: Array, losses: Array) -> QPainterPath:
        heights = self._frame_scale(losses)
        points = self._frame.points(np.log10(rates), heights)
        return line_path(points, self._frame.box.grown(BALL))

    def _promise(self, view: StepView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.slope), 1.6, Qt.PenStyle.DotLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(self._line(view.sizes.rates, view.sizes.promised))

    def _curve(self, view: StepView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.ink), 1.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(self._line(view.sizes.rates, view.sizes.losses))

    # What stands on it

    def _best(self, view: StepView) -> None:
        sizes = view.sizes
        if sizes.fall <= 0 or not math.isfinite(sizes.best_loss):
            return
        at = QPointF(self._x(sizes.best_rate), self._y(sizes.best_loss))
        self._painter.setPen(QPen(QColor(self._colors.down), 1.8, Qt.PenStyle.DotLine))
        self._painter.setBrush(QColor(self._colors.panel))
        self._painter.drawEllipse(at, BALL - 1, BALL - 1)
        text = f"best {number(float(f'{sizes.best_rate:.2g}'))}"
        width, height = self._metrics.horizontalAdvance(text) + 6, self._metrics.height()
        box = self._frame.box
        left = min(max(at.x() - width / 2, box.left + 2), box.right - width)
        ball = self._x(view.rate)
        if abs(ball - at.x()) < width / 2 + BALL:  # beside the ball, not under it
            beside = at.x() - width - BALL - 2 if at.x() < ball else at.x() + BALL + 2
            left = min(max(beside, box.left + 2), box.right - width)
        top = at.y() - BALL - height - 4
        room = QRectF(left, top if top > box.top else at.y() + BALL + 4, width, height)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.drawRoundedRect(room, 3, 3)
        self._painter.setPen(QColor(self._colors.down))
        self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

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
