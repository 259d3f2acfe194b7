"""Which part of a plot is taken: points counted in cells, so that many boxes are tried fast."""

import math

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.lines.clipping import inside

_CELL = 4.0  # pixels


class Occupancy:
    """Points of shape (n, 2) in a room, as sums over cells from its upper left corner on.

    How many points lie in cells side by side is known from four sums: Crow, "Summed-area tables for
    texture mapping", 1984. Points are looked at one by one only where they lie on a box's edge.
    """

    def __init__(self, points: Array, room: Box) -> None:
        self._room, self._points = room, points[inside(points, room)]
        shape = int(room.width / _CELL) + 1, int(room.height / _CELL) + 1
        across, down = ((self._points - (room.left, room.top)) / _CELL).astype(np.intp).T
        counts = np.bincount(across * shape[1] + down, minlength=shape[0] * shape[1])
        sums = np.zeros((shape[0] + 1, shape[1] + 1), dtype=np.intp)
        sums[1:, 1:] = counts.reshape(shape).cumsum(axis=0).cumsum(axis=1)
        self._sums = sums.tolist()

    def takes(self, box: Box) -> bool:
        """Whether a point lies in a box in the room."""
        left, right = (box.left - self._room.left) / _CELL, (box.right - self._room.left) / _CELL
        top, bottom = (box.top - self._room.top) / _CELL, (box.bottom - self._room.top) / _CELL
        if not self._count(int(left), int(top), int(right) + 1, int(bottom) + 1):
            return False
        within = math.ceil(left), math.ceil(top), int(right), int(bottom)
        whole = within[0] < within[2] and within[1] < within[3]
        return (whole and self._count(*within) > 0) or bool(inside(self._points, box).any())

    def _count(self, left: int, top: int, right: int, bottom: int) -> int:
        """How many points lie in the cells between these, the last ones left out."""
        first, last = self._sums[left], self._sums[right]
        return int(last[bottom] - first[bottom] - last[top] + first[top])
