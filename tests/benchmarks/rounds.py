"""Timing contenders in turns, so that a busy machine wrongs them all alike."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping

from msgspec import Struct

Runner = Callable[[int], object]


class Figure(Struct, frozen=True):
    """A contender's seconds, and its ratios to the first contender, round by round."""

    seconds: float
    ratios: list[float]

    @property
    def quartiles(self) -> tuple[float, float, float]:
        """The lower quartile, the median and the upper quartile of the ratios."""
        low, middle, high = statistics.quantiles(self.ratios, n=4)
        return low, middle, high

    @property
    def ratio(self) -> str:
        """The median ratio with its quartiles, as text."""
        low, middle, high = self.quartiles
        return f"{middle:6.2f} ×  ({low:.2f} to {high:.2f})"


def repeated(work: Callable[[], object]) -> Runner:
    """What does some work as often as it is told."""

    def run(count: int) -> None:
        for _ in range(count):
            work()

    return run


def measure(contenders: Mapping[str, Runner], rounds: int, seconds: float) -> dict[str, Figure]:
    """Time the contenders in random order, each for about so many seconds a round.

    The first is what the others are measured against, in processor time. A contender is told how
    often to do its work.
    """
    counts = {name: _count_for(run, seconds) for name, run in contenders.items()}
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    gc.disable()
    for _ in range(rounds):
        for name in random.sample(list(contenders), len(contenders)):
            taken[name].append(_seconds(contenders[name], counts[name]) / counts[name])
    gc.enable()
    first = taken[next(iter(contenders))]
    return {
        name: Figure(
            statistics.median(times), [mine / its for mine, its in zip(times, first, strict=True)]
        )
        for name, times in taken.items()
    }


def _seconds(run: Runner, count: int) -> float:
    begun = time.process_time()
    run(count)
    return time.process_time() - begun


def _count_for(run: Runner, seconds: float) -> int:
    """How often the work fits into a slice of time; at least once."""
    count = 1
    while (taken := _seconds(run, count)) < seconds / 4:
        count *= 2
    return max(1, round(count * seconds / taken))
