"""A field for one number: typed, scrubbed by dragging sideways, or nudged with the arrow keys."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import editable, full, number
from gui.formatting.typed_numbers import parse_number
from gui.widgets.fields.entry import Entry
from gui.widgets.fields.typing_owner import Typing
from gui.widgets.texts.plain_text import set_tip

_DRAG_PIXELS = 4
_PIXELS_A_STEP = 6

Nudge = Callable[[float, int, Qt.KeyboardModifier], float]


class NumberField(Entry):
    """A number that is shown short, and in full while it is edited.

    `previewed` comes while a value is tried out, `committed` when it is meant, `cancelled` when
    it is put back.

    Args:
        check: raises ValueError, with a sentence for people, for a number that cannot be.
        nudge: (value, steps, modifiers) → the value some steps away.
        typing: the owner of what is being typed.
        parent: the widget this one belongs to.
    """

    previewed = Signal(float)
    committed = Signal(float)
    cancelled = Signal()

    def __init__(
        self,
        check: Callable[[float], object],
        nudge: Nudge,
        typing: Typing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(typing, lambda text: check(parse_number(text)), parent)
        self._check = check
        self._nudge = nudge
        self._value = 0.0
        self._pressed: QPointF | None = None
        self._begun = 0.0  # the number that is being dragged from
        self._scrubbed: float | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a press may begin a drag: see mousePressEvent
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.went_on.connect(lambda: self.window().setFocus())  # so that keys are commands again

    def show_value(self, value: float) -> None:
        """Show a value, unless another one is being typed."""
        self._value = value
        set_tip(self, f"{full(value)}\nType, drag sideways, or press ↑ ↓")
        if not self.isModified():
            self._show(value)

    @override
    def take(self, text: str) -> None:
        value = parse_number(text)
        self.setModified(False)
        if value != self._value:
            self.committed.emit(value)
        self._show(self._value)
        self.selectAll()

    @override
    def put_back(self) -> None:
        self._typing.end(self)
        self._show(self._value)
        self.selectAll()
        self.cancelled.emit()

    @override
    def nudge(self, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        if self.isModified() and not self.commit():
            return
        value = self._valid(self._nudge(self._value, steps, modifiers))
        if value != self._value:
            self.committed.emit(value)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        if not self.isModified():
            self._show(self._value)
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        if not self.isModified():
            self._show(self._value)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hasFocus() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed, self._begun, self._scrubbed = event.position(), self._value, None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position().x() - self._pressed.x()
        if self._scrubbed is None and abs(moved) < _DRAG_PIXELS:
            return
        steps = int(moved / _PIXELS_A_STEP)
        self._scrubbed = self._valid(self._nudge(self._begun, steps, event.modifiers()))
        self._show(self._scrubbed)
        self.previewed.emit(self._scrubbed)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        self._pressed = None
        if self._scrubbed is None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            self.committed.emit(self._scrubbed)
            self._scrubbed = None

    def _valid(self, value: float) -> float:
        try:
            self._check(value)
        except ValueError:
            return self._value
        return value

    def _show(self, value: float) -> None:
        self.setText(editable(value) if self.hasFocus() else number(value))
        self.setModified(False)
        self.complain("")
