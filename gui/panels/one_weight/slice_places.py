"""Where the arc of a step and the words find room beside the hill along one weight. No Qt."""

import math
from collections.abc import Sequence

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.lines.clipping import nearest
from gui.plotting.plot_frame import best_place, free_place

_SHORTEST = 28.0  # pixels across: less needs no arc
_RISE = 0.25  # of the way across
_ARROW = 34.0  # pixels: of the arrow out of the view
_EDGE = 5.0
_COLUMNS, _ROWS = 13, 9


def arc(start: tuple[float, float], end: tuple[float, float], box: Box) -> Array:
    """The way of a step from one pixel to another, shape (n, 2).

    None where it is too short, or comes from a loss that is no number. Where the end is out of the
    view it is a short arrow at the border, on the way there.
    """
    if math.isnan(sum(end)):
        return np.empty((0, 2))
    if not box.grown(_EDGE).contains(*end):
        return _way_out(end, box)
    across = abs(end[0] - start[0])
    if not (_SHORTEST <= across < math.inf and math.isfinite(start[1])):
        return np.empty((0, 2))
    top = min(start[1], end[1]) - _RISE * across
    # A parabola between heights a and b above its peak has its corner √(a·b) beyond that peak.
    below = [max(y - box.top, 0.0) for _, y in (start, end)]
    top = max(top, box.top - math.sqrt(below[0] * below[1]))
    part = np.linspace(0, 1, 25)[:, np.newaxis]
    corner = np.array(((start[0] + end[0]) / 2, top))
    first, last = np.array(start), np.array(end)
    return np.asarray((1 - part) ** 2 * first + 2 * part * (1 - part) * corner + part**2 * last)


def _way_out(end: tuple[float, float], box: Box) -> Array:
    border = np.array(nearest(end, box))
    way = np.sign(np.array(end) - border)
    return np.stack((border - way * (_ARROW + _EDGE), border - way * _EDGE))


def place_for(
    sizes: Sequence[tuple[float, float]], box: Box, covered: Array, boxes: Sequence[Box]
) -> tuple[int, Box]:
    """The first size of something that finds a free place, and the highest such place.

    Where none does, it is the first, where it covers least.

    Args:
        sizes: in pixels, no wider than the box.
        box: where there is room.
        covered: points that must stay in sight, shape (n, 2).
        boxes: what must stay in sight as a whole.
    """
    for nth, size in enumerate(sizes):
        found = free_place(_places(size, box), box, covered, boxes)
        if found is not None:
            return nth, found
    return 0, best_place(_places(sizes[0], box), box, covered, boxes)


def _places(size: tuple[float, float], box: Box) -> list[Box]:
    width, height = size
    tops = np.linspace(box.top, max(box.top, box.bottom - height), _ROWS).tolist()
    lefts = np.linspace(box.left, max(box.left, box.right - width), _COLUMNS).tolist()
    return [box_at(left, top, width, height) for top in tops for left in lefts]
