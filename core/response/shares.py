"""The shares of softmax for one row: from the sums over their exponentials."""

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, read_only

_PLAIN = 13.0  # e to that power is a number that can still be read


class Shares(Struct, frozen=True, eq=False):
    """What softmax makes of the sums of a row, each of shape (nodes,).

    Attributes:
        sums: z.
        taken_off: what is taken off each sum before e is raised to it: the largest of them where
            the powers could not be read or computed otherwise, else 0. The shares stay the same,
            for above and below the line everything is divided by the same power.
        powers: e^(z − taken_off).
        shares: power / Σ powers, as the forward pass computes them.
    """

    sums: Array
    taken_off: float
    powers: Array
    shares: Array


def shares_of(sums: Array) -> Shares:
    """The shares of sums, shape (nodes,)."""
    largest = float(sums.max())
    off = 0.0 if abs(largest) <= _PLAIN else largest
    with np.errstate(all="ignore"):
        small = np.exp(sums - largest)
        powers = np.exp(sums - off) if off != largest else small
        shares = small / small.sum()
    return Shares(read_only(sums), off, read_only(powers), read_only(shares))
