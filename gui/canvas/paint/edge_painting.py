"""Painting edges: colour says the sign, width the size; few pens for however many edges."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.nn.arrays import Array, BoolArray
from gui.canvas.scene.picture import Edges
from gui.canvas.scene.room import IntArray
from gui.style.colors import Colors

_SIZES = 8
_THINNEST, THICKEST = 1.2, 5.6
_HALF = 1.4  # the weight whose edge is half as thick as can be
_MOST_DASHED = 300
_VERY_MANY = 5000
_SLOPE = 2  # in the place of a sign
_PRINTED = {-1: (9.0, 5.0), 0: (1.5, 4.0)}  # on and off, in print, by the sign


class EdgePainting:
    """Paints all edges of a picture, and keeps the lines of the last one.

    In print, where there are no colours, weights below 0 are dashed, and those of 0 dotted.
    """

    def __init__(self, colors: Colors, *, in_print: bool = False) -> None:
        self._colors, self._in_print = colors, in_print
        self._places: Array | None = None
        self._lines: dict[int, QLineF] = {}

    def paint(self, painter: QPainter, edges: Edges, some: IntArray | None = None) -> None:
        """Paint them or some of them, thin ones first; of very many, those that are seen."""
        if some is None:
            some = np.arange(len(edges.lines))
            if len(some) > _VERY_MANY and painter.hasClipping():
                some = some[_seen(edges, painter)]
        lines, looks = self._lines_of(edges, some), looks_of(edges)
        order = some[np.argsort(looks[some], kind="stable")]
        starts = np.flatnonzero(np.diff(looks[order], prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(order)]):
            pen = _pen_of(self._colors, look := int(looks[order[start]]))
            if self._in_print and (dashes := _PRINTED.get(_sign_of(look))):
                pen.setDashPattern([part / pen.widthF() for part in dashes])
            painter.setPen(pen)
            painter.drawLines([lines[at] for at in order[start:end].tolist()])

    def _lines_of(self, edges: Edges, some: IntArray) -> dict[int, QLineF]:
        """The lines of these edges, and those that were made before."""
        if self._places is None or self._places is not edges.lines:
            self._places, self._lines = edges.lines, {}
        new = [at for at in some.tolist() if at not in self._lines]
        made = (QLineF(*line) for line in edges.lines[new].tolist())
        self._lines.update(zip(new, made, strict=True))
        return self._lines


def _seen(edges: Edges, painter: QPainter) -> BoolArray:
    """Which edges may be seen, however thick, and at least as thick as a pixel."""
    more = THICKEST + 1 / painter.worldTransform().m11()
    area = painter.clipBoundingRect().adjusted(-more, -more, more, more)
    x, y = edges.lines[:, ::2], edges.lines[:, 1::2]
    across = (x.min(axis=1) < area.right()) & (area.left() < x.max(axis=1))
    down = (y.min(axis=1) < area.bottom()) & (area.top() < y.max(axis=1))
    return np.asarray(across & down)


def looks_of(edges: Edges) -> IntArray:
    """How each edge looks, as a number; where these are larger, thicker edges lie above.

    In bits: six and more for the size of the weight or the slope, three for the strength in
    quarters, two for the sign, one for dashes.
    """
    signs, sizes = _signs(edges), _sizes(edges)
    strengths = np.round(edges.strengths * 4).astype(np.intp)
    dashed = int((signs == 0).sum() <= _MOST_DASHED)
    return np.asarray(sizes << 6 | strengths << 3 | signs + 1 << 1 | dashed)


def _pen_of(colors: Colors, look: int) -> QPen:
    return _pen(colors, _sign_of(look), look >> 6, (look >> 3 & 7) / 4, dashed=bool(look & 1))


def _sign_of(look: int) -> int:
    return (look >> 1 & 3) - 1


def _signs(edges: Edges) -> IntArray:
    """The signs of the weights; for slopes, whether there are any."""
    if edges.slopes is None:
        return np.sign(edges.weights).astype(np.intp)
    return np.where(edges.slopes > 0, _SLOPE, 0)


def _sizes(edges: Edges) -> IntArray:
    """Sort weights into a few sizes; ever larger weights are drawn ever less thicker.

    Slopes are sorted evenly.
    """
    if edges.slopes is not None:
        return np.ceil(edges.slopes * (_SIZES - 1)).astype(np.intp)
    sizes = _SIZES - _SIZES * _HALF / (np.abs(edges.weights) + _HALF)
    return np.fmin(sizes, _SIZES - 1).astype(np.intp)  # the largest for what is no number


def paint_edge(painter: QPainter, colors: Colors, edges: Edges, at: int, ring: str | None) -> None:
    """Paint one edge so that it stands out; with a ring around it if it is selected."""
    sign, size = int(_signs(edges)[at]), int(_sizes(edges)[at])
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
    tones = {1: colors.positive, -1: colors.negative, 0: colors.zero, _SLOPE: colors.slope}
    color = QColor(tones[sign])
    width = _THINNEST + (THICKEST - _THINNEST) * size / (_SIZES - 1)
    if strength < 0.6 or sign == _SLOPE:
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
