"""A legend: which mark stands for which class, in the upper left corner of a plot."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.geometry import Box, box_at
from gui.plotting.lines.marks import paint_ground
from gui.plotting.lines.row_dots import class_palette, paint_class_mark
from gui.style.colors import Colors

_INSET = 4.0  # pixels from the edges of the plot, and around the words
_MARK = 0.42  # of the room of a mark: its radius


def paint_legend(painter: QPainter, colors: Colors, room: Box, classes: Sequence[str]) -> Box:
    """The names of classes, at most a third as wide as the room, each after its mark.

    Returns where they stand.
    """
    metrics = QFontMetricsF(painter.font())
    height, dot = metrics.height(), 0.5 * metrics.height()
    elide, most = Qt.TextElideMode.ElideRight, room.width / 3
    names = [metrics.elidedText(name, elide, most) for name in classes]
    width = max(map(metrics.horizontalAdvance, names)) + dot + 4 * _INSET
    ground = box_at(room.left + _INSET, room.top + _INSET, width, height * len(names) + _INSET)
    paint_ground(painter, colors, ground)
    for at, (name, color) in enumerate(zip(names, class_palette(colors, len(names)), strict=True)):
        middle = ground.top + _INSET / 2 + (at + 0.5) * height
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        paint_class_mark(painter, (ground.left + _INSET + dot / 2, middle), at, _MARK * dot)
        painter.setPen(QColor(colors.ink))
        painter.drawText(QPointF(ground.left + dot + 2.5 * _INSET, middle + 0.32 * height), name)
    return ground
