"""The kind of a column: numbers, yes/no, categories or text, found by a look at its cells."""

from collections.abc import Iterable, Sequence
from enum import Enum

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from core.columns.dates import form_of
from core.columns.levels import natural_order
from core.nn.arrays import Array
from core.slices.work import SLICE_CELLS, Work, finish, scaled
from core.tables.cells import YES_NO, is_missing, number_in, numbers_in
from core.tables.table import Table

FEW = 50  # different texts, at the most, make categories
MAX_CATEGORY = 100  # characters; a longer text is no name of a category
_NAMED = 5
_MOSTLY = 0.7  # of the different texts, which are dates
_MOST_CLASSES = 10  # of whole numbers
_LARGEST = 9.0  # of the whole numbers that are names of classes


class ColumnKind(Enum):
    """What the cells of a column are."""

    NUMBER = "number"
    YES_NO = "yes or no"
    CATEGORY = "category"
    DATE = "date"
    TEXT = "text"


class Survey(Struct, frozen=True):
    """What was found in a column.

    Attributes:
        kind: what its cells are.
        rows: how many cells there are.
        missing: how many of them say nothing.
        numbers: how many are numbers.
        bad: the first few rows with a text in a column of numbers, or of what are nearly numbers,
            counted from 0.
        nearly: what the cells of a column of texts or categories are but for a few; None else.
        categories: for categories and yes or no, which there are, in order: `in_order`, or first
            no, then yes.
        sample: one of the texts that it holds; empty if it holds none.
        different: how many different texts or numbers there are, or more than `FEW`.
        each_once: whether these are whole numbers, none missing, and none twice.
        count: whether they are whole numbers each one more than the one before.
        few_whole: whether they are few small whole numbers that come again, as those of classes.
        is_scale: whether the categories have a natural order.
    """

    kind: ColumnKind
    rows: int
    missing: int
    numbers: int
    bad: tuple[int, ...] = ()
    nearly: ColumnKind | None = None
    categories: tuple[str, ...] = ()
    sample: str = ""
    different: int = FEW + 1
    each_once: bool = False
    count: bool = False
    few_whole: bool = False
    is_scale: bool = False


class _Tally(Struct, eq=False):
    """What was found so far."""

    decimal: str
    rows: int = 0
    missing: int = 0
    numbers: int = 0
    bad: list[int] = field(default_factory=list)
    values: set[str] = field(default_factory=set)
    found: list[Array] = field(default_factory=list)

    def add(self, cells: Sequence[str]) -> None:
        """Look at some more cells."""
        codes = numbers_in(cells, self.decimal)
        bad = np.flatnonzero(codes.bad)
        missing = int(codes.missing.sum())
        self.found.append(codes.values[~np.isnan(codes.values)])
        self.bad += [self.rows + row for row in bad[: _NAMED - len(self.bad)].tolist()]
        self.rows += len(cells)
        self.missing += missing
        self.numbers += len(cells) - missing - bad.size
        self._keep_values(cells)

    def survey(self) -> Survey:
        """Say what it comes to."""
        kind, different = self.kind(), len(self.values)
        sample = min(self.values, default="")
        found = Survey(
            kind, self.rows, self.missing, self.numbers, sample=sample, different=different
        )
        if found.kind is ColumnKind.NUMBER:
            return self._survey_of_numbers(replace(found, bad=tuple(self.bad)))
        if found.kind is ColumnKind.YES_NO:
            return replace(found, categories=yes_no_pair(self.values) or ())
        if found.kind is not ColumnKind.DATE and (nearly := self._nearly()):
            bad = self.bad if nearly is ColumnKind.NUMBER else ()
            found = replace(found, nearly=nearly, bad=tuple(bad))
        if found.kind is ColumnKind.CATEGORY:
            is_scale = bool(natural_order(self.values))
            categories = in_order(self.values, self.decimal)
            return replace(found, categories=categories, is_scale=is_scale)
        return found

    def _survey_of_numbers(self, found: Survey) -> Survey:
        """Say what kind of numbers these are, too."""
        values = np.concatenate(self.found)
        different = np.unique(values)
        whole = not bool(np.any(different % 1))
        small = different.size <= _MOST_CLASSES and different[0] >= -1 and different[-1] <= _LARGEST
        return replace(
            found,
            different=different.size,
            each_once=whole and different.size == self.rows,
            count=whole and np.array_equal(values, values[0] + np.arange(self.rows)),
            few_whole=whole and bool(small) and _come_again(different.size, values.size),
        )

    def kind(self) -> ColumnKind:
        """Choose the kind that fits."""
        present = self.rows - self.missing
        bad = present - self.numbers
        if present and 10 * bad <= max(present, 10) and 3 * bad <= self.numbers:
            return ColumnKind.CATEGORY if bad and self._are_counts(bad) else ColumnKind.NUMBER
        if yes_no_pair(self.values):
            return ColumnKind.YES_NO
        if form_of(self.values):
            return ColumnKind.DATE
        return ColumnKind.CATEGORY if self._are_few(present) else ColumnKind.TEXT

    def _are_counts(self, bad: int) -> bool:
        """Whether a few numbers and texts such as 3+, which come again, are names: 0, 1, 2, 3+."""
        odd = [value for value in self.values if number_in(value, self.decimal) is None]
        have_digits = all(any(map(str.isdecimal, value)) for value in odd)
        return have_digits and 2 * len(odd) <= bad and len(self.values) <= _MOST_CLASSES

    def _nearly(self) -> ColumnKind | None:
        """What it would be but for a few cells."""
        if 2 * self.numbers > self.rows - self.missing:
            return ColumnKind.NUMBER
        return ColumnKind.DATE if form_of(self.values, _MOSTLY) else None

    def _keep_values(self, cells: Sequence[str]) -> None:
        """Keep the different texts, until there are too many for categories."""
        for cell in set(cells) if len(self.values) <= FEW else ():
            if not is_missing(cell):
                self.values.add(cell.strip())
                if len(self.values) > FEW:
                    break

    def _are_few(self, present: int) -> bool:
        """Whether these are names of categories: few, short, and coming again."""
        count = len(self.values)
        again = _come_again(count, present)
        short = all(len(value) <= MAX_CATEGORY for value in self.values)
        return 0 < count <= FEW and again and short


