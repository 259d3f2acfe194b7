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
_RIGHT = np.linspace(0, 1, _COLUMNS)[:, np.newaxis]  # where places begin, in parts of the room
_DOWN = np.linspace(0, 1, _ROWS)
_A_CORNER = 1000.0  # points


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
    """The highest place that covers least, and how many points that is; a box counts as many.

    A box that is smaller than the place is covered in part where one of its corners is.
    """
    width, height = size
    tops = room.top + max(0.0, room.height - height) * _DOWN
    lefts = room.left + max(0.0, room.width - width) * _RIGHT
    corners = [(x, y) for box in boxes for x in (box.left, box.right) for y in box[1::2]]
    x, y = np.concatenate((covered, corners)).T if corners else covered.T
    weights = np.ones(len(x))
    weights[len(covered) :] = _A_CORNER
    least, place = np.inf, box_at(room.left, room.top, width, height)
    for top in tops.tolist():
        level = (top <= y) & (y <= top + height)
        across = x[level]
        costs = ((lefts <= across) & (across <= lefts + width)) @ weights[level]
        column = int(costs.argmin())
        if costs[column] < least:
            least = float(costs[column])
            place = box_at(float(lefts[column, 0]), top, width, height)
        if not least:
            break
    return place, least
