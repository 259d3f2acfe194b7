"""Remedies for a step that was refused: what would have been learnt with, from the start."""

import math
from collections.abc import Iterator

from core.data.scaling import Scale
from core.document.data_edits import scale_targets
from core.document.document import Document
from core.document.edits import restart
from core.training.descent import Descent

_TRIED = 20  # updates that a remedy is tried with
_MOST_NUMBERS = 20_000_000  # rows × parameters × updates of a trial; one update at least
_RATES = 12  # that are tried, each a tenth of the one before


def with_scaled_targets(document: Document) -> Document | None:
    """The document at its start with standard targets; None where that is no remedy.

    It is none for classes, for targets that are scaled already, and where the first updates are
    refused or do not lower the loss even so.
    """
    if document.experiment.dataset.target_scaling.is_on:
        return None
    try:
        scaled = scale_targets(restart(document), Scale.STANDARD)
    except ValueError:
        return None
    return scaled if _learns(scaled) else None


def with_smaller_rate(document: Document) -> Document | None:
    """The document at its start with the largest rate of some at which the first updates help.

    The rates are a tenth of the present one, or of 1 if that is less, a hundredth, and so on.
    None where none of them lowers the loss.
    """
    start = restart(document)
    rates = _smaller(start.experiment.optimizer.learning_rate)
    tried = (start.with_experiment(start.experiment.at_rate(rate)) for rate in rates)
    return next(filter(_learns, tried), None)


def _smaller(rate: float) -> Iterator[float]:
    rate = min(rate, 1.0)
    for _ in range(_RATES):
        rate = float(f"{rate / 10:.12g}")
        if rate > 0:
            yield rate


def _learns(document: Document) -> bool:
    """Whether the first updates are all taken, and leave the loss lower than it was."""
    experiment = document.experiment
    cost = experiment.dataset.rows * experiment.network.parameters.size
    descent = Descent(experiment)
    before = descent.loss
    refusal = descent.run(min(_TRIED, max(1, _MOST_NUMBERS // cost)))
    return refusal is None and math.isfinite(before) and descent.loss < before
