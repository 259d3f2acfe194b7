"""A rule that remembers, which the program does not know."""

from typing import ClassVar

import numpy as np
from typing_extensions import override

from core.nn.arrays import Array
from core.nn.expressions import multiplied, subtracted
from core.training.experiment import Experiment
from core.training.rules.optimizer import Arithmetic, Leaves, Optimizer


class Remembering(Optimizer, frozen=True):
    """Along the mean of the slopes so far, and a little further where their squares are large."""

    key: ClassVar[str] = "remembering"
    name: ClassVar[str] = "Remembering"
    formula: ClassVar[str] = "weight − learning rate × mean slope"
    idea: ClassVar[str] = "Along the mean of the slopes"
    remembers: ClassVar[tuple[str, ...]] = ("mean", "square")
    counts_steps: ClassVar[bool] = True

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        new[0] = 0.9 * old[0] + 0.1 * slopes
        new[1] = 0.99 * old[1] + 0.01 * slopes**2
        return np.asarray(new[0] / (1 - 0.9**steps) + 0.1 * np.tanh(new[1]))

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        return Arithmetic((), subtracted(of.weight, multiplied(of.rate, of.slope)))


def remembering(experiment: Experiment, learning_rate: float = 0.01) -> Experiment:
    """The experiment with this rule."""
    return experiment.with_optimizer(Remembering(learning_rate))
