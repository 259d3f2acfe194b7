"""Lines that are told apart without colour: a style each, and a label with a piece of the line."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.geometry import Box
from gui.plotting.lines.marks import paint_ground
from gui.style.colors import Colors

DOTTED, DASHED, SOLID = (1.0, 2.0), (4.0, 2.5), ()
DASH_DOT, DASH_DOT_DOT = (6.0, 2.0, 1.0, 2.0), (5.0, 2.0, 1.0, 2.0, 1.0, 2.0)
LONG_DASHED = (9.0, 3.0)
SAMPLE = 30.0  # pixels of the line beside its label
_GAP = 4.0


def dashed_pen(color: str, width: float, dashes: Sequence[float]) -> QPen:
    """A pen of one width at any scale."""
    pen = QPen(QColor(color), width)
    pen.setCosmetic(True)
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def line_label_size(text: str, metrics: QFontMetricsF) -> tuple[float, float]:
    """How large a piece of a line and its label are."""
    return metrics.horizontalAdvance(text) + SAMPLE + _GAP, metrics.height()


def paint_line_label(
    painter: QPainter, colors: Colors, line: QPen, words: tuple[str, str], place: Box
) -> None:
    """A piece of a line and its label: what it says, and in which colour."""
    middle = place.top + place.height / 2
    paint_ground(painter, colors, place)
    painter.setPen(line)
    painter.drawLine(QPointF(place.left, middle), QPointF(place.left + SAMPLE, middle))
    text, color = words
    painter.setPen(QColor(color))
    area = QRectF(*place.rectangle).adjusted(SAMPLE + _GAP, 0, 0, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(area, flags, text)
