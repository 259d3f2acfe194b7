"""A part of the rows of a table, drawn by a seed.

Each row is given a random number, one after another, and those with the least are drawn: which
rows that is does not hang on what stands in them.
"""

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, BoolArray
from core.tables.remarks import Remark
from core.text.numbers import grouped

_ROOM = 100_000  # rows, at the most, that are held beside those that are drawn


class Sample(Struct, frozen=True):
    """How many rows are drawn, one or more, and by which seed."""

    rows: int
    seed: int

    def remark(self, total: int) -> Remark:
        """Say how many of all rows are drawn."""
        verb = "is" if self.rows == 1 else "are"
        told = f"{grouped(self.rows)} of {grouped(total)} rows {verb} taken"
        return Remark(f"{told}, a sample drawn by seed {self.seed}")


class Draw:
    """Draws from rows of which nobody knows how many will come."""

    def __init__(self, sample: Sample) -> None:
        self._total = 0
        self._sample = sample
        self._random = np.random.default_rng(sample.seed)
        self._chances: Array = np.empty(0)
        self._limit = 1.0

    def take(self, count: int) -> BoolArray:
        """Say which of so many more rows to hold for now; shape (count,)."""
        chances = self._random.random(count)
        held = chances < self._limit
        self._total += count
        self._chances = np.concatenate((self._chances, chances[held]))
        return held

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """How many of all rows are drawn, if that is not all of them."""
        is_part = self._total > self._sample.rows
        return (self._sample.remark(self._total),) if is_part else ()

    @property
    def is_full(self) -> bool:
        """Whether so many rows are held that some should be let go."""
        return self._chances.size >= self._sample.rows + min(self._sample.rows, _ROOM)

    def let_go(self) -> BoolArray:
        """Say which of the rows that are held to hold on; no more than are to be drawn."""
        if self._chances.size <= self._sample.rows:
            return np.ones(self._chances.size, dtype=np.bool_)
        held = _least(self._chances, self._sample.rows)
        self._chances = self._chances[held]
        self._limit = float(self._chances.max())
        return held


def _least(chances: Array, count: int) -> BoolArray:
    held = np.zeros(chances.size, dtype=np.bool_)
    held[np.argpartition(chances, count - 1)[:count]] = True
    return held
