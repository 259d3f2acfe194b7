"""The strip beside a plot that tells which number each colour stands for."""

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui.geometry import Box, box_at
from gui.plotting.heights.color_map import color_map
from gui.plotting.scales import Tick
from gui.style.colors import Colors

BAR_WIDTH = 12.0
_BESIDE = 10.0  # the plot
_GAP = 5.0  # before the numbers
_USUAL = "≥ 0.000"
_APART = 1.2  # heights of text from one number to the next, at least
_MOST = 12  # numbers, however high it is


def bar_beside(box: Box) -> Box:
    """Where the strip stands: at the right of a plot, as high as it is."""
    return box_at(box.right + _BESIDE, box.top, BAR_WIDTH, box.height)


def bar_margin(
    ticks: Callable[[int], Sequence[Tick]], height: float, metrics: QFontMetricsF
) -> float:
    """How wide the strip and its numbers are, beside a plot about so high."""
    found = ticks(most_ticks(box_at(0.0, 0.0, BAR_WIDTH, height), metrics))
    texts = (_USUAL, *(tick.text for tick in found))
    return _BESIDE + BAR_WIDTH + _GAP + max(map(metrics.horizontalAdvance, texts)) + 2.0


def most_ticks(bar: Box, metrics: QFontMetricsF) -> int:
    """How many numbers there is room for beside the strip."""
    return min(max(2, int(bar.height / (2.0 * metrics.height()))), _MOST)


@cache
def _strip(dark: bool, signed: bool) -> QImage:
    """All colours, one pixel each, the highest above."""
    shades = color_map(dark, signed=signed)[::-1].tobytes()
    count = len(shades) // 3
    return QImage(shades, 1, count, 3, QImage.Format.Format_RGB888).copy()  # its own bytes


def paint_color_bar(
    painter: QPainter,
    colors: Colors,
    bar: Box,
    span: tuple[float, float],
    ticks: Sequence[Tick],
    *,
    dark: bool,
    signed: bool = False,
) -> None:
    """All colours from the lower end of a span to the upper one, and numbers beside them."""
    metrics = QFontMetricsF(painter.font())
    painter.drawImage(QRectF(*bar.rectangle), _strip(dark, signed))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colors.border), 1))
    painter.drawRect(QRectF(*bar.rectangle))
    painter.setPen(QColor(colors.muted))
    low, high = span
    taken: list[float] = []
    for tick in (*ticks[-1:], *ticks[:-1]):  # what the end stands for is said in any case
        y = bar.bottom - (tick.position / 2 - low / 2) / (high / 2 - low / 2) * bar.height
        if all(abs(y - other) >= _APART * metrics.height() for other in taken):
            painter.drawText(QPointF(bar.right + _GAP, y + metrics.height() * 0.3), tick.text)
            taken.append(y)
