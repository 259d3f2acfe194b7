"""The model of the table of branches."""

import math

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt
from typing_extensions import override

from core.history.branches import Branch
from core.history.outcomes import end_of
from core.nn.arrays import Array
from core.nn.quantity import LOSS
from core.text.numbers import grouped
from gui.formatting.branch_words import branch_name, briefly, seconds_text
from gui.formatting.numbers import full, number
from gui.panels.branches.branch_columns import TITLES, USUAL, Col
from gui.panels.branches.branch_rows import BranchRows
from gui.panels.data.row_order import NOT_SORTED, RowOrder, Sorting, reorder
from gui.session.session import Session
from gui.session.visibility import Visibility, visibility_of
from gui.widgets.tables.number_model import Cell, CellModel, Elastic, Index, Side
from gui.widgets.texts.plain_text import as_tip

_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXTS = (Col.SHOWN, Col.NAME, Col.DIFFERS)
_TELLING = (Col.LOSS, Col.ASIDE, Col.FIT)  # of the loss, which may be hidden
_NO_INDEX = QModelIndex()


class BranchesModel(CellModel):
    """One row a branch. It looks at the session when it is told to, and is not told unseen."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = BranchRows(session.history)
        self._every: list[Branch] = []
        self._ends: list[object] = []
        self._sorting, self.order = NOT_SORTED, RowOrder()
        self._seen: Visibility | None = None

    def branch(self, place: int) -> Branch:
        """The branch that stands at a place."""
        return self._every[self.order.row(place)]

    def place(self, branch: Branch) -> int:
        """Where a branch stands."""
        return self.order.place(self._every.index(branch))

    @property
    def empty_columns(self) -> list[int]:
        """The columns that have nothing to say: no rows are set aside, or there is no fit."""
        rows = self._rows
        has_aside = any(rows.outcome(each).validation is not None for each in self._every)
        ends = self._every[:1] + self._every[-1:]
        has_fit = any(rows.figures(branch).fit is not None for branch in ends)
        return [*(() if has_aside else (Col.ASIDE,)), *(() if has_fit else (Col.FIT,))]

    # Following

    def look(self) -> None:
        """Show the branches as they are now."""
        history = self._session.history
        if history is not self._rows.history:
            self._rows = BranchRows(history)
        every = [*history.branches]
        ends = [end_of(history, branch) for branch in every]
        if every != self._every:
            self.beginResetModel()
            self._every, self._ends = every, list(ends)
            self.order.sort(None)
            self.endResetModel()
            self._sort()
            return
        changed = [at for at, end in enumerate(ends) if end != self._ends[at]]
        self._ends = list(ends)
        for at in changed:
            place = self.order.place(at)
            self.dataChanged.emit(self.index(place, Col.DIFFERS), self.index(place, Col.FIT))

    def look_again(self) -> None:
        """Write everything anew: other names, or other things that may be seen."""
        self._seen = None
        if self._every:
            last = self.index(len(self._every) - 1, len(Col) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self._sort()

    def settle(self) -> None:
        """Sort again, now that nothing moves."""
        if self._sorting != NOT_SORTED:
            self._sort()

    # Sorting

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = Sorting(column, order)
        self._sort()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Col) - 1)

    def _sort(self) -> None:
        column, order = self._sorting
        falls = order == Qt.SortOrder.DescendingOrder
        values = self._values(column) if self._every else None
        if values is not None or self.order.rows is not None:
            reorder(self, self.order, values, falls=falls)

    def _values(self, column: int) -> Array | None:
        """What branches are sorted by, shape (branches,); None for their own order."""
        if column < 0 or (column in _TELLING and not self._visibility.shows(LOSS)):
            return None
        every = range(len(self._every))
        if column in (Col.NAME, Col.DIFFERS):
            texts = [self._text(at, Col(column)).casefold() for at in every]
            return np.unique(texts, return_inverse=True)[1].astype(np.float64)
        return np.array([self._value(at, Col(column)) for at in every], dtype=np.float64)

    def _value(self, at: int, column: Col) -> float:
        """A number of a branch; NaN where there is none."""
        branch = self._every[at]
        figures = self._rows.figures
        found: float | None = None
        match column:
            case Col.SHOWN:
                found = float(branch.is_shown)
            case Col.STEPS:
                found = float(self._rows.outcome(branch).updates)
            case Col.SECONDS:
                found = self._rows.outcome(branch).seconds
            case Col.LOSS:
                found = figures(branch).loss
            case Col.ASIDE:
                found = figures(branch).aside
            case Col.FIT:
                found = figures(branch).fit
        return math.nan if found is None else found

    # Writing

    @property
    def _visibility(self) -> Visibility:
        session = self._session
        if self._seen is None:
            network = session.document.experiment.network
            self._seen = visibility_of(network, session.focus)
        return self._seen

    def _text(self, at: int, column: Col) -> str:
        branch = self._every[at]
        match column:
            case Col.SHOWN:
                return "yes" if branch.is_shown else "no"
            case Col.NAME:
                return branch_name(branch, at)
            case Col.DIFFERS:
                return self._rows.differs(branch)
            case Col.STEPS:
                return grouped(self._rows.outcome(branch).updates)
            case Col.SECONDS:
                return seconds_text(self._rows.outcome(branch).seconds)
            case Col.FIT:
                return self._visibility.cover(self._rows.figures(branch).fit_text, LOSS)
        value = self._value(at, column)
        return self._visibility.cover("" if math.isnan(value) else number(value), LOSS)

    def csv_columns(self) -> list[list[str]]:
        """All that the table says, column by column, in the order on show, numbers in full."""
        places = [self.order.row(place) for place in range(len(self._every))]
        return [[self._exported(at, column) for at in places] for column in Col]

    def _exported(self, at: int, column: Col) -> str:
        hidden = column in _TELLING and not self._visibility.shows(LOSS)
        if column in _TEXTS or hidden:
            return self._text(at, column)
        value = self._value(at, column)
        return "" if math.isnan(value) else repr(value).removesuffix(".0")

    @override
    def cell(self, row: int, column: int, *, is_brief: bool = False) -> Cell:
        at = self.order.row(row)
        if column == Col.SHOWN:
            return Cell("", checked=self._every[at].is_shown)
        side = Side.LEFT if column in _TEXTS else Side.RIGHT
        text = self._text(at, Col(column))
        return Cell(briefly(text) if is_brief and column == Col.DIFFERS else text, side=side)

    @override
    def usual_text(self, column: int) -> str:
        return USUAL[Col(column)]

    @override
    def elastic(self, column: int) -> Elastic:
        return Elastic.TEXT if column in (Col.NAME, Col.DIFFERS) else Elastic.NOTHING

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._every)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Col)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role == _Role.TextAlignmentRole:
            return _LEFT if section in _TEXTS else _RIGHT
        if orientation is Qt.Orientation.Vertical:
            return None
        title, tip = TITLES[Col(section)]
        if role == _Role.ToolTipRole:
            return as_tip(tip)
        column, order = self._sorting
        arrow = "↑ " if order == Qt.SortOrder.AscendingOrder else "↓ "
        shown = arrow + title if section == column else title
        return shown if role == _Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        at, column = self.order.row(index.row()), Col(index.column())
        if role == _Role.TextAlignmentRole:
            return _LEFT if column in _TEXTS else _RIGHT
        if role == _Role.CheckStateRole and column is Col.SHOWN:
            shown = self._every[at].is_shown
            return Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked
        if role == _Role.DisplayRole:
            return "" if column is Col.SHOWN else self._text(at, column)
        if role == _Role.AccessibleTextRole:
            name = branch_name(self._every[at], at)
            return f"{name}, {TITLES[column][0]}: {self._text(at, column) or 'none'}"
        return as_tip(self._tip(at, column)) if role == _Role.ToolTipRole else None

    def _tip(self, at: int, column: Col) -> str:
        text, value = self._text(at, column), self._value(at, column)
        is_number = column in (Col.LOSS, Col.ASIDE) and self._visibility.shows(LOSS)
        return full(value) if is_number and math.isfinite(value) else text
