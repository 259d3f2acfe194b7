"""The strip beside a plot that tells which number each colour stands for."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.geometry import Box, box_at
from gui.plotting.color_map import color_map
from gui.plotting.scales import Tick
from gui.style.colors import Colors

BAR_WIDTH = 12.0
_BESIDE = 10.0  # the plot
_GAP = 5.0  # before the numbers


def bar_beside(box: Box) -> Box:
    """Where the strip stands: at the right of a plot, as high as it is."""
    return box_at(box.right + _BESIDE, box.top, BAR_WIDTH, box.height)


def most_ticks(bar: Box, metrics: QFontMetricsF) -> int:
    """How many numbers there is room for beside the strip."""
    return max(2, int(bar.height / (2.0 * metrics.height())))


def paint_color_bar(
    painter: QPainter,
    colors: Colors,
    bar: Box,
    span: tuple[float, float],
    ticks: Sequence[Tick],
    *,
    dark: bool,
) -> None:
    """All colours from the lower end of a span to the upper one, and numbers beside them."""
    metrics = QFontMetricsF(painter.font())
    shades = color_map(dark)[::-1]
    each = bar.height / len(shades)
    for at, (red, green, blue) in enumerate(shades.tolist()):
        strip = QRectF(bar.left, bar.top + at * each, bar.width, each + 0.7)
        painter.fillRect(strip, QColor(red, green, blue))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colors.border), 1))
    painter.drawRect(QRectF(*bar.rectangle))
    painter.setPen(QColor(colors.muted))
    low, high = span
    lowest = bar.bottom + metrics.height()
    for tick in ticks:
        y = bar.bottom - (tick.position / 2 - low / 2) / (high / 2 - low / 2) * bar.height
        if y + metrics.height() * 0.9 <= lowest:
            place = QPointF(bar.right + _GAP, y + metrics.height() * 0.3)
            painter.drawText(place, tick.text)
            lowest = y + metrics.height() * 0.1
