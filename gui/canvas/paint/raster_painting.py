"""Painting grids of numbers: weights in the colours of their sign, pixels from pale to dark."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.canvas.scene.maps.rasters import Raster, RasterKind
from gui.style.colors import Colors

_SMALLEST_MARK = 5.0
SHADES = 255  # on either side of zero


class RasterPainting:
    """Paints rasters, and keeps the image of each that is painted again unchanged."""

    def __init__(self, colors: Colors) -> None:
        self._colors = colors
        self._images: dict[Raster, QImage] = {}

    def paint(
        self,
        painter: QPainter,
        rasters: tuple[Raster, ...],
        parameters: Sequence[int],
        inputs: Sequence[int],
    ) -> None:
        """Paint rasters; the cells of these parameters and inputs get a ring."""
        known = self._images
        self._images = {x: known[x] if x in known else self._image(x) for x in rasters}
        for raster, image in self._images.items():
            area = QRectF(*raster.frame.rectangle)
            painter.setPen(QPen(QColor(self._colors.border), 1))
            painter.setBrush(QColor(self._colors.panel))
            painter.drawRect(area)
            painter.drawImage(QRectF(*raster.box.rectangle), image)
            self._ring(painter, raster, inputs if raster.kind is RasterKind.ROW else parameters)

    def _ring(self, painter: QPainter, raster: Raster, indices: Sequence[int]) -> None:
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
                if raster.kind is RasterKind.SLOPES:
                    ends = (colors.panel, colors.panel, colors.slope)
                part = raster.values / raster.high
            part = np.clip(np.nan_to_num(part, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)
        shades = np.round((part + 1) * SHADES).astype(np.intp)
        rows, columns = shades.shape
        pixels, rgb = signed_shades(*ends)[shades].tobytes(), QImage.Format.Format_RGB32
        image = QImage(pixels, columns, rows, 4 * columns, rgb)
        return image.copy()  # which owns its bytes


@cache
def signed_shades(least: str, zero: str, most: str) -> npt.NDArray[np.uint32]:
    """Colours from −1 over 0 to 1 in equal steps, shape (2 × shades + 1,), as Qt has them."""
    part = np.linspace(-1.0, 1.0, 2 * SHADES + 1)[:, np.newaxis]
    below, middle, above = (
        np.array([color.red(), color.green(), color.blue()], dtype=np.float64)
        for color in map(QColor, (least, zero, most))
    )
    ends = np.where(part < 0, below, above)
    red, green, blue = np.round(middle + (ends - middle) * np.abs(part)).astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, dtype=np.uint32)
