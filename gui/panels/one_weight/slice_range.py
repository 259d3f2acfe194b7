"""Which part of the hill along one weight is shown: a valley, whatever the numbers."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from sys import float_info

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.plotting.plot_frame import DIGITS, Span, can_show
from gui.plotting.scales import LossRange, LossScale, linear_range, power_of_ten

_LEAST = 0.5  # of the weight, or of 1: how far is looked where nothing asks for less
_MOST = 20.0
_BEYOND, _BEHIND = 1.6, 0.6  # times the step: further where descent goes than where it comes from
_SIDE = 1.6  # times the way to the bottom: how far is looked to either side of it
_LEAST_SIDE = 1.15  # so far at least in a range that is kept
_KEPT = 2.5  # times as wide as it would be now: no wider range is kept
_KEPT_HEIGHT = 1.65  # and none higher
_OVERSHOT = 3.5  # times the way to the bottom: as far beyond it the next step is still shown
_NO_WAY = 1e-6  # of the weight, or of 1: who is so close to the bottom is there
_FIRST, _LAST = -20, 7  # powers of two of the weight, or of 1: where a bottom is looked for
_CLOSELY = 25  # places
_NOTABLE = 1e-9  # of a loss: a smaller change is binary rounding
_UNSEEN = 1e-3  # of a fall: a hill that levels off falls on for ever, by less and less
_LARGEST = 1.7e308  # as far as numbers reach
_STAKES = 4.0  # times the height above the bottom: how high the hill rises at least
_LEAST_STAKES = 1.6  # and in a range that is kept
_IN_VIEW = 0.8  # of the width over which the hill is not cut
_WALL = 3.0  # times what is in view: where the hill goes up as far as that it is cut
_HARDLY = 0.4  # of the highest loss: where all are closer together, that is looked at closely
_STILL_HARDLY = 0.6  # and where it was
_ROOM = 0.1  # of the width: so far from both ends the weight is
_ABOVE, _BELOW = 0.05, 0.08  # of the height: beyond the hill; the ball rests at its bottom
_LEAST_BELOW = 0.05  # and in a range that is kept
_SPACING = 3.0  # pixels from one place on the curve to the next
_MOST_POINTS = 241
_AT_REST = (61, 12_000_000)  # fewest points, and numbers that may be computed for a picture
_MOVING = (9, 600_000)


def hill_range(value: float, after: float, losses_at: Callable[[Array], Array]) -> Span:
    """The values of a weight to show: a valley, with the weight and its next step in it.

    The bottom is in the middle; the ends are further away from it than the weight, and than the
    next step unless that leaps far beyond. Where no bottom is found, it is the usual range.

    Args:
        value: what the weight is.
        after: where the next step alone puts it; not finite where there is none.
        losses_at: the loss for values of the weight, shape (n,) to (n,).
    """
    size = max(1.0, abs(value))
    with np.errstate(over="ignore"):
        distances = np.minimum(size * np.exp2(np.arange(_FIRST, _LAST + 1)), _LARGEST)
        places = np.concatenate((value - distances[::-1], [value], value + distances))
    middle, places = distances.size, np.clip(places, -_LARGEST, _LARGEST)
    losses = losses_at(places)
    around = around_bottom(losses, middle)
    if around is None:
        return usual_range(value, after)
    low, high = places[list(around)].tolist()
    bottom = value if low == high else _bottom(losses_at, low, high, value)
    way = _way(value, after, bottom, _first_change(distances, losses))
    return _finite(bottom - _SIDE * way, bottom + _SIDE * way)


def _way(value: float, after: float, bottom: float, flat: float = 0.0) -> float:
    """How far from the bottom of a valley there is something to see, once it is not flat."""
    size, way, leap = max(1.0, abs(value)), abs(value - bottom), abs(after - bottom)
    furthest = _OVERSHOT * way
    if way < _NO_WAY * size:  # at the bottom
        way, furthest = max(_LEAST * size, flat), _MOST * size
    return max(way, leap) if leap <= furthest else way


def still_fits(shown: Span, value: float, after: float, values: Array, losses: Array) -> bool:
    """Whether a range shows the valley well enough to be kept, so that the ball moves and not it.

    Args:
        shown: the range.
        value: what the weight is.
        after: where the next step alone puts it.
        values: of the weight, ascending, shape (n,); it is among them if the range holds it.
        losses: at these values, shape (n,).
    """
    low, high = shown
    room = _ROOM * (high - low)
    if not low + room <= value <= high - room:
        return False
    at = int(np.searchsorted(values, value))
    around = around_bottom(losses, at)
    if around is None or not min(losses[0], losses[-1]) > losses[at]:
        return False
    bottom = value if around == (at, at) else _vertex(values, losses, around[0] + 1)
    way = _way(value, after, bottom)
    least = min(bottom - low, high - bottom) / way
    return least >= _LEAST_SIDE and high - low <= _KEPT * 2 * _SIDE * way


def around_bottom(losses: Array, at: int) -> tuple[int, int] | None:
    """Between which places the bottom of a valley lies, from one place on.

    It is where the losses rise again on the way down. Who cannot go down is at the bottom, and both
    are that place; where the losses fall to the end there is none.

    Args:
        losses: at ascending places, shape (n,).
        at: the place that one goes down from.
    """
    ways = (losses[at::-1], losses[at:])
    ends = [_last_of_fall(heights) for heights in ways]
    side = int(ways[1][ends[1]] < ways[0][ends[0]])
    end, sign = ends[side], 2 * side - 1
    here, lowest = float(losses[at]), float(ways[side][end])
    if end == 0 or here - lowest <= _NOTABLE * abs(here):
        return at, at
    if end == len(ways[side]) - 1:
        return None
    one, other = at + sign * (end - 1), at + sign * (end + 1)
    return min(one, other), max(one, other)


def _last_of_fall(heights: Array) -> int:
    """Up to which of some losses each is lower than the one before, as far as can be seen."""
    falls = heights[1:] < heights[:-1]
    end = int(np.argmin(np.append(falls, False)))
    return int(np.argmax(_unseen(heights[: end + 1], heights[0])))


def _unseen(losses: Array, here: float) -> BoolArray:
    """From which of some losses no fall is left that could be seen, beside that from here."""
    with np.errstate(over="ignore", invalid="ignore"):
        lowest = np.nanmin(losses, initial=np.inf)
        fall = here - lowest
        return np.asarray(losses - lowest <= (_UNSEEN * fall if fall < np.inf else 0.0))


def _bottom(losses_at: Callable[[Array], Array], low: float, high: float, value: float) -> float:
    """Where, between two places, one is at the bottom as far as can be seen.

    It is the vertex of the parabola through the first of several places from which no fall is left,
    and its neighbours.
    """
    with np.errstate(over="ignore"):
        places = np.linspace(low / 2, high / 2, _CLOSELY) * 2
    heights = losses_at(np.append(places, value))
    no_more = _unseen(heights[:-1], heights[-1])
    rightwards, last = value < high, _CLOSELY - 1
    at = int(np.argmax(no_more)) if rightwards else last - int(np.argmax(no_more[::-1]))
    return _vertex(places, heights, int(np.clip(at, 1, last - 1)))


def _vertex(places: Array, losses: Array, at: int) -> float:
    """Where the parabola through a place and its neighbours is lowest, between these."""
    (left, here, right), (a, b, c) = (
        places[at - 1 : at + 2].tolist(),
        losses[at - 1 : at + 2].tolist(),
    )
    before, behind = (b - a) / (here - left), (c - b) / (right - here)
    bend = (behind - before) / (right - left)
    found = (left + here) / 2 - before / (2 * bend) if 0 < bend < np.inf else here
    return float(min(max(found, left), right))


def _first_change(distances: Array, losses: Array) -> float:
    """How far away from a flat place the loss first differs; 0 if it does nowhere."""
    middle = distances.size
    here = losses[middle]
    with np.errstate(invalid="ignore"):
        differs = np.abs(losses - here) > _NOTABLE * abs(here)
    either = differs[middle + 1 :] | differs[:middle][::-1]
    return float(distances[np.argmax(either)]) if either.any() else 0.0


def _finite(low: float, high: float) -> Span:
    """The same range as far as numbers reach, and no wider."""
    low, high = max(low, -_LARGEST), min(high, _LARGEST)
    return (low, high) if high - low < np.inf else (low / 2, high / 2)


def usual_range(value: float, after: float) -> Span:
    """The weights around where one is and where the next step alone would put it."""
    size = max(1.0, abs(value))
    step = after - value if np.isfinite(after) else 0.0
    step = float(np.clip(step, -_MOST * size, _MOST * size))
    reach = max(abs(step), _LEAST * size)
    there = value + step
    ahead = reach * (_BEYOND if step else 1.0 + _BEHIND)
    low, high = min(value, there), max(value, there)
    if step > 0:
        return _finite(low - reach * _BEHIND, high + ahead)
    return _finite(low - ahead, high + reach * (_BEHIND if step else 1.0 + _BEHIND))


def containing(shown: Span, value: float) -> Span:
    """The same range, shifted if need be so that a value lies well inside.

    Around a value so large that the range would be lost in its digits it is the usual one.
    """
    low, high = shown
    if high - low < DIGITS * abs(value):
        return usual_range(value, value)
    margin = min(_ROOM * (high - low), (float_info.max - abs(value)) / 2)
    shift = max(0.0, value + margin - high) - max(0.0, low - (value - margin))
    return low + shift, high + shift


def widened(shown: Span, value: float, *others: float) -> Span:
    """The same range, wider if need be, so that values lie well inside: the valley stays in it.

    Where it would be wider than numbers reach it is shifted, so that the first of them does.
    """
    least, most = min((value, *others)), max((value, *others))
    margin = _ROOM * (max(shown[1], most) - min(shown[0], least))
    wide = min(shown[0], least - margin), max(shown[1], most + margin)
    return wide if can_show(*wide) else containing(shown, value)


def loss_range_of(losses: Array, *wanted: float, kept: LossRange | None = None) -> LossRange:
    """The losses to show: most of the hill, and it rises well above what is at stake.

    A wall that goes up at one side is cut. Where the losses hardly differ they are looked at
    closely, else from 0.

    Args:
        losses: evenly along the weight, shape (n,).
        wanted: losses that have to be in view, if the hill is as high.
        kept: what was shown before, which is kept if it will do.
    """
    finite = np.sort(losses[np.isfinite(losses)])
    if not finite.size:
        return linear_range(1.0)
    low, top = float(finite[0]), float(finite[-1])
    stake = max((loss for loss in wanted if low <= loss <= top), default=low) - low
    most = np.interp(_IN_VIEW * (finite.size - 1), np.arange(finite.size), finite)
    high = max(low + _STAKES * stake, float(most))
    if top - low < _WALL * (high - low):
        high = top
    if not high - low > _NOTABLE * high:
        return linear_range(1.3 * high)
    hardly = _STILL_HARDLY if kept is not None and kept.low > 0 else _HARDLY
    bottom = low if high - low < hardly * high else 0.0
    if kept is not None and _holds(kept, (low, low + _LEAST_STAKES * stake), high - bottom):
        return kept
    height, unit = high - bottom, power_of_ten(high)
    low, high = bottom - _BELOW * height, high + _ABOVE * height
    return LossRange(LossScale(unit=unit), low / unit, high / unit)


def _holds(kept: LossRange, needed: Span, height: float) -> bool:
    """Whether a range holds what is needed, and is not far higher than it would be now."""
    low, high = kept.low * kept.scale.unit, kept.high * kept.scale.unit
    room = _LEAST_BELOW * (high - low)
    return low + room <= needed[0] and needed[1] <= high and high - low <= _KEPT_HEIGHT * height


def points_for(width: float, rows: int, sizes: Sequence[int], *, moving: bool) -> int:
    """How many values of the weight to look at: fewer where each of them costs more.

    Args:
        width: of the plot, in pixels.
        rows: of the data.
        sizes: of the layers, inputs first.
        moving: whether the picture is one of many, in a drag or a run.
    """
    products = sum(one * next_ for one, next_ in pairwise(sizes[1:]))
    cost = rows * (max(sizes[1:]) + products // 8)  # products are quicker than activations
    fewest, numbers = _MOVING if moving else _AT_REST
    most = min(max(width / _SPACING, fewest), _MOST_POINTS)
    return int(min(max(numbers // max(cost, 1), fewest), most))
