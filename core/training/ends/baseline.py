"""The baseline: what always making the same guess, whatever the inputs, comes to."""

from enum import Enum
from functools import lru_cache

import numpy as np
from msgspec import Struct

from core.data.classification import accuracy, excludes, tells_classes
from core.data.dataset import Dataset
from core.nn.arrays import Array
from core.nn.loss import Loss, Outputs
from core.training.experiment import Experiment
from core.training.original_units import figures_of

_SMALLEST = 1e-300  # a probability above 0, whose logarithm is a number
_LARGEST = 1 - 1e-16
_HALVINGS = 64  # of what lies between the targets, to the last bit of it


class Guess(Enum):
    """Which guess of the same for every row has the lowest loss of the rows learnt from."""

    MEAN = "the mean"
    MEDIAN = "the median"
    BEST = "the best single number"
    SHARES = "the class shares"


class Figures(Struct, frozen=True):
    """How well the guess does on some rows.

    Attributes:
        loss: without a penalty.
        own_loss: in the targets' own units; None where they are not scaled.
        accuracy: of always the commonest class, or answer; None where no classes are told apart.
    """

    loss: float
    own_loss: float | None
    accuracy: float | None


class Baseline(Struct, frozen=True):
    """What always guessing the same comes to.

    Attributes:
        guess: what is guessed.
        values: the number that is guessed, for each output, as the network sees targets.
        learnt: on the rows learnt from, which the guess is found from.
        aside: on the rows set aside; None if there are none.
    """

    guess: Guess
    values: tuple[float, ...]
    learnt: Figures
    aside: Figures | None


def baseline(experiment: Experiment) -> Baseline | None:
    """The guess to beat; None where every row learnt from has the same targets."""
    return _baseline(experiment.dataset, experiment.validation, experiment.loss)


@lru_cache(maxsize=2)
def _baseline(dataset: Dataset, validation: Dataset | None, loss: Loss) -> Baseline | None:
    targets = np.array(dataset.targets)
    if not np.ptp(targets, axis=1).any():
        return None
    with np.errstate(all="ignore"):
        guess, values = _best(loss, targets)
        exclusive = excludes(targets)
        learnt, aside = (
            None if rows is None else _figures(loss, values, rows, exclusive=exclusive)
            for rows in (dataset, validation)
        )
    return None if learnt is None else Baseline(guess, tuple(values.tolist()), learnt, aside)


def _best(loss: Loss, targets: Array) -> tuple[Guess, Array]:
    """The guess for each output, shape (outputs,), of targets of shape (outputs, rows)."""
    if tells_classes(loss):
        return Guess.SHARES, targets.mean(axis=1)
    if loss.power == 2:
        return Guess.MEAN, targets.mean(axis=1)
    if loss.power == 1:
        return Guess.MEDIAN, np.median(targets, axis=1)
    return Guess.BEST, _lowest(loss, targets)


def _lowest(loss: Loss, targets: Array) -> Array:
    """Where the slopes of a loss without dents add up to 0, by halving what lies between."""
    low: Array = targets.min(axis=1)
    high: Array = targets.max(axis=1)
    slopes = np.empty_like(targets)
    for _ in range(_HALVINGS):
        middle = low + (high - low) / 2
        loss.slope(_outputs(loss, middle, targets), slopes)
        is_beyond = slopes.sum(axis=1) > 0
        low, high = np.where(is_beyond, low, middle), np.where(is_beyond, middle, high)
    return low


def _outputs(loss: Loss, values: Array, targets: Array) -> Outputs:
    guesses = np.repeat(values[:, np.newaxis], targets.shape[1], axis=1)
    sums = guesses
    if loss.is_from_logits:
        sums = np.log(np.maximum(guesses, _SMALLEST))
        if not loss.by_row:  # ln (p / (1 − p)), what a sigmoid makes p of
            sums = sums - np.log1p(-np.minimum(guesses, _LARGEST))
    return Outputs(sums, guesses, guesses - targets, targets)


def _figures(loss: Loss, values: Array, rows: Dataset, *, exclusive: bool) -> Figures:
    targets = np.array(rows.targets)
    of = _outputs(loss, values, targets)
    shares = np.empty_like(targets)
    loss.share(of, shares)
    found = float(shares.sum()) / loss.divisor(*targets.shape[::-1])
    own = figures_of(rows, of.errors, loss)
    right = None
    if tells_classes(loss):
        right = accuracy(of.predictions, targets, exclusive=exclusive)
    return Figures(found, None if own is None else own.loss, right)
