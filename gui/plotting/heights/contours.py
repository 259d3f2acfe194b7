"""Lines of equal height over a grid, by marching squares. No Qt in here."""

from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.nn.arrays import Array

Indices = npt.NDArray[np.intp]

# For each case of corners above the level (1: left below, 2: right below, 4: right above,
# 8: left above), the sides that a line joins: 0 below, 1 right, 2 above, 3 left. On a saddle (5 and
# 10) it is the second row where the middle is above the level.
_NONE = (-1, -1)
_GAP = -1
_JOINED = {
    0: [_NONE],
    1: [(3, 0)],
    2: [(0, 1)],
    3: [(3, 1)],
    4: [(1, 2)],
    5: [(3, 0), (1, 2)],
    6: [(0, 2)],
    7: [(3, 2)],
    8: [(2, 3)],
    9: [(2, 0)],
    10: [(0, 1), (2, 3)],
    11: [(2, 1)],
    12: [(1, 3)],
    13: [(1, 0)],
    14: [(0, 3)],
    15: [_NONE],
}
_HIGH_MIDDLE = {5: [(3, 2), (0, 1)], 10: [(2, 1), (0, 3)]}
_SIDES = np.array(
    [
        [*sides, _NONE][:2]
        for table in (_JOINED, _JOINED | _HIGH_MIDDLE)
        for _, sides in sorted(table.items())
    ]
)


class Pieces(NamedTuple):
    """Pieces of a line, each across one cell of the grid.

    Attributes:
        edges: the numbers of the edges that each joins, shape (pieces, 2): neighbours share one.
        cells: the cell of each, shape (pieces, 2): its first and second index.
        ends: where they begin and end, shape (pieces, 2, 2): piece, end, (x, y).
    """

    edges: Indices
    cells: Indices
    ends: Array


def contour(xs: Array, ys: Array, heights: Array, level: float) -> Pieces:
    """Pieces of the line where a surface has one height.

    On a saddle the mean of the four corners decides which sides are joined. Cells with a corner
    that is not finite have no line.

    Args:
        xs: shape (n,).
        ys: shape (m,).
        heights: at each pair of them, shape (n, m).
        level: the height.
    """
    above = (heights > level).astype(np.int8)
    case = above[:-1, :-1] + 2 * above[1:, :-1] + 4 * above[1:, 1:] + 8 * above[:-1, 1:]
    i, j = np.nonzero((case > 0) & (case < 15))
    corners = np.stack((heights[i, j], heights[i + 1, j], heights[i + 1, j + 1], heights[i, j + 1]))
    whole = np.isfinite(corners).all(axis=0)
    i, j, corners = i[whole], j[whole], corners[:, whole]
    sides = _SIDES[case[i, j] + 16 * (corners.mean(axis=0) > level)]
    n, m = heights.shape
    # Edges along x come first, then those along y, each numbered like the point it begins at.
    each_side = np.stack((i * m + j, (n + i + 1) * m + j, i * m + j + 1, (n + i) * m + j), axis=1)
    cell, nth = np.nonzero(sides[..., 0] >= 0)
    edges = each_side[cell[:, np.newaxis], sides[cell, nth]]
    ends = _crossings(xs, ys, heights, level, edges)
    return Pieces(edges, np.stack((i, j), axis=1)[cell], ends)


def _crossings(xs: Array, ys: Array, heights: Array, level: float, edges: Indices) -> Array:
    """Where a level crosses edges, shape (…) to (…, 2)."""
    n, m = heights.shape
    upright = edges >= n * m
    i, j = np.divmod(edges - upright * n * m, m)
    i_end, j_end = i + ~upright, j + upright
    first, last = heights[i, j], heights[i_end, j_end]
    part = (level - first) / (last - first)
    x, y = (
        grid[one] + part * (grid[other] - grid[one])
        for grid, one, other in ((xs, i, i_end), (ys, j, j_end))
    )
    return np.stack((x, y), axis=-1)


def joined(pieces: Pieces) -> Array:
    """The same as lines through points, shape (n, 2), with NaN as gaps between the lines."""
    points = np.vstack((pieces.ends.reshape(-1, 2), np.full((1, 2), np.nan)))  # _GAP is the last
    return np.asarray(points[_chains(_partners(pieces.edges.ravel()))])


def _partners(edges: Indices) -> Indices:
    """For each end of a piece the other one on its edge, or −1, shape (n,) to (n,)."""
    order = np.argsort(edges, kind="stable")
    one, other = order[:-1], order[1:]
    same = edges[one] == edges[other]
    partners = np.full(edges.size, _GAP)
    partners[one[same]], partners[other[same]] = other[same], one[same]
    return partners


def _chains(partners: Indices) -> list[int]:
    """The ends 2 k and 2 k + 1 of pieces in the order of lines, open ones first, then rings."""
    found: list[int] = []
    following, done = partners.tolist(), bytearray(partners.size)
    for start in chain(np.flatnonzero(partners < 0).tolist(), following[::2]):
        here, end = start, _GAP
        while here >= 0 and not done[here]:
            found.append(here)
            end = here ^ 1
            done[here] = done[end] = 1
            here = following[end]
        if end != _GAP:
            found += (end, _GAP)
    return found[:-1]
