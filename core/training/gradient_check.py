"""Gradient check: slopes by finite differences, from nudging one parameter to either side."""

import math
from collections.abc import Callable
from enum import Enum

import numpy as np
from msgspec import Struct

from core.nn.arrays import BoolArray
from core.training.experiment import Experiment
from core.training.propagation import Propagation

DEFAULT_NUDGE = 1e-4
_AGREEMENT = 0.005  # of the slope: what a nudge that is not infinitely small may be off by
_NEXT_TO_NOTHING = 1e-9
_NOISE = 1e-13  # of the loss: what float64 may be off by
_Sides = tuple[BoolArray, BoolArray]


class Corner(Enum):
    """How a nudge meets the places where a slope jumps."""

    NONE = "no corner"
    HERE = "on the corner"
    CROSSED = "crosses a corner"


class Nudge(Struct, frozen=True):
    """The loss a little to the left of a parameter's value, at it, and a little to the right.

    Attributes:
        size: how far the parameter was nudged to either side.
        loss_left: the loss at value − size.
        loss_here: the loss at the value.
        loss_right: the loss at value + size.
        corner: whether the slope jumps at the value, or on the way.
        sides: on a corner, the slope to its left and the slope to its right.
        is_lost: whether the weight is so large that the nudge disappears in its digits.
    """

    size: float
    loss_left: float
    loss_here: float
    loss_right: float
    corner: Corner = Corner.NONE
    sides: tuple[float, float] = (math.nan, math.nan)
    is_lost: bool = False

    @property
    def can_tell(self) -> bool:
        """Whether there is a slope to be told: the losses are finite, the nudge is not lost."""
        losses = (self.loss_left, self.loss_here, self.loss_right)
        return all(map(math.isfinite, losses)) and not self.is_lost

    @property
    def slope(self) -> float:
        """The central difference, (loss right − loss left) / (2 × size)."""
        return (self.loss_right - self.loss_left) / (2 * self.size)

    @property
    def slope_left(self) -> float:
        """The one-sided difference to the left, (loss here − loss left) / size."""
        return (self.loss_here - self.loss_left) / self.size

    @property
    def slope_right(self) -> float:
        """The one-sided difference to the right, (loss right − loss here) / size."""
        return (self.loss_right - self.loss_here) / self.size

    def agrees(self, slope: float) -> bool:
        """Whether the nudge confirms a slope.

        A nudge is not infinitely small: it may be off by a part of what the slope changes by on
        the way. On a corner a slope between the two sides is confirmed; where several rows or
        nodes meet there, the slope that is taken may lie outside of them, and cannot be checked.
        """
        noise = self._noise
        if self.corner is Corner.HERE:
            low, high = sorted(self.sides)
            slack = _AGREEMENT * (abs(low) + abs(high)) + noise
            return low - slack <= slope <= high + slack
        bend = abs(self.slope_right - self.slope_left) / 2
        slack = noise + _NEXT_TO_NOTHING + (bend if math.isfinite(bend) else 0.0)
        return math.isclose(self.slope, slope, rel_tol=_AGREEMENT, abs_tol=slack)

    @property
    def _noise(self) -> float:
        """How far rounding alone can put the slope off."""
        return _NOISE * abs(self.loss_here) / self.size

    def drowns(self, slope: float) -> bool:
        """Whether rounding hides what the nudge should show of a slope."""
        return _NEXT_TO_NOTHING < abs(slope) < self._noise


def loss_with(experiment: Experiment) -> Callable[[int, float], float]:
    """Return the function (index, value) → loss with that one parameter changed."""
    passes = Propagation(experiment)

    def loss(index: int, value: float) -> float:
        kept = passes.parameters[index]
        passes.parameters[index] = value
        with np.errstate(all="ignore"):
            found = passes.forward()
        passes.parameters[index] = kept
        return found

    return loss


def nudge(experiment: Experiment, index: int, size: float = DEFAULT_NUDGE) -> Nudge:
    """Nudge the parameter at this place of the flat vector to either side.

    Raises:
        ValueError: the size is not above 0.
    """
    if not size > 0:
        raise ValueError(f"a nudge has to be above 0, not {size}")
    passes = Propagation(experiment)
    value = float(experiment.network.parameters[index])

    def look(steps: int) -> tuple[float, list[_Sides]]:
        passes.parameters[index] = value + steps * size
        return passes.forward(), _sides_of_corners(experiment, passes)

    lost = not math.isclose((value + size) - (value - size), 2 * size, rel_tol=_AGREEMENT)
    with np.errstate(all="ignore"):
        left, here, right = look(-1), look(0), look(1)
        corner = _corner(left[1], here[1], right[1])
        if corner is not Corner.HERE:
            return Nudge(size, left[0], here[0], right[0], corner, is_lost=lost)
        slopes = (
            -_one_sided(here[0], left[0], look(-2)[0], size),
            _one_sided(here[0], right[0], look(2)[0], size),
        )
    return Nudge(size, left[0], here[0], right[0], corner, slopes, lost)


def _one_sided(here: float, near: float, far: float, size: float) -> float:
    """The slope at the near end of a curve: (−3 f(0) + 4 f(h) − f(2h)) / 2h, exact on parabolas."""
    return (4 * near - 3 * here - far) / (2 * size)


def _sides_of_corners(experiment: Experiment, passes: Propagation) -> list[_Sides]:
    """Which sums and errors lie above each corner that their function has, and which below."""
    meets = [
        (layer.preactivations, corner)
        for layer in passes.layers
        for corner in layer.activation.corners
    ]
    meets += [(passes.errors, corner) for corner in experiment.loss.corners]
    return [(values > corner, values < corner) for values, corner in meets]


def _corner(left: list[_Sides], here: list[_Sides], right: list[_Sides]) -> Corner:
    found = Corner.NONE
    for to_left, at, to_right in zip(left, here, right, strict=True):
        moved = (to_left[0] != to_right[0]) | (to_left[1] != to_right[1])
        if (moved & ~(at[0] | at[1])).any():
            return Corner.HERE
        if moved.any():
            found = Corner.CROSSED
    return found
