"""From a table to the numbers that a network learns from."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.columns.coding import NOTHING_THERE, Coding, coding_cells, coding_for, fills_for
from core.columns.dates import FORMS
from core.columns.notes import gathered, why_unused
from core.columns.plan import ColumnPlan, Missing, Scheme, Use
from core.columns.prepared import Coded, Prepared, put_together
from core.tables.cells import Codes, is_too_large
from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.table import Table
from core.tables.work import Work, finish, scaled

MAX_NUMBERS = 20_000_000  # 160 MB of them
_NAMED = 5


def prepare(table: Table, plans: Sequence[ColumnPlan]) -> Prepared:
    """Make numbers of a table as planned, and learn how to do the same with another one.

    What is filled in for a missing cell is the mean or median of all other cells of its column,
    until it is known which rows are learnt from: see `filled_from`. Columns without a plan are not
    used.

    Raises:
        SpreadsheetError: what cannot be done, naming the cell or column.
        ValueError: there are two plans for one column.
    """
    return finish(preparing(table, plans))


def preparing(table: Table, plans: Sequence[ColumnPlan]) -> Work[Prepared]:
    """Do what `prepare` does, in slices of some 10 milliseconds for up to 100,000 rows.

    Raises:
        SpreadsheetError: what cannot be done, naming the cell or column.
    """
    used = _used(plans)
    codings = [coding_for(plan, table) for plan in used]
    _check_size(codings, table.rows)
    columns = []
    for done, (plan, coding) in enumerate(zip(used, codings, strict=True)):
        codes = yield from scaled(_codes(table, coding), done, len(used))
        columns.append(_learn(plan, coding, codes))
    names = {plan.name for plan in used}
    plan_of = {plan.name: plan for plan in plans}
    unused = [name for name in table.names if name not in names]
    notes = gathered((name, why_unused(plan_of.get(name))) for name in unused)
    return (yield from put_together(table, columns, notes, learns=True))


def encode(
    table: Table,
    codings: Sequence[Coding],
    with_targets: bool = True,
) -> Prepared:
    """Make numbers of another table in the way that was learnt, whatever its order of columns.

    Args:
        table: the new rows.
        codings: what `prepare` learnt.
        with_targets: whether to look for targets; a row without one is left out then. If a column
            of targets is not in the table there are none, and that is noted.

    Raises:
        SpreadsheetError: a missing column, a category that was not there before, or what else
            cannot be done, naming the cell or column.
    """
    return finish(encoding(table, codings, with_targets))


def encoding(table: Table, codings: Sequence[Coding], with_targets: bool = True) -> Work[Prepared]:
    """Do what `encode` does, in slices of some 10 milliseconds for up to 100,000 rows.

    Raises:
        SpreadsheetError: what cannot be done, naming the cell or column.
    """
    targets = [coding for coding in codings if coding.use is Use.TARGET]
    absent = [coding.name for coding in targets if coding.name not in table.names]
    used = [coding for coding in codings if coding.use is Use.INPUT]
    if with_targets and not absent:
        used += targets
    _check_size(used, table.rows)
    columns = []
    for done, coding in enumerate(used):
        codes = yield from scaled(_codes(table, coding), done, len(used))
        columns.append(Coded(coding, coding.spread(codes.values), codes.missing))
    notes = [f"{name}: not in this file, so there are no targets" for name in absent]
    return (yield from put_together(table, columns, notes if with_targets else [], learns=False))


def _used(plans: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Return the plans of inputs, then those of targets."""
    names = [plan.name for plan in plans]
    if len(set(names)) < len(names):
        raise ValueError("there are two plans for one column")
    inputs = [plan for plan in plans if plan.use is Use.INPUT]
    targets = [plan for plan in plans if plan.use is Use.TARGET]
    reasons = gathered((plan.name, plan.reason) for plan in plans if plan.reason)
    told = "".join(f"; {reason}" for reason in reasons)
    if not inputs:
        raise SpreadsheetError("there is no input: choose a column to learn from" + told)
    if not targets:
        raise SpreadsheetError("there is no target: choose a column to predict" + told)
    return inputs + targets


def _check_size(codings: Sequence[Coding], rows: int) -> None:
    numbers = rows * sum(len(coding.node_names) for coding in codings)
    if numbers > MAX_NUMBERS:
        raise SpreadsheetError(
            f"this would make {numbers:,} numbers, and the most is {MAX_NUMBERS:,}: use fewer"
            " columns, or open a part of the file"
        )


def _codes(table: Table, coding: Coding) -> Work[Codes]:
    """Return the codes of a column, none of them bad."""
    cells, decimal = table.column(coding.name), table.decimal_of(coding.name)
    codes = yield from coding_cells(cells, coding, decimal)
    bad = np.flatnonzero(codes.bad)
    if bad.size:
        problems = [
            f"{table.place(row, coding.name)}: {_complaint(cells[row], coding, decimal)}"
            for row in bad[:_NAMED].tolist()
        ]
        raise SpreadsheetError(first_few(problems, bad.size, "; "))
    return codes


def _complaint(cell: str, coding: Coding, decimal: str) -> str:
    if coding.scheme is Scheme.DATE:
        return f"{quoted(cell)} is no date with the {FORMS[coding.categories[1]]}"
    if coding.scheme is not Scheme.NUMBER:
        known = first_few([quoted(category) for category in coding.categories])
        return f"{quoted(cell)} is none of the categories {known}"
    if is_too_large(cell, decimal):
        return f"{quoted(cell)} is too large a number"
    return f"{quoted(cell)} is not a number"


def _learn(plan: ColumnPlan, coding: Coding, codes: Codes) -> Coded:
    if codes.missing.all():
        raise SpreadsheetError(NOTHING_THERE, f"column {quoted(plan.name)}")
    nodes = coding.spread(codes.values)
    is_filled = plan.use is Use.INPUT and plan.missing in (Missing.MEAN, Missing.MEDIAN)
    missing = plan.missing if is_filled else Missing.SKIP_ROW
    if is_filled:
        coding = replace(coding, fills=fills_for(nodes, missing))
        nodes = coding.spread(codes.values)
    return Coded(coding, nodes, codes.missing, missing)
