"""Where the arc of a step and the words find room beside the hill along one weight. No Qt."""

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.lines.clipping import nearest

T = TypeVar("T")

_SHORTEST = 28.0  # pixels across: less needs no arc
_RISE = 0.25  # of the way across
_ARROW = 34.0  # pixels: of the arrow out of the view
_EDGE = 5.0
_COLUMNS, _ROWS = 13, 9
_A_BOX = 1000.0  # points


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
    layouts: Iterable[tuple[T, tuple[float, float]]],
    box: Box,
    covered: Array,
    boxes: Sequence[Box],
) -> tuple[T, Box]:
    """The first layout of something that finds a free place, and the highest such place.

    Where none does, it is the first, where it covers least.

    Args:
        layouts: each with its size in pixels, no wider than the box; asked for one by one.
        box: where there is room.
        covered: points that must stay in sight, shape (n, 2).
        boxes: what must stay in sight as a whole.
    """
    tried: list[tuple[T, Box]] = []
    for layout, size in layouts:
        place, cost = _least_covering(size, box, covered, boxes)
        tried.append((layout, place))
        if not cost and place.height <= box.height:
            return tried[-1]
    return tried[0]


def _least_covering(
    size: tuple[float, float], room: Box, covered: Array, boxes: Sequence[Box]
) -> tuple[Box, float]:
    """The highest place that covers least, and how many points that is; a box counts as many."""
    width, height = size
    tops = np.linspace(room.top, max(room.top, room.bottom - height), _ROWS)[:, np.newaxis]
    lefts = np.linspace(room.left, max(room.left, room.right - width), _COLUMNS)[:, np.newaxis]
    x, y = covered.T
    level = ((tops <= y) & (y <= tops + height)).astype(np.float64)
    across = ((lefts <= x) & (x <= lefts + width)).astype(np.float64)
    costs = level @ across.T
    for box in boxes:
        beside = (lefts < box.right) & (box.left < lefts + width)
        costs += _A_BOX * ((tops < box.bottom) & (box.top < tops + height) & beside.T)
    row, column = divmod(int(costs.argmin()), _COLUMNS)
    place = box_at(float(lefts[column, 0]), float(tops[row, 0]), width, height)
    return place, float(costs[row, column])
