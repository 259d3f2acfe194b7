"""Lines of equal height over a grid, by marching squares."""

import numpy as np

from core.nn.arrays import Array

# For each case of corners above the level (1: left below, 2: right below, 4: right above,
# 8: left above), the sides that a line joins: 0 below, 1 right, 2 above, 3 left.
_JOINED = {
    1: [(3, 0)],
    2: [(0, 1)],
    3: [(3, 1)],
    4: [(1, 2)],
    5: [(3, 2), (0, 1)],
    6: [(0, 2)],
    7: [(3, 2)],
    8: [(2, 3)],
    9: [(2, 0)],
    10: [(2, 1), (0, 3)],
    11: [(2, 1)],
    12: [(1, 3)],
    13: [(1, 0)],
    14: [(0, 3)],
}
_TURNED = {5: [(3, 0), (1, 2)], 10: [(0, 1), (2, 3)]}


def contour(xs: Array, ys: Array, heights: Array, level: float) -> Array:
    """Pieces of the line where a surface has one height.

    On a saddle the mean of the four corners decides which sides are joined. Cells with a corner
    that is not finite have no line.

    Args:
        xs: shape (n,).
        ys: shape (m,).
        heights: at each pair of them, shape (n, m).
        level: the height.

    Returns:
        The pieces' ends, shape (pieces, 2, 2): piece, end, (x, y).
    """
    corners = np.stack((heights[:-1, :-1], heights[1:, :-1], heights[1:, 1:], heights[:-1, 1:]))
    whole = np.isfinite(corners).all(axis=0)
    above = corners > level
    case = above[0] + 2 * above[1] + 4 * above[2] + 8 * above[3]
    case[~whole] = 0
    high_middle = np.where(whole, corners, 0.0).mean(axis=0) > level
    pieces = [np.empty((0, 2, 2))]
    for number, joined in _JOINED.items():
        cells = case == number
        turned = _TURNED.get(number)
        if turned is None:
            pieces += _pieces(xs, ys, corners, level, cells, joined)
        else:
            pieces += _pieces(xs, ys, corners, level, cells & ~high_middle, turned)
            pieces += _pieces(xs, ys, corners, level, cells & high_middle, joined)
    return np.concatenate(pieces)


def _pieces(
    xs: Array, ys: Array, corners: Array, level: float, cells: Array, joined: list[tuple[int, int]]
) -> list[Array]:
    i, j = np.nonzero(cells)
    if not i.size:
        return []
    heights = corners[:, i, j]
    points = (
        np.stack((xs[i], ys[j])),
        np.stack((xs[i + 1], ys[j])),
        np.stack((xs[i + 1], ys[j + 1])),
        np.stack((xs[i], ys[j + 1])),
    )

    def crossing(side: int) -> Array:
        """Where the level crosses a side, shape (2, cells)."""
        first, second = side, (side + 1) % 4
        rise = heights[second] - heights[first]
        part = (level - heights[first]) / np.where(rise == 0, 1.0, rise)
        return np.asarray(points[first] + part * (points[second] - points[first]))

    return [np.stack((crossing(one), crossing(two))).transpose(2, 0, 1) for one, two in joined]
