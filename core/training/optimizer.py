"""An optimizer: the rule by which slopes become the next parameters.

    new parameter = parameter − learning rate × direction

A rule gives the direction; whatever wants to know where the next step leads asks `Update`, the one
place where the line above is computed.

What a rule remembers from step to step is a flat vector like the parameters. First comes one number
for each parameter, in their order; where a rule remembers several of each, all first ones, then all
second ones. Last comes the count of the steps since all of it was 0, for a rule that wants to know.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import numpy as np

from core.nn.arrays import Array, BoolArray, read_only
from core.nn.expressions import Expression, Term


class State(NamedTuple):
    """Parameters and memory, shapes (P,) and (M,): the two parts of one vector, shape (P + M,)."""

    vector: Array
    parameters: Array
    memory: Array


def state_in(vector: Array, parameters: int) -> State:
    """View a vector that begins with so many parameters as the state it holds."""
    return State(vector, vector[:parameters], vector[parameters:])


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
        memory_per_parameter: how many numbers it remembers of each parameter; all 0 at first.
        counts_steps: whether it remembers how many steps it has taken.
        learning_rate: what the direction is multiplied by.

    Raises:
        ValueError: the learning rate is not a finite number above 0.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    formula: ClassVar[str]
    memory_per_parameter: ClassVar[int] = 0
    counts_steps: ClassVar[bool] = False

    learning_rate: float = 0.01
    rate: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)
        # NumPy takes an array at once; a Python float it converts at every call.
        object.__setattr__(self, "rate", read_only(self.learning_rate))

    def memory_size(self, parameters: int) -> int:
        """How many numbers it remembers, M, for so many parameters."""
        return self.memory_per_parameter * parameters + self.counts_steps

    def memory_by_parameter(self, memory: Array) -> Array:
        """View the part of a memory that belongs to parameters, shape (memory_per_parameter, P)."""
        numbers = memory[: memory.size - self.counts_steps]
        return numbers.reshape(self.memory_per_parameter, -1)

    @abstractmethod
    def direction(self, slopes: Array, parameters: Array, memory: Array) -> tuple[Array, Array]:
        """The direction of one step, and the memory after it.

        Args:
            slopes: of the loss along each parameter, shape (P,).
            parameters: as they stand, shape (P,).
            memory: what it remembers, shape (M,).

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

    def apply(self, slopes: Array, before: State, after: State) -> None:
        """Write the state after the update into the arrays of `after`.

        Of a locked parameter neither the parameter nor what is remembered of it changes. Numbers
        may overflow: call inside `np.errstate(all="ignore")` and look at the results.
        """
        optimizer = self._optimizer
        self.direction, memory = optimizer.direction(slopes, before.parameters, before.memory)
        if self._locked is not None:
            self.direction = self.direction.copy()
            self.direction[self._locked] = 0.0
        np.multiply(self.direction, optimizer.rate, out=self.change)
        np.subtract(before.parameters, self.change, out=after.parameters)
        after.memory[:] = memory
        if self._locked is not None and optimizer.memory_per_parameter:
            kept = optimizer.memory_by_parameter(before.memory)[:, self._locked]
            optimizer.memory_by_parameter(after.memory)[:, self._locked] = kept
