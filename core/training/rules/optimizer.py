"""An optimizer: the rule by which slopes become the next parameters.

    new parameter = parameter − learning rate × direction

A rule gives the direction; whatever wants to know where the next step leads asks `Update`, the one
place where the line above is computed.

What a rule remembers from step to step is a flat vector like the parameters. First comes one number
for each parameter, in their order; where a rule remembers several of each, all first ones, then all
second ones. Last comes the count of the steps since all of it was 0, for a rule that wants to know.
"""

from abc import abstractmethod
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, BoolArray, read_only
from core.nn.expressions import Expression, Term, multiplied, subtracted, value_of
from core.nn.quantity import Quantity, QuantityKind
from core.training.rules.setting import Abstract, Setting, check_settings, settings_of

_LEARNING_RATE = Setting(
    "learning_rate", "the learning rate", "How far a step goes along the slopes", is_open=True
)


class State(NamedTuple):
    """Parameters and memory, shapes (P,) and (M,): the two parts of one vector, shape (P + M,)."""

    vector: Array
    parameters: Array
    memory: Array


def state_in(vector: Array, parameters: int) -> State:
    """View a vector that begins with so many parameters as the state it holds."""
    return State(vector, vector[:parameters], vector[parameters:])


class Working(Struct, frozen=True):
    """A number on the way from the slope to the new weight, and its arithmetic.

    Attributes:
        name: what it is: "velocity".
        made_of: the arithmetic.
        quantity: how it is spoken of.
    """

    name: str
    made_of: Expression
    quantity: Quantity

    @property
    def term(self) -> Term:
        """The number, to be put into further arithmetic."""
        return Term(value_of(self.made_of), self.quantity, self.name)


class Leaves(NamedTuple):
    """The numbers of one parameter that the arithmetic of its update is put together from.

    Attributes:
        parameter: which one, as an index of the flat vector.
        weight: as it stands.
        rate: the learning rate.
        slope: that the step follows.
        remembered: what the rule remembers of the parameter before the step, one term for each.
        steps: how many steps it has taken since it remembered nothing, with this one.
    """

    parameter: int
    weight: Term
    rate: Term
    slope: Term
    remembered: tuple[Term, ...] = ()
    steps: Term = Term(0)

    def working(self, part: int, name: str, made_of: Expression) -> Working:
        """A number on the way, the one of this position."""
        quantity = Quantity(QuantityKind.WORKING, parameter=self.parameter, part=part)
        return Working(name, made_of, quantity)

    def stepped(self, direction: Expression) -> Expression:
        """The new weight after a step in this direction."""
        return subtracted(self.weight, multiplied(self.rate, direction))


class Arithmetic(NamedTuple):
    """How a new weight comes about: what is found on the way, and the new weight itself."""

    workings: tuple[Working, ...]
    new_weight: Expression


