"""The field in which a cell of a table is edited."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.widgets.fields.entry import Entry, Go
from gui.widgets.fields.typing_owner import Typing


class CellEditor(Entry):
    """A line of text that has to become a number; keys lead on as in a spreadsheet.

    `taken` comes with the number that was meant, `dismissed` when the old one stays, `nudged` for
    Alt and the arrow keys.
    """

    taken = Signal(float)
    dismissed = Signal()
    nudged = Signal(int, Qt.KeyboardModifier)

    ways: ClassVar[Mapping[int, Go]] = {
        Qt.Key.Key_Return: Go.DOWN,
        Qt.Key.Key_Enter: Go.DOWN,
        Qt.Key.Key_Down: Go.DOWN,
        Qt.Key.Key_Up: Go.UP,
        Qt.Key.Key_Tab: Go.NEXT,
        Qt.Key.Key_Backtab: Go.PREVIOUS,
    }

    def __init__(self, typing: Typing, read: Callable[[str], float], parent: QWidget) -> None:
        super().__init__(typing, read, parent)
        self._read_number = read
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @override
    def take(self, text: str) -> None:
        if self.isModified():
            self.taken.emit(self._read_number(text))
        else:
            self.dismissed.emit()

    @override
    def put_back(self) -> None:
        self._typing.end(self)
        self.dismissed.emit()

    @override
    def is_nudge(self, event: QKeyEvent) -> bool:
        return super().is_nudge(event) and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)

    @override
    def nudge(self, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        problem = self.problem
        self.complain(problem)
        if not problem:
            self.nudged.emit(steps, modifiers)
