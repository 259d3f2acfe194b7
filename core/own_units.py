"""The loss in the targets' own units, where these are scaled."""

import numpy as np

from core.evaluation import Evaluation
from core.experiment import Experiment


def own_loss(experiment: Experiment, evaluation: Evaluation) -> float | None:
    """The loss of predictions and targets as they were before scaling; None if they are not scaled.

    What is wrong is larger by the factor that a target was divided by, so this is not the loss
    times one number where there are several targets, or where the loss is no power of the error.
    """
    scaling = experiment.dataset.target_scaling
    if not scaling.is_on or experiment.loss.of_sums is not None:
        return None
    errors = evaluation.errors * np.array(scaling.factors)[:, np.newaxis]
    shares = np.empty_like(errors)
    with np.errstate(all="ignore"):
        experiment.loss.share(errors, shares)
        total = float(shares.sum())
    return total / experiment.loss.divisor(experiment.dataset.rows, len(errors))
