"""What all panels have: a frame, a row with the title at its head, and lines between parts."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from gui.style.roles import Look, Role
from gui.widgets.texts.plain_text import Label

_RADIUS = 8.0  # of the corners, in pixels
_CORNER = 9  # pixels, with the frame


def paint_panel(painter: QPainter, area: QRect, focused: bool = False) -> None:
    """Paint the ground of a panel, its frame, and the window behind its corners."""
    palette = QGuiApplication.palette()
    painter.fillRect(area, palette.window())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.highlight() if focused else palette.mid(), 1))
    painter.setBrush(palette.base())
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class Panel(QFrame):
    """A frame with round corners, on the colour of panels.

    It paints all of its rectangle: what is behind it is not painted anew when a number changes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        within = self.rect().adjusted(_CORNER, _CORNER, -_CORNER, -_CORNER)
        with QPainter(self) as painter:
            if within.contains(event.rect()):  # a number on it
                painter.fillRect(event.rect(), QGuiApplication.palette().base())
            else:
                paint_panel(painter, self.rect())


class Separator(QFrame):
    """A thin line between two parts of a panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Look.SEPARATOR)
        self.setFixedHeight(1)


class PanelHead(QHBoxLayout):
    """The first row of a panel: its title, small controls, and a note that ends at the right.

    Attributes:
        title: what the panel is called.
        note: a count or a measure, in muted text; it takes the room that is left.
    """

    def __init__(self, title: str, *controls: QWidget) -> None:
        super().__init__()
        self.note = Label(role=Role.MUTED)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title = Label(title, role=Role.HEADING)
        for widget in (self.title, *controls):
            self.addWidget(widget)
        self.addWidget(self.note, 1)
