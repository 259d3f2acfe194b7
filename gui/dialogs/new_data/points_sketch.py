"""The small picture of rows: their targets over one input, or their classes over two."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from core.data.dataset import Dataset
from core.nn.arrays import Array
from core.response.maps import span_of
from core.text.numbers import counted
from gui.formatting.numbers import number
from gui.geometry import Box
from gui.plotting.heights.color_map import color_map, shades
from gui.plotting.lines.row_dots import DOT, paint_row_dots
from gui.style.theme import Theme
from gui.widgets.texts.described import Described

_MARGIN = 6.0
_SIDE = 280


class PointsSketch(QWidget, Described):
    """Draws rows of one or two inputs as dots, all of them in view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Dataset | None = None
        self._of_classes = False
        self._names: tuple[str, ...] = ()
        self._words = ""
        self.setAccessibleName("The rows")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_rows(self, rows: Dataset, names: tuple[str, ...], *, of_classes: bool) -> None:
        """Draw these rows, of one or two inputs of these names."""
        self._rows, self._names, self._of_classes = rows, names, of_classes
        self.update()

    def show_words(self, words: str) -> None:
        """Draw nothing, and say why, or what there is."""
        self._rows, self._words = None, words
        self.update()

    @override
    def describe(self) -> str:
        rows = self._rows
        if rows is None:
            return self._words
        named = zip(self._names, rows.own_inputs, strict=True)
        ranges = ", ".join(
            f"{name} from {number(float(column.min()))} to {number(float(column.max()))}"
            for name, column in named
        )
        return f"{counted(rows.rows, 'row')}: {ranges}"

    @override
    def sizeHint(self) -> QSize:
        side = round(self._theme.pixels(_SIDE))
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._theme.colors
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(colors.border), 1))
            painter.setBrush(QColor(colors.panel))
            painter.drawRect(area)
            if self._rows is not None:
                self._paint_rows(painter, self._rows)
            else:
                painter.setPen(QColor(colors.muted))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words)

    def _paint_rows(self, painter: QPainter, rows: Dataset) -> None:
        targets = np.stack(rows.own_targets)
        columns = rows.own_inputs if len(rows.own_inputs) == 2 else (*rows.own_inputs, targets[0])
        places = self._places(*columns)
        room = Box(0.0, 0.0, float(self.width()), float(self.height()))
        if self._of_classes:
            kinds = targets[0] if len(targets) == 1 else targets.argmax(axis=0)
            classes = [round(float(kind)) for kind in kinds]
            paint_row_dots(painter, self._theme.colors, places, classes, room)
        elif len(rows.own_inputs) == 1:
            paint_row_dots(painter, self._theme.colors, places, None, room)
        else:
            self._paint_heights(painter, places, targets[0])

    def _paint_heights(self, painter: QPainter, places: Array, heights: Array) -> None:
        """Dots as orange as they are below 0, and as blue as they are above it."""
        most = float(np.abs(heights).max()) or 1.0
        palette = color_map(self._theme.is_dark, signed=True)
        painter.setPen(QPen(QColor(self._theme.colors.muted), 0.6))
        for (x, y), shade in zip(places.tolist(), shades(heights, -most, most), strict=True):
            painter.setBrush(QColor(*palette[shade].tolist()))
            painter.drawEllipse(QPointF(x, y), DOT, DOT)

    def _places(self, across: Array, up: Array) -> Array:
        """Where dots stand, in pixels, shape (rows, 2)."""
        width, height = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        (left, right), (low, high) = span_of(across), span_of(up)
        x = _MARGIN + width * (across - left) / (right - left)
        y = _MARGIN + height * (high - up) / (high - low)
        return np.column_stack((x, y))
