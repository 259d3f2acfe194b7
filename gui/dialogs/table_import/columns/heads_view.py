"""The heads over the columns of the table: tall, painted, and reached with the arrow keys."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from gui.dialogs.table_import.columns.head_painter import HeadPainter
from gui.dialogs.table_import.columns.heads import Head
from gui.style.theme import Theme

_Key = Qt.Key
_STEPS = {_Key.Key_Left: -1, _Key.Key_Right: 1}
_PAGES = {_Key.Key_Up: -1, _Key.Key_Down: 1, _Key.Key_PageUp: -10, _Key.Key_PageDown: 10}
_OPENS = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space, _Key.Key_F4, _Key.Key_Menu)


class HeadsView(QHeaderView):
    """Paints the heads in view; a click or Enter on one asks to open its choices.

    `opened` comes with the place of the column, `moved` with that of the one keys are for now,
    `scrolled` with how many rows to go down.
    """

    opened = Signal(int)
    moved = Signal(int)
    scrolled = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._heads: tuple[Head, ...] = ()
        self._painter = HeadPainter(theme)
        self.current = 0
        self._under_pointer = -1
        self.setAccessibleName("Columns")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    def show_heads(self, heads: tuple[Head, ...]) -> None:
        """Show these heads."""
        self._heads = heads
        self.go_to(self.current)
        self.viewport().update()

    @property
    def heads(self) -> tuple[Head, ...]:
        """What is shown."""
        return self._heads

    def area(self, at: int) -> QRect:
        """Where the head of a column stands in the viewport."""
        return QRect(self.sectionViewportPosition(at), 0, self.sectionSize(at), self.height())

    def place_below(self, at: int) -> QPoint:
        """Where on the screen the choices of a column are to appear."""
        return self.viewport().mapToGlobal(self.area(at).bottomLeft())

    def _on_theme_changed(self) -> None:
        self._painter = HeadPainter(self._theme)
        self.updateGeometry()
        self.viewport().update()

    def _on_clicked(self, at: int) -> None:
        self.go_to(at)
        self.opened.emit(at)

    def go_to(self, at: int) -> None:
        """Make a head the one that keys are for."""
        self.current = min(max(0, at), max(0, len(self._heads) - 1))
        text = self._heads[self.current].text if self._heads else ""
        self.setAccessibleDescription(text)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self._painter.height)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._heads):
            return
        is_current = logicalIndex == self.current and self.hasFocus()
        is_lit = logicalIndex == self._under_pointer
        self._painter.draw(painter, rect, self._heads[logicalIndex], is_current, is_lit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        last = len(self._heads) - 1
        down = key == _Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in _OPENS or down:
            if self._heads:
                self.opened.emit(self.current)
        elif key in _STEPS:
            self._step(self.current + _STEPS[key])
        elif key in (_Key.Key_Home, _Key.Key_End):
            self._step(0 if key == _Key.Key_Home else last)
        elif key in _PAGES:
            self.scrolled.emit(_PAGES[key])
        else:
            event.ignore()

    def _step(self, at: int) -> None:
        self.go_to(at)
        self.moved.emit(self.current)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self.logicalIndexAt(event.position().toPoint()))

    def _point_at(self, at: int) -> None:
        if at != self._under_pointer:
            self._under_pointer = at
            self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._step(self.current)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
