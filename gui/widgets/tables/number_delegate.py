"""The delegate of tables of numbers: it edits them in place."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from gui.formatting.numbers import editable
from gui.formatting.typed_numbers import parse_number
from gui.widgets.fields.entry import Go
from gui.widgets.fields.typing_owner import Typing
from gui.widgets.tables.cell_editor import CellEditor
from gui.widgets.tables.number_model import Index, NumberModel
from gui.widgets.tables.painted_table import PaintedTable

_Role = Qt.ItemDataRole
_CARET_ROOM = 8


class NumberDelegate(QStyledItemDelegate):
    """A delegate that edits numbers; the view itself draws them.

    `went_on` comes when an edit was committed by a key, with the `Go` it leads: up or down to the
    cell that comes with it, or on from there.

    Attributes:
        editor: the field that is open, if one is.
    """

    went_on = Signal(object, QPersistentModelIndex)

    def __init__(self, model: NumberModel, typing: Typing, view: PaintedTable) -> None:
        super().__init__(view)
        self.editor: CellEditor | None = None
        self._model = model
        self._typing = typing
        self._view = view
        self._edited = QPersistentModelIndex()

    # Checking boxes

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: object,
        option: QStyleOptionViewItem,
        index: QModelIndex | Index,
    ) -> bool:
        is_box = index.data(_Role.CheckStateRole) is not None
        if (
            is_box
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and not event.modifiers()
            and option.rect.contains(event.position().toPoint())
        ):
            self.toggle(index)
            return True
        return False

    def toggle(self, index: Index) -> None:
        """Check a box, or uncheck it."""
        checked = index.data(_Role.CheckStateRole) == Qt.CheckState.Checked
        opposite = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        self._model.setData(index, opposite, _Role.CheckStateRole)

    # Editing

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> QWidget:
        edited = QPersistentModelIndex(index)
        editor = CellEditor(self._typing, self._read, parent)
        editor.setFont(self._view.painter.look.bold)
        editor.setStyleSheet(f"padding: 0px {self._view.painter.look.padding}px;")
        editor.setAccessibleName(str(index.data(_Role.AccessibleTextRole)))
        editor.taken.connect(self._on_taken)
        editor.dismissed.connect(self._on_dismissed)
        editor.nudged.connect(self._on_nudged)
        kept = QPersistentModelIndex  # committing may sort the rows anew
        above, below = (index.sibling(index.row() + by, index.column()) for by in (-1, 1))
        near = {Go.UP: kept(above), Go.DOWN: kept(below)}
        editor.went_on.connect(lambda go: self.went_on.emit(go, near.get(go, edited)))
        editor.textChanged.connect(self._widen)
        self.editor, self._edited = editor, edited
        self._typing.begin(editor)
        return editor

    @override
    def destroyEditor(self, editor: QWidget, index: QModelIndex | Index) -> None:
        if editor is self.editor:
            self._typing.end(self.editor)
            self.editor = None
            self._model.put_back()
        super().destroyEditor(editor, index)

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | Index) -> None:
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(editable(self._model.number_at(index)))
            editor.selectAll()

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> None:
        """Put the editor over its cell; a long number spreads over the cells beside it."""
        room = self._view.viewport().rect()
        text = editor.text() if isinstance(editor, CellEditor) else ""
        needed = self._view.painter.width_of(text) + _CARET_ROOM
        area = QRect(option.rect)
        area.setLeft(area.right() + 1 - max(area.width(), needed))
        if area.left() < room.left():
            area.moveLeft(room.left())
        area.setRight(min(area.right(), room.right()))
        editor.setGeometry(area)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        return False  # the editor itself says what its keys mean

    def begin_with(self, text: str) -> None:
        """Replace what the editor holds, as if it had been typed."""
        if self.editor is not None:
            self.editor.begin_with(text)

    def _read(self, text: str) -> float:
        return self._model.read_number(self._index(), text)

    def _on_taken(self, value: float) -> None:
        index = self._index()
        self._close()
        self._model.set_number(index, value)

    def _on_dismissed(self) -> None:
        self._close()
        self._model.put_back()

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        # The view may be closing it: then it has let go of it, and the number is taken meanwhile.
        if editor is not None and self._view.indexWidget(self._index()) is editor:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_nudged(self, count: int, modifiers: Qt.KeyboardModifier) -> None:
        editor = self.editor
        if editor is None:
            return
        value = self._model.nudged(parse_number(editor.text()), count, modifiers)
        editor.begin_with(editable(value))
        self._model.try_number(self._index(), value)

    def _widen(self) -> None:
        if self.editor is not None and self._edited.isValid():
            option = QStyleOptionViewItem()
            option.rect = self._view.visualRect(self._index())
            self.updateEditorGeometry(self.editor, option, self._edited)

    def _index(self) -> QModelIndex:
        return self._model.index(self._edited.row(), self._edited.column())
