"""The course: how descent came to the present moment, as far as a diagnosis looks back."""

from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.history.history import History
from core.history.moments import Moment
from core.nn.arrays import EMPTY, Array
from core.training.trace import Trace

LOSSES_BACK = 50  # updates that losses are looked at
_PATH_BACK = 20  # and weights
_MOST_WEIGHTS = 100_000  # that are looked at


class BestValidation(NamedTuple):
    """The moment with the lowest validation loss since the latest edit, and the loss learnt then.

    The loss that is learnt with is NaN where it was not computed.
    """

    moment: Moment
    updates: int
    validation: float
    learnt: float


class Course(Struct, frozen=True, eq=False):
    """The updates since the latest edit: what came before has another yardstick.

    Attributes:
        losses: the latest ones, that of the present last, shape (n,); empty where they are not all
            known.
        first: the loss right after that edit; NaN where it is not known.
        path: the weights at the latest moments, those of the present last, shape (m, P).
        best: where the validation loss was lowest, if rows are set aside.
    """

    losses: Array
    first: float
    path: Array
    best: BestValidation | None = None


UNKNOWN = Course(EMPTY, float("nan"), EMPTY)


def course_of(history: History) -> Course:
    """How descent came to the present of a history."""
    index, offset = history.present
    trace = history.lines[index].trace
    found = trace.losses(max(offset - LOSSES_BACK, 0), offset)
    is_known = found.bucket == 1 and not np.isnan(found.lowest).any()
    losses = found.lowest if is_known else EMPTY
    return Course(losses, _loss(trace, 0), _path(trace, offset), _best(history, trace))


def _loss(trace: Trace, offset: int) -> float:
    loss = trace.loss(offset)
    return float("nan") if loss is None else loss


def _path(trace: Trace, offset: int) -> Array:
    back = min(_PATH_BACK, _MOST_WEIGHTS // trace.size)
    # The very first moment is kept elsewhere.
    return EMPTY if trace.stride > 1 else trace.parameters(max(offset - back, 1), offset)


def _best(history: History, trace: Trace) -> BestValidation | None:
    index, offset = history.present
    if trace.validation is None:
        return None
    series = trace.validation.losses(0, offset)
    lowest = np.where(np.isfinite(series.lowest), series.lowest, np.inf)
    at = min(int(series.first[lowest.argmin()]), offset)
    return BestValidation(
        Moment(index, at),
        history.updates_at(Moment(index, at)),
        float(lowest.min()),
        _loss(trace, at),
    )
