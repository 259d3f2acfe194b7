"""The ground of widgets on a panel, which they paint themselves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


def paint_ground(widget: QWidget, event: QPaintEvent) -> None:
    """Fill what is to be painted with the colour of panels, and say so.

    What is behind the widget is then not painted anew whenever a number in it changes.
    """
    # Said each time: a style sheet takes it back whenever it is applied.
    widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    with QPainter(widget) as painter:
        painter.fillRect(event.rect(), QGuiApplication.palette().base())
