"""The axes of the loss plot: ranges that grow in jumps, and ticks that can be read."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array
from core.text.numbers import grouped, without_noise
from gui.formatting.numbers import forgets_with_mark, full, number

_ROOM = 1.03
_JUMPS = (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10)
_STEP_JUMPS = (1, 2, 5, 10)
_LOSS_SPACINGS = (1, 2, 4, 5, 10)
_STEP_SPACINGS = (1, 2, 5, 10)
_LEAST_STEPS = 20
_DIGITS = 1e-9
_KEPT = 64  # ticks of so many axes are kept
_FOOT = 0.125  # of a logarithmic axis: what lies below the lowest loss above 0
SMALLEST, _LARGEST, _LARGEST_POWER = 1e-300, 1.79e308, 308.25


class Tick(NamedTuple):
    """A place on an axis, and what stands there."""

    position: float
    text: str


class LossScale(Struct, frozen=True):
    """How losses become heights on the plot.

    A plot cannot draw heights of 1e300, so on a linear axis they are counted in `unit`s, a power of
    ten; on a logarithmic one they are powers of ten. The ticks say the losses themselves.

    A logarithmic axis never comes to 0: a loss of 0 (or below, which the log loss of targets
    outside 0 … 1 can be) is drawn at the height `zero`, under all others; where that is None it
    has no place.
    """

    logarithmic: bool = False
    unit: float = 1.0
    zero: float | None = None

    def place(self, losses: Array) -> Array:
        """Return the heights, with NaN where a loss has no place on this axis."""
        with np.errstate(all="ignore"):
            heights = np.log10(losses) if self.logarithmic else losses / self.unit
            if self.zero is not None:
                heights = np.where(losses <= 0, self.zero, heights)
            return np.where(np.isfinite(heights), heights, np.nan)

    def height(self, loss: float) -> float:
        """Return the height of one loss, or NaN, as `place` does for many."""
        if self.zero is not None and loss <= 0:
            return self.zero
        if not self.logarithmic:
            return loss / self.unit if math.isfinite(loss) else math.nan
        return math.log10(loss) if 0 < loss < math.inf else math.nan

    def loss(self, height: float) -> float:
        """Return the loss at a height."""
        if not self.logarithmic:
            return height * self.unit
        if self.zero is not None and height <= self.zero:
            return 0.0
        return 10.0**height if height < _LARGEST_POWER else math.inf


class LossRange(NamedTuple):
    """A scale and the heights it reaches from and to."""

    scale: LossScale
    low: float
    high: float


def step_range(first: int, last: int) -> tuple[int, int]:
    """The counts of updates to show: at least 20 steps, more in jumps of about two."""
    span = max(last - first, _LEAST_STEPS)
    return first, first + round(_jump(span, _STEP_JUMPS))


def linear_range(highest: float, lowest: float = 0.0) -> LossRange:
    """From 0 to a little above the highest loss, and to below the lowest if that is below 0."""
    top, low = max(_roomy(highest), 0.0), min(-_roomy(-lowest), 0.0)
    unit = power_of_ten(max(top, -low))
    if not top - low > 0:
        return LossRange(LossScale(), 0.0, 1.0)
    ends = [_jump(end / unit, _JUMPS) if end > 0 else 0.0 for end in (-low, top)]
    return LossRange(LossScale(unit=unit), -ends[0], ends[1])


def _roomy(loss: float) -> float:
    """A little more than a loss above 0, within what can be reckoned with."""
    return min(max(loss * _ROOM, SMALLEST), _LARGEST) if loss > 0 else 0.0


def logarithmic_range(lowest: float, lowest_positive: float, highest: float) -> LossRange:
    """Whole powers of ten around the losses above 0, and below them a foot for those that are 0."""
    low, high = 0.0, 1.0
    if lowest_positive > 0:
        bottom = max(lowest_positive, SMALLEST)
        low, high = math.floor(math.log10(bottom)), math.ceil(math.log10(max(highest, bottom)))
    high = max(high, low + 1.0)
    if not lowest <= 0:
        return LossRange(LossScale(logarithmic=True), low, high)
    zero = low - max(1.0, _FOOT * (high - low))
    return LossRange(LossScale(logarithmic=True, zero=zero), zero, high)


def widened(low: float, high: float) -> tuple[float, float]:
    """The ends of a range; where they are the same, to nine digits, further apart."""
    low, high = max(low, -_LARGEST), min(high, _LARGEST)
    largest = max(abs(low), abs(high))
    if high - low > _DIGITS * largest:
        return low, high
    room = 0.5 * largest or 1.0
    return max(low - room, -_LARGEST), min(high + room, _LARGEST)


def range_between(lowest: float, highest: float) -> LossRange:
    """The losses between two of them, which may be the same; below 0 only where they are."""
    low, high = widened(lowest, highest)
    low = max(low, min(lowest, 0.0))
    unit = power_of_ten(max(high, -low))
    return LossRange(LossScale(unit=unit), low / unit, high / unit)


def power_of_ten(size: float) -> float:
    """The power of ten at or below a size: 10 ** ⌊log10 size⌋; 1 where there is none."""
    if not 0 < size < math.inf:
        return 1.0
    return max(10.0 ** math.floor(math.log10(size)), SMALLEST)


def round_near(value: float, within: float) -> float:
    """A number near a value with few digits: a multiple of the power of ten not below `within`."""
    step = _jump(within, (1, 10))
    near = round(value / step) * step if math.isfinite(value / step) else value
    return without_noise(near)


@forgets_with_mark
@lru_cache(_KEPT)
def step_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Whole counts of updates, at most so many."""
    values = _rounds(low, high, most, _STEP_SPACINGS, least=1.0)
    return tuple(Tick(value, grouped(round(value))) for value in values)


