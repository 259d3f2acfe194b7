"""Typing into the drawing: a line edit that lies over a number or a name."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from gui.nudges import step_of
from gui.theme import Theme
from gui.widgets.event_filter import EventFilter
from gui.widgets.plain_text import Label

_LEAST_WIDTH, _MOST_WIDTH = 84, 150
Read = Callable[[str], object]


class Go(Enum):
    """Where the user wants to go after an edit."""

    NOWHERE = 0
    NEXT = 1
    PREVIOUS = -1


class InPlaceEditor(QLineEdit):
    """One edit: what is typed is tried out, committed or put back.

    `previewed` comes with each text that can be read, and with None for one that cannot;
    `committed` with the text that was meant and where to go from there; `closed` at the end.

    Args:
        theme: its look.
        read: raises ValueError, with a sentence for people, for a text that cannot be.
        nudged: (text, steps, step) → the number some steps away as text; None without numbers.
        parent: the canvas.
    """

    previewed = Signal(object)
    committed = Signal(str, object)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        read: Read,
        nudged: Callable[[str, int, float], str] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._canvas = parent
        self._theme = theme
        self._read = read
        self._nudged = nudged
        self._is_open = True
        self._filter = EventFilter(self, self._deal_with)
        self._problem = Label(parent=parent)
        self._problem.setObjectName("problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textEdited.connect(self._on_text_edited)

    @property
    def problem(self) -> str:
        """Why the text cannot be, or nothing."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def open_over(self, box: QRect, text: str, name: str, selected: bool = True) -> None:
        """Lie over a box of the canvas and begin with a text."""
        self.setFont(self._theme.font(1.05, bold=True))
        self.setAccessibleName(name)
        wanted = QFontMetrics(self.font()).horizontalAdvance(text) + self._theme.pixels(30)
        wanted = min(wanted, self._theme.pixels(_MOST_WIDTH))
        width = max(box.width() + 12, self._theme.pixels(_LEAST_WIDTH), wanted)
        height = max(box.height() + 6, self.sizeHint().height())
        area = QRect(0, 0, width, height)
        area.moveCenter(box.center())
        self.setGeometry(_inside(area, self._canvas.rect()))
        self.setText(text)
        if selected:
            self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_over(self, middle: QPoint) -> None:
        """Lie over another point of the canvas."""
        area = self.geometry()
        area.moveCenter(middle)
        self.setGeometry(_inside(area, self._canvas.rect()))
        if self.problem:
            self._place_problem(self.problem)

    def put_away(self) -> None:
        """End the edit and give the keyboard back to the canvas."""
        if self._is_open:
            self._is_open = False
            had_focus = self.hasFocus()
            self.hide()
            self._problem.hide()
            if had_focus:
                self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()
            self._problem.deleteLater()
            self.deleteLater()

    def _deal_with(self, event: QEvent) -> bool:
        """Tab would otherwise move the focus before keyPressEvent hears of it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = {Qt.Key.Key_Tab: Go.NEXT, Qt.Key.Key_Backtab: Go.PREVIOUS}.get(
                Qt.Key(event.key())
            )
            if way is not None:
                self._commit(way)
                return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit(Go.NOWHERE)
        elif key == Qt.Key.Key_Escape:
            self.put_away()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._nudged is not None:
            self._nudge(1 if key == Qt.Key.Key_Up else -1, step_of(event.modifiers()))
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        kept = (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if self._is_open and event.reason() not in kept:
            if self._find_problem() is None:
                self._commit(Go.NOWHERE)
            else:
                self.put_away()

    def _on_text_edited(self) -> None:
        problem = self._find_problem()
        if problem is None:
            self._show_problem(None)
        self.previewed.emit(None if problem else self.text())

    def _commit(self, way: Go) -> None:
        problem = self._find_problem()
        self._show_problem(problem)
        if problem is None:
            text = self.text()
            self.committed.emit(text, way)
            self.put_away()

    def _nudge(self, steps: int, step: float) -> None:
        if self._nudged is not None and self._find_problem() is None:
            self.setText(self._nudged(self.text(), steps, step))
            self.selectAll()
            self.previewed.emit(self.text())

    def _find_problem(self) -> str | None:
        try:
            self._read(self.text())
        except ValueError as problem:
            return str(problem)
        return None

    def _show_problem(self, problem: str | None) -> None:
        self.setProperty("invalid", problem is not None)
        self.setAccessibleDescription(problem or "")
        self.style().unpolish(self)
        self.style().polish(self)
        self._problem.setVisible(problem is not None)
        if problem is not None:
            self._place_problem(problem)

    def _place_problem(self, problem: str) -> None:
        colors, label = self._theme.colors, self._problem
        label.setStyleSheet(
            f"QLabel {{ background: {colors.panel}; color: {colors.error};"
            f" border: 1px solid {colors.error}; border-radius: 5px; padding: 3px 6px; }}"
        )
        label.setFont(self._theme.font(0.9))
        label.setText(problem)
        label.adjustSize()
        area = QRect(self.x(), self.geometry().bottom() + 5, label.width(), label.height())
        label.setGeometry(_inside(area, self._canvas.rect()))
        label.raise_()


def _inside(area: QRect, room: QRect) -> QRect:
    """The area moved so that as much as possible of it lies inside the room."""
    area.moveRight(min(area.right(), room.right() - 4))
    area.moveBottom(min(area.bottom(), room.bottom() - 4))
    area.moveLeft(max(area.left(), room.left() + 4))
    area.moveTop(max(area.top(), room.top() + 4))
    return area
