"""A tally: how many hands are up for one answer."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from core.lessons.words import Change
from core.text.numbers import MINUS
from gui.style.theme import Theme
from gui.widgets.event_filter import EventFilter
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import Label, set_tip

_MOST = 999
_Key = Qt.Key
_COUNTING = {_Key.Key_Plus: 1, _Key.Key_Equal: 1, _Key.Key_Minus: -1}
_DIGITS = map(_Key, range(_Key.Key_0, _Key.Key_9 + 1))
_WRITING = (_Key.Key_Up, _Key.Key_Down, _Key.Key_Backspace, _Key.Key_Delete, *_DIGITS)
_KEYS = frozenset((*_COUNTING, *_WRITING))
_SIGNS, _RIGHT = {Change.RISES: "▲", Change.FALLS: "▼", Change.STAYS: "="}, "✓"


class Tally(QWidget):
    """An answer and its hands; + and − count them on keys and buttons, digits write them down."""

    def __init__(self, answer: Change, theme: Theme) -> None:
        super().__init__()
        self._answer, self._theme = answer, theme
        self._is_right = False
        self._words = Label()
        self.count = _Count()
        self._buttons = self._button(MINUS, -1), self._button("+", 1)
        less, more = self._buttons
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        for widget in (less, self.count, more):
            row.addWidget(widget)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _button(self, sign: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        which = "One more" if by > 0 else "One less"
        set_tip(button, f"{which} for “{self._answer.value}”")
        button.setAccessibleName(f"{which}: {self._answer.value}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys have it in the number
        button.setAutoRepeat(True)
        button.clicked.connect(partial(self._add, by))
        return button

    def _add(self, by: int) -> None:
        self.count.stepBy(by)
        self.count.setFocus(Qt.FocusReason.MouseFocusReason)

    def mark(self, right: bool) -> None:
        """Say whether this is what the number did."""
        self._is_right = right
        self._words.setText(f"{_RIGHT if right else _SIGNS[self._answer]} {self._answer.value}")
        self._words.setFont(self._theme.font(1.15, bold=right))
        told = "; this is what it did" if right else ""
        self.count.setAccessibleName(f"Hands for “{self._answer.value}”{told}")

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        for widget in (self.count, self.count.lineEdit()):  # which keeps its own, once it has one
            widget.setFont(self._theme.font(1.2, bold=True))
        self.count.setFixedWidth(pixels(42))
        for button in self._buttons:
            button.setFont(self._theme.font(1.2))
            button.setStyleSheet("QToolButton { padding: 2px; }")
            button.setFixedWidth(pixels(26))
        self.mark(self._is_right)


class _Count(CountField):
    """A number of hands, which leaves the window all keys that do not count."""

    def __init__(self) -> None:
        super().__init__(0, _MOST)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_tip(self, "+ and − count, digits write the number down")
        self._filter = EventFilter(self, self._deal_with)

    def _deal_with(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        event.setAccepted(event.key() in _KEYS and not event.modifiers() & ~_ALLOWED)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = _COUNTING.get(_Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.stepBy(steps)
            self.selectAll()


_ALLOWED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
