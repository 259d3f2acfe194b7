"""A table of numbers: its look, and the width of its columns."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from gui.style.theme import TABLE_ROW, Theme
from gui.widgets.clocks import RestTimer
from gui.widgets.tables.cell_painter import CellPainter, Texts
from gui.widgets.tables.column_needs import LEVELS, TIGHTEST, ColumnNeeds
from gui.widgets.tables.column_widths import Need, can_fit, fits, shared
from gui.widgets.tables.number_header import NumberHeader
from gui.widgets.tables.number_model import CellModel
from gui.widgets.tables.painted_table import ANY_HEIGHT, PaintedTable

_TITLE_SIZE = 0.85
_SMALLEST_SAMPLE = 300  # pixels of rows, for which columns are fitted however low the table is
_PASSES = 3
_MANY_COLUMNS = 40
_MOST_REFITS = 4  # for one width of the table in one look
_REST = 150  # milliseconds without a change
_LITTLE_ROOM = 6  # pixels that are left beside larger text: sizes must not go to and fro
_MUCH_ROOM = 24  # pixels that come free before widths are worth a change


class NumberGrid(PaintedTable):
    """Shows a `CellModel`, with columns as wide as their numbers need.

    Columns keep their widths until a text outgrows one of them.

    Args:
        model: what is shown.
        theme: how.
        whole_rows: whether rows are selected, or cells.
        parent: the widget this one belongs to.

    Attributes:
        drops: sets of columns to leave out, tried in turn until there is room for what the
            others hold as a rule: which ones are seen does not depend on the numbers.
    """

    row_pixels: ClassVar[int] = TABLE_ROW
    columns_fitted = Signal()

    def __init__(
        self, model: CellModel, theme: Theme, whole_rows: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, whole_rows, parent)
        self._theme = theme
        self._level = 0
        self._is_fitting = False
        self._fitted_at, self._refits = 0, 0
        # What the texts of each column on view needed then, at rest, and need now.
        self._fitted: dict[int, int] = {}
        self._settled: dict[int, int] = {}
        self._needed: dict[int, int] = {}
        self._scrolls = False
        self.drops: Sequence[Sequence[int]] = ((),)
        self._rest = RestTimer(self, _REST, self._settle)
        titles = theme.font(_TITLE_SIZE)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._titles = NumberHeader(across, theme.colors, titles, self)
        self._row_titles = NumberHeader(down, theme.colors, titles, self)
        self._needs = ColumnNeeds(model, theme, self._titles)
        self.setHorizontalHeader(self._titles)
        self.setVerticalHeader(self._row_titles)
        self._set_up()
        theme.changed.connect(self._on_theme_changed)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self.fit_columns)
        model.dataChanged.connect(self._on_data_changed)
        for part in (self, self._row_titles):
            model.row_titles_changed.connect(part.viewport().update)
        queued = Qt.ConnectionType.QueuedConnection  # widths must not change while drawing
        self.overflowed.connect(self._keep_room, queued)
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

    def _set_level(self, level: int) -> None:
        self._level = level
        look, titles = self.painter.look, self._theme.font(_TITLE_SIZE)
        self._titles.set_look(look.colors, titles, look.padding)
        # The same at each size of text: the room for the columns must not depend on it.
        padding = self._needs.painters[1].look.padding
        self._row_titles.set_look(look.colors, titles, padding)
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self._row_titles.setDefaultSectionSize(self._theme.pixels(self.row_pixels))
        self._needs = ColumnNeeds(self._numbers, self._theme, self._titles)
        self._set_level(self._level)
        self._refits = 0
        self.fit_columns()

    @property
    @override
    def painter(self) -> CellPainter:
        return self._needs.painters[self._level]

    @property
    def content_height(self) -> int:
        """How high the table has to be to show all its rows, as far as Qt knows heights."""
        rows = self._row_titles.defaultSectionSize() * self._numbers.rowCount()
        bar = self.horizontalScrollBar().sizeHint().height() if self._scrolls else 0
        return min(self._titles.sizeHint().height() + rows + bar, ANY_HEIGHT)

    def light_row(self, row: int) -> None:
        """Highlight a row."""
        if row != self.lit_row:
            self.lit_row = row
            self.viewport().update()
            self._keep_room()

    # Widths

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        changed = range(first.column(), last.column() + 1)
        self._measure([column for column in self.columns_on_view if column in changed])

    def _keep_room(self) -> None:
        self._measure(self.columns_on_view)

    def _measure(self, columns: Sequence[int]) -> None:
        """Fit all columns anew where a text has outgrown one of these."""
        if not self.isVisible():
            return
        if self._rest.isActive():
            self._rest.start()  # what moves is not at rest
        self._needed = self._needed | self._needs_of_texts(columns)
        outgrown = any(
            need > max(self.columnWidth(column), self._fitted.get(column, 0))
            for column, need in self._needed.items()
        )
        if self._row_titles.is_too_narrow() or (outgrown and not self._grow()):
            self.fit_columns()

    def _grow(self) -> bool:
        """Widen columns without taking from the others what they needed; False for want of room.

        So columns do not go to and fro while numbers are in motion.
        """
        columns, known = self.columns_on_view, (self._needed, self._fitted)
        kept = [max(needs.get(column, 0) for needs in known) for column in columns]
        if self._scrolls:
            widths = [*map(max, kept, map(self.columnWidth, columns))]
        else:
            needs = self._needs_at(self._level, columns, self._sample(columns))
            needs = [*map(Need.at_least, needs, kept)]
            if not can_fit(needs, self.viewport().width()):
                return False
            widths = shared(needs, self.viewport().width())
        self._fitted = self._fitted | dict(zip(columns, kept, strict=True))
        self._set_widths(columns, widths)
        return True

    def _set_widths(self, columns: Sequence[int], widths: Sequence[int]) -> None:
        for column, width in zip(columns, widths, strict=True):
            self.setColumnWidth(column, width)

    def settle_columns(self) -> None:
        """Fit the columns anew if much less room would do; but not before a moment of rest."""
        self._rest.start()

    def _settle(self) -> None:
        if self._needed == self._settled or not self.isVisible():
            return
        self._settled = self._needed
        if self._has_shrunk() or self._could_be_larger() or self._cuts_texts():
            self.fit_columns()

    def _has_shrunk(self) -> bool:
        before = sum(self._fitted.get(column, 0) for column in self._needed)
        return before - sum(self._needed.values()) > self._theme.pixels(_MUCH_ROOM)

    def _could_be_larger(self) -> bool:
        """Whether there is room for texts of the next size, and a little more."""
        if self._level == 0 or self._scrolls:
            return False
        columns = self.columns_on_view
        needs = self._needs_at(self._level - 1, columns, self._sample(columns))
        return fits(needs, self.viewport().width() - self._theme.pixels(_LITTLE_ROOM))

    def _cuts_texts(self) -> bool:
        """Whether a title or a name has less room than it takes."""
        columns = self.columns_on_view
        needs = self._needs_at(self._level, columns, self._sample(columns))
        return not fits(needs, self.viewport().width())

    def _needs_of_texts(self, columns: Sequence[int]) -> dict[int, int]:
        """The room that the texts on view take, column by column."""
        found = zip(columns, self.texts_on_view(columns, self.viewport().height()), strict=True)
        return {column: self.painter.room_for(texts) for column, texts in found}

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
        self._fitted = self._needed = self._needs_of_texts(self.columns_on_view)
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
        self._set_widths(columns, shared(needs, room))

    def _fit_many(self) -> None:
        """So many columns scroll anyway: the widths of some of them do for the others, too."""
        self._scrolls = True
        self._set_level(0)
        self.is_brief = False
        count, half = self._numbers.columnCount(), _MANY_COLUMNS // 2
        some = sorted({*range(half), *self.columns_on_view, *range(count - half, count)})
        found = zip(some, self._sample(some), strict=True)
        needs = {column: self._needs.of_column(column, texts, 0).full for column, texts in found}
        usual = max(needs.values())
        self._set_widths(range(count), [needs.get(column, usual) for column in range(count)])

    def _columns_for(self, room: int) -> list[int]:
        """The columns there is room for in small text, as long as texts are as a rule."""
        every, columns = range(self._numbers.columnCount()), list[int]()
        for dropped in self.drops:
            columns = [column for column in every if column not in dropped]
            if sum(map(self._needs.usual, columns)) <= room:
                break
        return columns

    def _choose(self, room: int, columns: Sequence[int]) -> list[Need]:
        """Find the size of text, and how brief it is, for which there is room.

        Brief texts come after smaller text, and before cutting texts off, which begins with the
        smallest. Where nothing helps, the table scrolls.
        """
        for is_brief in (False, True):
            self.is_brief = is_brief
            texts = self._sample(columns)
            for level in range(len(LEVELS)):
                needs = self._needs_at(level, columns, texts)
                if fits(needs, room):
                    self._set_level(level)
                    return needs
        self._set_level(TIGHTEST)
        return needs

    def _sample(self, columns: Iterable[int]) -> list[Texts]:
        return self.texts_on_view(columns, _SMALLEST_SAMPLE)

    def _needs_at(self, level: int, columns: Sequence[int], texts: Sequence[Texts]) -> list[Need]:
        return [self._needs.of_column(*each, level) for each in zip(columns, texts, strict=True)]

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
