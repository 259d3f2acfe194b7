"""The painting of cells in tables of numbers."""

from collections.abc import Collection, Iterable, Mapping
from math import ceil

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui.style.colors import Colors
from gui.style.text_widths import TextWidths
from gui.widgets.tables.number_model import Cell, Side
from gui.widgets.texts.cutting import cut

_ROUND = 5.0
_MOST_CUT = 500  # texts that are kept as they were cut off


class CellLook(Struct, frozen=True):
    """Fonts, colours and room of the cells. `padding` is what stays free at either side."""

    colors: Colors
    font: QFont
    bold: QFont
    padding: int
    scale: float


Area = tuple[int, int, int, int]  # where a cell stands: left, top, width, height
Style = tuple[bool, str]  # of a text: whether it is highlighted, and its colour
Texts = tuple[Collection[str], Collection[str]]  # of a column: the plain and the highlighted ones


class _Text:
    """Measures and draws texts in one font."""

    def __init__(self, font: QFont, padding: int) -> None:
        self.font = font
        self._padding = padding
        self._width = TextWidths(font)
        self._metrics = self._width.metrics
        self._ascent, self._height = self._metrics.ascent(), self._metrics.height()
        self._cut: dict[tuple[str, int], str] = {}

    def widest(self, texts: Iterable[str]) -> float:
        """How wide the widest of some texts is; 0 where there are none."""
        return max(map(self._width, texts), default=0.0)

    def draw(self, painter: QPainter, area: Area, cell: Cell) -> bool:
        """Draw a text, cut off with "…" if it must be; return whether there was room for it."""
        (left, top, across, down), text, padding = area, cell.text, self._padding
        room, width = across - 2 * padding, self._width(text)
        fits = width <= room
        if not fits:
            text = self._cut_to(room, text)
            width = self._width(text)
        indent = padding + (room - width if cell.side is Side.RIGHT else 0)
        above = (down - self._height) / 2
        painter.drawText(QPointF(left + indent, top + above + self._ascent), text)
        return fits

    def _cut_to(self, room: int, text: str) -> str:
        part = self._cut.get((text, room))
        if part is None:
            if len(self._cut) >= _MOST_CUT:
                self._cut.clear()
            part = self._cut[text, room] = cut(text, self._metrics, room)
        return part


class CellPainter:
    """Draws one cell after another in one look."""

    def __init__(self, look: CellLook) -> None:
        self.look = look
        self._texts = (_Text(look.font, look.padding), _Text(look.bold, look.padding))
        self._inks: dict[str, QColor] = {}

    def width_of(self, text: str, lit: bool = True) -> int:
        """How much room a text takes, with the padding; highlighted text is bold."""
        return self.room_for(((), (text,)) if lit else ((text,), ()))

    def room_for(self, texts: Texts) -> int:
        """How much room the widest text takes, with the padding; 0 where there is no text."""
        if not any(texts):
            return 0
        plain, bold = self._texts
        widest = max(plain.widest(texts[0]), bold.widest(texts[1]))
        return ceil(widest) + 1 + 2 * self.look.padding

    def draw_lit(self, painter: QPainter, row: QRect) -> None:
        """Fill a highlighted row, which has round corners."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink("selection"))
        painter.drawRoundedRect(QRectF(row).adjusted(0, 1, 0, -1), _ROUND, _ROUND)

    def draw_marked(self, painter: QPainter, row: QRect) -> None:
        """Fill a row that stands out."""
        painter.fillRect(row, self._ink("raised"))

    def draw_tint(self, painter: QPainter, rect: QRect) -> None:
        """Show that the cell is one of several that are selected."""
        tint = QColor(self.look.colors.positive)
        tint.setAlphaF(0.16)
        painter.fillRect(rect, tint)

    def draw_ring(self, painter: QPainter, rect: QRect) -> None:
        """Show that keys go to this cell."""
        painter.setPen(QPen(QColor(self.look.colors.positive), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1.5, -1, -1.5), _ROUND, _ROUND)

    def draw_texts(
        self, painter: QPainter, texts: Mapping[Style, Iterable[tuple[Area, Cell]]]
    ) -> bool:
        """Draw texts, cut off with "…" if they must be; return whether all numbers had room.

        They come by their style: to change the font takes as long as to draw a text.
        """
        fit = True
        for (lit, ink), cells in texts.items():
            text = self._texts[lit]
            painter.setFont(text.font)
            painter.setPen(self._ink(ink))
            for area, cell in cells:
                fit &= text.draw(painter, area, cell) or cell.side is Side.LEFT
        return fit

    def _ink(self, name: str) -> QColor:
        ink = self._inks.get(name)
        if ink is None:
            ink = self._inks[name] = QColor(getattr(self.look.colors, name))
        return ink

    def draw_boxes(self, painter: QPainter, cells: Iterable[QRect], checked: bool) -> None:
        """Draw a box in each cell, with a tick if it is checked."""
        scale, side = self.look.scale, round(14 * self.look.scale)
        frame = QPen(self._ink("muted"), 1.2 * scale)
        tick = QPen(self._ink("panel"), 1.8 * scale)
        tick.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(frame)
        painter.setBrush(self._ink("ink" if checked else "panel"))
        box = QRectF(0, 0, side, side)
        for cell in cells:
            box.moveCenter(QRectF(cell).center())
            painter.drawRoundedRect(box, 3 * scale, 3 * scale)
            if checked:
                corners = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.30))
                painter.setPen(tick)
                painter.drawPolyline(
                    [box.topLeft() + QPointF(x * side, y * side) for x, y in corners]
                )
                painter.setPen(frame)
