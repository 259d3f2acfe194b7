"""The first rows of the file under the heads of their columns, painted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from gui.dialogs.table_import.columns.heads import heads_of
from gui.dialogs.table_import.columns.heads_view import HeadsView
from gui.dialogs.table_import.first_rows import FirstRows
from gui.dialogs.table_import.state import State
from gui.style.theme import TABLE_ROW, Theme
from gui.widgets.tables.cell_painter import CellLook, CellPainter
from gui.widgets.tables.number_header import NumberHeader
from gui.widgets.tables.painted_table import PaintedTable

_LEAST_WIDTH, _MOST_WIDTH = 130, 240
_PADDING = 9


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
