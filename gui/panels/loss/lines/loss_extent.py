"""Which steps and losses the axes of the loss plot have to show. No Qt in here."""

import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.nn.arrays import Array
from gui.plotting.scales import LossRange, linear_range, logarithmic_range

REACH = 10  # other curves widen a linear axis up to so many times what the path needs

_ROOMY = 2  # times the highest loss: as far as a linear axis is widened for the guess to beat
_MOST_BEYOND = 8  # times the present path: how much of longer runs is shown
_LEAST_STEPS = 200
_TIMES_BEFORE = 2  # as many steps before a fan of futures as in it


class Extremes(NamedTuple):
    """The lowest, the lowest above 0, and the highest finite loss; NaN where there is none."""

    lowest: float
    lowest_positive: float
    highest: float

    def joined(self, other: "Extremes") -> "Extremes":
        """The extremes of both."""
        return Extremes(
            _lower(self.lowest, other.lowest),
            _lower(self.lowest_positive, other.lowest_positive),
            -_lower(-self.highest, -other.highest),
        )


def _lower(one: float, other: float) -> float:
    """The lower of two numbers, or the only one."""
    return other if math.isnan(one) or one > other else one


NO_LOSSES = Extremes(np.nan, np.nan, np.nan)


def extremes_of(losses: Array) -> Extremes:
    """The extremes of these losses."""
    finite = losses[np.isfinite(losses)]
    return Extremes(
        float(np.fmin.reduce(finite, initial=np.nan)),
        float(np.fmin.reduce(finite[finite > 0], initial=np.nan)),
        float(np.fmax.reduce(finite, initial=np.nan)),
    )


class Extent(Struct, frozen=True):
    """What the axes have to show.

    Attributes:
        first_step: the lowest count of updates.
        last_step: the highest one that the axis has to reach.
        highest: the highest loss that a linear axis has to reach.
        every: the extremes of all that is drawn.
        first_loss: the loss that the path begins with.
    """

    first_step: int
    last_step: int
    highest: float
    every: Extremes
    first_loss: float

    def with_curve(self, losses: Array) -> "Extent":
        """With another curve; a linear axis cuts it off where it rises far above the others."""
        found = extremes_of(losses)
        far = found.highest > REACH * self.highest
        highest = self.highest if far else float(np.fmax(self.highest, found.highest))
        return replace(self, highest=highest, every=self.every.joined(found))

    def with_point(self, loss: float) -> "Extent":
        """With a loss that has to be in view."""
        if not math.isfinite(loss):
            return self
        found = Extremes(loss, loss if loss > 0 else math.nan, loss)
        highest = -_lower(-self.highest, -loss)
        return replace(self, highest=highest, every=self.every.joined(found))

    def with_guess(self, loss: float) -> "Extent":
        """With a loss that is nice to have in view, as long as it leaves the others their room."""
        highest = loss if self.highest < loss <= _ROOMY * self.highest else self.highest
        low, high = self.every.lowest_positive / REACH, self.every.highest * REACH
        is_near = low <= loss <= high
        every = self.every.joined(Extremes(loss, loss, loss)) if is_near else self.every
        return replace(self, highest=highest, every=every)

    def steps(self, path: tuple[int, int], fan: tuple[int, int] | None) -> tuple[int, int]:
        """The counts of updates to show.

        Args:
            path: the lowest and the highest count on the present path.
            fan: the count that futures begin at, and how many steps they lead ahead.
        """
        if fan is not None:  # close enough to tell them apart
            begin, ahead = fan
            return max(self.first_step, begin - _TIMES_BEFORE * ahead), begin + ahead
        # A long run that was kept must not press the present one into a corner.
        lowest, highest = path
        farthest = lowest + max(_MOST_BEYOND * (highest - lowest), _LEAST_STEPS)
        return self.first_step, max(highest, min(self.last_step, farthest))

    def range(self, *, logarithmic: bool) -> LossRange:
        """The scale of the losses, and what of it is shown."""
        if logarithmic:
            return logarithmic_range(*self.every)
        return linear_range(self.highest, self.every.lowest)
