"""A table that paints all its cells at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionRange, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from gui.widgets.tables.cell_painter import Area, CellPainter, Style, Texts
from gui.widgets.tables.number_model import Cell, CellModel, Index

ANY_HEIGHT = 16_777_215  # Qt's largest
_MOST_WRITTEN = 4000  # cells that are kept; a screenful is a few hundred


class _Section(NamedTuple):
    """A row or a column: where it stands in the viewport, and how high or wide it is."""

    number: int
    start: int
    size: int


class PaintedTable(QTableView):
    """Shows the cells of a `CellModel`; Qt scrolls and selects. Each is written once a change.

    `overflowed` comes when a number was drawn that its column has no room for.

    Args:
        model: what is shown.
        whole_rows: whether rows are selected, or cells.
        parent: the widget this one belongs to.

    Attributes:
        lit_row: the row that is highlighted, besides those that are selected as a whole.
        is_brief: whether texts are short for want of room.
    """

    overflowed = Signal()

    def __init__(
        self,
        model: CellModel,
        whole_rows: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lit_row = -1
        self.is_brief = False
        self._numbers = model
        self._whole_rows = whole_rows
        self._written: dict[tuple[int, int, bool], Cell] = {}
        behavior = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behavior.SelectRows if whole_rows else behavior.SelectItems)
        model.dataChanged.connect(self._forget_columns)
        for moved in (
            model.modelReset,
            model.layoutChanged,
            model.rowsInserted,
            model.rowsRemoved,
        ):
            moved.connect(self._forget)
        self.setModel(model)

    @property
    def painter(self) -> CellPainter:
        """How cells are drawn."""
        raise NotImplementedError

    def _forget(self) -> None:
        self._written.clear()

    def _forget_columns(self, first: QModelIndex, last: QModelIndex) -> None:
        changed = range(first.column(), last.column() + 1)
        self._written = {
            place: cell for place, cell in self._written.items() if place[1] not in changed
        }

    def cell(self, row: int, column: int) -> Cell:
        """What is drawn in a cell."""
        place = row, column, self.is_brief
        cell = self._written.get(place)
        if cell is None:
            if len(self._written) >= _MOST_WRITTEN:
                self._written.clear()
            cell = self._numbers.cell(row, column, is_brief=self.is_brief)
            self._written[place] = cell
        return cell

    @property
    def columns_on_view(self) -> list[int]:
        """The columns that are seen, from left to right."""
        right = self.viewport().width() - 1
        return [column.number for column in _sections(self.horizontalHeader(), 0, right)]

    def texts_on_view(self, columns: Iterable[int], least: int) -> list[Texts]:
        """What is on view in these columns, one by one.

        Of so many pixels at the least, as if the table were as high.
        """
        # While other rows come in, the table may still be scrolled beyond the last of them.
        first = min(max(0, self.rowAt(0)), self._numbers.rowCount() - 1)
        height = max(self.viewport().height(), least)
        count = height // self.verticalHeader().defaultSectionSize() + 2
        lit = self.lit_row
        rows = {*range(first, first + count), lit}
        end = self._numbers.rowCount()
        shown = [row for row in rows if 0 <= row < end]
        bold = [row for row in shown if row == lit or self._whole_rows]
        plain = [row for row in shown if row not in bold]
        return [(self._texts_of(column, plain), self._texts_of(column, bold)) for column in columns]

    def _texts_of(self, column: int, rows: Sequence[int]) -> set[str]:
        cell = self.cell
        return {cell(row, column).text for row in rows}

    @property
    def selected_ranges(self) -> list[QItemSelectionRange]:
        """What is selected, as rectangles."""
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.size())]

    @property
    def selected_rows(self) -> list[int]:
        """The rows that hold a selected cell, in order."""
        return sorted(
            {row for part in self.selected_ranges for row in range(part.top(), part.bottom() + 1)}
        )

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()  # one selected cell looks different from one of several

    # Painting

    @override
    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Have the columns that changed painted anew; Qt takes all if a row is out of sight."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        top = max(first.row(), top)
        bottom = min(last.row(), bottom) if bottom >= 0 else last.row()
        if top <= bottom:
            index = self._numbers.index
            first, last = index(top, first.column()), index(bottom, last.column())
        super().dataChanged(first, last, roles)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Said each time: a style sheet takes it back whenever it is applied.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        area = event.rect()
        rows = _sections(self.verticalHeader(), area.top(), area.bottom())
        columns = _sections(self.horizontalHeader(), area.left(), area.right())
        chosen = self.selected_ranges
        lit = {row.number for row in rows if self._is_lit(row.number, chosen)}
        with QPainter(self.viewport()) as painter:
            painter.fillRect(area, QColor(self.painter.look.colors.panel))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_rows(painter, rows, lit)
            for cell in self._tinted(rows, columns, chosen):
                self.painter.draw_tint(painter, cell)
            if self.hasFocus() and self.currentIndex().isValid():
                self.painter.draw_ring(painter, self.visualRect(self.currentIndex()))
            # Qt asks for a pixel more than what has changed, where the next column begins.
            columns = [column for column in columns if column.start < area.right()]
            self._paint_cells(painter, rows, columns, lit)

    def _is_lit(self, row: int, chosen: list[QItemSelectionRange]) -> bool:
        selected = self._whole_rows and any(part.top() <= row <= part.bottom() for part in chosen)
        return selected or row == self.lit_row

    def _paint_rows(self, painter: QPainter, rows: list[_Section], lit: set[int]) -> None:
        header = self.horizontalHeader()
        for row in rows:
            area = QRect(-header.offset(), row.start, header.length(), row.size)
            if row.number in lit:
                self.painter.draw_lit(painter, area)
            elif self._numbers.is_marked(row.number):
                self.painter.draw_marked(painter, area)

    def _tinted(
        self, rows: list[_Section], columns: list[_Section], chosen: list[QItemSelectionRange]
    ) -> Iterator[QRect]:
        """The selected cells, where there are several."""
        if self._whole_rows or sum(part.width() * part.height() for part in chosen) <= 1:
            return
        for part in chosen:
            for row in rows:
                for column in columns:
                    if part.contains(row.number, column.number, part.parent()):
                        yield _rect(row, column)

    def _paint_cells(
        self,
        painter: QPainter,
        rows: list[_Section],
        columns: list[_Section],
        lit: set[int],
    ) -> None:
        texts = defaultdict[Style, list[tuple[Area, Cell]]](list)
        boxes = defaultdict[bool, list[QRect]](list)
        for column in columns:
            for row in rows:
                cell = self.cell(row.number, column.number)
                if cell.checked is not None:
                    boxes[cell.checked].append(_rect(row, column))
                elif cell.text:
                    area = column.start, row.start, column.size, row.size
                    texts[row.number in lit, cell.ink].append((area, cell))
        for checked, areas in boxes.items():
            self.painter.draw_boxes(painter, areas, checked)
        if not self.painter.draw_texts(painter, texts):
            self.overflowed.emit()


def _rect(row: _Section, column: _Section) -> QRect:
    return QRect(column.start, row.start, column.size, row.size)


def _sections(header: QHeaderView, first: int, last: int) -> list[_Section]:
    """What is seen between two places of the viewport, in order."""
    start, end = header.visualIndexAt(first), header.visualIndexAt(last)
    if start < 0:
        return []
    places = range(start, (end if end >= 0 else header.count() - 1) + 1)
    return [
        _Section(index, header.sectionViewportPosition(index), size)
        for index in map(header.logicalIndex, places)
        if (size := header.sectionSize(index))  # of a hidden one, 0
    ]
