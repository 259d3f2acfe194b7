"""The model of the data table: the rows, with what the network makes of them."""

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from core.nn.arrays import Array, Rows
from core.nn.quantity import Quantity
from gui.formatting.numbers import full
from gui.operations.numbers import Editable
from gui.panels.data.data_columns import Column, ColumnRole, columns_of, refusal
from gui.panels.data.editable_model import NO_INDEX, EditableModel, same_nodes
from gui.panels.data.row_classes import RowClasses, row_classes
from gui.panels.data.row_order import NOT_SORTED, RowOrder, Sorting, reorder
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import UNKNOWN, Visibility, same_visibility
from gui.widgets.tables.number_model import Cell, Elastic, Index, Side
from gui.widgets.texts.plain_text import as_tip

_USUAL_NUMBER = "−0.012"
_MARK = "▸ "  # before the number of a row that the next step uses
_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DataTableModel(EditableModel):
    """One row a row of the data; columns as in `data_columns`.

    Rows can be sorted by a column. Places in the table are then not the rows of the data, which
    `order` tells apart; views speak to the model in places.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._rows = session.document.experiment.dataset.rows
        self.columns: tuple[Column, ...] = columns_of(session.document)
        self.own_units = True
        self._batch: tuple[Rows | None, frozenset[int]] = (None, frozenset())
        self._classes: RowClasses | None = None
        self._values: dict[int, Array] = {}
        self._values_of = self._present
        self.order = RowOrder()
        self.sorting = NOT_SORTED
        session.focus_changed.connect(self._on_focus_changed)

    @override
    def show_present(self, present: Present) -> None:
        before, after = self._present.document.experiment, present.document.experiment
        same = same_nodes(before.network, after.network) and before.loss is after.loss
        if not same or before.dataset.target_scaling != after.dataset.target_scaling:
            columns = columns_of(present.document, own=self.own_units)
            if columns != self.columns:
                self._begin_anew(present)
                return
        self._fit_rows(after.dataset.rows, present)
        self._keep_sorted()
        if after is not before:
            first = self._first_result if after.dataset is before.dataset else 0
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, first), last)
        if after.turn.batches > 1 or before.turn.batches > 1:
            self.row_titles_changed.emit()

    @property
    def _first_result(self) -> int:
        """The first column of what is computed; what is given stands before it."""
        return sum(column.is_data for column in self.columns)

    def _begin_anew(self, present: Present) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._present, self._rows = present, present.document.experiment.dataset.rows
        self.columns = columns_of(present.document, own=self.own_units)
        self._values = {}
        self.sorting = NOT_SORTED
        self.order.sort(None)
        self.endResetModel()

    def _on_focus_changed(self, focus: Focus) -> None:
        """Hide, reveal, or write in other numerals."""
        same = same_visibility(focus, self._focus)
        self._focus = focus
        if not same and self.sorting != NOT_SORTED:
            self.sort(*self.sorting)  # unless the order would tell what is hidden
        if not same and self._rows == self._session.document.experiment.dataset.rows:
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def quantity(self, row: int, column: int) -> Quantity:
        """The number in a cell, as something that can be hidden."""
        last = len(self._present.document.experiment.network.layers) - 1
        return self.columns[column].quantity(last, self.order.row(row))

    def _fit_rows(self, rows: int, present: Present) -> None:
        """Take rows off the end or put them there: which ones changed makes no difference."""
        if rows != self._rows:
            self._reorder(NOT_SORTED)
        if rows < self._rows:
            self.beginRemoveRows(NO_INDEX, rows, self._rows - 1)
            self._present, self._rows = present, rows
            self.endRemoveRows()
        elif rows > self._rows:
            self.beginInsertRows(NO_INDEX, self._rows, rows - 1)
            self._present, self._rows = present, rows
            self.endInsertRows()
        self._present = present

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._rows

    @override
    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if role == _Role.TextAlignmentRole:
            return self._side(index.column())
        if role not in (
            _Role.DisplayRole,
            _Role.EditRole,
            _Role.ToolTipRole,
            _Role.AccessibleTextRole,
        ):
            return None
        shown = self.cell(index.row(), index.column()).text
        if role == _Role.DisplayRole:
            return shown
        column = self.columns[index.column()]
        is_class = column.kind is ColumnRole.CLASS
        is_plain = is_class or not self._visibility().shows(
            self.quantity(index.row(), index.column())
        )
        value = None if is_plain else self._value(index.row(), index.column())
        if role == _Role.EditRole:
            return shown if is_class else UNKNOWN if value is None else value
        row = self.order.row(index.row())
        where = f"{column.title}, row {row + 1}" if self._rows > 1 else column.title
        if role == _Role.AccessibleTextRole:
            return f"{where}: {shown}"
        return as_tip(f"{where}: {shown if value is None else full(value)}")

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role == _Role.TextAlignmentRole:
            return _RIGHT if orientation == Qt.Orientation.Vertical else self._side(section)
        if orientation == Qt.Orientation.Vertical:
            row = self.order.row(section)
            return self._about_row(row, role)
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _Role.DisplayRole:
            return self._sign_of(section) + column.title
        is_tip = role == _Role.ToolTipRole
        return as_tip(f"{column.about}\nClick to sort by it") if is_tip else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _LEFT if self.columns[column].kind is ColumnRole.CLASS else _RIGHT

    def _sign_of(self, column: int) -> str:
        """An arrow where the rows are sorted by this column."""
        if self.sorting.column != column:
            return ""
        return "↑ " if self.sorting.order == Qt.SortOrder.AscendingOrder else "↓ "

    def _about_row(self, row: int, role: int) -> str | None:
        """The number of a row, with a mark where the next step uses it and not all."""
        is_used = self._is_used(row)
        if role == _Role.DisplayRole:
            return f"{_MARK}{row + 1}" if is_used else str(row + 1)
        if role == _Role.ToolTipRole and is_used:
            return f"Row {row + 1} is in the batch that the next step's slopes come from"
        return None

    @property
    @override
    def longest_row_title(self) -> str:
        marked = self._present.evaluation.batch is not None
        return f"{_MARK if marked else ''}{self._rows}"

    @override
    def is_marked(self, row: int) -> bool:
        return self._is_used(self.order.row(row))

    def _is_used(self, row: int) -> bool:
        batch = self._present.evaluation.batch
        return batch is not None and row in self._batch_of(batch)

    def _batch_of(self, batch: Rows) -> frozenset[int]:
        if self._batch[0] is not batch:
            self._batch = (batch, frozenset(batch.tolist()))
        return self._batch[1]

    @override
    def _cell(self, row: int, column: int, visibility: Visibility) -> Cell:
        described = self.columns[column]
        if described.kind is ColumnRole.CLASS:
            classes = self._class(self.order.row(row), visibility)
            return Cell(
                classes.replace(" → ", "→") if visibility.is_brief else classes, side=Side.LEFT
            )
        is_error = described.kind is ColumnRole.ERROR
        write = visibility.signed_text if is_error else visibility.text
        text = write(self._value(row, column))
        if not visibility.is_open:
            text = visibility.cover(text, self.quantity(row, column))
        return Cell(text)

    def _class(self, row: int, visibility: Visibility) -> str:
        """The class of a row and the one it is given."""
        document, known = self._present.document, self._classes
        if known is None or not known.are_of(document):
            known = self._classes = row_classes(document)
        return known.written(document, self._present.evaluation, row, visibility)

    @override
    def usual_text(self, column: int) -> str:
        kind = self.columns[column].kind
        if kind is ColumnRole.CLASS:
            longest = max(row_classes(self._present.document).names, key=len)
            return f"{longest}→{longest} ✗"
        return "" if kind is ColumnRole.TARGET else _USUAL_NUMBER

    @override
    def elastic(self, column: int) -> Elastic:
        elastic = {ColumnRole.INPUT: Elastic.TITLE, ColumnRole.CLASS: Elastic.TEXT}
        return elastic.get(self.columns[column].kind, Elastic.NOTHING)

    @override
    def refusal(self, index: Index) -> str:
        return self.refusal_of(self.columns[index.column()])

    def refusal_of(self, column: Column) -> str:
        """Why the numbers of a column cannot be edited; empty where they can."""
        dataset = self._present.document.experiment.dataset
        scaling = (
            dataset.input_scaling if column.kind is ColumnRole.INPUT else dataset.target_scaling
        )
        return refusal(column, scaled=scaling.is_on and not self.own_units)

    def show_own_units(self, own: bool) -> None:
        """Show numbers in their own units, or as the network sees them."""
        if own != self.own_units:
            self.own_units = own
            self._begin_anew(self._present)

    def _value(self, row: int, column: int) -> float:
        return float(self._column(column)[self.order.row(row)])

    def _column(self, column: int) -> Array:
        """The numbers of a column at the present moment, shape (rows,); found once."""
        present = self._present
        if self._values_of is not present:
            self._values, self._values_of = {}, present
        values = self._values.get(column)
        if values is None:
            values = self.columns[column].values(
                present.document, present.evaluation, own=self.own_units
            )
            self._values[column] = values
        return values

    @override
    def editable_at(self, index: Index) -> Editable:
        return self.columns[index.column()].cell(self.order.row(index.row()))

    # Sorting

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows by a column, now and after each change; −1 is for their own order."""
        wanted = Sorting(column, order)
        possible = 0 <= column < len(self.columns) and self._may_sort(column)
        before, self.sorting = self.sorting, wanted if possible else NOT_SORTED
        if before == self.sorting == NOT_SORTED:
            return
        self._reorder(self.sorting)
        last = len(self.columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def _may_sort(self, column: int) -> bool:
        """Whether all numbers of a column may be seen."""
        given = self.columns[column].is_data
        return given or self._visibility().shows_kind(self.quantity(0, column).kind)

    def _keep_sorted(self) -> None:
        """Sort again, but not while numbers are in motion."""
        at_rest = not (self._present.is_preview or self._session.is_running)
        if at_rest and self.sorting != NOT_SORTED:
            self._reorder(self.sorting)

    def _reorder(self, sorting: Sorting) -> None:
        values = None if sorting == NOT_SORTED else self._column(sorting.column)
        falls = sorting.order == Qt.SortOrder.DescendingOrder
        reorder(self, self.order, values, falls=falls)
