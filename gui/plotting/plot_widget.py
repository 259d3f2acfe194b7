"""What all plots of the hill have in common."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from gui.style.theme import Theme
from gui.widgets.described import Described
from gui.widgets.plain_text import set_tip

_WHEEL_STEP = 120.0


class HillPlot(Described, QWidget):
    """A plot that is reached with Tab, fills its page, and is painted by `paint`.

    Args:
        theme: how it looks.
        name: what it is, for a screen reader.
        tip: what can be done with it, for the mouse.
        parent: the widget this one belongs to.
    """

    def __init__(
        self, theme: Theme, name: str, tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        set_tip(self, tip)
        theme.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Paint everything; the painter has the font of the plot."""
        raise NotImplementedError

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(300), self._theme.pixels(220))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(160), self._theme.pixels(120))

    @property
    def _font(self) -> QFont:
        return self._theme.font(0.85)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Should painting fail, the painter has to let go of the widget before Qt goes on.
        with QPainter(self) as painter:
            painter.setFont(self._font)
            self.paint(painter)


def wheel_steps(event: QWheelEvent) -> float:
    """How many notches the wheel was turned; less than 0 towards the user."""
    return event.angleDelta().y() / _WHEEL_STEP
