"""The canvas around the drawing: its panel, the handles, the selection frame."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.canvas.input.handles import RADIUS, Handle
from gui.canvas.paint.glyphs import paint_sign
from gui.geometry import Box
from gui.style.colors import Colors

_CORNER = 8.0


def paint_panel(painter: QPainter, colors: Colors, area: QRect, focused: bool) -> None:
    """The ground of the drawing; what is painted after it stays inside."""
    border = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.positive if focused else colors.border), 1))
    painter.setBrush(QColor(colors.panel))
    painter.drawRoundedRect(border, _CORNER, _CORNER)
    # A rounded clip would make all painting slower.
    painter.setClipRect(border.adjusted(1, 1, -1, -1))


def paint_handle(painter: QPainter, colors: Colors, handle: Handle, hovered: bool) -> None:
    """A small round + or −, in units of the drawing."""
    ink = QColor(colors.positive_text if hovered else colors.muted)
    painter.setPen(QPen(ink if hovered else QColor(colors.border), 1.3))
    painter.setBrush(QColor(colors.selection if hovered else colors.panel))
    painter.drawEllipse(QPointF(handle.x, handle.y), RADIUS, RADIUS)
    paint_sign(painter, ink, handle.x, handle.y, 0.45 * RADIUS, handle.is_plus)


def paint_band(painter: QPainter, colors: Colors, band: Box) -> None:
    """The frame that selects weights, in pixels."""
    fill = QColor(colors.positive)
    fill.setAlpha(28)
    painter.setPen(QPen(QColor(colors.positive), 1))
    painter.setBrush(fill)
    painter.drawRect(QRectF(*band.rectangle))
