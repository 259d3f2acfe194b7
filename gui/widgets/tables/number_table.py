"""A table of numbers that are edited in place, copied and pasted."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from gui.style.theme import Theme
from gui.widgets.event_filter import EventFilter
from gui.widgets.fields.entry import Go
from gui.widgets.fields.typing_owner import Typing
from gui.widgets.menus import show_menu
from gui.widgets.tables.clipboard_cells import join_cells, plain
from gui.widgets.tables.number_delegate import NumberDelegate
from gui.widgets.tables.number_grid import NumberGrid
from gui.widgets.tables.number_model import NumberModel

_BEGINS_A_NUMBER = frozenset("0123456789+-−.,½¼¾")
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_Standard = QKeySequence.StandardKey
_ARROWS = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}


class NumberTable(NumberGrid):
    """Double-click, F2, Enter or a digit edits the current cell; Alt+↑ and Alt+↓ nudge it.

    `refused` says why a cell cannot be edited; `pasted` hands on the text of the clipboard;
    `guess_begun` the first character of an answer, while the model is asking; `menu_opened` an
    empty menu of the current cell, for all who have something to offer there.
    """

    refused = Signal(str)
    guess_begun = Signal(str)
    pasted = Signal(str)
    delete_pressed = Signal()
    menu_opened = Signal(QMenu)
    _numbers: NumberModel

    def __init__(
        self,
        model: NumberModel,
        theme: Theme,
        typing: Typing,
        whole_rows: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, theme, whole_rows, parent)
        self.delegate = NumberDelegate(model, typing, self)
        self.setItemDelegate(self.delegate)
        self._filter = EventFilter(self, self._deal_with)
        self.delegate.went_on.connect(self._go_on)

    def menu(self) -> QMenu:
        """What can be done with the current cell and the selected rows."""
        menu = QMenu(self)
        self.menu_opened.emit(menu)
        return menu

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_menu(self.menu(), event.globalPos())

    # Keys

    def _deal_with(self, event: QEvent) -> bool:
        """Keys that the window has a use for, too, but not while the table has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_own(event)
        ):
            event.accept()
            return True
        return False

    def _is_own(self, event: QKeyEvent) -> bool:
        """Whether a key is for the table, even where the window has a use for it too."""
        return (
            event.matches(_Standard.Copy)
            or event.matches(_Standard.Paste)
            or event.matches(_Standard.SelectAll)
            or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2)
            or self._is_nudge(event)
            or self._begins_number(event)
        )

    def _is_nudge(self, event: QKeyEvent) -> bool:
        return event.key() in _ARROWS and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)

    def _begins_number(self, event: QKeyEvent) -> bool:
        return event.text() in _BEGINS_A_NUMBER and not event.modifiers() & _COMMAND

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.delegate.editor is not None:
            event.ignore()  # an open field had no use for it
        elif not (self._on_clipboard_key(event) or self._on_editing_key(event)):
            if event.text().isprintable() and event.text() and not event.modifiers() & _COMMAND:
                event.ignore()  # letters and Space are the window's
            else:
                super().keyPressEvent(event)

    def _on_clipboard_key(self, event: QKeyEvent) -> bool:
        if event.matches(_Standard.Copy):
            self.copy()
        elif event.matches(_Standard.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.delete_pressed.emit()
        else:
            return False
        return True

    def _on_editing_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.begin_edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Backspace:
            self._type_over("")
        elif self._begins_number(event):
            self._type_over(event.text())
        elif self._is_nudge(event):
            self._nudge(_ARROWS[event.key()], event.modifiers())
        else:
            return False
        return True

    def _type_over(self, text: str) -> None:
        if self._numbers.is_asking:
            self.guess_begun.emit(text)
        else:
            self.begin_edit(self.currentIndex(), text)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self.delegate.editor is None:
            self._numbers.keep_tried()
        super().keyReleaseEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._numbers.keep_tried()
        super().focusOutEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._is_box(index):
            self.begin_edit(index)

    def _is_box(self, index: QModelIndex) -> bool:
        return index.data(Qt.ItemDataRole.CheckStateRole) is not None

    # Editing

    def begin_edit(self, index: QModelIndex, text: str | None = None) -> None:
        """Open the editor of a cell, holding its number or what was typed; or say why not."""
        if not index.isValid():
            return
        index = self._numbers.home(index)
        if self._is_box(index) and text is None:
            self.delegate.toggle(index)
        elif refusal := self._numbers.refusal(index):
            self.refused.emit(refusal)
        else:
            self.setCurrentIndex(index)
            self.edit(index)
            if text is not None:
                self.delegate.begin_with(text)

    def _go_on(self, go: Go, cell: QPersistentModelIndex) -> None:
        """Go to the cell above or below; or edit the next one that can be, or the one before."""
        if not cell.isValid():
            return
        here = self._numbers.index(cell.row(), cell.column())
        if go in (Go.UP, Go.DOWN):
            self.setCurrentIndex(here)
            return
        columns = self._numbers.columnCount()
        direction = 1 if go is Go.NEXT else -1
        place = here.row() * columns + here.column() + direction
        while 0 <= place < columns * self._numbers.rowCount():
            index = self._numbers.index(*divmod(place, columns))
            if not (self._numbers.refusal(index) or self._is_box(index)):
                self.begin_edit(index)
                return
            place += direction

    def _nudge(self, count: int, modifiers: Qt.KeyboardModifier) -> None:
        if not self.currentIndex().isValid():
            return
        index = self._numbers.home(self.currentIndex())
        if refusal := self._numbers.refusal(index):
            self.refused.emit(refusal)
            return
        value = self._numbers.nudged(self._numbers.number_at(index), count, modifiers)
        self._numbers.try_number(index, value)

    # The clipboard

    def copy(self) -> None:
        """Put the selected cells on the clipboard, in full."""
        parts = self.selected_ranges
        if not parts:
            return
        selected, index = self.selectionModel().isSelected, self._numbers.index
        left, right = min(part.left() for part in parts), max(part.right() for part in parts)
        cells = [
            [
                _text(cell) if selected(cell) else ""
                for cell in (index(row, column) for column in range(left, right + 1))
            ]
            for row in self.selected_rows
        ]
        QGuiApplication.clipboard().setText(join_cells(cells))

    def paste(self) -> None:
        """Hand what is on the clipboard on."""
        self.pasted.emit(QGuiApplication.clipboard().text())


def _text(index: QModelIndex) -> str:
    value = index.data(Qt.ItemDataRole.EditRole)
    return plain(value) if isinstance(value, float) else str(value)