def _come_again(different: int, present: int) -> bool:
    """Whether things are few enough to be names: half as many as cells, or three."""
    return 2 * different <= present or (different <= 3 and different < present)


def survey(cells: Sequence[str], decimal: str = ".") -> Survey:
    """Look through the cells of a column.

    It holds numbers if at least nine of ten cells that say something are numbers (or all but one,
    of four or more); then the others are bad cells, to be corrected, unless they belong to a few
    names: 0, 1, 2, 3+. Else it may say yes or no, in one of several languages; 0 and 1 are numbers;
    or the first `FEW` different texts are dates.
    Else it holds categories if there are no more than `FEW` different texts, and half as many as
    cells (or three). Else it is text.
    """
    return finish(_surveying(cells, decimal))


def surveying(table: Table) -> Work[tuple[Survey, ...]]:
    """Look through all columns of a table, in slices of some 10 milliseconds."""
    found = []
    for done, (cells, decimal) in enumerate(zip(table.columns, table.decimals, strict=True)):
        work = _surveying(cells, decimal)
        found.append((yield from scaled(work, done, len(table.columns))))
    return tuple(found)


def in_order(categories: Iterable[str], decimal: str) -> tuple[str, ...]:
    """Return categories in the order in which they are counted: numbers by size, then the alphabet.

    Small letters come with capital ones. Levels of a known scale are in their natural order.
    """
    categories = tuple(categories)
    if scale := natural_order(categories):
        return scale

    def rank(category: str) -> tuple[bool, float, str, str]:
        number = number_in(category, decimal)
        return number is None, number or 0.0, category.casefold(), category

    return tuple(sorted(categories, key=rank))


def yes_no_pair(values: Iterable[str]) -> tuple[str, str] | None:
    """Return the words for no and yes, in small letters, if all of the values are one of them."""
    words = {value.casefold() for value in values}
    return next((pair for pair in YES_NO if words and words <= set(pair)), None)


def _surveying(cells: Sequence[str], decimal: str) -> Work[Survey]:
    tally = _Tally(decimal)
    for start in range(0, len(cells), SLICE_CELLS):
        tally.add(cells[start : start + SLICE_CELLS])
        yield tally.rows / len(cells)
    return tally.survey()
