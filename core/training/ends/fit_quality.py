"""How well predictions fit, by the measure of the kind of targets: accuracy, or R²."""

from enum import Enum
from typing import NamedTuple

import numpy as np

from core.data.classification import accuracy, excludes, tells_classes
from core.data.dataset import Dataset
from core.nn.arrays import Array
from core.training.experiment import Experiment
from core.training.propagation import Propagation


class Measure(Enum):
    """What tells how well predictions fit."""

    ACCURACY = "right"
    R_SQUARED = "R²"


class FitQuality(NamedTuple):
    """How well predictions fit, on the rows learnt from and on those set aside.

    `learnt` is None where R² has no meaning, `aside` also where no rows are set aside.
    """

    measure: Measure
    learnt: float | None
    aside: float | None


def fit_quality(experiment: Experiment, predictions: Array | None = None) -> FitQuality:
    """How well the predictions of a moment fit.

    Args:
        experiment: the moment.
        predictions: for the rows learnt from, shape (outputs, rows), if they are known.
    """
    rows, validation = experiment.dataset, experiment.validation
    measure = Measure.ACCURACY if tells_classes(experiment.loss) else Measure.R_SQUARED
    exclusive = excludes(np.array(rows.targets))

    def quality(of: Dataset, known: Array | None) -> float | None:
        found = _predictions(experiment, of) if known is None else known
        targets = np.array(of.targets)
        if measure is Measure.ACCURACY:
            return accuracy(found, targets, exclusive=exclusive)
        return r_squared(found, targets)

    aside = None if validation is None else quality(validation, None)
    return FitQuality(measure, quality(rows, predictions), aside)


def r_squared(predictions: Array, targets: Array) -> float | None:
    """R² = 1 − Σ (prediction − target)² / Σ (target − mean)², of several outputs their mean.

    0 is what always guessing the mean comes to, 1 a perfect fit. None where the targets of an
    output are all alike, or where it is not finite.

    Args:
        predictions: shape (outputs, rows).
        targets: shape (outputs, rows).
    """
    with np.errstate(all="ignore"):
        spread = np.square(targets - targets.mean(axis=1, keepdims=True)).sum(axis=1)
        left = np.square(predictions - targets).sum(axis=1)
        if not spread.all():
            return None
        found = float(np.mean(1 - left / spread))
    return found if np.isfinite(found) else None


def _predictions(experiment: Experiment, rows: Dataset) -> Array:
    passes = Propagation(experiment, rows=rows)
    with np.errstate(all="ignore"):
        passes.forward()
    return passes.layers[-1].activations
