"""The sizes of texts beside nodes of different sizes, in units of the drawing."""

import math
from functools import lru_cache
from typing import TypeVar

from core.nn.arrays import Array
from gui.canvas.scene.room import LARGEST_RADIUS

VALUE_SIZE, NAME_SIZE, DETAIL_SIZE, WEIGHT_SIZE, TITLE_SIZE = 20, 13, 12, 13, 13
SMALLEST = 11  # of any text; detail is left out before text gets smaller
READABLE = 0.97 * SMALLEST  # so much smaller text may be for want of a pixel
INSIDE = 1.68  # how wide a number inside a circle may be, in radii
PILL_HEIGHT = 1.55  # in text sizes
GLYPH = 0.85  # the room for a lock, an arrow or a triangle, in text sizes
LINE = 1.72  # from line to line of the arithmetic, in text sizes

Size = TypeVar("Size", float, Array)


@lru_cache(maxsize=1024)  # a drawing has few radii
def text_size(size: float, radius: float) -> int:
    """The size of a label at a node of this radius, `size` at the largest."""
    return max(SMALLEST, min(round(size), round(size * math.sqrt(radius / LARGEST_RADIUS))))


def slope_size(size: float) -> int:
    """The size of a slope beside a number of this size."""
    return max(SMALLEST, round(size) - 1)


def label_height(size: float) -> float:
    """How tall a line of text is."""
    return 1.2 * size


def pill_height(size: Size) -> Size:
    """How tall a number in a pill is."""
    return PILL_HEIGHT * size
