"""Painting what nodes give over two inputs, each as a small map in its node."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTransform

from core.nn.arrays import Array
from core.response.maps import Maps
from gui.canvas.paint.node_painting import paint_round
from gui.canvas.paint.raster_painting import SHADES, signed_shades
from gui.canvas.scene.picture import Node, NodeKind, Picture
from gui.canvas.scene.room import LEAST_READABLE
from gui.geometry import Box, around
from gui.style.colors import Colors

_WITHIN_RIM = 3.0  # from the edge of a node, where it has a value
_RIM = 1.3


class MapPainting:
    """Paints maps in one look, and keeps the images of those that are painted again."""

    def __init__(self, colors: Colors) -> None:
        self._colors = colors
        self._grounds = {
            NodeKind.INPUT: QColor(colors.raised),
            NodeKind.HIDDEN: QColor(colors.node),
            NodeKind.PREDICTION: QColor(colors.prediction),
        }
        self._of: Maps | None = None
        self._images: list[list[QImage]] = []

    def paint(self, painter: QPainter, picture: Picture, maps: Maps) -> None:
        """Paint a map into each node whose value is that of now; the painter is in its units."""
        if maps is not self._of:
            self._of, self._images = maps, [self._made(values) for values in maps.values]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        for node in picture.nodes:
            if node.has_map and node.text.words and not node.pale:
                self._paint(painter, node, self._images[node.place.layer + 1][node.place.node])
                if not node.aside and node.radius >= LEAST_READABLE:
                    painter.setBrush(self._grounds[node.kind])
                    paint_round(painter, node.number_box, 0.4)

    def _paint(self, painter: QPainter, node: Node, image: QImage) -> None:
        box = _place(node)
        brush, size = QBrush(image), image.width()
        brush.setTransform(
            QTransform.fromTranslate(box.left, box.top).scale(box.width / size, box.height / size)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawEllipse(QRectF(*box.rectangle))

    def _made(self, values: Array) -> list[QImage]:
        """The images of a layer, of values of shape (nodes, n, n), each as full as it gets."""
        with np.errstate(all="ignore"):
            most = np.abs(values).max(axis=(1, 2), keepdims=True)
            part = np.nan_to_num(values / most, nan=0.0, posinf=1.0, neginf=-1.0)
        levels = np.round((part + 1) * SHADES).astype(np.intp)
        colors = self._colors
        pixels = signed_shades(colors.negative, colors.panel, colors.positive)[levels]
        upright = np.ascontiguousarray(pixels.transpose(0, 2, 1)[:, ::-1])
        size, rgb = values.shape[1], QImage.Format.Format_RGB32
        return [QImage(one.tobytes(), size, size, 4 * size, rgb).copy() for one in upright]


def _place(node: Node) -> Box:
    """Where the map of a node is: at its left end, or all of it where it has no value beside."""
    if node.aside:
        radius = node.radius - _WITHIN_RIM
        return around(node.box.left + node.radius, node.y, 2 * radius, 2 * radius)
    return node.box.grown(-_WITHIN_RIM if node.radius >= LEAST_READABLE else -_RIM)
