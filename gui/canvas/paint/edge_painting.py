"""Painting edges: colour says the sign, width the size; few pens for however many edges."""

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.nn.arrays import Array
from gui.canvas.scene.picture import Edges
from gui.canvas.scene.room import IntArray
from gui.style.colors import Colors

_SIZES = 8
_THINNEST, _THICKEST = 1.2, 5.6
_HALF = 1.4  # the weight whose edge is half as thick as can be
_MOST_DASHED = 300


class EdgePainting:
    """Paints all edges of a picture, and keeps the lines of the last one."""

    def __init__(self, colors: Colors) -> None:
        self._colors = colors
        self._places: Array | None = None
        self._lines: list[QLineF] = []

    def paint(self, painter: QPainter, edges: Edges) -> None:
        """Paint them, thin ones first."""
        lines = self._lines_of(edges)
        signs, sizes = np.sign(edges.weights).astype(int), sizes_of(edges.weights)
        strengths = np.round(edges.strengths * 4).astype(int)
        dashed = bool((signs == 0).sum() <= _MOST_DASHED)
        groups = (sizes * 8 + strengths) * 4 + signs + 1
        order = np.argsort(groups, kind="stable")
        starts = np.flatnonzero(np.diff(groups[order], prepend=-1)).tolist()
        for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
            first = int(order[start])
            size, strength = int(sizes[first]), int(strengths[first]) / 4
            painter.setPen(_pen(self._colors, int(signs[first]), size, strength, dashed))
            painter.drawLines([lines[at] for at in order[start:end].tolist()])

    def _lines_of(self, edges: Edges) -> list[QLineF]:
        if self._places is None or self._places is not edges.lines:
            self._places = edges.lines
            self._lines = [QLineF(*line) for line in edges.lines.tolist()]
        return self._lines


def sizes_of(weights: Array) -> IntArray:
    """Sort weights into a few sizes; ever larger weights are drawn ever less thicker."""
    with np.errstate(invalid="ignore", over="ignore"):
        share = np.abs(weights) / (np.abs(weights) + _HALF)
    share = np.nan_to_num(share, nan=1.0)
    return np.minimum((share * _SIZES).astype(np.intp), _SIZES - 1)


def paint_edge(painter: QPainter, colors: Colors, edges: Edges, at: int, ring: str | None) -> None:
    """Paint one edge so that it stands out; with a ring around it if it is selected."""
    sign = int(np.sign(edges.weights[at]))
    size = int(sizes_of(edges.weights[at : at + 1])[0])
    line = QLineF(*edges.lines[at].tolist())
    pen = _pen(colors, sign, size, 1.0, dashed=True)
    if ring is not None:
        halo = QPen(QColor(ring), pen.widthF() + 5.5)
        halo.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(halo)
        painter.drawLine(line)
    else:
        pen.setWidthF(pen.widthF() + 1.4)
    painter.setPen(pen)
    painter.drawLine(line)


def _pen(colors: Colors, sign: int, size: int, strength: float, dashed: bool) -> QPen:
    """The pen for a sign and size; where edges are many, small weights are pale."""
    color = QColor({1: colors.positive, -1: colors.negative, 0: colors.zero}[sign])
    width = _THINNEST + (_THICKEST - _THINNEST) * size / (_SIZES - 1)
    if strength < 0.6:
        color = mixed(QColor(colors.panel), color, 0.25 + 0.75 * size / (_SIZES - 1))
    pen = QPen(color, max(0.6, width * strength))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if sign == 0:
        pen.setWidthF(max(0.6, 1.4 * strength))
        if dashed:
            pen.setDashPattern([3.0, 4.0])
    return pen


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """The colour between two others: the first at 0, the second at 1."""

    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        mix(first.redF(), second.redF()),
        mix(first.greenF(), second.greenF()),
        mix(first.blueF(), second.blueF()),
    )
