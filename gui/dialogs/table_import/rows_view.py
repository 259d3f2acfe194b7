"""The first rows of the file under the heads of their columns."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from core.columns.coding import Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.plan import ColumnPlan
from core.tables.cells import is_missing, number_in
from gui.dialogs.table_import.heads import Head, heads_of
from gui.dialogs.table_import.heads_view import HeadsView
from gui.dialogs.table_import.opening import State
from gui.style.theme import TABLE_ROW, Theme
from gui.widgets.plain_text import as_tip
from gui.widgets.tables.cell_painter import CellLook, CellPainter
from gui.widgets.tables.number_header import NumberHeader
from gui.widgets.tables.number_model import Cell, CellModel, Index, Side
from gui.widgets.tables.painted_table import PaintedTable

_MOST_ROWS = 100
_MOST_CHARACTERS, _LONGEST_TIP = 200, 1000
_LEAST_WIDTH, _MOST_WIDTH = 130, 240
_PADDING = 9
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_WHOLE_FILE = "the file, line by line"


class _Look(NamedTuple):
    """The colour of a column's cells and where they stand; of numbers, how odd ones are marked."""

    ink: str = "ink"
    side: Side = Side.LEFT
    decimal: str = ""
    odd: str = ""


class FirstRows(CellModel):
    """The cells of the first rows, as they were written; or lines where they are no table."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[tuple[str, ...], ...] = ()
        self._lines: list[int] = []
        self._looks: list[_Look] = []
        self._is_table = False
        self.heads: tuple[Head, ...] = ()

    def show_state(self, state: State) -> None:
        """Show the first rows of what is read."""
        self.beginResetModel()
        table = state.shown
        self._is_table = table is not None
        if table is None:
            self._columns, self._lines = (state.lines,), list(range(1, len(state.lines) + 1))
        else:
            self._columns, self._lines = table.columns, table.lines[:_MOST_ROWS].tolist()
        self._looks = [_Look()] * len(self._columns)
        if table is not None and state.plans:
            self._looks = list(map(_look, state.plans, table.decimals))
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def cell(self, row: int, column: int, *, is_brief: bool = False) -> Cell:
        text, look = self._columns[column][row], self._looks[column]
        if self._is_table and is_missing(text):
            return Cell(text.strip() or "missing", "doubt", look.side)
        is_odd = look.decimal and number_in(text, look.decimal) is None
        return Cell(text[:_MOST_CHARACTERS], look.odd if is_odd else look.ink, look.side)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _Role.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        if role == _Role.ToolTipRole:
            return self._tip(index.row(), index.column())
        return self.cell(index.row(), index.column()).text if role == _Role.DisplayRole else None

    def _tip(self, row: int, column: int) -> str:
        text, ink = self._columns[column][row], self.cell(row, column).ink
        if ink == "doubt":
            return "This counts as missing"
        return as_tip(f"{text[:_LONGEST_TIP]}{': not a number' if ink == 'error' else ''}")

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Vertical:
            known = role == _Role.DisplayRole and 0 <= section < len(self._lines)
            return str(self._lines[section]) if known else None
        head = self.heads[section] if section < len(self.heads) else Head(_WHOLE_FILE)
        if role == _Role.ToolTipRole:
            return as_tip(head.text)
        return head.name if role == _Role.DisplayRole else None


def _look(plan: ColumnPlan, decimal: str) -> _Look:
    ink = "muted" if plan.use is Use.UNUSED else "ink"
    side = Side.RIGHT if plan.kind is ColumnKind.NUMBER else Side.LEFT
    if plan.use is Use.UNUSED or plan.coding is not Scheme.NUMBER:
        return _Look(ink, side)
    return _Look(ink, side, decimal, "doubt" if plan.odd_is_missing else "error")


class RowsView(PaintedTable):
    """Paints the first rows; the heads over them are where choices are made.

    `opened` comes with the place of the column whose choices are asked for.
    """

    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._rows = FirstRows()
        super().__init__(self._rows, whole_rows=False, parent=parent)
        self._theme = theme
        self._cells = _painter(theme)
        self._latest: State | None = None
        self.heads = HeadsView(theme, self)
        self.lines = NumberHeader(Qt.Orientation.Vertical, theme.colors, theme.font(0.85), self)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.lines)
        self.setAccessibleName("The first rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the heads have it
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.heads.opened.connect(self.opened)
        self.heads.moved.connect(self._show_column)
        self.heads.scrolled.connect(self._scroll)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    @override
    def painter(self) -> CellPainter:
        return self._cells

    def show_state(self, state: State) -> None:
        """Show what is read, and what is planned."""
        latest, self._latest = self._latest, state
        same_rows = latest is not None and latest.shown is state.shown is not None
        if latest is None or not same_rows or latest.plans is not state.plans:
            across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            self._rows.show_state(state)
            self._fit()
            if same_rows:
                self.horizontalScrollBar().setValue(across)
                self.verticalScrollBar().setValue(down)
        self._rows.heads = heads_of(state)
        self.heads.setVisible(state.shown is not None)
        self.heads.show_heads(self._rows.heads)

    def show_column(self, name: str) -> None:
        """Scroll until a column is in view."""
        self.heads.go_to([head.name for head in self.heads.heads].index(name))
        self._show_column(self.heads.current)

    def _show_column(self, at: int) -> None:
        if at < self._rows.columnCount():
            self.scrollTo(self._rows.index(max(0, self.rowAt(0)), at))

    def _scroll(self, rows: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rows * self.lines.defaultSectionSize())

    def _on_theme_changed(self) -> None:
        colors, theme = self._theme.colors, self._theme
        self._cells = _painter(theme)
        self.lines.set_look(colors, theme.font(0.85), theme.pixels(5))
        self.lines.setDefaultSectionSize(theme.pixels(TABLE_ROW - 3))
        self.setStyleSheet(
            f"QHeaderView, QTableCornerButton::section {{ background: {colors.panel};"
            " border: none; }"
        )
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Make all columns equally wide: so none needs to be measured."""
        count = max(1, self._rows.columnCount())
        room = self.viewport().width()
        if self._latest is not None and self._latest.shown is None:
            width = room
        else:
            least, most = self._theme.pixels(_LEAST_WIDTH), self._theme.pixels(_MOST_WIDTH)
            width = min(max(least, room // count), most)
        if width != self.heads.defaultSectionSize():
            self.heads.setDefaultSectionSize(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _painter(theme: Theme) -> CellPainter:
    fonts = theme.font(0.95), theme.font(0.95, bold=True)
    return CellPainter(CellLook(theme.colors, *fonts, theme.pixels(_PADDING), theme.scale))
