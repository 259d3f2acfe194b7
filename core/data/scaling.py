"""Scaling columns of numbers, so that none is much larger than the others.

A scaled number is (x − offset) / factor. Offsets and factors are fitted on some rows once, and then
stay as they are.
"""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, read_only

_FAR = 10.0  # so many times more or less than 1 is a spread far from 1
_FAR_OFF = 30.0  # from 0, for a mean


class Scale(Enum):
    """How offset and factor are chosen: standard, min–max, or not at all."""

    NONE = "none"
    STANDARD = "standard"
    MIN_MAX = "minmax"


class Scaling(Struct, frozen=True):
    """What was fitted, one offset and one factor a column; none of them where nothing is scaled.

    Attributes:
        scale: how they were chosen.
        offsets: what is taken off.
        factors: what the rest is divided by.

    Raises:
        ValueError: not as many factors as offsets, or one that is not a finite number above 0.
    """

    scale: Scale = Scale.NONE
    offsets: tuple[float, ...] = ()
    factors: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if len(self.offsets) != len(self.factors):
            raise ValueError("a scaling has one factor for each offset")
        if not np.isfinite(self.offsets).all():
            raise ValueError("an offset has to be a finite number")
        if not all(0 < factor < float("inf") for factor in self.factors):
            raise ValueError("a factor has to be a finite number above 0")

    @property
    def is_on(self) -> bool:
        """Whether anything is scaled."""
        return bool(self.offsets)

    def scaled(self, columns: Sequence[Array]) -> tuple[Array, ...]:
        """The columns as the network sees them, each of shape (rows,); infinite if too large."""
        if not self.is_on:
            return tuple(columns)
        each = zip(columns, self.offsets, self.factors, strict=True)
        with np.errstate(all="ignore"):
            return tuple(read_only((column - offset) / factor) for column, offset, factor in each)

    def value(self, column: int, original: float) -> float:
        """One number as the network sees it."""
        return (original - self.offsets[column]) / self.factors[column] if self.is_on else original

    def original(self, column: int, scaled: float) -> float:
        """A number that the network sees or predicts, in the column's own units."""
        return scaled * self.factors[column] + self.offsets[column] if self.is_on else scaled

    def originals(self, scaled: Array) -> Array:
        """Numbers of shape (columns, rows) in their own units; infinite if they are too large."""
        if not self.is_on:
            return scaled
        factors, offsets = np.array(self.factors), np.array(self.offsets)
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(scaled * factors[:, np.newaxis] + offsets[:, np.newaxis])

    def with_column(self, at: int, offset: float = 0.0, factor: float = 1.0) -> "Scaling":
        """The scaling with another column, which is left as it is unless it is scaled so."""
        if not self.is_on:
            return self
        offsets, factors = list(self.offsets), list(self.factors)
        offsets.insert(at, offset)
        factors.insert(at, factor)
        return Scaling(self.scale, tuple(offsets), tuple(factors))

    def without_column(self, at: int) -> "Scaling":
        """The scaling without a column."""
        if not self.is_on:
            return self
        offsets = self.offsets[:at] + self.offsets[at + 1 :]
        factors = self.factors[:at] + self.factors[at + 1 :]
        return Scaling(self.scale, offsets, factors)


UNSCALED = Scaling()


def fit(scale: Scale, columns: Sequence[Array], names: Sequence[str] = ()) -> Scaling:
    """Choose offsets and factors for these columns; `names` are theirs, to complain of one.

    Standard: the mean and the standard deviation (divided by the number of rows, not one less), so
    that the scaled column has mean 0 and deviation 1. Min–max: the least and the range, so that it
    goes from 0 to 1. A column that is always the same is divided by 1.

    Raises:
        ValueError: a column's numbers are too large to be scaled.
    """
    if scale is Scale.NONE:
        return UNSCALED
    pairs = [_standard(column) if scale is Scale.STANDARD else _range(column) for column in columns]
    bad = np.flatnonzero(~np.isfinite(pairs).all(axis=1))
    if bad.size:
        which = f"“{names[bad[0]]}”" if names else f"column {bad[0] + 1}"
        raise ValueError(f"the numbers of {which} are too large to be scaled")
    offsets, factors = zip(*pairs, strict=True)
    return Scaling(scale, offsets, factors)


def is_far_from_1(column: Array) -> bool:
    """Whether numbers of shape (rows,) are far from those that a random network predicts.

    That is a standard deviation below 1/10, or numbers that are too wide: see `is_wide`.
    """
    with np.errstate(all="ignore"):
        return bool(column.std() < 1 / _FAR) or is_wide(column)


def is_wide(column: Array) -> bool:
    """Whether steps at a usual rate may explode with such targets, of shape (rows,).

    Their standard deviation is above 10, or their mean more than 30 away from 0.
    """
    with np.errstate(all="ignore"):
        return not (column.std() <= _FAR and abs(column.mean()) <= _FAR_OFF)


def _standard(column: Array) -> tuple[float, float]:
    with np.errstate(all="ignore"):
        return float(column.mean()), _usable(float(column.std()), column)


def _range(column: Array) -> tuple[float, float]:
    with np.errstate(all="ignore"):
        return float(column.min()), _usable(float(np.ptp(column)), column)


def _usable(spread: float, column: Array) -> float:
    """The spread, or 1 for a column that is always the same, up to rounding."""
    least = 1e-14 * float(np.abs(column).max())
    return spread if spread > least else 1.0
