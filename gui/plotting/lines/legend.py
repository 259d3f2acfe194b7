"""A legend: which colour stands for what, in the upper left corner of a plot."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.geometry import Box, box_at
from gui.plotting.lines.marks import paint_ground
from gui.style.colors import Colors

_INSET = 4.0  # pixels from the edges of the plot, and around the words


def paint_legend(
    painter: QPainter, colors: Colors, room: Box, entries: Sequence[tuple[str, str]]
) -> Box:
    """Names, at most a third as wide as the room, each after a dot of its colour.

    Returns where they stand.
    """
    metrics = QFontMetricsF(painter.font())
    height, dot = metrics.height(), 0.5 * metrics.height()
    elide, most = Qt.TextElideMode.ElideRight, room.width / 3
    names = [metrics.elidedText(name, elide, most) for name, _ in entries]
    width = max(map(metrics.horizontalAdvance, names)) + dot + 4 * _INSET
    ground = box_at(room.left + _INSET, room.top + _INSET, width, height * len(names) + _INSET)
    paint_ground(painter, colors, ground)
    for at, (name, (_, color)) in enumerate(zip(names, entries, strict=True)):
        middle = ground.top + _INSET / 2 + (at + 0.5) * height
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(QPointF(ground.left + _INSET + dot / 2, middle), dot / 2, dot / 2)
        painter.setPen(QColor(colors.ink))
        painter.drawText(QPointF(ground.left + dot + 2.5 * _INSET, middle + 0.32 * height), name)
    return ground
