"""What of lines and points lies inside a rectangle, in numbers: nothing larger is ever painted.

The time a painter takes grows with the length of a line, and numbers here have any size.
"""

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.geometry import Box

_FAR = 1e300  # where infinite coordinates are taken to lie: their distances are finite
_GAP = np.full(2, np.nan)


def inside(points: Array, box: Box) -> BoolArray:
    """Whether each point lies in the box, shape (n, 2) to (n,); gaps do not."""
    x, y = points[:, 0], points[:, 1]
    found: BoolArray = (x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)
    return found


def nearest(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """The point of the box nearest to a point; NaN stays NaN."""
    x, y = point
    return float(np.clip(x, box.left, box.right)), float(np.clip(y, box.top, box.bottom))


def clip_line(points: Array, box: Box) -> Array:
    """The parts of a line through points that lie inside the box.

    After Liang and Barsky, "A new concept and method for line clipping", 1984: with the segment as
    start + t × (end − start), each side of the box bounds t from below or from above.

    Args:
        points: shape (n, 2), with NaN as gaps; infinite coordinates lie very far away.
        box: what is kept.

    Returns:
        Points of shape (m, 2), all inside the box, with NaN as gaps between the parts.
    """
    if not len(points) or _is_within(points, box):
        return points
    far = np.clip(points, -_FAR, _FAR)
    starts, ways = far[:-1], np.diff(far, axis=0)
    low, high = np.array((box.left, box.top)), np.array((box.right, box.bottom))
    with np.errstate(all="ignore"):
        one, other = (low - starts) / ways, (high - starts) / ways
        still = (ways == 0) & (starts >= low) & (starts <= high)
        first = np.where(still, -np.inf, np.fmin(one, other)).max(axis=1, initial=0.0)
        last = np.where(still, np.inf, np.fmax(one, other)).min(axis=1, initial=1.0)
        shown = (first <= last) & np.isfinite(ways).all(axis=1)
        shown &= ((ways != 0) | still).all(axis=1)
        begins = starts + np.where(first[:, np.newaxis] > 0, first[:, np.newaxis] * ways, 0.0)
        ends = np.where(last[:, np.newaxis] < 1, starts + last[:, np.newaxis] * ways, far[1:])
    pieces = np.stack((begins, ends), axis=1)[shown]
    return _joined(np.clip(pieces, low, high))


def _is_within(points: Array, box: Box) -> bool:
    """Whether a line from one point to another, which may have gaps, lies inside the box."""
    there = inside(points, box)
    if not (len(points) > 1 and there[0] and there[-1]):
        return False
    return bool(there.all() or (there | np.isnan(points).any(axis=1)).all())


def _joined(pieces: Array) -> Array:
    """Segments of shape (m, 2, 2) as one line, with a gap wherever the next begins elsewhere."""
    if not len(pieces):
        return np.empty((0, 2))
    goes_on = (pieces[1:, 0] == pieces[:-1, 1]).all(axis=1)
    if goes_on.all():
        return np.concatenate((pieces[:1, 0], pieces[:, 1]))
    breaks = np.flatnonzero(~goes_on)
    starts = np.concatenate(([0], breaks + 1))
    ends = pieces[:, 1]
    before = np.repeat(starts, 2)
    heads = np.stack((np.broadcast_to(_GAP, (len(starts), 2)), pieces[starts, 0]), axis=1)
    return np.insert(ends, before, heads.reshape(-1, 2), axis=0)[1:]
