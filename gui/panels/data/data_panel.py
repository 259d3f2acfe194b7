"""The data panel: the rows learnt from, what the network makes of them, and the loss of that."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from core.data.dataset import Dataset
from core.nn.quantity import Quantity
from core.text.numbers import grouped
from gui.operations.rows import row_edits
from gui.panels.data.data_columns import Column, in_order, to_drop
from gui.panels.data.data_footer import DataFooter
from gui.panels.data.data_table_model import DataTableModel
from gui.panels.data.row_order import NOT_SORTED, Sorting
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.style.roles import Look
from gui.style.theme import Theme
from gui.widgets.buttons.choices import Choice, add_choices
from gui.widgets.panel import Panel, PanelHead, Separator
from gui.widgets.tables.clipboard_cells import read_numbers
from gui.widgets.tables.number_table import NumberTable
from gui.widgets.texts.plain_text import as_entry, set_tip

_HINTS = (" · paste rows from a spreadsheet", " · paste from a spreadsheet", " · paste rows", "")


class DataPanel(Panel):
    """A table of the rows over a footer that says how its last column becomes the loss."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.model = DataTableModel(session, self)
        self.table = NumberTable(self.model, theme, session.typing, whole_rows=False)
        self.table.setAccessibleName("Data")
        self._ordered: tuple[Column, ...] = ()
        self._counted: tuple[Dataset, Dataset | None] | None = None
        self.units = QToolButton()
        self.units.setObjectName(Look.SWITCH)
        self.units.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.units.clicked.connect(self._change_units)
        self._head = PanelHead("Data", self.units)
        self._count = self._head.note
        self._add = QPushButton("+ add a row")
        self._add.setToolTip("Add a row of zeros, ready to be typed over")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.setCursor(Qt.CursorShape.PointingHandCursor)
        self._footer = DataFooter(theme)
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self._on_changed(session.present)
        self._on_focus_changed(session.focus)

    def _lay_out(self) -> None:
        self._head.setContentsMargins(9, 0, 9, 0)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.table, 1000)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(Separator())
        column.addWidget(self._footer)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.focus_changed.connect(self._on_focus_changed)
        self._session.running_changed.connect(self._on_running_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self._add.clicked.connect(self._append_row)
        table = self.table
        table.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        table.clicked.connect(self._on_row_clicked)
        table.refused.connect(self._tell)
        table.pasted.connect(self._paste)
        table.delete_pressed.connect(self._remove_rows)
        table.columns_fitted.connect(self._fit_height)
        self._let_titles_sort()
        table.menu_opened.connect(self._fill_menu)

    def computed(self) -> Sequence[Quantity]:
        """The number in the current cell, if it is not one that is given."""
        here = self.table.currentIndex()
        if not here.isValid() or not self.model.columns[here.column()].is_computed:
            return ()
        return (self.model.quantity(here.row(), here.column()),)

    # Following the session

    def _on_changed(self, present: Present) -> None:
        self._order_columns()
        self._footer.show_present(present, self._session.focus)
        experiment = present.document.experiment
        rows = experiment.dataset, experiment.validation
        if rows != self._counted:
            self._counted = rows
            self._show_units(present)
            self._show_count()
        if not self.table.currentIndex().isValid():
            self._on_focus_changed(self._session.focus)
        if not (present.is_preview or self._session.is_running):
            self.table.settle_columns()

    def _show_units(self, present: Present) -> None:
        """Whether scaled columns are shown in their own units; nothing where none is scaled."""
        own = self.model.own_units
        self.units.setVisible(present.document.experiment.dataset.is_scaled)
        self.units.setText("own units" if own else "scaled")
        shown, other = ("their own units", "the network sees them")
        set_tip(
            self.units,
            f"Numbers in {shown}; click to see them as {other}"
            if own
            else f"Numbers as {other}; click to see them in {shown}",
        )

    def _change_units(self) -> None:
        self.model.show_own_units(not self.model.own_units)
        self._show_units(self._session.present)
        self._on_focus_changed(self._session.focus)
        self.table.fit_columns()

    def _on_focus_changed(self, focus: Focus) -> None:
        self._footer.show_present(self._session.present, focus)
        self._light(focus)
        place = self.model.order.place(focus.row)
        here = self.table.currentIndex()
        if here.row() != place and place < self.model.rowCount():
            usual = self.table.horizontalHeader().logicalIndex(0)
            there = self.model.index(place, here.column() if here.isValid() else usual)
            bar = self.table.horizontalScrollBar()
            across = bar.value()
            self.table.setCurrentIndex(there)
            bar.setValue(across)

    def _light(self, focus: Focus) -> None:
        """Light the row whose values are shown, if those of one are."""
        row = focus.shown_row
        self.table.light_row(-1 if row is None else self.model.order.place(row))

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self.table.settle_columns()

    def _on_theme_changed(self) -> None:
        theme, colors = self._theme, self._theme.colors
        self._add.setStyleSheet(
            f"QPushButton {{ color: {colors.link}; background: transparent; text-align: left;"
            f" border: 1px solid transparent; padding: {theme.pixels(3)}px {theme.pixels(8)}px; }}"
            f"QPushButton:hover {{ text-decoration: underline; }}"
            f"QPushButton:focus {{ border: 1px solid {colors.positive}; }}"
        )
        self._show_count()
        self._fit_height()

    def _show_count(self) -> None:
        """How many rows there are, with as much of a hint as there is room for."""
        experiment = self._session.document.experiment
        rows, held_out = experiment.dataset.rows, experiment.validation
        count = "1 row" if rows == 1 else f"{grouped(rows)} rows"
        if held_out is not None:
            count += f", {grouped(held_out.rows)} set aside"
        metrics = QFontMetrics(self._theme.font(11 / 13))
        fitting = (
            count + hint
            for hint in _HINTS
            if metrics.horizontalAdvance(count + hint)
            < self._count.width() - self._theme.pixels(12)
        )
        self._count.setText(next(fitting, count))
        self._count.setMinimumWidth(metrics.horizontalAdvance(count) + 2)
        self._count.setToolTip("Ctrl+V puts rows from a spreadsheet in, from the current cell on")

    def _fit_height(self) -> None:
        self.table.setMaximumHeight(self.table.content_height)
        self.table.setMinimumHeight(min(self.table.content_height, self._theme.pixels(84)))

    def _order_columns(self) -> None:
        """Where there are many inputs, what comes of a row stands before what goes in."""
        header, columns = self.table.horizontalHeader(), self.model.columns
        if columns is self._ordered:
            return
        self._ordered = columns
        self.table.drops = to_drop(columns)
        order = in_order(columns)
        if [header.logicalIndex(place) for place in range(len(columns))] != order:
            for place, column in enumerate(order):
                header.moveSection(header.visualIndex(column), place)
            self.table.horizontalScrollBar().setValue(0)
        self.table.fit_columns()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        self._show_count()

    # What the user does

    def _on_current_row_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        row = self.model.order.row(current.row()) if current.isValid() else None
        if row is not None and row != self._session.focus.row:  # else it was only lit
            self._session.look_at_row(row)

    def _on_row_clicked(self, clicked: QModelIndex) -> None:
        """Show the row again, though it was current while a place that is no row was shown."""
        row = self.model.order.row(clicked.row())
        if row is not None:
            self._session.look_at_row(row)

    def _tell(self, reason: str) -> None:
        self._session.tell(Message(reason))

    def _append_row(self) -> None:
        self._insert_row(self.model.rowCount())

    def _insert_row(self, at: int) -> None:
        if not row_edits.insert_row(self._session, at):
            return
        first = self.model.index(self.model.order.place(at), 0)
        self.table.scrollTo(first)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.begin_edit(first)

    def _remove_rows(self) -> None:
        rows = list(map(self.model.order.row, self.table.selected_rows))
        row_edits.remove_rows(self._session, rows)

    def _paste(self, text: str) -> None:
        here = self.table.currentIndex()
        if not here.isValid():
            return
        if reason := self.model.refusal_of(self.model.columns[here.column()]):
            self._tell(f"Nothing was pasted: {reason}")
            return
        titles = [column.title for column in self.model.columns if column.is_data]
        try:
            numbers = read_numbers(text, titles[here.column() :])
        except ValueError as problem:
            self._session.tell(Message(f"Nothing was pasted. {problem}", Tone.WARNING))
            return
        rows = [self.model.order.row(here.row() + at) for at in range(len(numbers))]
        row_edits.fill(self._session, rows, here.column(), numbers)

    def _fill_menu(self, menu: QMenu) -> None:
        """Offer what can be done with the current cell and the selected rows."""
        here, several = self.table.currentIndex(), len(self.table.selected_rows) > 1
        row = self.model.order.row(here.row())
        menu.addAction("&Copy\tCtrl+C", self.table.copy)
        menu.addAction("&Paste\tCtrl+V", self.table.paste)
        menu.addSeparator()
        menu.addAction("Insert a row &above", lambda: self._insert_row(row))
        menu.addAction("Insert a row &below", lambda: self._insert_row(row + 1))
        remove = menu.addAction(
            "&Remove these rows\tDel" if several else "&Remove this row\tDel", self._remove_rows
        )
        remove.setEnabled(self.model.rowCount() > len(self.table.selected_rows))
        if here.isValid():
            menu.addSeparator()
            self._add_sorting(menu, here.column())

    def _add_sorting(self, menu: QMenu, column: int) -> None:
        """The ways to sort by a column."""
        title, model = as_entry(self.model.columns[column].title), self.model
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        orders = (
            (f"&Sort by {title}, smallest first", Sorting(column, up)),
            (f"Sort by {title}, &largest first", Sorting(column, down)),
            ("Rows in their &own order", NOT_SORTED),
        )
        sort, chosen = self.table.sortByColumn, model.sorting
        add_choices(
            menu, [Choice(text, partial(sort, *way), way == chosen) for text, way in orders]
        )

    def _let_titles_sort(self) -> None:
        """A click on a title sorts by it, a second one the other way, a third puts rows back."""
        header = self.table.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(*NOT_SORTED)
        self.table.setSortingEnabled(True)
        # Queued: while rows are being moved, the model must not be asked to move them again.
        queued = Qt.ConnectionType.QueuedConnection
        self.model.layoutChanged.connect(self._on_rows_moved, queued)
        self.model.modelReset.connect(self._on_rows_moved, queued)

    def _on_rows_moved(self) -> None:
        self._light(self._session.focus)
        self.table.fit_columns()
        if self.model.sorting == NOT_SORTED:
            self.table.horizontalHeader().setSortIndicator(*NOT_SORTED)
