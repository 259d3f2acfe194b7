"""A slip: the calculation with one thing changed, and the words that say which."""

import math
import re
from functools import lru_cache
from typing import ClassVar

from core.nn.activations import IDENTITY
from core.nn.quantity import Quantity
from core.slips.calculation import Calculation
from core.training.experiment import Experiment

_TOLERANCE = 0.005  # of the number: three digits, rounded, are right


def fits(guess: float, value: float) -> bool:
    """Whether a guess is the number, give or take what rounding to three digits does."""
    return math.isclose(guess, value, rel_tol=_TOLERANCE, abs_tol=1e-12)


class Slip(Calculation):
    """The calculation with one thing done otherwise.

    Attributes:
        says: what its numbers are right for, with attributes of the slip in braces.
    """

    says: ClassVar[str]

    @classmethod
    def is_possible(cls, experiment: Experiment) -> bool:
        """Whether the calculation can be done this way."""
        return True

    @classmethod
    def name(cls) -> str:
        """What a lesson calls it: the words of its class, "no activation"."""
        return re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()

    @property
    def words(self) -> str:
        """What its numbers are right for: "for the network without ReLU"."""
        return self.says.format(slip=self)

    def differing(self, quantity: Quantity) -> float | None:
        """What the slip makes of a number; None where it is given, or comes out as it should."""
        value = self.value(quantity)
        right = _right(self.experiment).value(quantity)
        if value is None or right is None or not math.isfinite(value) or fits(value, right):
            return None
        return value

    @property
    def activations(self) -> str:
        """The names of the activations that can be left out: those of single nodes that do some."""
        used = [layer.activation for layer in self.network.layers]
        names = [one.name for one in used if one is not IDENTITY and not one.is_joint]
        return " and ".join(dict.fromkeys(names))


@lru_cache(maxsize=2)
def _right(experiment: Experiment) -> Calculation:
    """The calculation as it should be, which all slips of a moment are held against."""
    return Calculation(experiment)
