"""Futures: where several learning rates lead from the same place, looked ahead step by step."""

import math
from collections.abc import Iterable
from enum import Enum

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, read_only
from core.text.numbers import without_noise
from core.training.descent import Descent, Refusal
from core.training.diagnosis import Sleep, has_slope, nodes_that
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.trace import Trace

_BOUNCES = 0.3  # of the steps: as many that turn back make a path bounce
_MOST_BYTES = 2**24  # of the path of one future
_EXPLODED = 10.0  # times the loss before
_NOISE = 1e-12  # of the loss: a rise that rounding alone can make
_ARRIVED = 0.01  # of the fall: what the last tenth of the steps still gains at most


class Fate(Enum):
    """How descent goes on at some learning rate."""

    CRAWLS = "crawls"
    CONVERGES = "converges"
    BOUNCES = "bounces"
    RISES = "gets worse"
    EXPLODES = "explodes"
    STUCK = "gets stuck"


class Future(Struct, frozen=True, eq=False):
    """Some updates ahead at one learning rate.

    Attributes:
        learning_rate: the rate.
        losses: the loss now and after each update, shape (n + 1,), read-only; NaN where batches are
            small and it was not computed.
        path: the weights at these moments, shape (n + 1, P), read-only.
        refusal: why a step was not taken, if one was not.
        fate: how it goes.
    """

    learning_rate: float
    losses: Array
    path: Array
    refusal: Refusal | None
    fate: Fate


class LookAhead:
    """Updates ahead at one learning rate, a few at a time. The experiment is left as it is."""

    def __init__(self, experiment: Experiment, learning_rate: float) -> None:
        self._rate = learning_rate
        self._in_batches = experiment.turn.batches > 1
        self._descent = Descent(experiment.at_rate(learning_rate))
        parameters, memory = experiment.network.parameters, experiment.memory
        self._trace = Trace(parameters, self._descent.loss, memory=memory)
        self._refusal: Refusal | None = None

    @property
    def steps(self) -> int:
        """How many updates were taken."""
        return self._trace.last

    @property
    def is_over(self) -> bool:
        """Whether a step was refused, so that there are no more."""
        return self._refusal is not None

    def go_on(self, steps: int) -> None:
        """Take some more updates."""
        if not self.is_over:
            self._refusal = self._descent.run(steps, self._trace)
            while self._trace.nbytes > _MOST_BYTES and self._trace.thin():
                pass  # the path is drawn with fewer moments

    def _any_asleep(self) -> bool:
        experiment = self._descent.experiment
        evaluation = evaluate(experiment)
        if has_slope(experiment, evaluation):
            return False  # only a batch has nothing to say
        return bool(nodes_that(Sleep.ASLEEP, experiment.network, evaluation))

    @property
    def future(self) -> Future:
        """What has been seen so far."""
        losses, path = read_only(self._trace.losses().lowest), read_only(self._trace.parameters())
        known = losses[~np.isnan(losses)]
        still = self.steps > 0 and not self._descent.direction.any()
        # In batches every step goes its own way: that says nothing of the rate.
        turns = 0.0 if self._in_batches else turning_back(path)
        fate = _fate(known, turns, self._refusal, stuck=still and self._any_asleep())
        return Future(self._rate, losses, path, self._refusal, fate)


def future(experiment: Experiment, learning_rate: float, steps: int) -> Future:
    """Look some updates ahead at one learning rate."""
    ahead = LookAhead(experiment, learning_rate)
    ahead.go_on(steps)
    return ahead.future


def rates_around(learning_rate: float, factors: Iterable[float]) -> list[float]:
    """Multiples of a rate, rounded; without those that are none, 0 and infinity."""
    rates = (without_noise(learning_rate * factor) for factor in factors)
    return [rate for rate in dict.fromkeys(rates) if 0 < rate < math.inf]


def usual_fan(learning_rate: float) -> tuple[float, ...]:
    """Rates around the present one: a crawl, a walk, the present, a run, a leap."""
    return tuple(rates_around(learning_rate, (0.1, 0.3, 1.0, 2.0, 5.0)))


def _fate(losses: Array, turns: float, refusal: Refusal | None, *, stuck: bool) -> Fate:
    if losses.size == 1 and refusal is None:
        return Fate.CRAWLS
    first, last = float(losses[0]), float(losses[-1])
    if refusal is not None or last > _EXPLODED * abs(first):
        return Fate.EXPLODES
    if last > first + _NOISE * abs(first):
        return Fate.RISES
    if stuck and last > 0:
        return Fate.STUCK
    if turns >= _BOUNCES:
        return Fate.BOUNCES
    late = float(losses[-1 - max(1, (losses.size - 1) // 10)]) - last
    return Fate.CONVERGES if late <= _ARRIVED * (first - last) else Fate.CRAWLS


def turning_back(path: Array) -> float:
    """Which part of the steps along a path, shape (n, P), goes back against the one before."""
    moves = np.diff(path, axis=0)
    if len(moves) < 2:
        return 0.0
    with np.errstate(all="ignore"):
        against = np.vecdot(moves[1:], moves[:-1]) < 0
    return float(np.mean(against))
