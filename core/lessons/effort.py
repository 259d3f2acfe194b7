"""Effort: what playing a lesson may cost before it is refused, so that none takes for ever.

It is counted, never timed: the same lesson is refused everywhere, or nowhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from core.training.experiment import Experiment

MOST = 500_000  # about half a second
DRAW, TRY = 3_000, 5_000  # numbers that are drawn, a task that is tried
STEP, LOOK = 10, 200  # an update, a look at all numbers
_PRODUCTS = 200  # of a weight and a row, that cost as much as 1

_left: ContextVar[float] = ContextVar("left")


class TooLongError(Exception):
    """Playing a lesson has cost all that it may."""


@contextmanager
def limited() -> Iterator[None]:
    """Let what is done inside cost no more than `MOST`."""
    before = _left.set(MOST)
    try:
        yield
    finally:
        _left.reset(before)


def spend(effort: float, experiment: Experiment | None = None, times: int = 1) -> None:
    """Count what is about to be done some times, perhaps with all weights and rows.

    Raises:
        TooLongError: it is too much. It never is outside of `limited`.
    """
    left = _left.get(None)
    if left is None:
        return
    if experiment is not None:
        effort += experiment.network.parameters.size * experiment.dataset.rows / _PRODUCTS
    _left.set(left - times * effort)
    if left < times * effort:
        raise TooLongError
