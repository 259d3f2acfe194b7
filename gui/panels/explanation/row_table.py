"""The table of rows behind an explanation: the factors and the share of each, to be sorted."""

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from core.explanation.terms import RowTable
from core.nn.quantity import QuantityKind
from gui.formatting.equations import show
from gui.session.visibility import UNKNOWN, Visibility
from gui.style.theme import Theme
from gui.widgets.plain_text import as_tip

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SORT_ROLE = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True, eq=False)
class _Content:
    """A table and what of it may be seen."""

    table: RowTable
    visibility: Visibility

    @property
    def titles(self) -> tuple[str, ...]:
        notes = ("",) if any(self.table.notes) and self._shows_notes else ()
        return ("row", *self.table.columns, *notes)

    @property
    def _shows_notes(self) -> bool:
        return self.visibility.shows_kind(QuantityKind.ACTIVATION_SLOPE)

    def text(self, row: int, column: int) -> str:
        if column == 0:
            return str(row + 1)
        if column > len(self.table.columns):
            return self.table.notes[row]
        if not self._is_shown(row, column):
            return UNKNOWN
        return show(float(self.table.values[row, column - 1]), self.visibility.numerals).text

    def sorted_by(self, row: int, column: int) -> object:
        if column > len(self.table.columns):
            return self.table.notes[row]
        hidden = column == 0 or not self._is_shown(row, column)
        return row if hidden else float(self.table.values[row, column - 1])

    def _is_shown(self, row: int, column: int) -> bool:
        quantity = self.table.quantities[column - 1]
        return quantity is None or self.visibility.shows(replace(quantity, row=row))


class RowTableModel(QAbstractTableModel):
    """The rows of one explanation; the first column counts them, the last says who is off."""

    def __init__(self) -> None:
        super().__init__()
        self._content: _Content | None = None

    def show_table(self, table: RowTable | None, visibility: Visibility) -> None:
        """Show another table."""
        self.beginResetModel()
        self._content = None if table is None else _Content(table, visibility)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        content = self._content
        return 0 if content is None or parent.isValid() else len(content.table.values)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        content = self._content
        return 0 if content is None or parent.isValid() else len(content.titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if self._content is None or orientation is Qt.Orientation.Vertical:
            return None
        title = self._content.titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(title)
        return title if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        content = self._content
        if content is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == SORT_ROLE:
            return content.sorted_by(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return content.text(index.row(), index.column())
        return None


class RowTableView(QTableView):
    """The table; `chosen` comes with the row that was clicked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = RowTableModel()
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setSortRole(SORT_ROLE)
        self.setModel(self._proxy)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setAccessibleName("How every row takes part")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_table(self, table: RowTable | None, visibility: Visibility, row: int) -> None:
        """Show how every row takes part, with the row on show selected."""
        self._model.show_table(table, visibility)
        if table is not None:
            here = self._proxy.mapFromSource(self._model.index(row, 0))
            self.selectRow(here.row())

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._proxy.mapToSource(index).row())

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.pixels(22))
        self.setFont(self._theme.font(0.95))
