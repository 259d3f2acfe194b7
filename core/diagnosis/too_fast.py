"""A learning rate that is too large: weights bounce, or the loss grows."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.data.scaling import is_wide
from core.diagnosis.course import Course
from core.diagnosis.finding import Case, Finding, Part, Remedy, Sentence
from core.diagnosis.flat import is_flat
from core.diagnosis.remedies import with_rate, with_scaled_targets, with_smaller_rate
from core.landscape.futures import turning_back
from core.nn.arrays import Array
from core.nn.quantity import QuantityKind
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent

_LEAST = 8  # steps that are looked at
_TURNING = 0.75  # of the steps turn back where weights bounce
_KEPT = 0.85  # of each step, turned round, is in the next one: less dies out
_SWINGING = 0.3  # of the steps turn back at the least, where memory has them swing
_UPHILL = 0.4  # of the steps
_LESS = 0.99  # of the loss: less is getting on
_GROWN = 2.0  # times what the loss was
_USUAL_CURE = 3.0  # what the rate is divided by where memory blurs how far it is too large
_TELLS = frozenset({QuantityKind.LOSS})


def too_fast(case: Case) -> Iterator[Finding]:
    """That the latest steps went too far; in batches every step goes its own way."""
    experiment, losses = case.document.experiment, case.course.losses
    if experiment.turn.batches > 1 or len(losses) < 2:
        return
    if losses[-1] >= _GROWN * losses[-_LEAST:].min() and losses[-1] > losses[:-1].max():
        yield _grown(case)
    elif len(case.course.path) > _LEAST and not is_flat(case):
        yield from _bouncing(case)


def _grown(case: Case) -> Finding:
    experiment, latest = case.document.experiment, case.course.losses[-_LEAST:]
    back = len(latest) - 1 - int(latest.argmin())
    step = experiment.updates - back
    remedies = [Remedy(Sentence("Begin again with a smaller rate"), with_smaller_rate)]
    dataset = experiment.dataset
    if not dataset.target_scaling.is_on and any(map(is_wide, dataset.targets)):
        scaled = Remedy(Sentence("Begin again with scaled targets"), with_scaled_targets)
        remedies.insert(0, scaled)
    return Finding(
        Sentence("The loss grows: the steps go too far"),
        (
            Sentence(
                "It rose from {} at step {} to {} at step {}.",
                (float(latest.min()), step, float(latest[-1]), experiment.updates),
            ),
        ),
        _TELLS,
        is_trouble=not case.is_well_down,
        stretch=(step, experiment.updates),
        remedies=tuple(remedies),
    )


def _bouncing(case: Case) -> Iterator[Finding]:
    experiment, course = case.document.experiment, case.course
    losses = course.losses[-len(course.path) :]
    steps = len(losses) - 1
    uphill = int(np.count_nonzero(np.diff(losses) > 0))
    half = len(losses) // 2
    gets_on = bool(losses[half:].max() < _LESS * losses[:half].max())
    factor = _factor(experiment, course)
    goes_wrong = uphill >= _UPHILL * steps and not gets_on
    turns = turning_back(course.path)
    if not (factor or (goes_wrong and turns >= _SWINGING)):
        return
    factor = factor or _USUAL_CURE
    rate = float(f"{experiment.learning_rate / factor:.3g}")
    yield Finding(
        Sentence("The weights bounce"),
        (
            Sentence(
                "In {} of the last {} steps they turned back; the loss rose in {} of them.",
                (Part(turns), steps, uphill),
            ),
            Sentence("The rate is about {} times too large.", (float(f"{factor:.2g}"),)),
        ),
        _TELLS | {QuantityKind.NEW_WEIGHT},
        is_trouble=goes_wrong and not case.is_well_down,
        stretch=(experiment.updates - steps, experiment.updates),
        remedies=(Remedy(Sentence("Rate {}", (rate,)), partial(with_rate, rate=rate)),),
    )


def _factor(experiment: Experiment, course: Course) -> float | None:
    """How many times the rate is too large for where the weights bounce; None where they do not.

    Along a direction of curvature c a step of gradient descent leaves 1 − rate × c of the way to
    the bottom: that is what each step is of the one before. At the rate 1 / c nothing is left.
    """
    if not isinstance(experiment.optimizer, GradientDescent):
        return None
    if turning_back(course.path) < _TURNING:
        return None
    left = _left(course.path)
    return 1 - left if left <= -_KEPT else None


def _left(path: Array) -> float:
    """What each step is of the one before, along it, on average."""
    moves = np.diff(path, axis=0)
    with np.errstate(all="ignore"):
        return float(
            np.vecdot(moves[1:], moves[:-1]).sum() / np.vecdot(moves[:-1], moves[:-1]).sum()
        )
