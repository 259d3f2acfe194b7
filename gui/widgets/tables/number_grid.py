"""A table of numbers: its look, and the width of its columns."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from gui.style.theme import Theme
from gui.widgets.tables.cell_painter import CellLook, CellPainter
from gui.widgets.tables.column_widths import Need, can_fit, fits, shared
from gui.widgets.tables.number_delegate import NumberDelegate
from gui.widgets.tables.number_header import NumberHeader
from gui.widgets.tables.number_model import Elastic, NumberModel
from gui.widgets.typing_owner import Typing

# Size of the text, and free room at its sides.
_LEVELS = ((1.0, 6.0), (0.92, 4.0), (0.85, 2.0))
_TIGHTEST = len(_LEVELS) - 1
_TITLE_SIZE = 0.85
_ROW_PIXELS = 27
_WIDEST_TITLE = 96
_NARROWEST_TITLE = 34
_NARROWEST_TEXT = 72  # at the largest size
_SMALLEST_SAMPLE = 300  # pixels, before the table has a height
_PASSES = 3
_MANY_COLUMNS = 40
_MOST_REFITS = 4  # for one width of the table

_Texts = set[tuple[str, bool]]  # texts of a column, and whether they are highlighted


class NumberGrid(QTableView):
    """Shows a `NumberModel`, with columns as wide as their numbers need.

    Args:
        model: what is shown.
        theme: how.
        typing: the owner of what is being typed.
        whole_rows: whether rows are selected, or cells.
        parent: the widget this one belongs to.

    Attributes:
        drops: sets of columns to leave out, tried in turn until there is room for what the
            others hold as a rule: which ones are seen does not depend on the numbers.
    """

    columns_fitted = Signal()

    def __init__(
        self,
        model: NumberModel,
        theme: Theme,
        typing: Typing,
        whole_rows: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = model
        self._whole_rows = whole_rows
        self._level = 0
        self._is_fitting = False
        self._fitted_at, self._refits = 0, 0
        self._scrolls = False
        self.drops: Sequence[Sequence[int]] = ((),)
        behavior = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behavior.SelectRows if whole_rows else behavior.SelectItems)
        self.delegate = NumberDelegate(self._look(), model, typing, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        titles = theme.font(_TITLE_SIZE)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._titles = NumberHeader(across, theme.colors, titles, self)
        self._row_titles = NumberHeader(down, theme.colors, titles, self)
        self.setHorizontalHeader(self._titles)
        self.setVerticalHeader(self._row_titles)
        self._set_up()
        theme.changed.connect(self._on_theme_changed)
        model.modelReset.connect(self.fit_columns)
        queued = Qt.ConnectionType.QueuedConnection  # widths must not change while drawing
        self.delegate.overflowed.connect(self.fit_columns, queued)
        self._on_theme_changed()

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrow keys move in it
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)

    # Looks

    def _look(self) -> CellLook:
        theme = self._theme
        size, padding = _LEVELS[self._level]
        return CellLook(
            theme.colors,
            theme.font(size),
            theme.font(size, bold=True),
            theme.pixels(padding),
            theme.scale,
        )

    def _set_level(self, level: int) -> None:
        self._level = level
        look = self._look()
        self.delegate.painter = CellPainter(look)
        titles = self._theme.font(_TITLE_SIZE)
        self._titles.set_look(look.colors, titles, look.padding)
        # The same at each size of text: the room for the columns must not depend on it.
        self._row_titles.set_look(look.colors, titles, self._theme.pixels(_LEVELS[1][1]))

    def _on_theme_changed(self) -> None:
        panel = self._theme.colors.panel
        self.setStyleSheet(  # the delegate itself draws what is selected
            f"QHeaderView, QTableCornerButton::section {{ background: {panel}; border: none; }}"
            " QTableView { selection-background-color: transparent; }"
        )
        self._row_titles.setDefaultSectionSize(self._theme.pixels(_ROW_PIXELS))
        self._set_level(self._level)
        self.fit_columns()

    @property
    def content_height(self) -> int:
        """How high the table has to be to show all its rows."""
        rows = self._row_titles.defaultSectionSize() * self._numbers.rowCount()
        bar = self.horizontalScrollBar().sizeHint().height() if self._scrolls else 0
        return self._titles.sizeHint().height() + rows + bar

    def light_row(self, row: int) -> None:
        """Highlight a row."""
        if row != self.delegate.lit_row:
            self.delegate.lit_row = row
            self.viewport().update()

    # Widths

    def fit_columns(self) -> None:
        """Have the columns share the width; text gets a little smaller before it scrolls."""
        # A width that changes can call for this again, and what is hidden is fitted when shown.
        if self._is_fitting or not self.isVisible():
            return
        self._is_fitting = True
        self._row_titles.setVisible(self._numbers.rowCount() > 1 and not self._whole_rows)
        for _ in range(_PASSES):
            room = self.viewport().width()
            self._fit(room)
            self._row_titles.updateGeometry()
            self.updateGeometries()
            if self.viewport().width() == room:
                break
        self._is_fitting = False
        self.columns_fitted.emit()

    def _fit(self, room: int) -> None:
        if self._numbers.columnCount() > _MANY_COLUMNS:
            self._fit_many()
            return
        columns = self._columns_for(room)
        needs = self._choose(room, columns)
        self._scrolls = not can_fit(needs, room)
        for column in range(self._numbers.columnCount()):
            self.setColumnHidden(column, column not in columns)
        for column, width in zip(columns, shared(needs, room), strict=True):
            self.setColumnWidth(column, width)

    def _fit_many(self) -> None:
        """So many columns scroll anyway: the widths of some of them do for the others, too."""
        self._scrolls = True
        self._set_level(0)
        self.delegate.is_brief = False
        count = self._numbers.columnCount()
        some = [*range(_MANY_COLUMNS // 2), *range(count - _MANY_COLUMNS // 2, count)]
        found = zip(some, self._texts(some), strict=True)
        needs = {column: self._need(column, texts).full for column, texts in found}
        usual = max(needs.values())
        for column in range(count):
            width = needs.get(column, usual)
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _columns_for(self, room: int) -> list[int]:
        """The columns there is room for in small text, as long as texts are as a rule."""
        every, columns = range(self._numbers.columnCount()), list[int]()
        self._set_level(_TIGHTEST)
        for dropped in self.drops:
            columns = [column for column in every if column not in dropped]
            usual = (self._need(at, {(self._numbers.usual_text(at), True)}) for at in columns)
            if sum(need.full for need in usual) <= room:
                break
        return columns

    def _choose(self, room: int, columns: Sequence[int]) -> list[Need]:
        """Find the size of text, and how brief it is, for which there is room.

        Brief texts come after smaller text, and before cutting texts off, which begins with the
        smallest. Where nothing helps, the table scrolls.
        """
        for is_brief in (False, True):
            self.delegate.is_brief = is_brief
            texts = self._texts(columns)
            for level in range(len(_LEVELS)):
                self._set_level(level)
                needs = list(map(self._need, columns, texts))
                if fits(needs, room):
                    return needs
        return needs

    def _texts(self, columns: Iterable[int]) -> list[_Texts]:
        """What is on view in these columns, one by one, and whether it is highlighted."""
        # While other rows come in, the table may still be scrolled beyond the last of them.
        first = min(max(0, self.rowAt(0)), self._numbers.rowCount() - 1)
        height = max(self.viewport().height(), _SMALLEST_SAMPLE)
        count = height // self._row_titles.defaultSectionSize() + 2
        lit = self.delegate.lit_row
        rows = {*range(first, first + count), lit}
        shown = [row for row in rows if 0 <= row < self._numbers.rowCount()]
        return [
            {(self.delegate.cell(row, column).text, row == lit) for row in shown}
            for column in columns
        ]

    def _need(self, column: int, texts: _Texts) -> Need:
        width_of = self.delegate.painter.width_of
        cells = max(width_of(text, lit or self._whole_rows) for text, lit in texts)
        title = self._titles.width_of(
            str(self._numbers.headerData(column, Qt.Orientation.Horizontal))
        )
        full = max(cells, title)
        pixels = self._theme.pixels
        match self._numbers.elastic(column):
            case Elastic.TITLE:
                full = max(cells, min(title, pixels(_WIDEST_TITLE)))
                return Need(full, max(cells, min(title, pixels(_NARROWEST_TITLE))))
            case Elastic.TEXT:
                narrowest = pixels(_NARROWEST_TEXT * _LEVELS[self._level][0])
                return Need(full, min(full, narrowest))
            case Elastic.NOTHING:
                return Need(full, full)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_columns()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        if self.width() != self._fitted_at:
            self._fitted_at, self._refits = self.width(), 0
        # Scroll bars that come and go change the room: without an end to it, for ever.
        if self._refits < _MOST_REFITS:
            self._refits += 1
            self.fit_columns()
