"""The ground of widgets on a panel."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def lay_ground(widget: QWidget) -> None:
    """Fill a widget with the colour of panels before it is painted.

    What is behind it is then not painted anew whenever a number in it changes.
    """
    widget.setAutoFillBackground(True)
    widget.setBackgroundRole(QPalette.ColorRole.Base)
