"""A small table of the first rows of some columns."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from core.nn.arrays import Array
from gui.formatting.numbers import number
from gui.style.roles import Role
from gui.widgets.texts.described import Described
from gui.widgets.texts.plain_text import Label

ROWS = 4
_COLUMNS = 6
_LONGEST_TITLE = 18


class ShownColumn(NamedTuple):
    """A column: what it is called, and its numbers, shape (rows,)."""

    title: str
    values: Array


class RowsPreview(QWidget, Described):
    """Titles over the numbers of the first rows, and … where there are more columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("First rows")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._columns: tuple[ShownColumn, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        self._cells = [
            [Label(role=Role.BODY if row else Role.MUTED) for _ in range(_COLUMNS)]
            for row in range(ROWS + 1)
        ]
        for row, cells in enumerate(self._cells):
            for at, cell in enumerate(cells):
                grid.addWidget(cell, row, at, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(_COLUMNS, 1)

    def show_columns(self, columns: Sequence[ShownColumn]) -> None:
        """Show these columns."""
        self._columns = tuple(columns)
        for row, cells in enumerate(self._cells):
            texts = [self._text(row, column) for column in columns[:_COLUMNS]]
            if len(columns) > _COLUMNS:
                texts[-1] = "…"
            for at, cell in enumerate(cells):
                cell.setText(texts[at] if at < len(texts) else "")

    def _text(self, row: int, column: ShownColumn) -> str:
        if row == 0:
            title = column.title
            return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
        if row > column.values.size:
            return ""
        value = float(column.values[row - 1])
        return "no number" if math.isnan(value) else number(value)

    @override
    def describe(self) -> str:
        rows = range(1, ROWS + 1)
        each = (
            f"{column.title}: {', '.join(filter(None, (self._text(row, column) for row in rows)))}"
            for column in self._columns
        )
        return "; ".join(each)
