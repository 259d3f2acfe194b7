"""The model of the table of a class: a row for each student, a column for each task."""

from PySide6.QtCore import QModelIndex, Qt
from typing_extensions import override

from core.lessons.classes.results import LessonResults, Result
from gui.dialogs.class_results.class_cells import TELLINGS, Shown, told, told_of_task
from gui.widgets.tables.clipboard_cells import join_cells
from gui.widgets.tables.number_model import Cell, CellModel, Elastic, Index, Side
from gui.widgets.texts.plain_text import as_tip

_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_SORTS = "Click, or S in the column, to sort by it"
_LONGEST = 28  # characters of a name
_NOTHING = LessonResults("", (), ())


class ClassModel(CellModel):
    """The students by their names or sorted by a column, and below them a row of totals.

    The first column has the totals of the students.

    Attributes:
        results: what is shown.
        shown: what the cells tell of each task.
    """

    def __init__(self) -> None:
        super().__init__()
        self.results = _NOTHING
        self.shown = Shown.RESULT
        self._column, self._falls = -1, False
        self._order: list[int] = []

    def show_results(self, results: LessonResults | None, shown: Shown) -> None:
        """Show what came of a lesson, or nothing."""
        self.beginResetModel()
        self.results, self.shown = results or _NOTHING, shown
        if self._column >= self.columnCount():
            self._column = -1
        self._sort()
        self.endResetModel()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._column, self._falls = column, order == Qt.SortOrder.DescendingOrder
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        self._order = list(range(len(self.results.students)))
        if self._column >= 0:
            self._order.sort(key=self._key, reverse=self._falls)

    def _key(self, at: int) -> tuple[float, float, str]:
        student, telling = self.results.students[at], TELLINGS[self.shown]
        if self._column > 0:
            return telling.key(student.results[self._column - 1])
        total = telling.total(student.results)
        return (float(total), 0, "") if total.isdecimal() else (not total, 0, total)

    def _of_row(self, row: int) -> tuple[Result, ...] | None:
        """The results of the student in a row; None in the row of totals."""
        is_total = row >= len(self._order)
        return None if is_total else self.results.students[self._order[row]].results

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        telling, results = TELLINGS[self.shown], self._of_row(row)
        if results is not None:
            return telling.text(results[column - 1]) if column else telling.total(results)
        if column:
            return telling.total(self.results.of_task(column - 1))
        every = [each for student in self.results.students for each in student.results]
        return telling.total(every)

    def told(self, row: int, column: int) -> str:
        """What a cell tells, as a sentence."""
        if not column:
            return f"{self._title(row)}, {TELLINGS[self.shown].title}: {self.text(row, 0)}"
        results, head = self._of_row(row), self.results.tasks[column - 1]
        if results is None:
            return told_of_task(head, self.results.of_task(column - 1))
        return told(self._title(row), head, results[column - 1])

    def as_text(self) -> str:
        """The whole table as spreadsheets take it from the clipboard."""
        across, rows = range(self.columnCount()), range(self.rowCount())
        head = ["", TELLINGS[self.shown].title, *(task.number for task in self.results.tasks)]
        cells = [[self._title(row), *(self.text(row, at) for at in across)] for row in rows]
        return join_cells([head, *cells])

    def _title(self, row: int) -> str:
        if row >= len(self._order):
            return TELLINGS[self.shown].total_title
        return self.results.students[self._order[row]].student

    @property
    @override
    def longest_row_title(self) -> str:
        return max((_cut(self._title(row)) for row in range(self.rowCount())), key=len, default="")

    @override
    def is_marked(self, row: int) -> bool:
        return row == len(self._order)

    @override
    def cell(self, row: int, column: int, *, is_brief: bool = False) -> Cell:
        text = self.text(row, column)
        ink = "error" if text.startswith("≠") else "ink"
        return Cell(text, ink, Side.LEFT if self._has_texts else Side.RIGHT)

    @property
    def _has_texts(self) -> bool:
        return self.shown is Shown.SLIP

    @override
    def usual_text(self, column: int) -> str:
        return TELLINGS[self.shown].usual

    @override
    def elastic(self, column: int) -> Elastic:
        return Elastic.TEXT if self._has_texts else Elastic.NOTHING

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        count = len(self.results.students)
        return 0 if parent.isValid() or not count else count + 1

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.results.tasks) + 1

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            if role == _Role.TextAlignmentRole:
                return _LEFT
            title = self._title(section)
            return as_tip(title) if role == _Role.ToolTipRole else _cut(title)
        if role == _Role.TextAlignmentRole:
            return _LEFT if self._has_texts else _RIGHT
        title, tip = TELLINGS[self.shown].title, _SORTS
        if section:
            head = self.results.tasks[section - 1]
            title, tip = head.number, f"{head.ask}\n{_SORTS}"
        if role == _Role.ToolTipRole:
            return as_tip(tip)
        arrow = ("↓ " if self._falls else "↑ ") if section == self._column else ""
        return arrow + title if role == _Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self.text(index.row(), index.column())
        if role == _Role.AccessibleTextRole:
            return self.told(index.row(), index.column())
        if role == _Role.ToolTipRole:
            return as_tip(self.told(index.row(), index.column()))
        return None


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
