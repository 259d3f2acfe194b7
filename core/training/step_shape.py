"""The shape of steps: how long those of a rule are, and how much longer they grow, as measured."""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.nn.arrays import EMPTY, Array
from core.training.experiment import Experiment
from core.training.rules.optimizer import norm_of

_STEPS = 300  # after which steps along the same slopes hardly change any more
_ALIKE = 1.02


class StepShape(Struct, frozen=True):
    """What the steps of a rule are like that remembers nothing yet, while slopes stay the same.

    Attributes:
        alike: how far the first step moves each weight that has a slope, where that is about the
            same although the slopes differ; else 0.
        growth: how many times as long as those of gradient descent steps are in the end.
        shrinks: whether later steps are less than half as long as the first.
    """

    alike: float
    growth: float
    shrinks: bool


def step_shape(experiment: Experiment, slopes: Array) -> StepShape | None:
    """Measure the steps along these slopes, shape (P,); None where no weight has one.

    Weights do not move meanwhile: what is measured is the rule, and not the hill.
    """
    moving = ~experiment.network.locked & (slopes != 0)
    if not moving.any() or not np.isfinite(slopes).all():
        return None
    experiment = replace(experiment, memory=EMPTY)
    first = update = experiment.next_update(slopes)
    for _ in range(_STEPS if experiment.optimizer.remembers else 0):
        experiment = replace(experiment, memory=update.memory)
        update = experiment.next_update(slopes)
    begun, reached = (norm_of(each.change[moving]) for each in (first, update))
    plain = norm_of(experiment.learning_rate * update.slopes[moving])
    moved, leans = np.abs(first.change[moving]), np.abs(first.slopes[moving])
    is_alike = moved.max() < _ALIKE * moved.min() and leans.max() > _ALIKE * leans.min()
    alike = float(moved.mean()) if is_alike else 0.0
    return StepShape(alike, reached / plain if plain else 1.0, reached < begun / 2)
