"""Guessing which rows of a table are data, and which stand above them: a title, names, units."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from core.tables.cells import is_missing, number_in, signs_in

_KNOWN = 65_536  # cells; each is looked at for every delimiter
_WHOLE = re.compile(r"\s*\d{1,9}\s*", re.ASCII)
_YEAR = re.compile(r"\s*(?:18|19|20)\d\d\s*", re.ASCII)
_MOST_TITLES = 10
_MOST_HEAD = 3  # rows: names, and what stands over or under them
LONGEST_UNIT = 40  # characters
_FEWEST = 3  # rows below a header of numbers
_MANY = 10  # rows of texts, of which none has a text of the first row again
_PERHAPS = 0.5  # how much is to be said for names, or against them, where it is not sure

Rows = Sequence[Sequence[str]]


class Layout(Struct, frozen=True):
    """Where things stand in some rows, which are counted from 0.

    Attributes:
        start: the row of the names or, without any, the first of the data.
        has_header: whether there are names.
        under: how many rows between the names and the data are none, such as units.
        in_doubt: whether it might as well be otherwise with the names.
    """

    start: int
    has_header: bool
    under: int = 0
    in_doubt: bool = False


def layout_of(rows: Rows) -> Layout:
    """Guess what the first rows are.

    A title has fewer cells than the table, or one cell with something in it; names follow. The
    first row is a header where it has no number above a column of numbers; and if there are no such
    columns, where its texts are all different and none of them comes again below. Whole numbers
    that follow each other, far from those below them, are a header, too. Rows of texts between the
    names and columns of numbers are units.
    """
    start = first_row(rows)
    table = rows[start:]
    height = _head_height(table)
    if height > 1:
        names = next((at for at in range(height) if _are_names(table[at])), 0)
        return Layout(start + names, has_header=True, under=height - 1 - names)
    found = _vote(table)
    return Layout(start, has_header=found > 0, in_doubt=abs(found) < 1)


def width_of(rows: Rows) -> int:
    """How many cells most rows have."""
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0


def first_row(rows: Rows) -> int:
    """Return the first row that belongs to the table, and not to a title."""
    width = width_of(rows)
    start = 0
    for at, row in enumerate(rows[:_MOST_TITLES]):
        if at + 1 >= len(rows) or not _is_title(row, width):
            break
        if _has_numbers(row) and _has_numbers(rows[at + 1]):
            break
        # Names of columns may be one fewer than these; they stand directly above the data.
        if len(row) == width - 1 and _has_numbers(rows[at + 1]):
            break
        start = at + 1
    below = rows[start:]
    has_names = has_header(below) or _head_height(below) > 1
    return start if has_names or not start or len(rows[start - 1]) != width else 0


def has_header(rows: Rows) -> bool:
    """Whether the first of these rows has names."""
    return _vote(rows) > 0


def _vote(rows: Rows) -> float:
    """Return from −1, the first row is data, to 1, it has names; never 0."""
    if not rows:
        return 1
    first, body = rows[0], rows[1:]
    if _counts_on(first, body):
        return 1
    if _are_years(first, body):
        return _PERHAPS
    short = len(first) == width_of(body) - 1  # the column of the rows' names has none
    columns = [
        [row[at + short] for row in body if at + short < len(row)] for at in range(len(first))
    ]
    votes = [
        1 if _may_be_name(name, cells) else -1
        for name, cells in zip(first, columns, strict=True)
        if not is_missing(name) and _are_numbers(cells)
    ]
    if votes:
        return sum(votes) / len(votes) or -_PERHAPS
    if any(map(is_number, first)) or len(set(first)) < len(first):
        return -1
    if any(name in cells for name, cells in zip(first, columns, strict=True)):
        return -1
    return 1 if len(body) >= _MANY else _PERHAPS


@lru_cache(_KNOWN)
def is_number(cell: str) -> bool:
    """Whether a cell is a number with some decimal mark."""
    return number_in(cell, ".") is not None or number_in(cell, ",") is not None


def _may_be_name(text: str, below: Sequence[str]) -> bool:
    """Whether it is no number, or one with a unit, as "5 min", above numbers without."""
    return not is_number(text) or (_has_unit(text) and not any(map(_has_unit, below)))


@lru_cache(_KNOWN)
def _has_unit(cell: str) -> bool:
    signs = signs_in(cell, ".") or signs_in(cell, ",")
    return signs is not None and bool(signs.unit)


def _is_title(row: Sequence[str], width: int) -> bool:
    """Whether it is short, or long, or a few texts at the beginning of an else empty row."""
    if len(row) < width or len(row) > width + (not row[-1]):
        return True
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    few = bool(filled) and filled[0] == 0 and 2 * (filled[-1] + 1) <= width
    return 1 < width == len(row) and few and not _has_numbers(row)


def _has_numbers(row: Sequence[str]) -> bool:
    return any(map(is_number, row))


def _head_height(rows: Rows) -> int:
    """How many rows stand above the data, if they are more than the names; else 0."""
    if not rows or _has_numbers(rows[0]):
        return 0
    for height in range(1, _MOST_HEAD + 1):
        body = rows[height:]
        if len(body) < 2:
            return 0
        numeric = _numeric_columns(body)
        if any(at < len(body[0]) and is_number(body[0][at]) for at in numeric):
            above = [row[at] for row in rows[1:height] for at in numeric if at < len(row)]
            return height if _are_units(above) else 0
    return 0


def _are_units(cells: Sequence[str]) -> bool:
    """Whether these, which stand above numbers, are texts, and as short as units are."""
    return all(len(cell) <= LONGEST_UNIT and not is_number(cell) for cell in cells) and not all(
        map(is_missing, cells)
    )


def _are_names(row: Sequence[str]) -> bool:
    return len(set(row)) == len(row) and all(cell.strip() for cell in row[1:])


def _numeric_columns(rows: Rows) -> list[int]:
    return [
        at
        for at in range(width_of(rows))
        if _are_numbers([row[at] for row in rows if at < len(row)])
    ]


def _counts_on(first: Sequence[str], body: Rows) -> bool:
    """Whether these are whole numbers one after another, far from the numbers below them."""
    if len(first) < 2 or len(body) < _FEWEST or not all(map(_WHOLE.fullmatch, first)):
        return False
    names = [int(cell.strip()) for cell in first]
    if names != list(range(names[0], names[0] + len(names))):
        return False
    for at, name in enumerate(names):
        column = [row[at] for row in body if at < len(row)]
        read = [number_in(cell, mark) for mark in ".," for cell in column]
        values = [value for value in read if value is not None]
        low, high = min(values, default=name), max(values, default=name)
        if max(low - name, name - high) <= high - low:
            return False
    return True


def _are_years(first: Sequence[str], body: Rows) -> bool:
    """Whether two or more years stand one after another behind texts, and not above years."""
    at = next((at for at, cell in enumerate(first) if _YEAR.fullmatch(cell)), 0)
    names, years = first[:at], [cell.strip() for cell in first[at:] if cell.strip()]
    if not names or len(years) < 2 or any(map(is_number, names)) or not all(names):
        return False
    if not all(map(_YEAR.fullmatch, years)):
        return False
    numbers = [int(year) for year in years]
    below = [cell for row in body for cell in row[at:] if cell.strip()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and not all(
        map(_YEAR.fullmatch, below)
    )


def _are_numbers(cells: Iterable[str]) -> bool:
    """Whether nearly all of these cells are numbers."""
    present = [cell for cell in cells if not is_missing(cell)]
    numbers = sum(map(is_number, present))
    return numbers > 0 and numbers >= 0.9 * len(present)
