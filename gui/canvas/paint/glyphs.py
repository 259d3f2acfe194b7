"""Small signs beside numbers, drawn as lines, so that no font has to have them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def paint_lean(
    painter: QPainter, color: QColor, left: float, y: float, size: float, lean: int
) -> None:
    """An arrow that rises or falls to the right, for the sign of a slope."""
    reach = 0.23 * size
    painter.setPen(_pen(color, 0.11 * size))
    start = QPointF(left + 0.05 * size, y + reach * lean)
    tip = QPointF(left + 0.05 * size + 2 * reach, y - reach * lean)
    painter.drawLine(start, tip)
    painter.drawLine(tip, QPointF(tip.x() - 0.3 * size, tip.y()))
    painter.drawLine(tip, QPointF(tip.x(), tip.y() + 0.3 * size * lean))


def paint_triangle(
    painter: QPainter, color: QColor, left: float, y: float, size: float, heading: int
) -> None:
    """A filled triangle that points up or down."""
    width, height = 0.52 * size, 0.22 * size * heading
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(left, y + height),
                QPointF(left + width, y + height),
                QPointF(left + width / 2, y - height),
            ]
        )
    )


def paint_lock(painter: QPainter, color: QColor, left: float, y: float, size: float) -> None:
    """A padlock."""
    body = QRectF(left, y - 0.05 * size, 0.56 * size, 0.42 * size)
    painter.setPen(_pen(color, 0.11 * size))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shackle = QRectF(left + 0.11 * size, y - 0.38 * size, 0.34 * size, 0.6 * size)
    painter.drawArc(shackle, 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(body, 0.08 * size, 0.08 * size)


def paint_sign(
    painter: QPainter, color: QColor, x: float, y: float, reach: float, plus: bool
) -> None:
    """A plus or a minus around a point."""
    painter.setPen(_pen(color, 0.35 * reach))
    painter.drawLine(QPointF(x - reach, y), QPointF(x + reach, y))
    if plus:
        painter.drawLine(QPointF(x, y - reach), QPointF(x, y + reach))


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
