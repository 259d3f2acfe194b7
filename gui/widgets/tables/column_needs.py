"""How much room the columns of a table need, at each size of text."""

from PySide6.QtCore import Qt

from gui.style.theme import Theme
from gui.widgets.tables.cell_painter import CellLook, CellPainter, Texts
from gui.widgets.tables.column_widths import Need
from gui.widgets.tables.number_header import NumberHeader
from gui.widgets.tables.number_model import CellModel, Elastic

LEVELS = ((1.0, 6.0), (0.92, 4.0), (0.85, 2.0))  # size of the text, and free room at its sides
TIGHTEST = len(LEVELS) - 1
_WIDEST_TITLE = 96
_NARROWEST_TITLE = 34
_NARROWEST_TEXT = 72  # at the largest size


class ColumnNeeds:
    """Measures the texts and titles of a model's columns in one theme.

    Attributes:
        painters: how cells are drawn at each size of text, the largest first.
    """

    def __init__(self, model: CellModel, theme: Theme, titles: NumberHeader) -> None:
        self._model, self._theme, self._titles = model, theme, titles
        self.painters = [
            CellPainter(
                CellLook(
                    theme.colors,
                    theme.font(size),
                    theme.font(size, bold=True),
                    theme.pixels(padding),
                    theme.scale,
                )
            )
            for size, padding in LEVELS
        ]

    def of_column(self, column: int, texts: Texts, level: int) -> Need:
        """The room for texts and title, so far as they may not be cut off."""
        pixels, painter = self._theme.pixels, self.painters[level]
        across = Qt.Orientation.Horizontal
        cells = painter.room_for(texts)
        heading = str(self._model.headerData(column, across))
        title = self._titles.width_of(heading, painter.look.padding)
        full = max(cells, title)
        match self._model.elastic(column):
            case Elastic.TITLE:
                full = max(cells, min(title, pixels(_WIDEST_TITLE)))
                return Need(full, max(cells, min(title, pixels(_NARROWEST_TITLE))))
            case Elastic.TEXT:
                return Need(full, min(full, pixels(_NARROWEST_TEXT * LEVELS[level][0])))
            case Elastic.NOTHING:
                return Need(full, full)

    def usual(self, column: int) -> int:
        """The room for small texts that are as long as those of a column are as a rule."""
        usual = ((), (self._model.usual_text(column),))
        return self.of_column(column, usual, TIGHTEST).full
