"""The table of rows behind an explanation: the factors and the share of each, to be sorted."""

from functools import cached_property

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from core.explanation.terms import RowTable
from core.nn.arrays import Array
from core.nn.quantity import QuantityKind
from gui.formatting.numerals import show
from gui.panels.data.row_order import RowOrder, Sorting, reorder
from gui.session.visibility import UNKNOWN, Visibility
from gui.style.theme import Theme
from gui.widgets.tables.number_grid import NumberGrid
from gui.widgets.tables.number_model import Cell, CellModel, Index
from gui.widgets.texts.plain_text import as_tip

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_LEAST = 150  # pixels high


class _Content(Struct, frozen=True, eq=False, dict=True):
    """A table and what of it may be seen."""

    table: RowTable
    visibility: Visibility

    @cached_property
    def titles(self) -> tuple[str, ...]:
        shows_notes = self.visibility.shows_kind(QuantityKind.ACTIVATION_SLOPE)
        notes = ("",) if any(self.table.notes) and shows_notes else ()
        return ("row", *self.table.columns, *notes)

    @property
    def rows(self) -> int:
        return len(self.table.values)

    def text(self, row: int, column: int) -> str:
        if column == 0:
            return str(row + 1)
        if column > len(self.table.columns):
            return self.table.notes[row]
        if not self._is_shown(row, column):
            return UNKNOWN
        return show(float(self.table.values[row, column - 1]), self.visibility.numerals).text

    def sorted_by(self, column: int) -> Array | None:
        """What rows are sorted by, shape (rows,); None for their own order."""
        if column > len(self.table.columns):
            return np.unique(self.table.notes, return_inverse=True)[1].astype(np.float64)
        tells = column > 0 and self._shows_all(column)
        return self.table.values[:, column - 1] if tells else None

    def _shows_all(self, column: int) -> bool:
        quantity = self.table.quantities[column - 1]
        is_open = quantity is None or self.visibility.shows_kind(quantity.kind)
        return is_open or all(self._is_shown(row, column) for row in range(self.rows))

    def _is_shown(self, row: int, column: int) -> bool:
        quantity = self.table.quantities[column - 1]
        return quantity is None or self.visibility.shows(quantity._replace(row=row))


class RowTableModel(CellModel):
    """The rows of one explanation; the first column counts them, the last says who is off."""

    def __init__(self) -> None:
        super().__init__()
        self._content: _Content | None = None
        self._sorting = Sorting(0, Qt.SortOrder.AscendingOrder)
        self.order = RowOrder()

    def show_table(self, table: RowTable, visibility: Visibility) -> None:
        """Show another table."""
        before, after = self._content, _Content(table, visibility)
        if before is not None and (before.titles, before.rows) == (after.titles, after.rows):
            self._content = after
            last = self.index(after.rows - 1, len(after.titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._content = after
            self.order.sort(None)
            self.endResetModel()
        self._keep_sorted()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = Sorting(column, order)
        self._keep_sorted()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _keep_sorted(self) -> None:
        content, (column, order) = self._content, self._sorting
        if content is not None and column < len(content.titles):
            falls = order == Qt.SortOrder.DescendingOrder
            values = content.sorted_by(column)
            if values is None and falls:
                values = np.arange(float(content.rows))
            if values is not None or self.order.rows is not None:
                reorder(self, self.order, values, falls=falls)

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if self._content is None or parent.isValid() else self._content.rows

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if self._content is None or parent.isValid() else len(self._content.titles)

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
        column, order = self._sorting
        arrow = "↑ " if order == Qt.SortOrder.AscendingOrder else "↓ "
        shown = arrow + title if section == column else title
        return shown if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        return None

    @override
    def cell(self, row: int, column: int, *, is_brief: bool = False) -> Cell:
        content = self._content
        return Cell("" if content is None else content.text(self.order.row(row), column))


class RowTableView(NumberGrid):
    """The table; `chosen` comes with the row that was clicked."""

    row_pixels = 22
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        rows = RowTableModel()
        super().__init__(rows, theme, whole_rows=True, parent=parent)
        rows.setParent(self)
        self._rows = rows
        self.setAccessibleName("How every row takes part")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.clicked.connect(self._on_clicked)

    @override
    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.setMinimumHeight(self._theme.pixels(_LEAST))

    def show_table(self, table: RowTable, visibility: Visibility, row: int) -> None:
        """Show how every row takes part, with the row on show selected."""
        self._rows.show_table(table, visibility)
        self.settle_columns()
        place = self._rows.order.place(row)
        if self.selected_rows != [place]:
            self.selectRow(place)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.order.row(index.row()))
