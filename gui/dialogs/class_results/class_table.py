"""The table of a class, to be looked through, sorted and copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from gui.dialogs.class_results.class_model import ClassModel
from gui.style.theme import Theme
from gui.widgets.tables.number_grid import NumberGrid
from gui.widgets.tables.number_model import Index


class ClassTable(NumberGrid):
    """A click on a title, or S in its column, sorts by it; a third one by the names again.

    `copy_wanted` comes when the table is to be copied, `told` with what the current cell tells.
    """

    copy_wanted = Signal()
    told = Signal(str)

    def __init__(self, model: ClassModel, theme: Theme) -> None:
        super().__init__(model, theme, whole_rows=False)
        self._model = model
        self.setAccessibleName("Students and tasks")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        model.modelReset.connect(lambda: self.told.emit(""))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.told.emit(self._model.told(current.row(), current.column()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self._sort_by_current()
        else:
            super().keyPressEvent(event)

    def _sort_by_current(self) -> None:
        """Sort by the column of the current cell, as a click on its title does."""
        here, header = self.currentIndex(), self.horizontalHeader()
        if not here.isValid():
            return
        is_same = header.sortIndicatorSection() == here.column()
        rises = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        falls = is_same and rises
        order = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
        row, column = here.row(), here.column()
        header.setSortIndicator(-1 if is_same and not rises else column, order)
        self.setCurrentIndex(self._model.index(row, column))
