"""A panel that can be moved, floated and hidden, with a slim grip instead of a title bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from gui.theme import Theme

_GRIP_WIDTH, _GRIP_HEIGHT = 28, 3
_LEAST = QSize(200, 150)  # pixels of a panel; what it needs beyond can be scrolled to


class PanelDock(QDockWidget):
    """Holds a panel that has its own heading.

    Args:
        title: what the View menu and screen readers call it.
        panel: what is in it.
        theme: for the grip's colour.
        margins: left and right space beside the panel, in pixels.
        parent: the window.
    """

    def __init__(
        self, title: str, panel: QWidget, theme: Theme, margins: tuple[int, int], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName(title)
        self.setTitleBarWidget(_Grip(theme, self))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(margins[0], 0, margins[1], 2)
        row.addWidget(_Room(panel))
        self.setWidget(holder)


class _Room(QScrollArea):
    """Lets a panel be scrolled where it has less room than it needs."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel = panel
        self.setWidget(panel)

    @override
    def sizeHint(self) -> QSize:
        return self._panel.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._panel.minimumSizeHint().boundedTo(_LEAST)


class _Grip(QWidget):
    """A short line to take the panel by. Mouse events go through to the dock, which moves."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setToolTip("Drag to move the panel, double-click to let it float")
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_GRIP_WIDTH, 10)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colors.border))
            left = (self.width() - _GRIP_WIDTH) / 2
            top = (self.height() - _GRIP_HEIGHT) / 2
            grip = QRectF(left, top, _GRIP_WIDTH, _GRIP_HEIGHT)
            painter.drawRoundedRect(grip, _GRIP_HEIGHT / 2, _GRIP_HEIGHT / 2)
