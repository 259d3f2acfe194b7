"""The first rows of a file as a table paints them: which cells count as what."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from core.columns.coding import Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.plan import ColumnPlan
from core.tables.cells import is_missing, number_in
from gui.dialogs.table_import.columns.heads import Head
from gui.dialogs.table_import.state import State
from gui.widgets.tables.number_model import Cell, CellModel, Index, Side
from gui.widgets.texts.plain_text import as_tip

_MOST_ROWS = 100
_MOST_CHARACTERS, _LONGEST_TIP = 200, 1000
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
        ink = look.odd if is_odd else look.ink
        return Cell(_in_one_line(text[:_MOST_CHARACTERS]), ink, look.side)

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


def _in_one_line(text: str) -> str:
    """A cell of several lines, as the head shows a name of several."""
    return text if text.isprintable() else " ".join(text.split())


def _look(plan: ColumnPlan, decimal: str) -> _Look:
    ink = "muted" if plan.use is Use.UNUSED else "ink"
    side = Side.RIGHT if plan.kind is ColumnKind.NUMBER else Side.LEFT
    if plan.use is Use.UNUSED or plan.coding is not Scheme.NUMBER:
        return _Look(ink, side)
    return _Look(ink, side, decimal, "doubt" if plan.odd_is_missing else "error")
