"""A rule that remembers, which the program does not know."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from typing_extensions import override

from core.nn.arrays import Array
from core.nn.expressions import Expression, multiplied, subtracted
from core.training.experiment import Experiment
from core.training.optimizer import Leaves, Optimizer


@dataclass(frozen=True, slots=True)
class Remembering(Optimizer):
    """Along the mean of the slopes so far, and a little further where their squares are large."""

    key: ClassVar[str] = "remembering"
    name: ClassVar[str] = "Remembering"
    formula: ClassVar[str] = "weight − learning rate × mean slope"
    memory_per_parameter: ClassVar[int] = 2
    counts_steps: ClassVar[bool] = True

    @override
    def direction(self, slopes: Array, parameters: Array, memory: Array) -> tuple[Array, Array]:
        means, squares = self.memory_by_parameter(memory)
        means, squares = 0.9 * means + 0.1 * slopes, 0.99 * squares + 0.01 * slopes**2
        steps = memory[-1] + 1
        direction = means / (1 - 0.9**steps) + 0.1 * np.tanh(squares)
        return direction, np.concatenate((means, squares, [steps]))

    @override
    def update_terms(self, of: Leaves) -> Expression:
        return subtracted(of.weight, multiplied(of.rate, of.slope))


def remembering(experiment: Experiment, learning_rate: float = 0.01) -> Experiment:
    """The experiment with this rule."""
    return experiment.with_optimizer(Remembering(learning_rate))
