"""The field in which a cell of a table is edited."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from gui.number_text import parse_number
from gui.widgets.event_filter import EventFilter
from gui.widgets.plain_text import set_tip, show_tip

_STAYS_OPEN = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_DIRECTIONS: dict[int, int] = {
    Qt.Key.Key_Return: 0,
    Qt.Key.Key_Enter: 0,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}
_NUDGES: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class CellEditor(QLineEdit):
    """A line of text that has to become a number.

    `finished` comes when the text is meant, with 1 or −1 if Tab or Shift+Tab asks for the next or
    the previous cell; `dismissed` when it is not meant; `nudged` for the arrow keys.
    """

    finished = Signal(int)
    left = Signal()
    dismissed = Signal()
    nudged = Signal(int, Qt.KeyboardModifier)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filter = EventFilter(self, self._deal_with)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._on_text_edited)

    def number(self) -> float:
        """What was typed.

        Raises:
            ValueError: it is not a number; the message says why.
        """
        return parse_number(self.text())

    def show_text(self, text: str, is_typed: bool = False) -> None:
        """Put a text in, which counts as typed or not."""
        self.setText(text)
        self.setModified(is_typed)
        self._mark("")

    def complain(self, problem: str) -> None:
        """Say why the text cannot be taken."""
        self._mark(problem)
        show_tip(self.mapToGlobal(self.rect().bottomLeft()), problem, self)

    def _deal_with(self, event: QEvent) -> bool:
        """Keys that the window has a use for, too."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = event.key()
            if key in _DIRECTIONS or key in _NUDGES or key == Qt.Key.Key_Escape:
                event.accept()
                return True
        return False

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return False  # so that Tab comes to keyPressEvent

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _DIRECTIONS:
            self.finished.emit(_DIRECTIONS[key])
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif key in _NUDGES:
            self.nudged.emit(_NUDGES[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS_OPEN:
            self.left.emit()

    def _on_text_edited(self) -> None:
        if self.property("invalid"):  # once something was wrong, say as soon as it is right
            self._mark(self._problem())

    def _problem(self) -> str:
        try:
            self.number()
        except ValueError as problem:
            return str(problem)
        return ""

    def _mark(self, problem: str) -> None:
        set_tip(self, problem)
        self.setAccessibleDescription(problem)
        if bool(self.property("invalid")) != bool(problem):
            self.setProperty("invalid", bool(problem))
            self.style().unpolish(self)
            self.style().polish(self)
