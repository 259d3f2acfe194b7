"""Which part of the hill along one weight is shown."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.arrays import Array
from gui.panels.loss.loss_scale import LossRange, linear_range, range_between

_LEAST = 0.5  # of the weight, or of 1: how far is looked at least
_MOST = 20.0
_BEYOND, _BEHIND = 1.6, 0.6  # times the step: further where descent goes than where it comes from
_ROOM = 2.6
_DIGITS = 1e-9  # of a value: closer together, the ends of a range cannot be told apart
_HARDLY = 0.4  # of the highest loss: where all are closer together, that is looked at closely
_POINTS = 241
_AT_REST = (61, 12_000_000)  # fewest points, and numbers that may be computed for a picture
_MOVING = (9, 600_000)


def usual_range(value: float, after: float) -> tuple[float, float]:
    """The weights to show: around where it is and where the next step alone would put it."""
    size = max(1.0, abs(value))
    step = after - value if np.isfinite(after) else 0.0
    step = float(np.clip(step, -_MOST * size, _MOST * size))
    reach = max(abs(step), _LEAST * size)
    there = value + step
    ahead = reach * (_BEYOND if step else 1.0 + _BEHIND)
    low, high = min(value, there), max(value, there)
    if step > 0:
        return low - reach * _BEHIND, high + ahead
    return low - ahead, high + reach * (_BEHIND if step else 1.0 + _BEHIND)


def containing(shown: tuple[float, float], value: float) -> tuple[float, float]:
    """The same range, shifted if need be so that a value lies well inside.

    Around a value so large that the range would be lost in its digits it is the usual one.
    """
    low, high = shown
    if high - low < _DIGITS * abs(value):
        return usual_range(value, value)
    margin = 0.05 * (high - low)
    shift = max(0.0, value + margin - high) - max(0.0, low - (value - margin))
    return low + shift, high + shift


def zoomed(shown: tuple[float, float], about: float, factor: float) -> tuple[float, float]:
    """The range made larger or smaller about a value."""
    return about + (shown[0] - about) * factor, about + (shown[1] - about) * factor


def height_of(losses: Array, *wanted: float) -> float:
    """The highest loss to show: what stands there, but not all of a wall that goes up beside it."""
    finite = losses[np.isfinite(losses)]
    highest = float(finite.max()) if finite.size else 0.0
    shown = max((loss for loss in wanted if np.isfinite(loss)), default=0.0)
    usual = _ROOM * shown if shown > 0 else highest
    return min(highest, usual) if highest > 0 else 0.0


def loss_range_of(losses: Array, *wanted: float) -> LossRange:
    """From 0 to the highest loss to show; closer where the losses hardly differ."""
    high = height_of(losses, *wanted)
    usual = linear_range(high)
    shown = losses[np.isfinite(losses) & (losses <= high)]
    needed = [loss for loss in wanted if np.isfinite(loss) and 0 < loss <= high]
    if not shown.size:
        return usual
    low = min(float(shown.min()), *needed, high)
    spread = high - low
    if not 0 < spread < _HARDLY * high:
        return usual
    return range_between(low - 0.3 * spread, high + 0.3 * spread)


def points_for(rows: int, sizes: Sequence[int], *, moving: bool) -> int:
    """How many values of the weight to look at: fewer where each of them costs more.

    Args:
        rows: of the data.
        sizes: of the layers, inputs first.
        moving: whether the picture is one of many, in a drag or a run.
    """
    products = sum(one * next_ for one, next_ in pairwise(sizes[1:]))
    cost = rows * (max(sizes[1:]) + products // 8)  # products are quicker than activations
    fewest, numbers = _MOVING if moving else _AT_REST
    return int(np.clip(numbers // max(cost, 1), fewest, _POINTS))
