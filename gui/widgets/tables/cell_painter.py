"""The painting of cells in tables of numbers."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.style.colors import Colors
from gui.widgets.tables.number_model import Cell, Side

_ROUND = 5.0
_ARROWS = (" → ", "→")
_MOST_FOR_SHORTER = 0.62  # of the room for two names
_RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value
_LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value


def cut(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Cut a text to a width; of "from → to" rather the longer name than the shorter."""
    arrow = next((arrow for arrow in _ARROWS if arrow in text), "")
    if not arrow:
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
    start, _, end = text.partition(arrow)
    room = width - metrics.horizontalAdvance(arrow)
    middle = Qt.TextElideMode.ElideMiddle
    widths = [metrics.horizontalAdvance(name) for name in (start, end)]
    shorter = min(*widths, _MOST_FOR_SHORTER * room)
    rooms = [shorter, room - shorter] if widths[0] < widths[1] else [room - shorter, shorter]
    names = zip((start, end), rooms, strict=True)
    return arrow.join(metrics.elidedText(name, middle, part + 0.5) for name, part in names)


@dataclass(frozen=True, slots=True)
class CellLook:
    """Fonts, colours and room of the cells. `padding` is what stays free at either side."""

    colors: Colors
    font: QFont
    bold: QFont
    padding: int
    scale: float


class CellPainter:
    """Draws one cell after another in one look."""

    def __init__(self, look: CellLook) -> None:
        self.look = look
        self._fonts = (look.font, look.bold)
        self._metrics = tuple(map(QFontMetricsF, self._fonts))
        self._digits = tuple(metrics.horizontalAdvance("0") for metrics in self._metrics)
        self._inks: dict[str, QColor] = {}

    def width_of(self, text: str, lit: bool = True) -> int:
        """How much room a text takes, with the padding; highlighted text is bold."""
        return ceil(self._metrics[lit].horizontalAdvance(text)) + 1 + 2 * self.look.padding

    def draw_lit(self, painter: QPainter, rect: QRect, is_first: bool, is_last: bool) -> None:
        """Fill one cell of a highlighted row; the first and the last have round corners."""
        area = QRectF(rect)
        painter.setClipRect(area)
        area.adjust(0 if is_first else -2 * _ROUND, 1, 0 if is_last else 2 * _ROUND, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.look.colors.selection))
        painter.drawRoundedRect(area, _ROUND, _ROUND)
        painter.setClipping(False)

    def draw_marked(self, painter: QPainter, rect: QRect) -> None:
        """Fill one cell of a row that stands out."""
        painter.fillRect(rect, QColor(self.look.colors.raised))

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

    def draw_text(self, painter: QPainter, rect: QRect, cell: Cell, lit: bool) -> bool:
        """Draw a text, cut off with "…" if it must be; return whether there was room for it."""
        text, padding, metrics = cell.text, self.look.padding, self._metrics[lit]
        width = rect.width() - 2 * padding
        # Most texts are figures, and fit: measuring each would take longer than drawing it.
        fits = len(text) * self._digits[lit] <= width or metrics.horizontalAdvance(text) <= width
        if not fits:
            text = cut(text, metrics, width)
        painter.setFont(self._fonts[lit])
        painter.setPen(self._ink(cell.ink))
        flags = _RIGHT if cell.side is Side.RIGHT else _LEFT
        painter.drawText(rect.adjusted(padding, 0, -padding, 0), flags, text)
        return fits

    def _ink(self, name: str) -> QColor:
        ink = self._inks.get(name)
        if ink is None:
            ink = self._inks[name] = QColor(getattr(self.look.colors, name))
        return ink

    def draw_box(self, painter: QPainter, rect: QRect, checked: bool) -> None:
        """Draw a box, with a tick if it is checked."""
        colors, scale = self.look.colors, self.look.scale
        side = round(14 * scale)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        painter.setPen(QPen(QColor(colors.muted), 1.2 * scale))
        painter.setBrush(QColor(colors.ink if checked else colors.panel))
        painter.drawRoundedRect(box, 3 * scale, 3 * scale)
        if checked:
            pen = QPen(QColor(colors.panel), 1.8 * scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.30))
            painter.drawPolyline([box.topLeft() + QPointF(x * side, y * side) for x, y in corners])
