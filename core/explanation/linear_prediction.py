"""The linear prediction of a step: the slopes at the start, drawn on as a straight line.

    promised loss = loss + Σ slope × (new − old)        over the weights that move

A small step keeps the promise, because the hill is nearly straight close by; a large one does not.
A step is judged by the rows whose slopes it follows: those of its batch. What becomes of the loss
of all rows is another matter.
"""

import math

import numpy as np
from msgspec import Struct

from core.data.classification import odd_rows
from core.explanation.quantities import Quantities
from core.nn.arrays import Array, read_only
from core.training.descent import Refusal, step
from core.training.evaluation import Evaluation, loss_of_rows
from core.training.experiment import Experiment, NextUpdate
from core.training.in_blocks import loss_at
from core.training.propagation import Propagation

_HALVINGS = 60  # of a step at the most; before, it is mostly too short to move a weight


class LinearPrediction(Struct, frozen=True, eq=False):
    """The next step, before it is taken. `loss`, `promised` and `came_to` are those of its rows.

    Attributes:
        loss: where their loss stands.
        parameters: where every weight lands, shape (P,); a locked one stays.
        changes: slope × (new − old) of each parameter, shape (P,).
        promised: the loss that the slopes promise.
        came_to: the loss that the step really leads to; NaN where it would not be taken.
        kept: the loss of all rows after the step, or why it would not be taken.
        is_impossible: whether less loss is promised than there can be: the line leads below 0.
    """

    loss: float
    parameters: Array
    changes: Array
    promised: float
    came_to: float
    kept: float | Refusal
    is_impossible: bool


def predict_linearly(numbers: Quantities) -> LinearPrediction:
    """Look ahead one step."""
    experiment, evaluation = numbers.experiment, numbers.evaluation
    rows, update = evaluation.batch, numbers.next_update
    loss = loss_of_rows(rows, experiment.loss, evaluation)
    with np.errstate(all="ignore"):
        changes = evaluation.gradient * -update.change
        promised = loss + float(changes.sum())
    kept = _kept(experiment, update)
    came_to = math.nan
    if isinstance(kept, float):
        came_to = kept if rows is None else _loss_at(experiment.of_batch, update.parameters)
    bounded = not odd_rows(experiment.loss, experiment.dataset)
    return LinearPrediction(
        loss=loss,
        parameters=update.parameters,
        changes=read_only(changes),
        promised=promised,
        came_to=came_to,
        kept=kept,
        is_impossible=promised < 0 and bounded,
    )


class StepEffect(Struct, frozen=True):
    """What a step did to the loss of the rows whose slopes it followed.

    Attributes:
        before: their loss.
        after: their loss after the step.
        too_far: whether it rose although a shorter step the same way would have made it fall.
        uphill: whether the slopes themselves promised that it would rise.
    """

    before: float
    after: float
    too_far: bool
    uphill: bool = False


def effect_of_step(
    before: Experiment, evaluation: Evaluation, after: Experiment, reached: Evaluation
) -> StepEffect:
    """Judge the step from one experiment to the next; the evaluations are their own."""
    rows, loss = evaluation.batch, before.loss
    old, new = (loss_of_rows(rows, loss, found) for found in (evaluation, reached))
    too_far = new > old and _shorter_helps(before.of_batch, after.network.parameters, old)
    with np.errstate(all="ignore"):
        way = after.network.parameters - before.network.parameters
        uphill = float(evaluation.gradient.dot(way)) > 0
    return StepEffect(old, new, too_far, uphill)


def _shorter_helps(experiment: Experiment, target: Array, loss: float) -> bool:
    """Whether part of the way to the target, be it ever so small, leads below the loss."""
    start = experiment.network.parameters
    passes = Propagation(experiment)
    with np.errstate(all="ignore"):
        for halvings in range(1, _HALVINGS):
            passes.parameters[:] = start + 0.5**halvings * (target - start)
            if np.array_equal(passes.parameters, start):
                return False
            if passes.forward() < loss:
                return True
    return False


def _kept(experiment: Experiment, update: NextUpdate) -> float | Refusal:
    """The loss of all rows after an update, or why `step` would not take it."""
    loss = _loss_at(experiment, update.parameters)
    there = (loss, update.parameters, update.memory)
    if all(np.isfinite(numbers).all() for numbers in there):
        return loss
    taken = step(experiment)
    return taken if isinstance(taken, Refusal) else taken.loss_after


def _loss_at(experiment: Experiment, parameters: Array) -> float:
    """The loss of all rows of an experiment, with other parameters."""
    with np.errstate(all="ignore"):
        return loss_at(experiment, parameters)
