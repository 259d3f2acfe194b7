"""The order in which the rows of a table stand."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QAbstractTableModel, Qt

from core.nn.arrays import Array, Rows


class Sorting(NamedTuple):
    """By which column rows are sorted, and which way."""

    column: int
    order: Qt.SortOrder


NOT_SORTED = Sorting(-1, Qt.SortOrder.AscendingOrder)


class RowOrder:
    """Which row of the data stands where; without a sorting, each in its own place.

    Attributes:
        rows: the row of the data at each place, shape (rows,); None for the rows' own order.
    """

    def __init__(self) -> None:
        self.rows: Rows | None = None
        self._places: Rows | None = None

    def sort(self, values: Array | None, *, falls: bool = False) -> None:
        """Sort by these values, shape (rows,), equal ones in their own order.

        What is not a number comes last. None puts every row back in its own place.
        """
        if values is None:
            self.rows = self._places = None
            return
        keys = -values if falls else values
        self.rows = np.argsort(keys, kind="stable")
        self._places = np.empty_like(self.rows)
        self._places[self.rows] = np.arange(self.rows.size)

    def row(self, place: int) -> int:
        """The row of the data that stands at a place; the place itself beyond the last one."""
        return place if self.rows is None or place >= self.rows.size else int(self.rows[place])

    def place(self, row: int) -> int:
        """Where a row of the data stands."""
        return row if self._places is None or row >= self._places.size else int(self._places[row])


def reorder(
    model: QAbstractTableModel, order: RowOrder, values: Array | None, *, falls: bool = False
) -> None:
    """Sort the rows of a model, and whatever of them views, selections and editors hold on to."""
    model.layoutAboutToBeChanged.emit()  # they note their places now
    persistent = model.persistentIndexList()
    rows = [order.row(index.row()) for index in persistent]
    order.sort(values, falls=falls)
    moved = [
        model.index(order.place(row), index.column())
        for row, index in zip(rows, persistent, strict=True)
    ]
    model.changePersistentIndexList(persistent, moved)
    model.layoutChanged.emit()
