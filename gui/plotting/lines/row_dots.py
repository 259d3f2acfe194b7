"""Rows as dots: the colours of their classes, their shapes, and the ring of the row on show."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.nn.arrays import Array
from gui.geometry import Box
from gui.style.colors import Colors

DOT = 3.0  # pixels: its radius, where there is room
_ROOM = 140.0  # pixels: in less of it dots are smaller, down to half
MOST_COLORS = 5  # that can be told apart
_AROUND = 3.5  # between a dot and its ring
_ROUND = 1  # the class whose mark is a circle, as that of rows without classes is
_CORNERS = (  # of the marks of the other classes, about their middles
    ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    (),
    ((0.0, -1.3), (1.15, 0.8), (-1.15, 0.8)),
    ((0.0, -1.3), (1.2, 0.0), (0.0, 1.3), (-1.2, 0.0)),
    ((0.0, 1.3), (1.15, -0.8), (-1.15, -0.8)),
)


def class_palette(colors: Colors, count: int) -> list[str]:
    """A colour for each class."""
    base = [colors.negative, colors.positive, colors.slope, colors.muted, colors.sixth]
    return [base[at % MOST_COLORS] for at in range(count)]


def paint_class_mark(painter: QPainter, at: tuple[float, float], kind: int, radius: float) -> None:
    """The mark of a class, of a shape of its own, with the painter's pen and brush."""
    x, y = at
    corners = _CORNERS[kind % MOST_COLORS]
    if corners:
        shape = [QPointF(x + dx * radius, y + dy * radius) for dx, dy in corners]
        painter.drawPolygon(shape)
    else:
        painter.drawEllipse(QPointF(x, y), radius, radius)


def paint_row_dots(
    painter: QPainter,
    colors: Colors,
    places: Array,
    classes: Sequence[int] | None,
    room: Box,
    *,
    hollow: bool = False,
) -> None:
    """Dots, shape (n, 2), in the room; classes, if there are any, differ in colour and shape.

    In a small plot they are small, or they would hide what they lie on.
    """
    part = min(1.0, max(0.5, min(room.width, room.height) / _ROOM))
    radius = DOT * part
    kinds = [_ROUND] * len(places) if classes is None else classes
    palette = class_palette(colors, max(kinds, default=0) + 1)
    for (x, y), kind in zip(places.tolist(), kinds, strict=True):
        if not room.contains(x, y):
            continue
        color = QColor(palette[kind])
        painter.setPen(QPen(color if hollow else QColor(colors.panel), part))
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else color)
        paint_class_mark(painter, (x, y), kind, radius)


def paint_row_ring(painter: QPainter, colors: Colors, at: tuple[float, float], room: Box) -> None:
    """The ring around the row on show, if it is in the room."""
    if room.contains(*at):
        painter.setPen(QPen(QColor(colors.ring), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(*at), DOT + _AROUND, DOT + _AROUND)
