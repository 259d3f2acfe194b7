"""Slopes found by nudging: what a small change of one parameter really does to the loss."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.experiment import Experiment
from core.propagation import Propagation

DEFAULT_NUDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Nudge:
    """The loss a little to the left of a parameter's value, at it, and a little to the right.

    Attributes:
        size: how far the parameter was nudged to either side.
        loss_left: the loss at value − size.
        loss_here: the loss at the value.
        loss_right: the loss at value + size.
    """

    size: float
    loss_left: float
    loss_here: float
    loss_right: float

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


def loss_with(experiment: Experiment) -> Callable[[int, float], float]:
    """Return the function (index, value) → loss with that one parameter changed."""
    passes = Propagation(experiment.network, experiment.dataset, experiment.loss)

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
    loss = loss_with(experiment)
    value = float(experiment.network.parameters[index])
    return Nudge(size, loss(index, value - size), loss(index, value), loss(index, value + size))
