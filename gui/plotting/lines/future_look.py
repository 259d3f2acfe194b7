"""How futures look wherever they are drawn: each has a line style, and its rate as a label."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.landscape.futures import Future
from gui.formatting.numbers import number
from gui.geometry import Box
from gui.plotting.lines.marks import paint_ground
from gui.style.colors import Colors

WIDTH = 1.6
_DASHES = ((1.0, 2.0), (4.0, 2.5), (), (6.0, 2.0, 1.0, 2.0), (5.0, 2.0, 1.0, 2.0, 1.0, 2.0))
_SAMPLE = 30.0  # pixels of the line beside its rate
_GAP = 4.0


def future_pen(colors: Colors, nth: int) -> QPen:
    """The line of the nth future of a fan: dotted, dashed, solid, dash-dot or dash-dot-dot."""
    pen = QPen(QColor(colors.down), WIDTH)
    pen.setCosmetic(True)
    dashes = _DASHES[nth % len(_DASHES)]
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def label_sizes(fan: Sequence[Future], metrics: QFontMetricsF) -> list[tuple[float, float]]:
    """How large the label of each future is."""
    texts = [number(future.learning_rate) for future in fan]
    return [(metrics.horizontalAdvance(text) + _SAMPLE + _GAP, metrics.height()) for text in texts]


def paint_future_label(
    painter: QPainter, colors: Colors, nth: int, rate: float, place: Box
) -> None:
    """A piece of the line and its learning rate."""
    middle = place.top + place.height / 2
    paint_ground(painter, colors, place)
    painter.setPen(future_pen(colors, nth))
    painter.drawLine(QPointF(place.left, middle), QPointF(place.left + _SAMPLE, middle))
    painter.setPen(QColor(colors.down))
    area = QRectF(*place.rectangle).adjusted(_SAMPLE + _GAP, 0, 0, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(area, flags, number(rate))
