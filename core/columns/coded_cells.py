"""The cells of a column coded: which coding a plan asks for, and what each cell becomes."""

import math
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from msgspec.structs import replace

from core.columns.coding import FORMS, Coding, Missing, Scheme, Use
from core.columns.dates import day_in, first_day, form_of
from core.columns.kinds import in_order, yes_no_pair
from core.columns.plan import ColumnPlan
from core.nn.arrays import Array
from core.slices.work import SLICE_CELLS, Work
from core.tables.cells import Codes, codes_in, is_missing, numbers_in
from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.table import MAX_NAME, Table
from core.text.numbers import grouped

MAX_CATEGORIES = 1_000
MISSING_CATEGORY = "(missing)"  # to which cells belong that say nothing, where it is one
NOTHING_THERE = "all of its cells are missing: set it to unused"


def coding_for(plan: ColumnPlan, table: Table) -> Coding:
    """Return the coding that a plan asks for, with its categories and without what is filled in.

    Raises:
        SpreadsheetError: there is no such column, or its cells cannot be coded in this way.
    """
    cells = table.column(plan.name)
    if plan.missing is Missing.CATEGORY and plan.use is Use.INPUT:
        return _with_missing(plan, table)
    if plan.coding is Scheme.NUMBER:
        return Coding(plan.name, plan.use, plan.coding)
    if plan.coding is Scheme.DATE:
        different = set(cells)
        form = plan.date_form or form_of(different, least=0)
        if not form or all(math.isnan(day_in(cell, form)) for cell in different):
            with_form = f" with the {FORMS[form]}" if form else ""
            what = f"none of its cells is a date{with_form}"
            raise SpreadsheetError(what, f"column {quoted(plan.name)}")
        return Coding(plan.name, plan.use, plan.coding, (first_day(different, form), form))
    categories = plan.categories
    if not categories:
        categories = categories_of(cells, table.decimal_of(plan.name))
        if plan.coding is Scheme.YES_NO:
            categories = yes_no_pair(categories) or categories
    _check_categories(categories, plan)
    return Coding(plan.name, plan.use, plan.coding, categories)


def _with_missing(plan: ColumnPlan, table: Table) -> Coding:
    """The one-hot coding in which cells that say nothing are the last category."""
    if plan.coding not in (Scheme.ONE_HOT, Scheme.YES_NO):
        raise SpreadsheetError(
            "missing cells can be a category only where words are one-hot",
            f"column {quoted(plan.name)}",
        )
    cells = table.column(plan.name)
    is_given = plan.categories and plan.coding is Scheme.ONE_HOT
    found = plan.categories if is_given else categories_of(cells, table.decimal_of(plan.name))
    _check_categories(found, replace(plan, coding=Scheme.ONE_HOT))
    has_gaps = any(map(is_missing, cells)) and MISSING_CATEGORY not in found
    categories = (*found, MISSING_CATEGORY) if has_gaps else tuple(found)
    return Coding(plan.name, plan.use, Scheme.ONE_HOT, categories)


def categories_of(cells: Sequence[str], decimal: str) -> tuple[str, ...]:
    """Return the different texts in a column, in order, without missing ones.

    They may be one more than `MAX_CATEGORIES`: then there are too many to be categories.
    """
    found: set[str] = set()
    for cell in cells:
        if cell not in found and not is_missing(cell):
            found.add(cell.strip())
            if len(found) > MAX_CATEGORIES:
                break
    return in_order(found, decimal)


def coding_cells(cells: Sequence[str], coding: Coding, decimal: str) -> Work[Codes]:
    """Return the code of each cell: the number itself, or the place of its category from 0."""
    values = np.empty(len(cells))
    missing = np.zeros(len(cells), dtype=np.bool_)
    place = _places(coding)
    for start in range(0, len(cells), SLICE_CELLS):
        part = slice(start, start + SLICE_CELLS)
        if coding.scheme is Scheme.NUMBER:
            codes = numbers_in(cells[part], decimal)
        else:
            codes = codes_in(cells[part], place)
        values[part], missing[part] = codes.values, codes.missing
        yield min(1.0, (start + SLICE_CELLS) / len(cells))
    return Codes(values, missing)


def fills_for(nodes: Sequence[Array], missing: Missing) -> tuple[float, ...]:
    """Return the mean or median of each node, shape (rows,), that stands for its missing cells.

    Every node needs at least one cell that is not NaN. Nothing where such rows are skipped.
    """
    if missing is Missing.SKIP_ROW:
        return ()
    return tuple(_middle(node[~np.isnan(node)], missing) for node in nodes)


def _middle(values: Array, missing: Missing) -> float:
    middle = np.mean if missing is Missing.MEAN else np.median
    with np.errstate(over="ignore"):
        found = float(middle(values))
    if math.isfinite(found):
        return found
    # The sum was too large for a float; the mean and the median themselves are not.
    return float(middle(values / values.size)) * values.size


def _places(coding: Coding) -> Callable[[str], float]:
    """Return the function from a cell to the place of its category or day, NaN if it is none."""
    if coding.scheme is Scheme.DATE:
        first = date.fromisoformat(coding.categories[0]).toordinal()
        return lambda cell: day_in(cell, coding.categories[1]) - first
    if yes_no_pair(coding.categories):
        words = {word.casefold(): float(at) for at, word in enumerate(coding.categories)}
        return lambda cell: words.get(cell.strip().casefold(), math.nan)
    places = {category: float(at) for at, category in enumerate(coding.categories)}
    silent = places.get(MISSING_CATEGORY, math.nan)
    return lambda cell: places.get(cell.strip(), silent if is_missing(cell) else math.nan)


def _check_categories(categories: Sequence[str], plan: ColumnPlan) -> None:
    longest = max(categories, key=len, default="")
    problem = ""
    if not categories:
        problem = NOTHING_THERE
    elif len(set(categories)) < len(categories):
        problem = "a category stands there twice"
    elif plan.coding is Scheme.YES_NO and len(categories) != 2:
        found = first_few([quoted(category) for category in categories])
        problem = f"only two texts can be no and yes, not {found}: choose another coding"
    elif len(categories) > MAX_CATEGORIES:
        problem = (
            f"it has more than {grouped(MAX_CATEGORIES)} different texts, too many for categories:"
            " set it to unused"
        )
    elif len(longest) > MAX_NAME:
        problem = (
            f"the most that a category may have is {MAX_NAME} characters, and"
            f" {quoted(longest)} has {grouped(len(longest))}: set it to unused"
        )
    if problem:
        raise SpreadsheetError(problem, f"column {quoted(plan.name)}")
