"""The canvas around the drawing: its panel, the handles, the selection frame."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.canvas.input.handles import RADIUS, Handle
from gui.canvas.paint.glyphs import paint_sign
from gui.canvas.view_transform import ViewTransform
from gui.geometry import Box
from gui.style.colors import Colors
from gui.widgets.panel import paint_panel


def paint_ground(painter: QPainter, area: QRect, focused: bool) -> None:
    """The panel under the drawing; what is painted after it stays inside."""
    paint_panel(painter, area, focused)
    keep_inside(painter, area)


def keep_inside(painter: QPainter, area: QRect) -> None:
    """Have nothing painted over the border of the panel."""
    # A rounded clip would make all painting slower.
    inside = QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setClipRect(inside, Qt.ClipOperation.IntersectClip)


def use(painter: QPainter, view: ViewTransform) -> None:
    """From now on, paint in units of the drawing."""
    painter.translate(view.dx, view.dy)
    painter.scale(view.zoom, view.zoom)


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
