"""What stands in plots: balls, dots, circles, arrow heads, paths, and words on a ground.

What lies over a picture has a rim of the panel's colour, so that it is seen on any ground.
"""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.lines.clipping import inside
from gui.plotting.lines.line_path import line_path
from gui.style.colors import Colors

BALL = 7.0  # pixels: its radius
_GROUND_ALPHA = 0.85  # lines fade behind words
_DOTS = 60  # up to so many steps each has its own dot
_DOT = 2.8
_CENTERED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
_FLAG = (8.0, 6.0)  # pixels: how long and how high a flag is


class Label(NamedTuple):
    """A few words, as large as their box."""

    text: str
    box: Box
    color: str
    bold: bool = False


def paint_ball(
    painter: QPainter,
    colors: Colors,
    at: tuple[float, float],
    *,
    filled: bool,
    radius: float = BALL,
    room: Box | None = None,
) -> None:
    """A ball where one is, or a hollow one where one would come to; nothing outside the room."""
    if room is not None and not room.contains(*at):
        return
    middle, color = QPointF(*at), QColor(colors.down)
    painter.setPen(QPen(QColor(colors.panel), 4.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)
    painter.setPen(QPen(color, 2.0, Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DotLine))
    painter.setBrush(color if filled else QColor(colors.panel))
    painter.drawEllipse(middle, radius, radius)


def paint_dots(painter: QPainter, points: Array, color: str, diameter: float) -> None:
    """Solid dots at points of shape (n, 2)."""
    pen = QPen(QColor(color), diameter)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints([QPointF(x, y) for x, y in points.tolist()])


def paint_circle(
    painter: QPainter, at: tuple[float, float], radius: float, line: tuple[str, float], fill: str
) -> None:
    """A circle whose line has a colour and a width, filled with another colour."""
    painter.setPen(QPen(QColor(line[0]), line[1]))
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QPointF(*at), radius, radius)


def paint_flag(
    painter: QPainter, color: str, foot: tuple[float, float], height: float, scale: float
) -> None:
    """A small flag on a pole; with a height below 0 it hangs."""
    x, y = foot
    up = -1.0 if height < 0 else 1.0
    width, depth = _FLAG[0] * scale, up * _FLAG[1] * scale
    painter.setPen(QPen(QColor(color), 1.2 * scale))
    painter.drawLine(QPointF(x, y), QPointF(x, y - height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    top = y - height
    tip = QPointF(x + width, top + depth / 2)
    painter.drawPolygon([QPointF(x, top), tip, QPointF(x, top + depth)])


def arrow_head(start: Array, end: Array, size: float, before: float = 0.0) -> QPainterPath:
    """The head of an arrow from one point to another, with its tip so far before the end."""
    way = (end - start) / np.hypot(*(end - start))
    across = np.array((-way[1], way[0])) * size / 2
    tip = end - way * before
    neck = tip - way * size
    head = QPainterPath()
    head.addPolygon(QPolygonF([QPointF(*c.tolist()) for c in (tip, neck + across, neck - across)]))
    return head


def paint_over_picture(
    painter: QPainter, colors: Colors, line: QPainterPath, pen: QPen, rim: float = 2.0
) -> None:
    """A line with a rim of the panel's colour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for each in (QPen(QColor(colors.panel), pen.widthF() + rim), pen):
        painter.setPen(each)
        painter.drawPath(line)


def paint_descent(painter: QPainter, colors: Colors, points: Array, room: Box) -> None:
    """The path of descent, through points of shape (n, 2) with NaN as gaps; few have a dot each."""
    paint_over_picture(painter, colors, line_path(points, room), QPen(QColor(colors.ink), 1.6))
    if len(points) <= _DOTS:
        painter.setPen(QPen(QColor(colors.panel), 1.0))
        painter.setBrush(QColor(colors.ink))
        for x, y in points[inside(points, room)].tolist():
            painter.drawEllipse(QPointF(x, y), _DOT, _DOT)


def paint_ground(painter: QPainter, colors: Colors, place: Box) -> None:
    """The ground that words stand on, over all that lies there."""
    ground = QColor(colors.panel)
    ground.setAlphaF(_GROUND_ALPHA)
    painter.fillRect(QRectF(*place.rectangle).toAlignedRect(), ground)  # no edge to smooth


def paint_words(painter: QPainter, colors: Colors, text: str, color: str, place: Box) -> None:
    """Words in the middle of a box, on their ground."""
    paint_ground(painter, colors, place)
    painter.setPen(QColor(color))
    area = QRectF(*place.rectangle)
    painter.drawText(area, _CENTERED, text)
