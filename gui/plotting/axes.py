"""The axes of a plot: their ticks and names, and painting them with lines across the plot."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.plotting.plot_frame import Frame
from gui.plotting.scales import LossScale, Tick, loss_ticks, value_ticks
from gui.style.colors import Colors
from gui.style.text_widths import TextWidths

_TICK_GAP = 5.0
_USUAL = "0.000000"  # plots below each other begin alike
_USUAL_PART = 0.2  # of the width, at most
_BETWEEN = 12.0  # pixels between two ticks


class Axis(NamedTuple):
    """An axis: what it is called, and where its ticks are between two numbers, at most so many."""

    name: str
    ticks: Callable[[float, float, int], Sequence[Tick]]


def value_axis(name: str) -> Axis:
    """An axis of any numbers."""
    return Axis(name, value_ticks)


def loss_axis(scale: LossScale, name: str = "") -> Axis:
    """An axis of losses, whose heights are those of a scale."""
    return Axis(name, partial(loss_ticks, scale))


def ticks_across(
    frame: Frame, width_of: TextWidths, ticks: Callable[[float, float, int], Sequence[Tick]]
) -> Sequence[Tick]:
    """Ticks across, as many as have room beside each other.

    Args:
        frame: where they stand.
        width_of: measures texts in the font they are written in.
        ticks: finds them between two numbers, at most so many.
    """
    most = max(2, int(frame.box.width / width_of("0.000")))
    while most > 1:
        found = ticks(*frame.steps, most)
        widest = _widest(found, width_of)
        if len(found) * (widest + _BETWEEN) <= frame.box.width:
            return found
        most = min(most - 1, len(found))  # so many at least would stand just as far apart
    return ticks(*frame.steps, 1)


def left_margin(ticks: Sequence[Tick], width_of: TextWidths, width: float, *, named: bool) -> float:
    """The room that the ticks and the name of the upright axis take in a plot so wide."""
    widest = _widest(ticks, width_of)
    usual = min(width_of(_USUAL), _USUAL_PART * width)
    return max(usual, widest + named * width_of.metrics.height()) + 2 * _TICK_GAP


def _widest(ticks: Sequence[Tick], width_of: TextWidths) -> float:
    """How wide the widest tick is, in pixels."""
    return max((width_of(tick.text) for tick in ticks), default=0.0)


def paint_axes(
    painter: QPainter,
    colors: Colors,
    frame: Frame,
    ticks: tuple[Sequence[Tick], Sequence[Tick]],
    names: tuple[str, str],
) -> None:
    """Paint the ticks across and up with lines across the plot, and what the axes are called.

    The name of the upright axis may be empty.
    """
    metrics = QFontMetricsF(painter.font())
    box, height = frame.box, metrics.height()
    across, up = ticks
    for tick in up:
        y = frame.y(tick.position)
        painter.setPen(QPen(QColor(colors.grid), 1))
        painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))
        painter.setPen(QColor(colors.muted))
        width = metrics.horizontalAdvance(tick.text)
        painter.drawText(QPointF(box.left - width - _TICK_GAP, y + height * 0.3), tick.text)
    painter.setPen(QColor(colors.muted))
    for tick in across:
        width = metrics.horizontalAdvance(tick.text)
        left = min(frame.x(tick.position) - width / 2, painter.viewport().width() - width)
        painter.drawText(QPointF(left, box.bottom + height), tick.text)
    name = metrics.elidedText(names[0], Qt.TextElideMode.ElideRight, box.width)
    middle = box.left + (box.width - metrics.horizontalAdvance(name)) / 2
    painter.drawText(QPointF(middle, box.bottom + 2.2 * height), name)
    if names[1]:
        name = metrics.elidedText(names[1], Qt.TextElideMode.ElideRight, box.height)
        painter.save()
        painter.translate(
            0.8 * height, box.top + (box.height + metrics.horizontalAdvance(name)) / 2
        )
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), name)
        painter.restore()
