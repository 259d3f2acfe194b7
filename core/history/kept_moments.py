"""Moments of a history that are kept, to be looked at: all of a short line, a sample of a long one.

The moments of a line fall into buckets of 2ⁿ, at most so many of them; one moment in each that is
kept is enough.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

import numpy as np

from core.history.history import History
from core.history.moments import Moment
from core.training.experiment import Experiment
from core.training.trace import Trace

MOST = 512  # buckets of a line
_Known = TypeVar("_Known")


class KeptMoments:
    """Reads the experiments of moments, the quicker where they are on one line."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._begun: tuple[Trace, Experiment] | None = None  # of the line that was read last

    def experiment(self, moment: Moment) -> Experiment | None:
        """The experiment at a moment, to the last bit; None where it is not kept."""
        trace = self._history.lines[moment.line].trace
        if self._begun is None or self._begun[0] is not trace:
            begun = self._history.nearest(Moment(moment.line, 0))[0].experiment
            self._begun = trace, begun
        begun = self._begun[1]
        if moment.offset == 0:
            return begun
        kept, state = trace.nearest(moment.offset)
        return begun.at_state(state, begun.updates + kept) if kept == moment.offset else None


class KnownOfLines(Generic[_Known]):
    """What is known of each line of a history, as long as it stands.

    Args:
        history: whose lines they are.
        begin: what is known of a line with this trace at first.
    """

    def __init__(self, history: History, begin: Callable[[Trace], _Known]) -> None:
        self._history, self._begin = history, begin
        self._known: dict[int, tuple[Trace, _Known]] = {}

    def of(self, line: int) -> _Known:
        """What is known of a line; one that was taken back gives its place to another."""
        trace, known = self._history.lines[line].trace, self._known.get(line)
        if known is None or known[0] is not trace:
            known = self._known[line] = trace, self._begin(trace)
        return known[1]


def bucket_size(last: int, most: int = MOST) -> int:
    """How many moments share a bucket, 2ⁿ, where moments 0 … last fall into at most so many."""
    size = 1
    while last // size >= most:
        size *= 2
    return size


def coarse_first(numbers: Iterable[int]) -> list[int]:
    """Whole numbers, 0 first, then those that the largest power of two divides."""
    return sorted(numbers, key=lambda number: -(number & -number) if number else -np.inf)


def unknown(
    trace: Trace, first: int, last: int, size: int, known: frozenset[int] | set[int]
) -> Iterator[int]:
    """The first kept moment of each bucket from one moment to another that is not known."""
    buckets = range(first // size, last // size + 1)
    for bucket in coarse_first(each for each in buckets if each not in known):
        start, end = max(first, bucket * size), min((bucket + 1) * size - 1, last)
        kept = trace.kept(start, end) if start else range(1)
        if kept:
            yield kept[0]
