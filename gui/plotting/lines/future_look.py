"""How futures look wherever they are drawn: each has a line style, and its rate as a label."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from core.landscape.futures import Future
from gui.formatting.numbers import number
from gui.geometry import Box
from gui.plotting.lines.dashed_lines import (
    DASH_DOT,
    DASH_DOT_DOT,
    DASHED,
    DOTTED,
    SOLID,
    dashed_pen,
    line_label_size,
    paint_line_label,
)
from gui.style.colors import Colors

WIDTH = 1.6
_DASHES = (DOTTED, DASHED, SOLID, DASH_DOT, DASH_DOT_DOT)


def future_pen(colors: Colors, nth: int) -> QPen:
    """The line of the nth future of a fan: dotted, dashed, solid, dash-dot or dash-dot-dot."""
    return dashed_pen(colors.down, WIDTH, _DASHES[nth % len(_DASHES)])


def label_sizes(fan: Sequence[Future], metrics: QFontMetricsF) -> list[tuple[float, float]]:
    """How large the label of each future is."""
    return [line_label_size(number(future.learning_rate), metrics) for future in fan]


def paint_future_label(
    painter: QPainter, colors: Colors, nth: int, rate: float, place: Box
) -> None:
    """A piece of the line and its learning rate."""
    words = number(rate), colors.down
    paint_line_label(painter, colors, future_pen(colors, nth), words, place)
