"""The entry field: a line in which something is typed that has to be understood."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.sentences import as_read
from gui.style.roles import INVALID, Look
from gui.widgets.event_filter import EventFilter
from gui.widgets.fields.typing_owner import Typed, Typing
from gui.widgets.texts.plain_text import Label

_STAYS_OPEN = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_Standard = QKeySequence.StandardKey
_EDGE = 4  # pixels
_GAP = 5


class Go(Enum):
    """The way a key leads from a field, once its text is committed."""

    NOWHERE = "nowhere"
    NEXT = "next"
    PREVIOUS = "previous"
    UP = "up"
    DOWN = "down"


class Entry(Typed):
    """A line edit that commits what was typed, or says why it cannot be understood.

    Where something was only opened, it is put back. Subclasses say how, and what is done with the
    text (`take`).

    Attributes:
        ways: the keys that commit, and where each leads.
        went_on: comes after a key has committed, with a `Go`.

    Args:
        typing: the owner of what is being typed.
        read: raises ValueError, with a sentence for people, for a text that cannot be.
        parent: the widget this one belongs to.
    """

    went_on = Signal(object)
    ways: ClassVar[Mapping[int, Go]] = {Qt.Key.Key_Return: Go.NOWHERE, Qt.Key.Key_Enter: Go.NOWHERE}

    def __init__(
        self, typing: Typing, read: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._typing = typing
        self._read = read
        self._reason: Label | None = None
        self._filter = EventFilter(self, self._deal_with)
        self.textEdited.connect(self._on_text_edited)
        self.destroyed.connect(lambda: typing.end(self))

    # What subclasses say

    def take(self, text: str) -> None:
        """Do what the text asks for."""
        raise NotImplementedError

    def nudge(self, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        """Go some steps up or down from what is typed."""

    def is_nudge(self, event: QKeyEvent) -> bool:
        """Whether an arrow key nudges."""
        return event.key() in _NUDGES

    def begin_with(self, text: str) -> None:
        """Put a text in, as if it had been typed."""
        self.setText(text)
        self.setModified(True)
        self.complain("")
        self._typing.begin(self)

    # Committing

    @override
    def settle(self) -> bool:
        if self.isModified():
            return self.commit()
        self.put_back()
        return True

    def commit(self) -> bool:
        """Commit the text; False, having said why, if it cannot be understood."""
        problem = self.problem
        self.complain(problem)
        if problem:
            return False
        self._typing.end(self)
        self.take(self.text())
        return True

    @property
    def problem(self) -> str:
        """Why the text cannot be understood; empty where it can."""
        try:
            self._read(self.text())
        except ValueError as problem:
            return as_read(str(problem))
        return ""

    def complain(self, problem: str) -> None:
        """Say below the field why the text cannot be; an empty reason takes back what was said."""
        self.mark(problem)
        if self._reason is not None:
            self._reason.hide()
            self._reason.deleteLater()
            self._reason = None
        if problem:
            self._reason = Label(problem, self.window())
            self._reason.setObjectName(Look.PROBLEM)
            self._reason.setWordWrap(True)
            self._reason.adjustSize()
            self.place_reason()
            self._reason.show()

    def place_reason(self) -> None:
        """Have the reason stand below the field."""
        if self._reason is not None:
            window = self.window()
            corner = self.mapTo(window, QPoint(0, self.height() + _GAP))
            room = window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            self._reason.setGeometry(inside(QRect(corner, self._reason.size()), room))
            self._reason.raise_()

    def mark(self, problem: str) -> None:
        """Outline the field where there is a problem."""
        self.setAccessibleDescription(problem)
        if bool(self.property(INVALID)) != bool(problem):
            mark_invalid(self, bool(problem))

    # Events

    def _on_text_edited(self) -> None:
        self._typing.begin(self)
        if self.property(INVALID):  # once something was wrong, say as soon as it is right
            self.complain(self.problem)

    def _deal_with(self, event: QEvent) -> bool:
        """Keys that the window has a use for, too; undo is the window's where nothing was typed."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoes = event.matches(_Standard.Undo) or event.matches(_Standard.Redo)
        is_for_window, is_own = undoes and not self.isModified(), self._is_own(event)
        if is_for_window or is_own:
            event.setAccepted(is_own)
        return is_for_window or is_own

    def _is_own(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self.isModified() or self._typing.owns(self) or bool(self.property(INVALID))
        return event.key() in self.ways or self.is_nudge(event)

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        if Qt.Key.Key_Tab in self.ways:
            return False  # so that Tab comes to keyPressEvent
        return not self._typing.settle() or super().focusNextPrevChild(forward)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.put_back()
        elif self.is_nudge(event):
            self.nudge(_NUDGES[key], event.modifiers())
        elif key in self.ways:
            if self.commit():
                self.went_on.emit(self.ways[key])
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.complain("")

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS_OPEN and self._typing.owns(self):
            self.settle()


_NUDGES: Mapping[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


def inside(area: QRect, room: QRect) -> QRect:
    """The area moved so that as much as possible of it lies inside the room."""
    area.moveRight(min(area.right(), room.right()))
    area.moveBottom(min(area.bottom(), room.bottom()))
    area.moveLeft(max(area.left(), room.left()))
    area.moveTop(max(area.top(), room.top()))
    return area


def mark_invalid(field: QWidget, invalid: bool) -> None:
    """Outline a field whose text cannot be understood, or do so no more."""
    field.setProperty(INVALID, invalid)
    field.style().unpolish(field)
    field.style().polish(field)
