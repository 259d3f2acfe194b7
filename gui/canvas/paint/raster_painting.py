"""Painting grids of numbers: weights in the colours of their sign, pixels from pale to dark."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.nn.arrays import Array
from gui.canvas.scene.rasters import Raster, RasterKind
from gui.style.colors import Colors

_SMALLEST_MARK = 5.0


class RasterPainting:
    """Paints rasters, and keeps the image of each that is painted again unchanged."""

    def __init__(self, colors: Colors) -> None:
        self._colors = colors
        self._images: dict[Raster, QImage] = {}

    def paint(
        self, painter: QPainter, rasters: tuple[Raster, ...], marked: dict[Raster, list[int]]
    ) -> None:
        """Paint rasters; the cells of inputs or parameters that are `marked` get a ring."""
        known = self._images
        self._images = {x: known[x] if x in known else self._image(x) for x in rasters}
        for raster, image in self._images.items():
            area = QRectF(*raster.box.rectangle)
            painter.setPen(QPen(QColor(self._colors.border), 1))
            painter.setBrush(QColor(self._colors.panel))
            painter.drawRect(area.adjusted(-3, -3, 3, 3))
            painter.drawImage(area, image)
            self._ring(painter, raster, marked.get(raster, []))

    def _ring(self, painter: QPainter, raster: Raster, indices: list[int]) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index in indices:
            cell = raster.cell(index)
            if cell is not None:
                grown = max(0.0, _SMALLEST_MARK - min(cell.width, cell.height)) / 2
                painter.setPen(QPen(QColor(self._colors.ink), 3))
                painter.drawRect(QRectF(*cell.grown(grown).rectangle))
                painter.setPen(QPen(QColor(self._colors.ring), 1.6))
                painter.drawRect(QRectF(*cell.grown(grown).rectangle))

    def _image(self, raster: Raster) -> QImage:
        colors = self._colors
        with np.errstate(all="ignore"):
            if raster.kind is RasterKind.ROW:
                ends = (colors.panel, colors.panel, colors.ink)
                part = (raster.values - raster.low) / (raster.high - raster.low)
            else:
                ends = (colors.negative, colors.panel, colors.positive)
                part = raster.values / raster.high
            part = np.clip(np.nan_to_num(part, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)
        return _as_image(_mixed(part, *ends))


def _mixed(part: Array, least: str, zero: str, most: str) -> Array:
    """Colours from −1 over 0 to 1, shape (rows, columns, 3)."""
    below, middle, above = (
        np.array([color.red(), color.green(), color.blue()], dtype=np.float64)
        for color in map(QColor, (least, zero, most))
    )
    size = np.abs(part)[..., np.newaxis]
    ends = np.where(part[..., np.newaxis] < 0, below, above)
    return np.asarray(middle + (ends - middle) * size)


def _as_image(colors: Array) -> QImage:
    bytes_of = np.ascontiguousarray(np.round(colors).astype(np.uint8))
    rows, columns, _ = bytes_of.shape
    image = QImage(bytes_of.tobytes(), columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    return image.copy()  # which owns its bytes
