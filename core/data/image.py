"""Inputs that are the pixels of a picture, row by row from its top left corner."""

import math
from typing import NamedTuple

_FEWEST_PIXELS = 64  # below, a square number of inputs is more likely a coincidence
_SHORTEST_SIDE = 2


class ImageShape(NamedTuple):
    """How many pixels a picture has, down and across."""

    rows: int
    columns: int

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.rows * self.columns


def likely_shape(inputs: int) -> ImageShape | None:
    """What so many inputs look like, if nobody says: a square picture from 8 × 8 on, or none."""
    side = math.isqrt(max(inputs, 0))
    return ImageShape(side, side) if inputs >= _FEWEST_PIXELS and side * side == inputs else None


def possible_shapes(inputs: int) -> list[ImageShape]:
    """All pictures of so many pixels with sides of two or more, the squarest first."""
    sides = range(_SHORTEST_SIDE, inputs // _SHORTEST_SIDE + 1)
    shapes = [ImageShape(rows, inputs // rows) for rows in sides if inputs % rows == 0]
    return sorted(shapes, key=lambda shape: (abs(shape.rows - shape.columns), shape.rows))