class Optimizer(Struct, metaclass=Abstract, frozen=True, dict=True):
    """A rule, with its settings. Frozen: what it remembers from step to step is handed in and out.

    Attributes:
        key: how files and the command line name it.
        name: how the window names it.
        formula: of a new weight, as a text with the words "learning rate" in it.
        idea: what it does, in a sentence.
        settings: the numbers that it is set by; each is an attribute with a usual value.
        remembers: the names of what it remembers of each parameter; all 0 at first.
        symbols: a letter for each of these, for where there is little room; none if they have none.
        counts_steps: whether it remembers how many steps it has taken.
        torch_code: the same rule in `torch.optim`, with its settings in braces; empty if it is not
            there.
        torch_remembers: what it calls there what is remembered of each parameter.
        learning_rate: what the direction is multiplied by.

    Raises:
        ValueError: the learning rate is not a finite number above 0, or a setting is out of range.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    formula: ClassVar[str]
    idea: ClassVar[str]
    settings: ClassVar[tuple[Setting, ...]] = ()
    remembers: ClassVar[tuple[str, ...]] = ()
    symbols: ClassVar[tuple[str, ...]] = ()
    counts_steps: ClassVar[bool] = False
    torch_code: ClassVar[str] = ""
    torch_remembers: ClassVar[tuple[str, ...]] = ()

    learning_rate: float = 0.01

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)
        check_settings(self, self.settings)

    @cached_property
    def rate(self) -> Array:
        """The learning rate as an array, which NumPy takes at once: a float it converts anew."""
        return read_only(self.learning_rate)

    @property
    def torch_call(self) -> str:
        """The same rule as it is made in `torch.optim`, without what it moves."""
        return self.torch_code.format(learning_rate=self.learning_rate, **settings_of(self))

    def memory_size(self, parameters: int) -> int:
        """How many numbers it remembers, M, for so many parameters."""
        return len(self.remembers) * parameters + self.counts_steps

    def memory_by_parameter(self, memory: Array) -> Array:
        """View the part of a memory that belongs to parameters, shape (len(remembers), P)."""
        kinds, size = len(self.remembers), memory.size - self.counts_steps
        return memory[:size].reshape(kinds, size // kinds if kinds else 0)

    @abstractmethod
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        """The direction of one step.

        Args:
            slopes: of the loss along each parameter, shape (P,).
            parameters: as they stand, shape (P,).
            old: what it remembers of each parameter, shape (len(remembers), P).
            new: of the same shape; what it remembers after the step is written here.
            steps: how many it has taken since it remembered nothing, with this one; 0 where it
                does not count them.

        Returns:
            The direction, shape (P,): the slopes, or an array of its own.
        """

    @abstractmethod
    def arithmetic(self, of: Leaves) -> Arithmetic:
        """The arithmetic of a new weight, put together from the leaves handed in."""


def check_learning_rate(rate: float) -> None:
    """Raise ValueError, with a sentence for people, if a step cannot be of this rate."""
    _LEARNING_RATE.check(rate)


class Update:
    """One update after another between two states, with its views and buffers made once.

    Args:
        optimizer: the rule.
        locked: the parameters that stay as they are, shape (P,).
        before: where the parameters and the memory before an update stand.
        after: where those after it are written.
        max_norm: what the norm of the slopes is clipped to, √(Σ slope²) over the parameters that
            are not locked; 0 for as it is.

    Attributes:
        slopes: that the rule was given at the latest update, shape (P,): clipped.
        direction: of the latest update, shape (P,); 0 for what is locked.
        change: what was taken off the parameters, learning rate × direction.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        locked: BoolArray,
        before: State,
        after: State,
        max_norm: float = 0.0,
    ) -> None:
        self._optimizer = optimizer
        self._locked = np.flatnonzero(locked) if locked.any() else None
        self._before, self._after, self._max_norm = before, after, max_norm
        self._parameters, self._moved = before.parameters, after.parameters
        self._old = optimizer.memory_by_parameter(before.memory)
        self._new = optimizer.memory_by_parameter(after.memory)
        self.slopes = self.direction = self.change = np.zeros(locked.size)

    def apply(self, slopes: Array, rate: Array) -> None:
        """Write the state after the update along these slopes, shape (P,), at this learning rate.

        Of a locked parameter neither the parameter nor what is remembered of it changes. Numbers
        may overflow: call inside `np.errstate(all="ignore")` and look at the results.
        """
        optimizer = self._optimizer
        self.slopes = slopes = self._clipped(slopes) if self._max_norm else slopes
        steps = 0.0
        if optimizer.counts_steps:
            steps = self._after.memory[-1] = self._before.memory[-1] + 1
        direction = optimizer.direction(slopes, self._parameters, self._old, self._new, steps)
        if self._locked is not None:
            direction = direction.copy()
            direction[self._locked] = 0.0
            if optimizer.remembers:
                self._new[:, self._locked] = self._old[:, self._locked]
        self.direction = direction
        np.multiply(direction, rate, self.change)
        np.subtract(self._parameters, self.change, self._moved)

    def _clipped(self, slopes: Array) -> Array:
        norm = norm_of(slopes if self._locked is None else np.delete(slopes, self._locked))
        return slopes * (self._max_norm / norm) if norm > self._max_norm else slopes


def norm_of(slopes: Array) -> float:
    """√(Σ slope²), also where a square would be too large or too small to be a number."""
    largest = float(np.abs(slopes).max(initial=0.0))
    if not 0 < largest < float("inf"):
        return largest
    scaled = slopes / largest
    return largest * float(np.sqrt(scaled.dot(scaled)))
