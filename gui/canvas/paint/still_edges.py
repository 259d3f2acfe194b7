"""The edges of a large network, painted once and used again while nothing about them changes."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.canvas.paint.painting import PicturePainting
from gui.canvas.scene.picture import Edges, Picture
from gui.canvas.view_transform import ViewTransform


class StillEdges:
    """Keeps a pixmap of all edges, for a canvas at rest."""

    def __init__(self) -> None:
        self._pixmap: QPixmap | None = None
        self._edges: Edges | None = None
        self._view = ViewTransform()

    def forget(self) -> None:
        """Paint anew the next time, in other colours for example."""
        self._pixmap = None

    def paint(
        self,
        painter: QPainter,
        canvas: QWidget,
        painting: PicturePainting,
        picture: Picture,
        view: ViewTransform,
    ) -> None:
        """Paint the edges, in pixels of the canvas."""
        size = canvas.size() * canvas.devicePixelRatioF()
        pixmap, edges = self._pixmap, picture.edges
        same = pixmap is not None and pixmap.size() == size and view == self._view
        if pixmap is None or not same or not self._same_edges(edges):
            pixmap = QPixmap(size)
            pixmap.setDevicePixelRatio(canvas.devicePixelRatioF())
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as on_pixmap:
                on_pixmap.translate(view.dx, view.dy)
                on_pixmap.scale(view.zoom, view.zoom)
                painting.paint_edges(on_pixmap, picture)
            self._pixmap, self._edges, self._view = pixmap, edges, view
        painter.drawPixmap(0, 0, pixmap)

    def _same_edges(self, edges: Edges) -> bool:
        before = self._edges
        return (
            before is not None
            and before.lines is edges.lines
            and np.array_equal(before.weights, edges.weights)
        )
