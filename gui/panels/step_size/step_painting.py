"""Painting the loss after one step against the learning rate."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from core.landscape.step_size import StepOutcome
from core.nn.arrays import Array
from gui.formatting.numbers import number, rounded
from gui.geometry import Box, around, box_at
from gui.panels.step_size.bounds import bound_places, bounds_of
from gui.panels.step_size.step_view import StepView
from gui.plotting.lines.clipping import clip_line
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import BALL, paint_ball, paint_words
from gui.plotting.plot_frame import Frame, Pixel, along, beside, best_place, free_place
from gui.style.colors import Colors

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
        self._room = frame.box.grown(BALL)

    def paint(self, view: StepView, band: float) -> None:
        """Paint everything; above the plot stands a band of two rows: regions and their bounds."""
        self._regions(view, band)
        self._bounds(view, band)
        self._painter.save()
        self._painter.setClipRect(QRectF(*self._frame.box.rectangle).adjusted(-BALL, -2, BALL, 1))
        self._before(view)
        self._prediction(view)
        self._curve(view)
        if view.sizes.lowers:
            at = self._pixel(view.sizes.best_rate, view.sizes.best_loss)
            self._ball(at, filled=False, radius=BALL - 1)
        self._painter.restore()
        self._present(view)
        self._words(view)

    def _pixel(self, rate: float, loss: float) -> Pixel:
        return self._frame.pixel(math.log10(rate), loss)

    def _x(self, rate: float) -> float:
        return self._frame.x(math.log10(rate))

    # The ground

    def _regions(self, view: StepView, band: float) -> None:
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
            if self._frame.steps[0] <= math.log10(bound.rate) <= self._frame.steps[1]
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
        _, y = self._pixel(view.rate, view.sizes.before)
        if box.top <= y <= box.bottom:
            painter.setPen(QPen(QColor(self._colors.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))

    def _points(self, rates: Array, losses: Array) -> Array:
        points = self._frame.points(np.log10(rates), self._frame.scale.place(losses))
        return clip_line(points, self._room)

    def _prediction(self, view: StepView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.slope), 1.6, Qt.PenStyle.DotLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        points = self._points(view.sizes.rates, view.sizes.promised)
        self._painter.drawPath(line_path(points, self._room))

    def _curve(self, view: StepView) -> None:
        self._painter.setPen(QPen(QColor(self._colors.ink), 1.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        points = self._points(view.sizes.rates, view.sizes.losses)
        self._painter.drawPath(line_path(points, self._room))

    # What stands on it

    def _ball(self, at: Pixel, *, filled: bool, radius: float = BALL) -> None:
        paint_ball(self._painter, self._colors, at, filled=filled, radius=radius, room=self._room)

    def _present(self, view: StepView) -> None:
        """A line to drag at the present rate, with the ball where the step leads."""
        box, ball = self._frame.box, self._ball_place(view)
        if box.left <= ball.x <= box.right:
            self._painter.setPen(QPen(QColor(self._colors.down), 1.4))
            self._painter.drawLine(QPointF(ball.x, box.top), QPointF(ball.x, box.bottom))
            self._ball(ball, filled=True)

    def _ball_place(self, view: StepView) -> Pixel:
        x, y = self._pixel(view.rate, view.loss_after)
        return Pixel(x, min(max(y, self._frame.box.top), self._frame.box.bottom))

    # Words

    def _words(self, view: StepView) -> None:
        """The loss without a step and the best rate, where they cover no line if there is room."""
        sizes, box, height = view.sizes, self._frame.box, self._metrics.height()
        ball = self._ball_place(view)
        present = np.array([[ball.x, box.top], [ball.x, box.bottom]])
        curves = [self._points(sizes.rates, each) for each in (sizes.losses, sizes.promised)]
        covered = np.vstack([along(clip_line(line, self._room)) for line in (present, *curves)])
        taken = [around(*ball, 2 * BALL, 2 * BALL)]
        _, y = self._pixel(view.rate, sizes.before)
        if box.top <= y <= box.bottom:
            text = f"now {number(sizes.before)}"
            width = self._metrics.horizontalAdvance(text) + 4
            places = [
                box_at(left, top, width, height)
                for top in (y - height - 1, y + 1)
                for left in (box.right - width, box.left, box.left + (box.width - width) / 2)
            ]
            taken.append(self._word(text, self._colors.muted, places, covered, taken))
        best = self._pixel(sizes.best_rate, sizes.best_loss) if sizes.lowers else None
        if best is not None and box.contains(*best):
            text = f"best {rounded(sizes.best_rate, 2)}"
            size = self._metrics.horizontalAdvance(text) + 4, height
            self._word(text, self._colors.down, beside(best, size, BALL + 3), covered, taken)

    def _word(
        self, text: str, color: str, places: list[Box], covered: Array, taken: list[Box]
    ) -> Box:
        """Write in the first free place, or in the one that covers least."""
        box = self._frame.box
        place = free_place(places, box, covered, taken) or best_place(places, box, covered, taken)
        paint_words(self._painter, self._colors, text, color, place)
        return place
