"""The in-place editor: a line edit that lies over a number or a name of the drawing."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.nudges import step_of
from gui.style.theme import Theme
from gui.widgets.fields.entry import Entry, Go, inside
from gui.widgets.fields.typing_owner import Typing

_LEAST_WIDTH, _MOST_WIDTH = 84, 150
_EDGE = 4
Nudged = Callable[[str, int, float], str]


class InPlaceEditor(Entry):
    """One edit: what is typed is tried out, committed or put back.

    `previewed` comes with each text that can be read, and with None for one that cannot;
    `committed` with the text that was meant; `closed` at the end.

    Args:
        typing: the owner of what is being typed.
        theme: its look.
        read: raises ValueError, with a sentence for people, for a text that cannot be.
        nudged: (text, steps, step) → the number some steps away as text; None without numbers.
        parent: the canvas.
    """

    previewed = Signal(object)
    committed = Signal(str)
    closed = Signal()

    ways: ClassVar[Mapping[int, Go]] = {
        **Entry.ways,
        Qt.Key.Key_Tab: Go.NEXT,
        Qt.Key.Key_Backtab: Go.PREVIOUS,
    }

    def __init__(
        self,
        typing: Typing,
        theme: Theme,
        read: Callable[[str], object],
        nudged: Nudged | None,
        parent: QWidget,
    ) -> None:
        super().__init__(typing, read, parent)
        self._canvas, self._theme, self._nudged = parent, theme, nudged
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textEdited.connect(self._preview)

    def open_over(self, box: QRect, text: str, name: str, is_typed: bool = False) -> None:
        """Lie over a box of the canvas and begin with a text, which counts as typed or not."""
        self.setFont(self._theme.font(1.05, bold=True))
        self.setAccessibleName(name)
        wanted = QFontMetrics(self.font()).horizontalAdvance(text) + self._theme.pixels(30)
        wanted = min(wanted, self._theme.pixels(_MOST_WIDTH))
        width = max(box.width() + 12, self._theme.pixels(_LEAST_WIDTH), wanted)
        height = max(box.height() + 6, self.sizeHint().height())
        area = QRect(0, 0, width, height)
        area.moveCenter(box.center())
        self.setText(text)
        self.setModified(is_typed)
        if not is_typed:
            self.selectAll()
        self._lie(area)
        self.show()
        self.raise_()
        self._typing.begin(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_typed:
            self._preview()

    def move_over(self, middle: QPoint) -> None:
        """Lie over another point of the canvas."""
        area = self.geometry()
        area.moveCenter(middle)
        self._lie(area)
        self.place_reason()

    def _lie(self, area: QRect) -> None:
        room = self._canvas.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self.setGeometry(inside(area, room))

    @override
    def take(self, text: str) -> None:
        self.committed.emit(text)
        self._close()

    @override
    def put_back(self) -> None:
        self._typing.end(self)
        self._close()

    def _close(self) -> None:
        """Give the keyboard back to the canvas."""
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    @override
    def is_nudge(self, event: QKeyEvent) -> bool:
        return self._nudged is not None and super().is_nudge(event)

    @override
    def nudge(self, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        if self._nudged is not None and not self.problem:
            self.begin_with(self._nudged(self.text(), steps, step_of(modifiers)))
            self.selectAll()
            self._preview()

    def _preview(self) -> None:
        self.previewed.emit(None if self.problem else self.text())
