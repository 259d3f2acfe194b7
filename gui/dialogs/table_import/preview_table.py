"""The preview of a table: the first rows of the file, as they are read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from core.tables.cells import is_missing
from core.tables.table import Table
from gui.style.theme import Theme
from gui.widgets.plain_text import set_tip

_MOST_COLUMNS = 100
_MOST_CHARACTERS = 60
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PreviewTable(QTableWidget):
    """Shows cells as text; missing ones say so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("The first rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setDefaultAlignment(_LEFT)

    def show_table(self, table: Table) -> None:
        """Show the cells of a table."""
        columns = table.columns[:_MOST_COLUMNS]
        self.clear()
        self.setRowCount(table.rows)
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels(list(table.names[: len(columns)]))
        for at, cells in enumerate(columns):
            for row, cell in enumerate(cells):
                self.setItem(row, at, self._item(cell))
        self.setVerticalHeaderLabels([str(line) for line in table.lines.tolist()])
        self.resizeColumnsToContents()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show the lines of the file as they are, where no table can be made of them."""
        self.clear()
        self.setRowCount(len(lines))
        self.setColumnCount(1)
        self.setHorizontalHeaderLabels(["the file, line by line"])
        for row, line in enumerate(lines):
            self.setItem(row, 0, QTableWidgetItem(line[:500]))
        self.resizeColumnsToContents()

    def _item(self, cell: str) -> QTableWidgetItem:
        short = cell if len(cell) <= _MOST_CHARACTERS else f"{cell[:_MOST_CHARACTERS]}…"
        item = QTableWidgetItem(short)
        set_tip(item, cell[:1000])
        if is_missing(cell):
            item.setText(cell.strip() or "missing")
            item.setToolTip("This counts as missing")
            item.setForeground(QColor(self._theme.colors.muted))
            font = item.font()
            font.setItalic(True)
            item.setFont(font)
        item.setTextAlignment(_LEFT)
        return item