@forgets_with_mark
@lru_cache(_KEPT)
def value_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Round numbers between two numbers, at most so many."""
    values = _rounds(low, high, most, _LOSS_SPACINGS)
    return _labelled(values, values)


@forgets_with_mark
@lru_cache(_KEPT)
def loss_ticks(scale: LossScale, low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Losses at most so many, between two heights."""
    if not scale.logarithmic:
        heights = _rounds(low, high, most, _LOSS_SPACINGS)
        return _labelled(heights, [without_noise(height * scale.unit) for height in heights])
    roomy = scale.zero is None and 3 * (high - low) <= most
    if most >= 2 and (roomy or high - low < 1.5):
        ticks = _within_powers(low, high, most)
    else:
        powers = _rounds(low, high, most, _STEP_SPACINGS, least=1.0)
        ticks = _labelled(powers, [scale.loss(power) for power in powers])
    if scale.zero is None or not low <= scale.zero:
        return ticks
    clear = scale.zero + 0.5 * (high - low) / max(most, 1)
    return Tick(scale.zero, "0"), *(tick for tick in ticks if tick.position > clear)


def _within_powers(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Round losses on a logarithmic axis that shows few powers of ten: 1, 2, 5, 10 if they fit."""
    scale = LossScale(logarithmic=True)
    bottom, top = scale.loss(low), scale.loss(high)
    if not 0 < bottom < top < math.inf:
        return ()
    simple = [
        mantissa * scale.loss(power)
        for power in range(math.floor(low), math.ceil(high) + 1)
        for mantissa in (1, 2, 5)
        if bottom <= mantissa * scale.loss(power) <= top
    ]
    if 2 <= len(simple) <= most + 1:
        losses = [without_noise(loss) for loss in simple]
    else:
        losses = [loss for loss in _rounds(bottom, top, most, _LOSS_SPACINGS) if loss > 0]
    return _labelled([math.log10(loss) for loss in losses], losses)


def _labelled(positions: Sequence[float], losses: Sequence[float]) -> tuple[Tick, ...]:
    """Ticks with short labels, or with full ones where the short ones look alike."""
    finite = [pair for pair in zip(positions, losses, strict=True) if math.isfinite(pair[1])]
    texts = [number(loss) for _, loss in finite]
    if len(set(texts)) < len(texts):
        texts = [full(loss) for _, loss in finite]
    return tuple(Tick(place, text) for (place, _), text in zip(finite, texts, strict=True))


def _rounds(
    low: float, high: float, most: int, nice: Sequence[float], least: float = 0.0
) -> list[float]:
    """Multiples of a round distance between two numbers, at most so many; none in no room."""
    if not -math.inf < low < high < math.inf:
        return []
    most = max(most, 1)
    spacing = max(least, _jump(high / most - low / most, nice))
    slack = spacing * 1e-9
    first, last = math.ceil((low - slack) / spacing), math.floor((high + slack) / spacing)
    return [without_noise(k * spacing) for k in range(first, last + 1)]


def _jump(value: float, nice: Sequence[float]) -> float:
    """The smallest round number that is not below the value."""
    power = power_of_ten(value)
    found = next((k for k in nice if k * power >= value * (1 - 1e-12)), nice[-1])
    return without_noise(found * power)
