"""The axes of the loss plot: ranges that grow in jumps, and ticks that can be read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from gui.number_text import count_text, full, number

_ROOM = 1.03
_JUMPS = (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10)
_STEP_JUMPS = (1, 2, 5, 10)
_LOSS_SPACINGS = (1, 2, 4, 5, 10)
_STEP_SPACINGS = (1, 2, 5, 10)
_LEAST_STEPS = 20
_SMALLEST, _LARGEST = 1e-300, 1.79e308


class Tick(NamedTuple):
    """A place on an axis, and what stands there."""

    position: float
    text: str


@dataclass(frozen=True, slots=True)
class LossScale:
    """How losses become heights on the plot.

    A plot cannot draw heights of 1e300, so on a linear axis they are counted in `unit`s, a power of
    ten; on a logarithmic one they are powers of ten. The ticks say the losses themselves.
    """

    logarithmic: bool = False
    unit: float = 1.0

    def place(self, losses: Array) -> Array:
        """Return the heights, with NaN where a loss has no place on this axis."""
        with np.errstate(all="ignore"):
            heights = np.log10(losses) if self.logarithmic else losses / self.unit
            return np.where(np.isfinite(heights), heights, np.nan)

    def loss(self, height: float) -> float:
        """Return the loss at a height."""
        return 10.0**height if self.logarithmic else height * self.unit


class LossRange(NamedTuple):
    """A scale and the heights it reaches from and to."""

    scale: LossScale
    low: float
    high: float


def step_range(first: int, last: int) -> tuple[int, int]:
    """The counts of updates to show: at least 20 steps, more in jumps of about two."""
    span = max(last - first, _LEAST_STEPS)
    return first, first + round(_jump(span, _STEP_JUMPS))


def linear_range(highest: float) -> LossRange:
    """From 0 to a little above the highest loss."""
    top = min(max(highest * _ROOM, _SMALLEST), _LARGEST) if highest > 0 else 1.0
    unit = 10.0 ** math.floor(math.log10(top))
    return LossRange(LossScale(unit=unit), 0.0, _jump(top / unit, _JUMPS))


def logarithmic_range(lowest_positive: float, highest: float) -> LossRange:
    """Whole powers of ten around the losses above 0."""
    scale = LossScale(logarithmic=True)
    if not lowest_positive > 0:
        return LossRange(scale, 0.0, 1.0)
    bottom = max(lowest_positive, _SMALLEST)
    low, high = math.floor(math.log10(bottom)), math.ceil(math.log10(max(highest, bottom)))
    return LossRange(scale, float(low), float(max(high, low + 1)))


def step_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Whole counts of updates, at most so many."""
    spacing = max(1.0, _spacing(high - low, most, _STEP_SPACINGS))
    return [Tick(value, count_text(round(value))) for value in _multiples(low, high, spacing)]


def value_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Round numbers between two numbers, at most so many."""
    values = _multiples(low, high, _spacing(high - low, most, _LOSS_SPACINGS))
    return _labelled(values, values)


def loss_ticks(scale: LossScale, low: float, high: float, most: int) -> list[Tick]:
    """Losses at most so many, between two heights."""
    if scale.logarithmic:
        if high - low >= 1.5 or most < 2:
            spacing = max(1.0, _spacing(high - low, most, _STEP_SPACINGS))
            powers = _multiples(low, high, spacing)
            return _labelled(powers, [10.0**power for power in powers])
        return _within_a_power(low, high, most)
    spacing = _spacing(high - low, most, _LOSS_SPACINGS)
    heights = _multiples(low, high, spacing)
    return _labelled(heights, [float(f"{height * scale.unit:.12g}") for height in heights])


def _within_a_power(low: float, high: float, most: int) -> list[Tick]:
    """Round losses on a logarithmic axis that shows about one power of ten or less."""
    bottom, top = 10.0**low, 10.0**high
    simple = [
        mantissa * 10.0**power
        for power in range(math.floor(low), math.ceil(high) + 1)
        for mantissa in (1, 2, 5)
        if bottom <= mantissa * 10.0**power <= top
    ]
    if 2 <= len(simple) <= most + 1:
        losses = [float(f"{loss:.12g}") for loss in simple]
    else:
        spacing = _spacing(top - bottom, most, _LOSS_SPACINGS)
        losses = [float(f"{loss:.12g}") for loss in _multiples(bottom, top, spacing) if loss > 0]
    return _labelled([math.log10(loss) for loss in losses], losses)


def _labelled(positions: Sequence[float], losses: Sequence[float]) -> list[Tick]:
    """Ticks with short labels, or with full ones where the short ones look alike."""
    finite = [pair for pair in zip(positions, losses, strict=True) if math.isfinite(pair[1])]
    texts = [number(loss) for _, loss in finite]
    if len(set(texts)) < len(texts):
        texts = [full(loss) for _, loss in finite]
    return [Tick(place, text) for (place, _), text in zip(finite, texts, strict=True)]


def _multiples(low: float, high: float, spacing: float) -> list[float]:
    slack = spacing * 1e-9
    first, last = math.ceil((low - slack) / spacing), math.floor((high + slack) / spacing)
    return [float(f"{k * spacing:.12g}") for k in range(first, last + 1)]


def _spacing(span: float, most: int, nice: Sequence[float]) -> float:
    """The smallest round distance that gives at most so many ticks."""
    return _jump(span / max(most, 1), nice)


def _jump(value: float, nice: Sequence[float]) -> float:
    """The smallest round number that is not below the value."""
    power = 10.0 ** math.floor(math.log10(value))
    found = next((k for k in nice if k * power >= value * (1 - 1e-12)), nice[-1])
    return float(f"{found * power:.12g}")
