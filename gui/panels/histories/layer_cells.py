"""Small histograms side by side, one a layer: their places, and painting them."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.explanation.layer_histograms import LayerHistogram
from core.nn.arrays import Array
from gui.formatting.numbers import number, percent
from gui.geometry import Box, box_at
from gui.plotting.scales import LossScale
from gui.style.theme import Theme

_GAP = 10.0  # pixels between two cells
_LEAST = 12.0  # pixels of a cell
_NONE = "no finite number"


class Row(Struct, frozen=True, eq=False):
    """The histograms of one kind of number, one a layer.

    Attributes:
        name: the heading: "weights", "slopes of this step's batch".
        counted: what is counted of weights and of biases: "weights", "biases".
        now: of the present.
        start: of the start; empty where it had other layers.
        edges: of the bins, in heights of the scale.
        scale: what numbers these are.
        color: of the bars of weights.
    """

    name: str
    counted: tuple[str, str]
    now: Sequence[LayerHistogram]
    start: Sequence[LayerHistogram]
    edges: Array
    scale: LossScale
    color: str

    @property
    def tallest(self) -> float:
        """The largest share of a layer in one bin."""
        return max(float(each.shares.max()) for each in (*self.now, *self.start))

    def ends(self, bin_: int) -> str:
        """Between which numbers a bin lies."""
        low, high = (number(self.scale.loss(float(edge))) for edge in self.edges[bin_ : bin_ + 2])
        return f"from {low} to {high}"


def cells_of(area: Box, metrics: QFontMetricsF, count: int) -> list[Box]:
    """Where the histograms of a row stand: titles above, the ends of the axis below."""
    line = metrics.height()
    width = max((area.width - _GAP * (count - 1)) / count, _LEAST)
    height = max(area.height - 3.3 * line, _LEAST)
    return [
        box_at(area.left + at * (width + _GAP), area.top + 2.2 * line, width, height)
        for at in range(count)
    ]


def paint_row(painter: QPainter, theme: Theme, row: Row, area: Box, names: Sequence[str]) -> None:
    """A heading, and a histogram for each layer with its name above it."""
    metrics, colors = QFontMetricsF(painter.font()), theme.colors
    line = metrics.height()
    tallest = f"tallest bar: {percent(row.tallest)} of its layer" if row.tallest else _NONE
    heading = f"{row.name} · {tallest}"
    painter.setPen(QColor(colors.muted))
    painter.drawText(QPointF(area.left, area.top + 0.8 * line), heading)
    cells = cells_of(area, metrics, len(row.now))
    for at, (cell, histogram, name) in enumerate(zip(cells, row.now, names, strict=True)):
        painter.setPen(QColor(colors.ink))
        title = metrics.elidedText(name, Qt.TextElideMode.ElideRight, cell.width)
        painter.drawText(QPointF(cell.left, cell.top - 0.35 * line), title)
        if row.tallest:
            _paint_bars(painter, theme, row, histogram, cell)
        if row.tallest and row.start:
            _paint_outline(painter, theme, row, row.start[at], cell)
        _paint_axis(painter, theme, row, cell)


def _paint_bars(
    painter: QPainter, theme: Theme, row: Row, histogram: LayerHistogram, cell: Box
) -> None:
    """Bars of weights, and those of biases on top of them in another colour."""
    heights = cell.height / (row.tallest * histogram.size)
    width = cell.width / len(histogram.weights)
    painter.setPen(Qt.PenStyle.NoPen)
    for at, (weights, biases) in enumerate(
        zip(histogram.weights.tolist(), histogram.biases.tolist(), strict=True)
    ):
        left, top = cell.left + at * width, cell.bottom - weights * heights
        for color, up, count in (
            (row.color, top, weights),
            (theme.colors.sixth, top - biases * heights, biases),
        ):
            if count:
                painter.setBrush(QColor(color))
                painter.drawRect(QRectF(left, up, max(width - 0.6, 0.6), count * heights))


def _paint_outline(
    painter: QPainter, theme: Theme, row: Row, start: LayerHistogram, cell: Box
) -> None:
    """The start as a thin line of steps."""
    ups = cell.bottom - start.shares / row.tallest * cell.height
    across = cell.left + np.arange(len(ups) + 1) / len(ups) * cell.width
    xs = np.concatenate(([across[0]], np.repeat(across[1:-1], 2), [across[-1]]))
    points = [QPointF(x, y) for x, y in zip(xs.tolist(), np.repeat(ups, 2).tolist(), strict=True)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.colors.muted), 1.0))
    painter.drawPolyline(points)


def _paint_axis(painter: QPainter, theme: Theme, row: Row, cell: Box) -> None:
    """The ends of the axis, and 0 where it lies between and has room."""
    metrics, edges = QFontMetricsF(painter.font()), row.edges
    painter.setPen(QPen(QColor(theme.colors.zero), 1.0))
    painter.drawLine(QPointF(cell.left, cell.bottom), QPointF(cell.right, cell.bottom))
    baseline = cell.bottom + 0.95 * metrics.height()
    texts = [number(float(f"{row.scale.loss(float(edge)):.4g}")) for edge in (edges[0], edges[-1])]
    widths = [metrics.horizontalAdvance(text) for text in texts]
    painter.setPen(QColor(theme.colors.muted))
    if sum(widths) + _GAP > cell.width:
        return
    painter.drawText(QPointF(cell.left, baseline), texts[0])
    painter.drawText(QPointF(cell.right - widths[1], baseline), texts[1])
    at, half = -edges[0] / (edges[-1] - edges[0]) * cell.width, metrics.horizontalAdvance("0") / 2
    if widths[0] + _GAP < at - half and at + half < cell.width - widths[1] - _GAP:
        painter.drawText(QPointF(cell.left + at - half, baseline), "0")
