"""Cells that are odd in their column: which they are, and what the column would be without."""

import math
from collections.abc import Sequence

from core.columns.coding import FORMS, Coding, Scheme
from core.columns.dates import day_in, first_day, form_of, other_form_of
from core.columns.kinds import ColumnKind, Survey, survey
from core.tables.cells import is_missing, is_too_large
from core.tables.problems import first_few, quoted
from core.tables.remarks import Remark
from core.tables.table import Table

_NAMED = 5


def in_lines(table: Table, name: str, rows: Sequence[int], count: int | None = None) -> str:
    """Name some cells of a column and where they are: "“1.2.3” in line 7 and 3 more".

    Args:
        table: with the column.
        name: the column's.
        rows: where the cells are, counted from 0.
        count: how many there are, if these are only the first of them.
    """
    cells = table.column(name)
    named = [f"{quoted(cells[row].strip())} in line {table.lines[row]}" for row in rows[:_NAMED]]
    return first_few(named, len(rows) if count is None else count)


def what_is_odd(table: Table, coding: Coding, rows: Sequence[int]) -> str:
    """Say what is wrong with cells that have no code: "“1.2.3” in line 7 is not a number".

    Args:
        table: with the column.
        coding: the column's.
        rows: where the cells are, counted from 0; one or more.
    """
    first = in_lines(table, coding.name, rows[:1])
    cell = table.column(coding.name)[rows[0]]
    what = f"{first} {_complaint(cell, coding, table.decimal_of(coding.name))}"
    if len(rows) > 1:
        what += f"; also odd: {in_lines(table, coding.name, rows[1:])}"
    return what


def _complaint(cell: str, coding: Coding, decimal: str) -> str:
    if coding.scheme is Scheme.DATE:
        return f"is no date with the {FORMS[coding.categories[1]]}"
    if coding.scheme is not Scheme.NUMBER:
        known = first_few([quoted(category) for category in coding.categories])
        return f"is none of the categories {known}"
    return "is too large a number" if is_too_large(cell, decimal) else "is not a number"


def doubt(table: Table, name: str, found: Survey) -> Remark | None:
    """Remark on odd cells among numbers, on what is none for a few, and on days and months."""
    if found.kind is ColumnKind.NUMBER and found.bad:
        odd = _odd(table, name, found, ColumnKind.NUMBER)
        return Remark(f"numbers but for {odd}", name, "such cells may be missing")
    if found.kind is ColumnKind.DATE:
        return _which_is_the_month(table, name)
    if found.nearly is None:
        return None
    taken = "categories" if found.kind is ColumnKind.CATEGORY else "texts"
    return Remark(f"taken as {taken}", name, _would_be(table, name, found, found.nearly))


def _which_is_the_month(table: Table, name: str) -> Remark | None:
    """Remark on dates in which the day may be the month."""
    cells = table.column(name)
    form, other = form_of(set(cells)), other_form_of(set(cells))
    dates = (c for c in cells if not is_missing(c)) if other else ()
    cell = next((c for c in dates if day_in(c, form) != day_in(c, other)), "")
    if not cell:
        return None
    read = f"{quoted(cell.strip())} is read as {first_day([cell], form)}"
    return Remark(read, name, f"{first_day([cell], other)} with the {FORMS[other]}")


def why_text(table: Table, name: str) -> str:
    """Say which cells keep a column from being numbers or dates; empty if most of them do."""
    found = survey(table.column(name), table.decimal_of(name))
    return "" if found.nearly is None else _would_be(table, name, found, found.nearly)


def _would_be(table: Table, name: str, found: Survey, kind: ColumnKind) -> str:
    return f"they would be {kind.value}s but for {_odd(table, name, found, kind)}"


def _odd(table: Table, name: str, found: Survey, kind: ColumnKind) -> str:
    """Name the first cells that are no numbers, or no dates as most of them are."""
    if kind is ColumnKind.NUMBER:
        return in_lines(table, name, found.bad, found.rows - found.missing - found.numbers)
    cells = table.column(name)
    different = set(cells)
    form = form_of(different, least=0)
    odd = {c for c in different if math.isnan(day_in(c, form)) and not is_missing(c)}
    return in_lines(table, name, [row for row, cell in enumerate(cells) if cell in odd])
