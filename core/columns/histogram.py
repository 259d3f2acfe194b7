"""A column at a glance: how many of its cells fall into each part of their range, or category."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from core.columns.dates import day_in, form_of
from core.columns.kinds import ColumnKind, Survey
from core.nn.arrays import Array
from core.slices.work import SLICE_CELLS, Work
from core.tables.cells import is_missing, numbers_in
from core.tables.table import Table
from core.text.numbers import rounded_text

PARTS = 16  # of equal width, from the least number to the largest
_PARTS_OF_WHOLE = range(24, 7, -1)  # numbers, of which each part has as many, if it can be
MOST_BARS = 12
_LARGEST_SPAN = 1e9  # of whole numbers
_FEW_NUMBERS = 10  # different ones, that have a bar each


class Histogram(Struct, frozen=True):
    """How often what stands in a column.

    Attributes:
        counts: how many cells fall into each part of the range, or into each category; none for
            texts, and where nothing is known.
        names: one a category; empty where these are the parts of a range.
        low: the least number, or day; 0 for categories.
        high: the largest.
        every: every how-manieth row was looked at; 1 for all of them.
    """

    counts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    every: int = 1


NOTHING_COUNTED = Histogram()


def histogram(cells: Sequence[str], survey: Survey, decimal: str) -> Histogram:
    """Count the cells of a column, at once however many there are.

    Of more than `SLICE_CELLS` cells only every second, third and so on is looked at. Numbers and
    dates are counted in `PARTS` parts of equal width (whole numbers in about as many, each with as
    many of them, if it can be), up to `_FEW_NUMBERS` different numbers and
    categories one by one, the rarer ones of more than `MOST_BARS` together.
    """
    every = -(-len(cells) // SLICE_CELLS) or 1
    some = cells[::every]
    if survey.kind is ColumnKind.NUMBER:
        values = numbers_in(some, decimal).values
        few = survey.different <= _FEW_NUMBERS
        return _of_each(values, every) if few else _of_range(values, every)
    if survey.kind is ColumnKind.DATE:
        form = form_of(set(some))
        days = np.array([day_in(cell, form) for cell in some]) if form else np.empty(0)
        return _of_range(days, every)
    if survey.kind is ColumnKind.TEXT:
        return Histogram(every=every)
    return _of_categories(some, survey, every)


def histograms(table: Table, surveys: Sequence[Survey]) -> Work[tuple[Histogram, ...]]:
    """Count the cells of all columns of a table, one a slice."""
    found = []
    columns = zip(table.columns, surveys, table.decimals, strict=True)
    for done, (cells, survey, decimal) in enumerate(columns):
        yield done / len(surveys)
        found.append(histogram(cells, survey, decimal))
    return tuple(found)


def _of_range(values: Array, every: int) -> Histogram:
    known = values[~np.isnan(values)]
    if not known.size:
        return Histogram(every=every)
    low, high = float(known.min()), float(known.max())
    if low == high:
        return Histogram((known.size,), (), low, high, every)
    # Halves, because the difference of two numbers can be too large for a float.
    parts, whole = _parts(known, low, high)
    share = (known / 2 - low / 2) / (high / 2 - low / 2 + whole / 2)
    places = np.minimum((share * parts).astype(np.int64), parts - 1)
    counts = np.bincount(places, minlength=parts)
    return Histogram(tuple(counts.tolist()), (), low, high, every)


def _parts(values: Array, low: float, high: float) -> tuple[int, bool]:
    """How many parts there are, and whether each has as many whole numbers as the others.

    With one more in some of them there would be teeth that are not in the numbers.
    """
    span = high - low + 1
    if span < _LARGEST_SPAN and not np.any(values % 1):
        for parts in _PARTS_OF_WHOLE:
            if span % parts == 0:
                return parts, True
    return PARTS, False


def _of_each(values: Array, every: int) -> Histogram:
    different, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    names = tuple(map(rounded_text, different.tolist()))
    return Histogram(tuple(counts.tolist()), names, every=every)


def _of_categories(cells: Sequence[str], survey: Survey, every: int) -> Histogram:
    folds = survey.kind is ColumnKind.YES_NO
    texts = (cell.strip() for cell in cells if not is_missing(cell))
    found = Counter(text.casefold() if folds else text for text in texts)
    names = survey.categories
    if len(names) > MOST_BARS:
        common = sorted(names, key=lambda name: -found[name])[: MOST_BARS - 1]
        names = tuple(name for name in names if name in common)
    counts = [found[name] for name in names]
    rest = found.total() - sum(counts)
    if rest:
        return Histogram((*counts, rest), (*names, "others"), every=every)
    return Histogram(tuple(counts), names, every=every)
