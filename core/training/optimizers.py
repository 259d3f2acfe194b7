"""The optimizers, each with its rule, its formula and its arithmetic."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from core.nn.arrays import Array
from core.nn.expressions import Expression, multiplied, subtracted
from core.training.optimizer import Leaves, Optimizer


@dataclass(frozen=True, slots=True)
class GradientDescent(Optimizer):
    """Straight down: the direction is the slopes themselves."""

    key: ClassVar[str] = "gradient_descent"
    name: ClassVar[str] = "Gradient descent"
    formula: ClassVar[str] = "weight − learning rate × slope"

    @override
    def direction(self, slopes: Array, parameters: Array, memory: Array) -> tuple[Array, Array]:
        return slopes, memory

    @override
    def update_terms(self, of: Leaves) -> Expression:
        return subtracted(of.weight, multiplied(of.rate, of.slope))


OPTIMIZERS: dict[str, type[Optimizer]] = {each.key: each for each in (GradientDescent,)}
