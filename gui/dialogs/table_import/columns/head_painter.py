"""The painting of a column's head: name, use, kind, histogram, doubts."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from core.columns.coding import Use
from core.columns.histogram import Histogram
from gui.dialogs.table_import.columns.heads import Head
from gui.dialogs.table_import.words import USES
from gui.style.theme import Theme

_PADDING = 9
_BARS = 34  # pixels of height
_DOUBTS = 2  # lines
_GAP = 5
_SIGNS = {Use.INPUT: "→", Use.TARGET: "●", Use.UNUSED: "–"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HeadPainter:
    """Draws one head after another in the look of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._colors, self._scale = theme.colors, theme.scale
        self._name, self._small = theme.font(1.05, bold=True), theme.font(0.85)
        self._strong = theme.font(0.85, bold=True)
        self._padding = theme.pixels(_PADDING)
        self._name_height = QFontMetricsF(self._name).height()
        self._line = QFontMetricsF(self._small).height() + theme.pixels(2)

    @property
    def height(self) -> int:
        """How high a head is."""
        lines = self._name_height + (1 + _DOUBTS) * self._line
        return round(lines + (_BARS + 3 * _GAP) * self._scale + 2 * self._padding)

    def draw(
        self, painter: QPainter, rect: QRect, head: Head, is_current: bool, is_lit: bool
    ) -> None:
        """Draw a head."""
        colors, gap = self._colors, _GAP * self._scale
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colors.panel))
        self._draw_card(painter, rect, head, is_current, is_lit)
        area = QRectF(rect).adjusted(self._padding, self._padding, -self._padding, 0)
        pale = head.use is Use.UNUSED
        line = QRectF(area.left(), area.top() + gap, area.width(), self._name_height)
        arrow = QRectF(line.right() - gap * 2, line.top(), gap * 2, line.height())
        self._text(painter, arrow, "▾", self._small, colors.muted)
        name = line.adjusted(0, 0, -3 * gap, 0)
        self._text(painter, name, head.name, self._name, colors.muted if pale else colors.ink)
        line = QRectF(area.left(), line.bottom(), area.width(), self._line)
        self._draw_use(painter, line, head)
        bars = QRectF(area.left(), line.bottom() + gap, area.width(), _BARS * self._scale)
        self._draw_bars(painter, bars, head.histogram, self._ink_of(head.use))
        line = QRectF(area.left(), bars.bottom() + gap, area.width(), self._line)
        for doubt in head.doubts[:_DOUBTS]:
            self._text(painter, line, doubt, self._small, colors.muted if pale else colors.doubt)
            line.translate(0, self._line)
        painter.restore()

    def _ink_of(self, use: Use | None) -> str:
        colors = self._colors
        inks = {Use.INPUT: colors.positive, Use.TARGET: colors.prediction}
        return inks.get(use, colors.zero) if use else colors.zero

    def _draw_card(
        self, painter: QPainter, rect: QRect, head: Head, is_current: bool, is_lit: bool
    ) -> None:
        colors = self._colors
        card = QRectF(rect).adjusted(2, 2, -2, -3)
        painter.setPen(QPen(QColor(colors.border), 1))
        if is_current:
            painter.setPen(QPen(QColor(colors.positive), 2))
        surface = colors.selection if head.use is Use.TARGET else colors.panel
        painter.setBrush(QColor(colors.raised if is_lit else surface))
        painter.drawRoundedRect(card, 7, 7)
        if head.use in (Use.INPUT, Use.TARGET):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._ink_of(head.use)))
            painter.drawRoundedRect(QRectF(card.left() + 7, card.top(), card.width() - 14, 3), 1, 1)

    def _draw_use(self, painter: QPainter, line: QRectF, head: Head) -> None:
        if head.use is None:
            return
        colors = self._colors
        words = f"{_SIGNS[head.use]} {USES[head.use]}"
        inks = {Use.INPUT: colors.positive_text, Use.TARGET: colors.ink, Use.UNUSED: colors.muted}
        self._text(painter, line, words, self._strong, inks[head.use])
        width = QFontMetricsF(self._strong).horizontalAdvance(words) + _GAP * self._scale
        kind = line.adjusted(width, 0, 0, 0)
        self._text(painter, kind, f"· {head.kind}", self._small, colors.muted)

    def _draw_bars(self, painter: QPainter, area: QRectF, found: Histogram, ink: str) -> None:
        colors, counts = self._colors, found.counts
        foot = QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom())
        if not counts:
            return
        gap = 3.0 if found.names else 1.0
        width = min(area.width() / len(counts), 26 * self._scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        for at, count in enumerate(counts):
            height = max(1.0 if count else 0.0, area.height() * count / max(counts))
            left = area.left() + at * width
            painter.drawRect(QRectF(left, area.bottom() - height, width - gap, height))
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.drawLine(*foot)

    def _text(self, painter: QPainter, area: QRectF, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics = QFontMetricsF(font)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, short)
