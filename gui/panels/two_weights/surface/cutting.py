"""A surface cut where it is lower or higher than what is shown. No Qt in here."""

from typing import NamedTuple

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.plotting.heights.contours import Indices

LOW, HIGH = 0.0, 1.0  # what lies beyond is cut
_TRIANGLES = np.array([[[0, 1, 2, 2], [0, 2, 3, 3]], [[0, 1, 3, 3], [1, 2, 3, 3]]])


class Faces(NamedTuple):
    """Polygons, each a cell of a surface or a part of one.

    Attributes:
        polygons: shape (faces, k, 3); corners may be repeated.
        cells: which cell each belongs to, shape (faces,).
    """

    polygons: Array
    cells: Indices

    def only(self, which: BoolArray) -> "Faces":
        """Some of them, by a mask of shape (faces,)."""
        return Faces(self.polygons[which], self.cells[which])


def strips(xs: Array, ys: Array, there: BoolArray, height: float) -> Array:
    """Level cells, joined along the second axis: shape (n − 1, m − 1) to (strips, 4, 3)."""
    ends = np.diff(there.astype(np.int8), axis=1, prepend=0, append=0)
    (i, first), (_, last) = np.nonzero(ends > 0), np.nonzero(ends < 0)
    x = np.stack((xs[i], xs[i + 1], xs[i + 1], xs[i]), axis=1)
    y = np.stack((ys[first], ys[first], ys[last], ys[last]), axis=1)
    return np.stack((x, y, np.full_like(x, height)), axis=2)


def cut_at(level: float, faces: Faces) -> tuple[Faces, Faces]:
    """What lies below a level and what above it; at the level, straight through each face.

    After Ivan Sutherland and Gary Hodgman, "Reentrant polygon clipping", 1974; in the place of a
    corner that is cut off, the one before it is repeated.
    """
    polygons, cells = faces
    heights = polygons[..., 2]
    above = heights > level
    crosses = above != np.roll(above, -1, axis=1)
    ways = np.roll(polygons, -1, axis=1) - polygons
    along = np.divide(level - heights, ways[..., 2], out=np.zeros_like(heights), where=crosses)
    points = np.stack((polygons, polygons + along[..., np.newaxis] * ways), axis=2)
    count, corners = heights.shape
    points = points.reshape(count, 2 * corners, 3)
    sides = []
    for side in (~above, above):
        there = np.flatnonzero(side.any(axis=1))
        kept = np.stack((side, crosses), axis=2).reshape(count, 2 * corners)[there]
        nth = np.maximum.accumulate(np.where(kept, np.arange(2 * corners), -1), axis=1)
        nth = np.where(nth < 0, nth[:, -1:], nth)
        sides.append(Faces(points[there[:, np.newaxis], nth], cells[there]))
    return sides[0], sides[1]


def without_saddles(level: float, faces: Faces) -> Faces:
    """The same with each cell of four corners that a level crosses twice as two triangles.

    They share the diagonal between the corners on the same side of the level as the middle.
    """
    polygons, cells = faces
    above = polygons[..., 2] > level
    turns = (above != np.roll(above, 1, axis=1)).all(axis=1)
    saddles, others = np.flatnonzero(turns), np.flatnonzero(~turns)
    if not saddles.size:
        return faces
    middles = polygons[saddles, :, 2].mean(axis=1) > level
    corners = _TRIANGLES[(above[saddles, 0] != middles).astype(np.intp)]
    triangles = polygons[saddles[:, np.newaxis, np.newaxis], corners].reshape(-1, 4, 3)
    return Faces(
        np.concatenate((polygons[others], triangles)), cells[np.append(others, saddles.repeat(2))]
    )
