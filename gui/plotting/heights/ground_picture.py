"""A grid of losses as a picture: one pixel a point, to be stretched over the plot."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from core.nn.arrays import Array, BoolArray
from gui.geometry import Box
from gui.plotting.heights.color_map import color_map, shades

_OPAQUE = 255


def ground_picture(
    heights: Array, low: float, high: float, *, dark: bool, signed: bool = False
) -> QImage:
    """The colours of heights of shape (n, m), the second coordinate upwards.

    Heights that are NaN leave the picture transparent there.
    """
    levels = shades(heights, low, high)
    return picture_of(color_map(dark, signed=signed)[levels], ~np.isnan(heights))


def picture_of(colors: Array | npt.NDArray[np.uint8], opaque: BoolArray) -> QImage:
    """A picture of colours of shape (n, m, 3), from 0 to 255, the second coordinate upwards.

    Where it is not opaque, shape (n, m), nothing is seen of it.
    """
    pixels = np.empty((*opaque.shape, 4), dtype=np.uint8)
    pixels[..., :3] = np.clip(np.nan_to_num(colors), 0, 255)
    pixels[..., 3] = np.where(opaque, _OPAQUE, 0)
    upright = np.ascontiguousarray(pixels.transpose(1, 0, 2)[::-1])
    height, width = upright.shape[:2]
    image = QImage(upright.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()  # its own bytes


def stretched_over(box: Box, shape: tuple[int, int]) -> QRectF:
    """Where the picture goes so that the middles of its outermost pixels lie on the box's edges."""
    across, up = (
        length / (count - 1) for length, count in zip((box.width, box.height), shape, strict=True)
    )
    return QRectF(box.left - across / 2, box.top - up / 2, box.width + across, box.height + up)
