"""What all panels have: a frame, a row with the title at its head, and lines between parts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QStyleOption, QWidget
from typing_extensions import override

from gui.style.roles import PANEL, Look, Role
from gui.widgets.plain_text import Label

_CORNER = 9  # pixels, with the frame


class Panel(QFrame):
    """A frame with round corners, on the colour of panels.

    It paints all of its rectangle: what is behind it is not painted anew when a number changes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(PANEL, True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Said each time: a style sheet with round corners takes it back whenever it is applied.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        within = self.rect().adjusted(_CORNER, _CORNER, -_CORNER, -_CORNER)
        with QPainter(self) as painter:
            if within.contains(event.rect()):  # a number on it
                painter.fillRect(event.rect(), QGuiApplication.palette().base())
                return
            painter.fillRect(event.rect(), QGuiApplication.palette().window())  # the corners
            option = QStyleOption()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)


class Separator(QFrame):
    """A thin line between two parts of a panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Look.SEPARATOR)
        self.setFixedHeight(1)


class PanelHead(QHBoxLayout):
    """The first row of a panel: its title, small controls, and a note that ends at the right.

    Attributes:
        note: a count or a measure, in muted text; it takes the room that is left.
    """

    def __init__(self, title: str, *controls: QWidget) -> None:
        super().__init__()
        self.note = Label(role=Role.MUTED)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (Label(title, role=Role.HEADING), *controls):
            self.addWidget(widget)
        self.addWidget(self.note, 1)
