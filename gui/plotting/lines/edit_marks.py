"""Marks of what was changed by hand, on an axis of steps."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.plotting.plot_frame import Frame
from gui.style.theme import Theme

_SPACING = 3  # pixels between two
_DIAMOND = 3.5


def edit_places(steps: Iterable[int], frame: Frame) -> Sequence[float]:
    """Where the marks of rising counts of updates stand, at most one every few pixels."""
    places: list[float] = []
    for step in steps:
        x = frame.x(step)
        far = not places or x > places[-1] + _SPACING
        if far and frame.box.left <= x <= frame.box.right:
            places.append(x)
    return places


def paint_edits(painter: QPainter, theme: Theme, places: Iterable[float], frame: Frame) -> None:
    """A dotted line, and a diamond on the axis that can be seen where the line cannot."""
    box, size = frame.box, _DIAMOND * theme.scale
    color = QColor(theme.colors.muted)
    dotted = QPen(color, 1.0, Qt.PenStyle.DotLine)
    for x in places:
        painter.setPen(dotted)
        painter.drawLine(QPointF(x, box.top), QPointF(x, box.bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        corners = [(x, box.bottom - size), (x + size, box.bottom)]
        corners += [(x, box.bottom + size), (x - size, box.bottom)]
        painter.drawPolygon([QPointF(*corner) for corner in corners])
