"""The fan of futures: where several learning rates lead from the same place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from core.arrays import Array, read_only
from core.descent import Descent, Refusal
from core.experiment import Experiment
from core.optimizers import GradientDescent
from core.trace import Trace

_BOUNCES = 0.3  # of the steps: as many that turn back make a path bounce
_ARRIVED = 0.01  # of the fall: what the last tenth of the steps still gains at most


class Fate(Enum):
    """How descent goes on at some learning rate."""

    CRAWLS = "crawls"
    CONVERGES = "converges"
    BOUNCES = "bounces"
    EXPLODES = "explodes"
    STUCK = "gets stuck"


@dataclass(frozen=True, slots=True, eq=False)
class Future:
    """Some updates ahead at one learning rate.

    Attributes:
        learning_rate: the rate.
        losses: the loss now and after each update, shape (n + 1,), read-only.
        path: the weights at these moments, shape (n + 1, P), read-only.
        refusal: why a step was not taken, if one was not.
        fate: how it goes.
    """

    learning_rate: float
    losses: Array
    path: Array
    refusal: Refusal | None
    fate: Fate


def future(experiment: Experiment, learning_rate: float, steps: int) -> Future:
    """Look some updates ahead. The experiment itself is left as it is."""
    ahead = replace(experiment, optimizer=GradientDescent(learning_rate))
    descent = Descent(ahead)
    trace = Trace(experiment.network.parameters, descent.loss)
    refusal = descent.run(steps, trace)
    losses = read_only(trace.losses().lowest)
    path = read_only(trace.vectors)
    still = not descent.gradient[~experiment.network.locked].any()
    return Future(learning_rate, losses, path, refusal, _fate(losses, path, refusal, still))


def usual_fan(learning_rate: float) -> tuple[float, ...]:
    """Rates around the present one: a crawl, a walk, the present, a run, a leap."""
    return tuple(float(f"{learning_rate * factor:.12g}") for factor in (0.1, 0.3, 1.0, 2.0, 5.0))


def _fate(losses: Array, path: Array, refusal: Refusal | None, still: bool) -> Fate:
    if refusal is not None or losses[-1] > losses[0]:
        return Fate.EXPLODES
    if still and losses[-1] > 0:
        return Fate.STUCK
    if _turns(path) >= _BOUNCES:
        return Fate.BOUNCES
    fall = float(losses[0] - losses[-1])
    late = float(losses[-1 - max(1, (losses.size - 1) // 10)] - losses[-1])
    return Fate.CONVERGES if late <= _ARRIVED * fall else Fate.CRAWLS


def _turns(path: Array) -> float:
    """Which part of the steps goes back against the one before."""
    moves = np.diff(path, axis=0)
    if len(moves) < 2:
        return 0.0
    with np.errstate(all="ignore"):
        against = np.vecdot(moves[1:], moves[:-1]) < 0
    return float(np.mean(against))


def fan(experiment: Experiment, rates: Sequence[float], steps: int) -> tuple[Future, ...]:
    """Several futures side by side."""
    return tuple(future(experiment, rate, steps) for rate in rates)
