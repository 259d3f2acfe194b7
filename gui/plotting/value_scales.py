"""Axes of numbers of either sign: linear, or logarithmic both ways from 0."""

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
from typing_extensions import override

from core.nn.arrays import Array
from gui.formatting.numbers import number
from gui.plotting.axes import Axis, loss_axis
from gui.plotting.scales import (
    SMALLEST,
    LossRange,
    LossScale,
    Tick,
    power_of_ten,
    value_ticks,
    widened,
)

_POWERS = 3  # powers of ten on each side of 0, below the largest one
_JUMP = 0.5  # an end of a range moves by so much of its power of ten


class SymmetricScale(LossScale, frozen=True):
    """Heights of sign(v) × log₁₀(1 + |v| / least): linear about 0, logarithmic far from it."""

    least: float = 1.0

    @override
    def place(self, losses: Array) -> Array:
        with np.errstate(all="ignore"):
            heights = np.sign(losses) * np.log10(1 + np.abs(losses) / self.least)
        return np.where(np.isfinite(heights), heights, np.nan)

    @override
    def height(self, loss: float) -> float:
        return float(self.place(np.array([loss]))[0])

    @override
    def loss(self, height: float) -> float:
        power = min(abs(height), 308.0)
        return math.copysign(self.least * (10.0**power - 1), height)


def values_range(lowest: float, highest: float, *, symmetric: bool) -> LossRange:
    """What shows all values between two finite ones; the ends move in jumps."""
    low, high = widened(lowest, highest)
    largest = power_of_ten(max(abs(low), abs(high)))
    if symmetric:
        scale: LossScale = SymmetricScale(least=max(largest * 10.0**-_POWERS, SMALLEST))
        step = _JUMP
    else:
        scale = LossScale(unit=largest)
        step = _JUMP * power_of_ten(high / largest - low / largest)
    ends = scale.height(low), scale.height(high)
    return LossRange(scale, math.floor(ends[0] / step) * step, math.ceil(ends[1] / step) * step)


def values_axis(scale: LossScale, name: str) -> Axis:
    """An axis whose heights are those of a scale."""
    if isinstance(scale, SymmetricScale):
        return Axis(name, partial(_symmetric_ticks, scale))
    return loss_axis(scale, name)


def _symmetric_ticks(scale: SymmetricScale, low: float, high: float, most: int) -> Sequence[Tick]:
    """0 and powers of ten on both sides, as many of them as have room.

    Round numbers, where no more than one power lies between the ends.
    """
    powers = range(1, math.ceil(max(abs(low), abs(high))) + 1)
    sizes = [0.0, *(scale.least * 10.0**power for power in powers)]
    signed = {sign * at: sign * size for sign in (-1, 1) for at, size in enumerate(sizes)}
    shown = [at for at, value in signed.items() if low <= scale.height(value) <= high]
    if len(shown) < 2:
        rounds = value_ticks(scale.loss(low), scale.loss(high), most)
        return [Tick(scale.height(tick.position), tick.text) for tick in rounds]
    every = max(1, math.ceil(len(shown) / max(most, 1)))
    values = [signed[at] for at in sorted(shown) if at % every == 0]
    return [Tick(scale.height(value), number(value)) for value in values]
