"""The table of branches: to be looked through, and to go from one to another."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from gui.panels.branches.branch_columns import Col
from gui.panels.branches.branches_model import BranchesModel
from gui.style.theme import Theme
from gui.widgets.event_filter import EventFilter
from gui.widgets.tables.number_grid import NumberGrid

_SPARED = ((), (Col.SECONDS,), (Col.SECONDS, Col.SHOWN))  # what narrow tables do without
_LEAST = 84  # pixels high
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class BranchesTable(NumberGrid):
    """A click or Enter goes to the end of a branch, a double-click or Shift+Enter to its start.

    Each signal comes with a `Branch`; `menu_wanted` with a global position besides.
    """

    end_wanted = Signal(object)
    start_wanted = Signal(object)
    name_wanted = Signal(object)
    switched = Signal(object)
    menu_wanted = Signal(object, QPoint)
    copy_wanted = Signal()

    def __init__(self, model: BranchesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, whole_rows=True, parent=parent)
        self._branches = model
        self.setAccessibleName("Branches")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.leave_out(())
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self._filter = EventFilter(self, self._deal_with)

    @override
    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.setMinimumHeight(self._theme.pixels(_LEAST))

    def leave_out(self, columns: Sequence[int]) -> None:
        """Never show these columns; of the others, those for which there is no room, neither."""
        drops = tuple((*columns, *more) for more in _SPARED)
        if drops != self.drops:
            self.drops = drops
            self.fit_columns()

    def _on_clicked(self, index: QModelIndex) -> None:
        is_box = index.column() == Col.SHOWN
        (self.switched if is_box else self.end_wanted).emit(self._branches.branch(index.row()))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() != Col.SHOWN:
            self.start_wanted.emit(self._branches.branch(index.row()))

    def _deal_with(self, event: QEvent) -> bool:
        """Keys that the window has a use for, too, but not while the table has the focus."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if not (asks and isinstance(event, QKeyEvent)):
            return False
        is_own = event.matches(QKeySequence.StandardKey.Copy) or event.key() == Qt.Key.Key_F2
        event.setAccepted(is_own)
        return is_own

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif index.isValid() and event.key() in _ENTERS:
            self._press_enter(index, event.modifiers())
        elif index.isValid() and event.key() == Qt.Key.Key_F2:
            self.name_wanted.emit(self._branches.branch(index.row()))
        elif event.text().isprintable() and event.text() and not event.modifiers() & _COMMAND:
            event.ignore()  # letters and Space are the window's
        else:
            super().keyPressEvent(event)

    def _press_enter(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        branch = self._branches.branch(index.row())
        if index.column() == Col.SHOWN:
            self.switched.emit(branch)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.start_wanted.emit(branch)
        else:
            self.end_wanted.emit(branch)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            corner = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            branch = self._branches.branch(index.row())
            self.menu_wanted.emit(branch, corner if by_key else event.globalPos())
