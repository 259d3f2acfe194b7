"""The best moment of a path by its validation loss, and early stopping with patience."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from core.history.history import History
from core.history.moments import Moment
from core.nn.arrays import Array

_Stretch = tuple[int, Array, Array]  # a line, its offsets, and a loss for each


class BestMoment(NamedTuple):
    """Where a loss was lowest, and how low."""

    moment: Moment
    updates: int
    loss: float


def best_moment(history: History) -> BestMoment | None:
    """The moment of the present path up to now with the lowest validation loss; the first of them.

    None where no rows are set aside.
    """
    return _lowest(history, _stretches(history))


def least_moment(history: History) -> BestMoment | None:
    """The moment of the present path up to now with the lowest loss; the first of them.

    None where no loss is finite.
    """
    return _lowest(history, _stretches(history, validation=False))


def _lowest(history: History, stretches: Iterable[_Stretch]) -> BestMoment | None:
    best: BestMoment | None = None
    for line, offsets, losses in stretches:
        at = int(losses.argmin())
        if np.isfinite(losses[at]) and (best is None or losses[at] < best.loss):
            moment = Moment(line, int(offsets[at]))
            best = BestMoment(moment, history.updates_at(moment), float(losses[at]))
    return best


def patience_ends(history: History, begun: int, patience: int) -> Moment | None:
    """The first moment with `patience` updates behind it that did not lower the validation loss.

    Args:
        history: what happened; the path up to now is looked at.
        begun: patience is counted from this many updates on.
        patience: how many updates in a row may pass without a lowest loss.
    """
    lowest, latest = np.inf, begun
    for line, offsets, losses in _stretches(history):
        updates = offsets + history.lines[line].updates
        before = np.minimum.accumulate(np.concatenate(([lowest], losses)))
        is_best = losses < before[:-1]
        since = np.maximum.accumulate(np.where(is_best, updates, latest))
        ended = np.flatnonzero(updates - np.maximum(since, begun) >= patience)
        if ended.size:
            return Moment(line, int(offsets[ended[0]]))
        lowest, latest = float(before[-1]), int(since[-1])
    return None


def _stretches(history: History, *, validation: bool = True) -> Iterator[_Stretch]:
    """The losses of the path, by default of the rows set aside; ∞ where one is unknown."""
    for index, first, last in history.past():
        learnt = history.lines[index].trace
        trace = learnt.validation if validation else learnt
        if trace is not None:
            series = trace.losses(first, last)
            losses = np.where(np.isfinite(series.lowest), series.lowest, np.inf)
            yield index, np.clip(series.first, first, last), losses
