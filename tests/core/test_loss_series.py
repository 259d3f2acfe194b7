import numpy as np
import pytest

from core.nn.arrays import Array
from core.training import trace
from core.training.trace import Trace


def filled(losses: Array, portion: int) -> Trace:
    made = Trace(np.zeros(2), float(losses[0]))
    for start in range(1, len(losses), portion):
        part = losses[start : start + portion]
        made.extend(part, np.zeros((len(part), 2)))
    return made


@pytest.mark.parametrize("portion", [1, 7, 60])
@pytest.mark.parametrize("count", [2, 100, 101, 203, 1999, 3057])
def test_buckets_cover_just_the_moments_they_say(
    monkeypatch: pytest.MonkeyPatch, portion: int, count: int
) -> None:
    monkeypatch.setattr(trace, "EXACT_LOSSES", 101)
    losses = np.random.default_rng(count).random(count)
    series = filled(losses, portion).losses()
    starts = np.arange(0, count, series.bucket)
    assert series.first.tolist() == starts.tolist()
    assert series.lowest.tolist() == np.minimum.reduceat(losses, starts).tolist()
    assert series.highest.tolist() == np.maximum.reduceat(losses, starts).tolist()


@pytest.mark.parametrize(("first", "last"), [(0, 0), (5, 9), (0, 1998), (1998, 1998), (1990, 5000)])
def test_a_part_of_the_losses_is_that_part_of_all(
    monkeypatch: pytest.MonkeyPatch, first: int, last: int
) -> None:
    monkeypatch.setattr(trace, "EXACT_LOSSES", 101)
    made = filled(np.random.default_rng(0).random(1999), 30)
    every, part = made.losses(), made.losses(first, last)
    rows = slice(first // every.bucket, last // every.bucket + 1)
    assert part.first.tolist() == every.first[rows].tolist()
    assert part.lowest.tolist() == every.lowest[rows].tolist()
    assert part.highest.tolist() == every.highest[rows].tolist()
