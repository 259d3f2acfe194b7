"""How slopes become an update."""

from dataclasses import dataclass, field

import numpy as np

from core.nn.arrays import Array, read_only


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """new parameter = parameter − learning rate × slope.

    Raises:
        ValueError: the learning rate is not a finite number above 0.
    """

    learning_rate: float = 0.01
    _rate: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 0 < self.learning_rate < float("inf"):
            raise ValueError(f"the learning rate has to be above 0, not {self.learning_rate}")
        # NumPy takes an array at once; a Python float it converts at every call.
        object.__setattr__(self, "_rate", read_only(self.learning_rate))

    def update(self, gradient: Array, out: Array) -> None:
        """Compute what is taken off the parameters."""
        np.multiply(gradient, self._rate, out=out)
