"""From a table to the numbers that a network learns from."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from core.columns.coded_cells import NOTHING_THERE, coding_cells, coding_for, fills_for
from core.columns.coding import Coding, Missing, Use
from core.columns.doubts import in_lines, what_is_odd, why_text
from core.columns.kinds import ColumnKind
from core.columns.notes import THEY_ARE_TEXTS, gathered, why_unused
from core.columns.plan import ColumnPlan
from core.columns.prepared import Coded, Prepared, put_together
from core.slices.work import Work, finish, scaled
from core.tables.cells import Codes
from core.tables.problems import OddCellError, SpreadsheetError, TooManyRowsError, quoted
from core.tables.table import Table
from core.text.numbers import grouped

MAX_NUMBERS = 20_000_000  # 160 MB of them


def prepare(table: Table, plans: Sequence[ColumnPlan]) -> Prepared:
    """Make numbers of a table as planned, and learn how to do the same with another one.

    How that is done with new rows, `new_rows` tells.

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
    used = _used(plans, table)
    codings = [coding_for(plan, table) for plan in used]
    _check_size(codings, table.rows)
    columns = []
    notes = []
    for done, (plan, coding) in enumerate(zip(used, codings, strict=True)):
        work = _codes(table, coding, odd_is_missing=plan.odd_is_missing)
        codes, odd = yield from scaled(work, done, len(used))
        columns.append(_learn(plan, coding, codes))
        notes += [f"{plan.name}: {odd} taken as missing"] if odd else []
    names = {plan.name for plan in used}
    plan_of = {plan.name: plan for plan in plans}
    unused = [name for name in table.names if name not in names]
    notes += gathered((name, why_unused(plan_of.get(name))) for name in unused)
    return (yield from put_together(table, columns, notes))


def _used(plans: Sequence[ColumnPlan], table: Table) -> list[ColumnPlan]:
    """Return the plans of inputs, then those of targets."""
    names = [plan.name for plan in plans]
    if len(set(names)) < len(names):
        raise ValueError("there are two plans for one column")
    inputs = [plan for plan in plans if plan.use is Use.INPUT]
    targets = [plan for plan in plans if plan.use is Use.TARGET]
    if inputs and targets:
        return inputs + targets
    unused = [plan for plan in plans if plan.use is Use.UNUSED]
    reasons = gathered((plan.name, why) for plan in unused if (why := _why_not(plan, table)))
    told = "".join(f"; {reason}" for reason in reasons)
    if not inputs:
        raise SpreadsheetError("there is no input: choose a column to learn from" + told)
    raise SpreadsheetError("there is no target: choose a column to predict" + told)


def _why_not(plan: ColumnPlan, table: Table) -> str:
    """Why nobody chose a column that is not used; empty if somebody may have."""
    if plan.reason or plan.kind is not ColumnKind.TEXT:
        return plan.reason
    return why_text(table, plan.name) or THEY_ARE_TEXTS


def _check_size(codings: Sequence[Coding], rows: int) -> None:
    each = sum(len(coding.node_names) for coding in codings)
    if rows * each > MAX_NUMBERS:
        count, most = grouped(rows * each), grouped(MAX_NUMBERS)
        told = f"this would make {count} numbers, and the most is {most}"
        raise TooManyRowsError(told, MAX_NUMBERS // each)


def _codes(table: Table, coding: Coding, *, odd_is_missing: bool) -> Work[tuple[Codes, str]]:
    """Return the codes of a column, none of them bad, and which cells are taken as missing."""
    cells, decimal = table.column(coding.name), table.decimal_of(coding.name)
    codes = yield from coding_cells(cells, coding, decimal)
    bad = np.flatnonzero(codes.bad).tolist()
    if bad and not odd_is_missing:
        raise OddCellError(what_is_odd(table, coding, bad), coding.name)
    odd = in_lines(table, coding.name, bad) if bad else ""
    return replace(codes, missing=codes.missing | codes.bad), odd


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
