"""The steepest weights: those whose slope is farthest from 0, of all that descent may move."""

from typing import NamedTuple

import numpy as np

from core.explanation.quantities import Quantities


class Steepest(NamedTuple):
    """The weights and biases with the largest |slope|, in order, and that size.

    There are none where all are locked, or where no slope is a finite number.
    """

    parameters: tuple[int, ...]
    size: float


def steepest(numbers: Quantities) -> Steepest:
    """The steepest unlocked weights of the next step; several where |slopes| are equal."""
    sizes = np.abs(numbers.evaluation.gradient)
    eligible = np.isfinite(sizes) & ~numbers.network.locked
    if not eligible.any():
        return Steepest((), np.nan)
    largest = float(sizes[eligible].max())
    return Steepest(tuple(np.flatnonzero(eligible & (sizes == largest)).tolist()), largest)
