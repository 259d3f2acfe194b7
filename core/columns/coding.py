"""The coding of one column: cells to numbers, one-hot, ordinal, yes/no, dates or as they are.

A `Coding` is plain data: msgspec writes it into a file and reads it back.
"""

import math
from collections.abc import Sequence
from datetime import date
from enum import Enum

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array

# The forms of dates: the order of their parts.
FORMS = {"ymd": "year first", "dmy": "day before the month", "mdy": "month before the day"}


class Use(Enum):
    """What a column is for."""

    INPUT = "input"
    TARGET = "target"
    UNUSED = "unused"


class Scheme(Enum):
    """How cells become numbers: as they are, one-hot, ordinal, yes/no, dates.

    A number is itself. No is 0 and yes is 1, or the first and the second of any two categories.
    One-hot, each category has a node of its own, which is 1 for it and 0 for the others. Ordinal,
    the categories are 0, 1, 2 and so on, in their order. A date is the days since the first one.
    """

    NUMBER = "number"
    YES_NO = "yes_no"
    ONE_HOT = "one_hot"
    ORDINAL = "ordinal"
    DATE = "date"


class Missing(Enum):
    """What becomes of a row where the cell of an input is missing.

    It is left out, or the number is taken that is the mean or the median of what the other cells
    of the column became. (One-hot, that is done for each node.) Or, of words, to say nothing is a
    category of its own, with its own node: then they are one-hot.
    """

    SKIP_ROW = "leave out the row"
    MEAN = "fill in the mean"
    MEDIAN = "fill in the median"
    CATEGORY = "a category of its own"


class Coding(Struct, frozen=True):
    """How the cells of a column become numbers.

    Attributes:
        name: the column's.
        use: what it is for, input or target.
        scheme: how its cells become numbers.
        categories: for all but numbers, which texts there are, in order; for yes or no, two; for
            dates, the first day, as 2024-01-31, and a key of `FORMS`.
        fills: for each node, the number that stands for a missing cell; empty where rows with a
            missing cell are left out.

    Raises:
        ValueError: parts that do not fit together.
    """

    name: str
    use: Use
    scheme: Scheme
    categories: tuple[str, ...] = ()
    fills: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.categories)
        if self.use is Use.UNUSED or len(set(self.categories)) != count:
            raise ValueError("a coding is of an input or a target, and has no category twice")
        if (self.scheme is Scheme.NUMBER) != (count == 0):
            raise ValueError("a coding has categories unless it is of numbers")
        if self.scheme is Scheme.YES_NO and count != 2:
            raise ValueError("there are two categories to yes or no")
        if self.scheme is Scheme.DATE:
            _check_date(self.categories)
        if self.fills and len(self.fills) != len(self.node_names):
            raise ValueError("a coding has one number to fill in for each node, or none at all")
        if not all(map(math.isfinite, self.fills)):
            raise ValueError("what is filled in has to be finite")

    @property
    def node_names(self) -> tuple[str, ...]:
        """What the inputs or targets are called that the column becomes: "colour = red"."""
        if self.scheme is not Scheme.ONE_HOT:
            return (self.name,)
        return tuple(f"{self.name} = {category}" for category in self.categories)

    def spread(self, values: Array) -> list[Array]:
        """Return one array a node, each of shape (rows,), from the codes of the cells.

        A code is the number itself, or the place of the category, counted from 0. Where it is NaN,
        there is NaN in each array, or what is to be filled in.
        """
        if self.scheme is Scheme.ONE_HOT:
            missing = np.isnan(values)
            nodes = [np.where(missing, np.nan, values == at) for at in range(len(self.categories))]
        else:
            nodes = [values.copy()]
        for node, fill in zip(nodes, self.fills, strict=False):
            node[np.isnan(node)] = fill
        return nodes


def has_classes(codings: Sequence[Coding]) -> bool:
    """Whether words are predicted, or other classes, whatever loss they are learnt with."""
    of_classes = (Scheme.ONE_HOT, Scheme.YES_NO)
    return any(each.use is Use.TARGET and each.scheme in of_classes for each in codings)


def _check_date(categories: Sequence[str]) -> None:
    """Raise ValueError if these are not the first day and the form of dates."""
    if len(categories) != 2 or categories[1] not in FORMS:
        raise ValueError("a coding of dates has the first day and the order of its parts")
    date.fromisoformat(categories[0])
