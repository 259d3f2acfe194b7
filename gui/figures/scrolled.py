"""Widgets as lines and text: what is scrolled is cut off at its edge, as on the screen.

Qt clips widgets in pixels only. In a PDF what is scrolled is painted by itself, clipped; in an SVG
it is put in as an SVG of its own.
"""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget

from gui.widgets.painted_file import is_pdf, is_svg


def paint_widget(painter: QPainter, widget: QWidget) -> None:
    """Paint a widget with all that is in it; into an SVG without what is scrolled in it."""
    scrolled = scrolled_in(widget) if is_pdf(painter) or is_svg(painter) else []
    region = QRegion(widget.rect())
    for part in scrolled:
        region -= QRegion(QRect(part.mapTo(widget, QPoint()), part.size()))
    widget.render(painter, QPoint(), region)
    for part in scrolled if is_pdf(painter) else []:
        painter.save()
        painter.translate(part.mapTo(widget, QPoint()))
        painter.setClipRect(part.rect())
        paint_widget(painter, part)
        painter.restore()


def scrolled_in(widget: QWidget) -> list[QWidget]:
    """The outermost viewports in a widget that hold more than is to be seen.

    To Qt, each is an ancestor of itself.
    """
    areas = QObject.findChildren(widget, QAbstractScrollArea)
    parts = [area.viewport() for area in areas if area.isVisibleTo(widget) and _is_scrolled(area)]
    return [part for part in parts if sum(other.isAncestorOf(part) for other in parts) == 1]


def _is_scrolled(area: QAbstractScrollArea) -> bool:
    if isinstance(area, QHeaderView):
        return area.length() > max(area.viewport().size().toTuple())
    return bool(area.horizontalScrollBar().maximum() or area.verticalScrollBar().maximum())
