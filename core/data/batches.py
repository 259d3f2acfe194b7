"""Batches, and the order of the rows in an epoch: which rows each step learns from.

In an epoch every row has its turn once, in an order shuffled anew from (seed, epoch). So the rows
of a step follow from the count of updates alone, and no random state has to be kept.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from core.nn.arrays import Rows

ALL_ROWS = 0


class Turn(NamedTuple):
    """Where in an epoch a step stands, each counted from 0."""

    epoch: int
    batch: int
    batches: int

    @property
    def is_last(self) -> bool:
        """Whether the epoch ends with this step."""
        return self.batch == self.batches - 1


def turn(updates: int, rows: int, size: int) -> Turn:
    """The epoch and batch of the step after so many updates.

    Args:
        updates: how many have been made.
        rows: of the data.
        size: of a batch; 0 for all rows. The last batch of an epoch has what is left.
    """
    batches = 1 if size == ALL_ROWS else max(1, -(-rows // size))
    return Turn(updates // batches, updates % batches, batches)


def batch_text(size: int) -> str:
    """Which rows a step learns from: "all rows", "one row", "batches of 16"."""
    if size == ALL_ROWS:
        return "all rows"
    return "one row" if size == 1 else f"batches of {size}"


def rows_of_step(updates: int, rows: int, size: int, seed: int) -> Rows | None:
    """The rows that the step after so many updates uses, read-only; None for all of them."""
    epoch, batch, batches = turn(updates, rows, size)
    if batches == 1:
        return None
    return _order(seed, epoch, rows)[batch * size : (batch + 1) * size]


@lru_cache(maxsize=8)
def _order(seed: int, epoch: int, rows: int) -> Rows:
    """All rows in the order of an epoch."""
    order = np.random.default_rng((seed, epoch)).permutation(rows).astype(np.intp)
    order.flags.writeable = False
    return order
