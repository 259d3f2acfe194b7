"""The small picture of what comes of a table: inputs, hidden layers, what is predicted."""

from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from core.columns.prepared import Prepared
from core.text.numbers import counted, grouped
from gui.style.theme import Theme
from gui.widgets.texts.described import Described

_MOST_DOTS = 5  # in a column; more end in a gap before the last
_MOST_LAYERS = 6
_DOT, _GAP = 3.4, 9.5  # radius, and from dot to dot
_ARROW = "→"


class Layer(Struct, frozen=True):
    """A column of dots: how many there are, and what they are: "7 inputs"."""

    count: int
    words: str


def layers_of(prepared: Prepared, hidden: tuple[int, ...]) -> tuple[Layer, ...]:
    """The layers of the network that is to learn."""
    inputs, targets = len(prepared.inputs), len(prepared.targets)
    if prepared.classes:
        predicted = f"{targets} classes" if targets > 1 else "1 class"
    else:
        predicted = counted(targets, "number")
    between = [Layer(size, f"{grouped(size)} hidden") for size in hidden]
    if len(between) > _MOST_LAYERS:
        nodes = sum(hidden)
        between = [Layer(nodes, f"{grouped(nodes)} hidden in {len(hidden)} layers")]
    return (Layer(inputs, counted(inputs, "input")), *between, Layer(targets, predicted))


class Sketch(QWidget, Described):
    """Draws the layers as small columns of dots, each over its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers: tuple[Layer, ...] = ()
        self.setAccessibleName("The network")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_layers(self, layers: tuple[Layer, ...]) -> None:
        """Draw these layers."""
        self._layers = layers
        self.updateGeometry()
        self.update()

    @override
    def describe(self) -> str:
        return f" {_ARROW} ".join(layer.words for layer in self._layers)

    @override
    def sizeHint(self) -> QSize:
        widths = self._widths()
        arrows = self._arrow_width() * max(0, len(widths) - 1)
        height = self._dots_height() + self._metrics().height() + self._theme.pixels(4)
        return QSize(round(sum(widths) + arrows) + 2, round(height) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._theme.colors
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(0.9))
            left, columns = 1.0, list[list[QPointF]]()
            for at, (layer, width) in enumerate(zip(self._layers, self._widths(), strict=True)):
                columns.append(self._places(layer.count, left + width / 2))
                area = QRectF(left, self._dots_height(), width, self.height() - self._dots_height())
                painter.setPen(QColor(colors.ink))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, layer.words)
                left += width
                if at < len(self._layers) - 1:
                    area.setRect(left, area.top(), self._arrow_width(), area.height())
                    painter.setPen(QColor(colors.muted))
                    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _ARROW)
                    left += self._arrow_width()
            self._paint_network(painter, columns)

    def _paint_network(self, painter: QPainter, columns: list[list[QPointF]]) -> None:
        colors, scale = self._theme.colors, self._theme.scale
        painter.setPen(QPen(QColor(colors.border), 0.8 * scale))
        for before, after in pairwise(columns):
            for start in before:
                for end in after:
                    painter.drawLine(start, end)
        for at, places in enumerate(columns):
            last = at == len(columns) - 1
            edge = colors.positive if at == 0 else colors.prediction if last else colors.muted
            painter.setPen(QPen(QColor(edge), 1.4 * scale))
            painter.setBrush(QColor(colors.prediction if last else colors.node))
            for place in places:
                painter.drawEllipse(place, _DOT * scale, _DOT * scale)

    def _places(self, count: int, x: float) -> list[QPointF]:
        """Where the dots of a layer are; of many the first ones and, beyond a gap, the last."""
        step, middle = _GAP * self._theme.scale, self._dots_height() / 2
        shown = min(count, _MOST_DOTS)
        rows = [at - (shown - 1) / 2 for at in range(shown)]
        if count > _MOST_DOTS:
            rows = [row - 0.5 for row in rows[:-1]] + [rows[-1] + 0.5]
        return [QPointF(x, middle + row * step) for row in rows]

    def _dots_height(self) -> float:
        return (_MOST_DOTS + 1) * _GAP * self._theme.scale

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(0.9))

    def _widths(self) -> list[float]:
        metrics = self._metrics()
        return [metrics.horizontalAdvance(layer.words) + 2 for layer in self._layers]

    def _arrow_width(self) -> float:
        return self._metrics().horizontalAdvance(_ARROW) + self._theme.pixels(14)
