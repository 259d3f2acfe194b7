"""Which part of a plot is taken: points counted in cells, so that many boxes are tried fast."""

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.clipping import inside

_CELL = 2.0  # pixels


class Occupancy:
    """Points of shape (n, 2) in a room, as sums over cells from its upper left corner on.

    The cells under a box then hold points or not by four sums: Crow, "Summed-area tables for
    texture mapping", 1984.
    """

    def __init__(self, points: Array, room: Box) -> None:
        self._room = room
        shape = int(room.width / _CELL) + 1, int(room.height / _CELL) + 1
        there = (points[inside(points, room)] - (room.left, room.top)) / _CELL
        across, down = there.astype(np.intp).T
        counts = np.bincount(across * shape[1] + down, minlength=shape[0] * shape[1])
        cells = counts.astype(np.int32).reshape(shape)
        self._sums = np.zeros((shape[0] + 1, shape[1] + 1), dtype=np.int32)
        self._sums[1:, 1:] = cells.cumsum(axis=0).cumsum(axis=1)

    def takes(self, box: Box) -> bool:
        """Whether a point lies under a box in the room, or next to it in the same cell."""
        left, top = self._cell(box.left, box.top)
        right, bottom = (at + 1 for at in self._cell(box.right, box.bottom))
        sums = self._sums
        found = sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top]
        return bool(found)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int((x - self._room.left) / _CELL), int((y - self._room.top) / _CELL)
