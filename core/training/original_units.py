"""Errors and the loss in the targets' own units, where these are scaled.

With the factor f that a target was divided by, an error in own units is f × the scaled error, its
square f² times as large.
"""

import numpy as np
from msgspec import Struct

from core.data.dataset import Dataset
from core.nn.arrays import Array
from core.nn.loss import Loss, Outputs
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment


class OwnFigures(Struct, frozen=True):
    """How large the errors of some rows are in own units.

    Attributes:
        loss: the loss function of these errors.
        is_alike: whether only a factor lies between it and the scaled loss. Of several targets it
            mixes units, and of a Huber loss another part of the errors is beyond 1.
        misses: what each prediction is typically off by, √(mean of error²).
    """

    loss: float
    is_alike: bool
    misses: tuple[float, ...]


def own_errors(dataset: Dataset, errors: Array) -> Array:
    """Errors of shape (outputs, rows) in own units; infinite where they are too large."""
    scaling = dataset.target_scaling
    if not scaling.is_on:
        return errors
    with np.errstate(over="ignore"):
        return np.asarray(errors * np.array(scaling.factors)[:, np.newaxis])


def own_share(loss: Loss, factor: float) -> float | None:
    """How many times as large an error's share is in own units; None if that depends on it."""
    return factor**loss.power if loss.power else None


def own_figures(experiment: Experiment, evaluation: Evaluation) -> OwnFigures | None:
    """The figures of the rows learnt from; None if their targets are not scaled."""
    return figures_of(experiment.dataset, evaluation.errors, experiment.loss)


def figures_of(dataset: Dataset, seen: Array, loss: Loss) -> OwnFigures | None:
    """The figures of rows whose errors the network sees as these, of shape (outputs, rows)."""
    if not dataset.target_scaling.is_on or loss.is_from_logits:
        return None
    errors = own_errors(dataset, seen)
    shares = np.empty_like(errors)
    with np.errstate(all="ignore"):
        loss.share(Outputs(errors, errors, errors, errors), shares)
        total = float(shares.sum()) / loss.divisor(dataset.rows, len(errors))
        # of the scaled errors, whose squares are numbers even where own units are huge or tiny
        misses = (np.sqrt(np.mean(seen * seen, axis=1)) * dataset.target_scaling.factors).tolist()
    is_alike = len(errors) == 1 and own_share(loss, 1.0) is not None
    return OwnFigures(total, is_alike, tuple(misses))
