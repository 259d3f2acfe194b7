"""An optimizer: the rule by which slopes become the next parameters.

    new parameter = parameter − learning rate × direction

A rule gives the direction; whatever wants to know where the next step leads asks `Update`, the one
place where the line above is computed.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import numpy as np

from core.nn.arrays import Array, BoolArray, read_only
from core.nn.expressions import Expression, Term


class Leaves(NamedTuple):
    """The numbers of one parameter that the arithmetic of its update is put together from."""

    weight: Term
    rate: Term
    slope: Term


@dataclass(frozen=True, slots=True)
class Optimizer(ABC):
    """A rule, with its settings. Frozen: what it remembers from step to step is handed in and out.

    Attributes:
        key: how files and the command line name it.
        name: how the window names it.
        formula: of a new weight, as a text with the words "learning rate" in it.
        memory_per_parameter: how many numbers it remembers from step to step; all 0 at first.
        learning_rate: what the direction is multiplied by.

    Raises:
        ValueError: the learning rate is not a finite number above 0.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    formula: ClassVar[str]
    memory_per_parameter: ClassVar[int] = 0

    learning_rate: float = 0.01
    rate: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)
        # NumPy takes an array at once; a Python float it converts at every call.
        object.__setattr__(self, "rate", read_only(self.learning_rate))

    @abstractmethod
    def direction(self, slopes: Array, parameters: Array, memory: Array) -> tuple[Array, Array]:
        """The direction of one step, and the memory after it.

        Args:
            slopes: of the loss along each parameter, shape (P,).
            parameters: as they stand, shape (P,).
            memory: what it remembers, shape (memory_per_parameter × P,).

        Returns:
            The direction, shape (P,), and the new memory. What is handed in is left as it is.
        """

    @abstractmethod
    def update_terms(self, of: Leaves) -> Expression:
        """The arithmetic of a new weight, put together from the leaves handed in."""


def check_learning_rate(rate: float) -> None:
    """Raise ValueError, with a sentence for people, if a step cannot be of this rate."""
    if not 0 < rate < float("inf"):
        raise ValueError(f"the learning rate has to be above 0, not {rate}")


class Update:
    """One update after another, with their buffers made once.

    Args:
        optimizer: the rule.
        locked: the parameters that stay as they are, shape (P,).

    Attributes:
        direction: of the latest update, shape (P,); 0 for what is locked.
        change: what was taken off the parameters, learning rate × direction.
    """

    def __init__(self, optimizer: Optimizer, locked: BoolArray) -> None:
        self._optimizer = optimizer
        self._locked = np.flatnonzero(locked) if locked.any() else None
        self.direction = self.change = np.zeros(locked.size)

    def apply(self, slopes: Array, parameters: Array, memory: Array, out: Array) -> Array:
        """Write the parameters after the update, shape (P,), and return the memory after it.

        Numbers may overflow: call inside `np.errstate(all="ignore")` and look at the results.
        """
        self.direction, memory = self._optimizer.direction(slopes, parameters, memory)
        if self._locked is not None:
            self.direction = self.direction.copy()
            self.direction[self._locked] = 0.0
        np.multiply(self.direction, self._optimizer.rate, out=self.change)
        np.subtract(parameters, self.change, out=out)
        return memory
