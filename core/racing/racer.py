"""Racers: the ways down that a race compares, and the usual line-ups of them."""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.nn.initializers import SUITED, Initializer, randomise
from core.text.numbers import without_noise
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import Adam, GradientDescent, Momentum, Nesterov, RMSProp

MOST_RACERS = 6
_FACTORS = (0.1, 0.3, 1.0, 3.0, 10.0)  # of the present learning rate
_DRAWN = 3  # starts beside the present one
_USUAL_BATCH = 16
_SMALLEST, _LARGEST = 1e-300, 1e300  # learning rates


class Draw(Struct, frozen=True):
    """Weights to begin with, drawn from a seed."""

    initializer: Initializer
    seed: int


class Racer(Struct, frozen=True):
    """One way down: what may differ from the others.

    Attributes:
        optimizer: with its own learning rate and settings.
        batch_size: how many rows a step's slopes come from; 0 for all of them.
        draw: the weights it begins with; None for those of the moment the race begins at.
    """

    optimizer: Optimizer
    batch_size: int = ALL_ROWS
    draw: Draw | None = None

    def begin(self, experiment: Experiment) -> Experiment:
        """The experiment that this racer begins with, where the race begins with another.

        Drawn weights are a new start: no updates, nothing remembered, and the seed is theirs.

        Raises:
            ValueError: the batch size is below 0.
        """
        begun = replace(experiment.with_optimizer(self.optimizer), batch_size=self.batch_size)
        if self.draw is None:
            return begun
        network = randomise(begun.network, self.draw.initializer, self.draw.seed)
        return replace(begun.begun_anew(network), seed=self.draw.seed)

    def from_starts(self, seed: int, count: int) -> tuple["Racer", ...]:
        """The same way down from so many starts, drawn from this seed and those after it."""
        initializer = SUITED if self.draw is None else self.draw.initializer
        draws = (Draw(initializer, each) for each in range(seed, seed + count))
        return tuple(replace(self, draw=draw) for draw in draws)


def racer_of(experiment: Experiment) -> Racer:
    """The way down that an experiment is on."""
    return Racer(experiment.optimizer, experiment.batch_size)


def race_optimizers(experiment: Experiment) -> tuple[Racer, ...]:
    """Four optimizers, the present one as it is set.

    The rate of those with momentum is smaller by as much as their steps grow along equal slopes;
    those that divide by the size of slopes have their usual rate.
    """
    present, plain = racer_of(experiment), _plain_rate(experiment.optimizer)
    rules = (GradientDescent(plain), _with_momentum(plain), RMSProp(), Adam())
    field = [replace(present, optimizer=rule) for rule in rules]
    for at, rule in enumerate(rules):
        if type(rule) is type(experiment.optimizer):
            field[at] = present
    return tuple(field if present in field else [present, *field])


def race_rates(experiment: Experiment) -> tuple[Racer, ...]:
    """A tenth to ten times the present learning rate; those beyond all numbers are left out."""
    present, rule = racer_of(experiment), experiment.optimizer
    rates = (without_noise(rule.learning_rate * factor) for factor in _FACTORS)
    return tuple(
        replace(present, optimizer=replace(rule, learning_rate=rate))
        for rate in dict.fromkeys(rates)
        if 0 < rate < np.inf
    )


def race_starts(experiment: Experiment) -> tuple[Racer, ...]:
    """The present weights, and others drawn from the seeds that follow."""
    present, seed = racer_of(experiment), experiment.seed + 1
    return (present, *present.from_starts(seed, _DRAWN))


def race_batch_sizes(experiment: Experiment) -> tuple[Racer, ...]:
    """Row by row, in batches, and all rows at once."""
    rows, present = experiment.dataset.rows, racer_of(experiment)
    sizes = [1, _USUAL_BATCH, experiment.batch_size]
    smaller = sorted({size for size in sizes if 0 < size < rows})
    return tuple(replace(present, batch_size=size) for size in (*smaller, ALL_ROWS))


def _plain_rate(optimizer: Optimizer) -> float:
    """The learning rate of gradient descent whose steps grow as long as those of a rule."""
    if isinstance(optimizer, Momentum | Nesterov):
        return _as_rate(optimizer.learning_rate / (1 - optimizer.momentum))
    is_plain = isinstance(optimizer, GradientDescent)
    return (optimizer if is_plain else GradientDescent()).learning_rate


def _with_momentum(plain_rate: float) -> Momentum:
    usual = Momentum()
    return replace(usual, learning_rate=_as_rate(plain_rate * (1 - usual.momentum)))


def _as_rate(value: float) -> float:
    """A learning rate near a number, which may have come out too large or too small for one."""
    return without_noise(min(max(value, _SMALLEST), _LARGEST))
