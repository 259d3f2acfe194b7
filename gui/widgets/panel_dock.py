"""The dock of a panel: moved, floated and hidden by a slim grip instead of a title bar."""

from math import inf

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label

_GRIP_WIDTH, _GRIP_HEIGHT = 28, 3
_ABOVE, _BELOW = 10, 2  # a panel: the grip, and what is free
AROUND_PANEL = _ABOVE + _BELOW
_LEAST = QSize(200, 150)  # pixels of a panel; what it needs beyond can be scrolled to


class PanelDock(QDockWidget):
    """A dock for a panel that has its own heading; until there is one, its frame.

    `wanted_back` comes when a panel that was lent is asked back here.

    Args:
        title: what the View menu and screen readers call it.
        theme: for the grip's colour.
        margins: left and right space beside the panel, in pixels.
        parent: the window.
    """

    wanted_back = Signal()

    def __init__(self, title: str, theme: Theme, margins: tuple[int, int], parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(title)
        self.setTitleBarWidget(_Grip(theme, self))
        holder = QWidget()
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(margins[0], 0, margins[1], _BELOW)
        self._room = _Room()
        self._row.addWidget(self._room)
        self.setWidget(holder)
        self._note: QWidget | None = None

    @property
    def is_in_front(self) -> bool:
        """Whether it is open, and no other dock is before it."""
        return not (self.isHidden() or self.is_behind)

    @property
    def is_behind(self) -> bool:
        """Whether it shares its place with another dock, whose tab is in front."""
        return not self.isFloating() and self.geometry().right() < 0  # where Qt puts such docks

    def show_panel(self, panel: QWidget) -> None:
        """Put the panel into its frame, whose place and size stay as they are."""
        self._room.show_panel(panel)

    def set_enough(self, height: float) -> None:
        """Let the panel be no higher than this; below it the dock stays empty."""
        self._room.set_enough(height)

    def let_go(self) -> None:
        """End a drag of the dock, if one is under way, as letting go of the button does.

        While it is dragged, Qt has it twice, and crashes where docks are put elsewhere.
        """
        at, left = QPointF(), Qt.MouseButton.LeftButton
        none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        kind = QEvent.Type.MouseButtonRelease
        self.event(QMouseEvent(kind, at, self.mapToGlobal(at), left, none, plain))

    def lend(self) -> QWidget:
        """Give the panel away, to be shown elsewhere; a note takes its place and its size."""
        if self._note is not None:  # it is shown elsewhere already
            return self._room
        note = self._note = _Lent(self.windowTitle(), self.widget())
        note.back.clicked.connect(self.wanted_back)
        note.setMinimumSize(self._room.minimumSizeHint())
        self._row.replaceWidget(self._room, note)
        note.show()
        return self._room

    def take_back(self) -> None:
        """Have the panel again."""
        if self._note is not None:
            self._row.replaceWidget(self._note, self._room)
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        self._room.show()


class _Lent(Panel):
    """What stands in a dock whose panel is shown elsewhere."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        note = Label(f"{title}: in the middle of the window", role=Role.MUTED)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note.setWordWrap(True)
        self.back = QPushButton("Bring it back")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(note)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class _Room(QScrollArea):
    """Lets a panel be scrolled where it has less room than it needs at the least."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._enough = inf
        self.show_panel(Panel())

    def show_panel(self, panel: QWidget) -> None:
        self._panel = panel
        self.setFocusProxy(panel)
        self.setWidget(panel)
        self._fit_panel()

    def set_enough(self, height: float) -> None:
        if height != self._enough:
            self._enough = height
            self._fit_panel()

    @override
    def sizeHint(self) -> QSize:
        return _LEAST  # whatever is in it: docks share the room alike before and after

    @override
    def minimumSizeHint(self) -> QSize:
        return _LEAST

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_panel()
        return super().viewportEvent(event)

    def _fit_panel(self) -> None:
        """Have the panel fill the room; by itself it would ask for all that it would like."""
        least = self._panel.minimumSizeHint().expandedTo(self._panel.minimumSize())
        room = self.maximumViewportSize()
        room.setHeight(round(min(room.height(), self._enough)))
        size, inside = room.expandedTo(least), self._panel.layout()
        if inside is not None and inside.hasHeightForWidth():  # texts that wrap need more
            size.setHeight(max(size.height(), inside.minimumHeightForWidth(size.width())))
        self._panel.resize(size)


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
        return QSize(_GRIP_WIDTH, _ABOVE)

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
