"""The best moment of a path, by its loss or its validation loss."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from core.history.history import History
from core.history.moments import Moment, Segment
from core.nn.arrays import Array

_Stretch = tuple[int, Array, Array]  # a line, its offsets, and a loss for each


class BestMoment(NamedTuple):
    """Where a loss was lowest, and how low."""

    moment: Moment
    updates: int
    loss: float


def best_moment(history: History, *, ahead: bool = False) -> BestMoment | None:
    """The moment of the present path up to now with the lowest validation loss; the first of them.

    With `ahead`, of all the path. None where no rows are set aside.
    """
    return _lowest(history, _stretches(history, _path(history, ahead=ahead)))


def least_moment(history: History, *, ahead: bool = False) -> BestMoment | None:
    """The moment of the present path up to now with the lowest loss; the first of them.

    With `ahead`, of all the path. None where no loss is finite.
    """
    return _lowest(history, _stretches(history, _path(history, ahead=ahead), validation=False))


def _path(history: History, *, ahead: bool) -> list[Segment]:
    return history.past() + (history.future() if ahead else [])


def _lowest(history: History, stretches: Iterable[_Stretch]) -> BestMoment | None:
    best: BestMoment | None = None
    for line, offsets, losses in stretches:
        at = int(losses.argmin())
        if np.isfinite(losses[at]) and (best is None or losses[at] < best.loss):
            moment = Moment(line, int(offsets[at]))
            best = BestMoment(moment, history.updates_at(moment), float(losses[at]))
    return best


def _stretches(
    history: History, path: Iterable[Segment], *, validation: bool = True
) -> Iterator[_Stretch]:
    """The losses of a path, by default of the rows set aside; ∞ where one is unknown."""
    for index, first, last in path:
        learnt = history.lines[index].trace
        trace = learnt.validation if validation else learnt
        if trace is not None:
            series = trace.losses(first, last)
            losses = np.where(np.isfinite(series.lowest), series.lowest, np.inf)
            yield index, np.clip(series.first, first, last), losses
