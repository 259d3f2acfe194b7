"""The still edges: the panel and the edges on it, painted once and used again as they are.

What a step does to an edge is seldom to be seen: its number changes, but neither its colour nor
how thick it is. Where few edges look otherwise, only what lies around these is painted anew.
"""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from core.nn.arrays import Array
from gui.canvas.paint.edge_painting import THICKEST, EdgePainting, looks_of
from gui.canvas.paint.overlay import paint_ground, use
from gui.canvas.scene.picture import Edges
from gui.canvas.scene.room import IntArray
from gui.canvas.view_transform import ViewTransform
from gui.geometry import Box
from gui.style.colors import Colors

_FEW = 6


class _Ground(NamedTuple):
    """What the edges are painted on, and how they lie there."""

    size: QSize
    ratio: float
    view: ViewTransform
    focused: bool


class StillEdges:
    """Keeps a pixmap of the panel and all edges."""

    def __init__(self, colors: Colors) -> None:
        self._painting = EdgePainting(colors)
        self._pixmap = QPixmap()
        self._ground: _Ground | None = None
        self._lines: Array = np.empty((0, 4))
        self._looks: IntArray = np.empty(0, dtype=np.intp)

    def painted(
        self, canvas: QWidget, edges: Edges, view: ViewTransform, focused: bool
    ) -> tuple[QPixmap, QRegion]:
        """The panel and the edges, in pixels of the canvas, and what was painted anew of it."""
        ground = _Ground(canvas.size(), canvas.devicePixelRatioF(), view, focused)
        looks = looks_of(edges)
        same = ground == self._ground and np.array_equal(edges.lines, self._lines)
        changed = np.flatnonzero(looks != self._looks) if same else None
        if ground != self._ground:
            self._pixmap = QPixmap(ground.size * ground.ratio)
            self._pixmap.setDevicePixelRatio(ground.ratio)
        area = QRegion()
        if changed is None or len(changed) > _FEW:
            area = QRegion(canvas.rect())
            self._paint(edges, ground, area)
        elif len(changed):
            area, some = _around(changed, edges, view)
            self._paint(edges, ground, area, some)
        self._ground, self._lines, self._looks = ground, edges.lines, looks
        return self._pixmap, area

    def _paint(
        self, edges: Edges, ground: _Ground, area: QRegion, some: IntArray | None = None
    ) -> None:
        with QPainter(self._pixmap) as painter:
            painter.setClipRegion(area)
            paint_ground(painter, QRect(QPoint(0, 0), ground.size), ground.focused)
            use(painter, ground.view)
            self._painting.paint(painter, edges, some)


def _around(changed: IntArray, edges: Edges, view: ViewTransform) -> tuple[QRegion, IntArray]:
    """What lies around these edges, in pixels, and all edges that run there."""
    low = np.minimum(edges.lines[:, :2], edges.lines[:, 2:]) - THICKEST
    high = np.maximum(edges.lines[:, :2], edges.lines[:, 2:]) + THICKEST
    area, touched = QRegion(), np.zeros(len(low), dtype=np.bool_)
    for at in changed.tolist():
        touched |= ((low < high[at]) & (low[at] < high)).all(axis=1)
        box = view.box_to_pixels(Box(*low[at].tolist(), *high[at].tolist()))
        area += QRectF(*box.rectangle).toAlignedRect()
    return area, np.flatnonzero(touched)
