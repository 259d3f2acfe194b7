"""The plan for the columns of a table, as they are asked for by name."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.columns.coding import Missing, Scheme, Use
from core.columns.doubts import in_lines
from core.columns.kinds import ColumnKind, Survey, surveying
from core.columns.plan import USUAL_SCHEMES, ColumnPlan, plan_of
from core.nn.loss import Loss
from core.opening.table_choices import USUAL, TableChoices
from core.slices.work import finish
from core.tables.cells import is_missing
from core.tables.problems import SpreadsheetError
from core.tables.table import Table, same_name

LEFT_OUT = "left out, as asked"
_MOST_DIGITS = 9  # of the number of a column
_OF_WORDS = (Scheme.ONE_HOT, Scheme.YES_NO)


def plan_for(
    table: Table,
    targets: Sequence[str],
    loss: Loss | None,
    choices: TableChoices = USUAL,
    surveys: Sequence[Survey] | None = None,
) -> tuple[ColumnPlan, ...]:
    """Plan the columns of a table so that some are predicted with a loss.

    Without targets it is the usual one; see `plan_of`. Classes become one-hot targets for
    cross-entropy, and where no loss is asked for; 0 and 1 for all other losses.

    Args:
        table: with the columns.
        targets: what is predicted, each by its name or its number from 1.
        loss: what is made smaller; None for the usual one.
        choices: which columns are not used, and what becomes of the others.
        surveys: of the columns, if they were made already.

    Raises:
        SpreadsheetError: there is no such column, it is left out, or it cannot be a number.
    """
    surveys = finish(surveying(table)) if surveys is None else surveys
    wanted = columns_named(table, targets)
    without = columns_named(table, choices.without)
    for name in wanted:
        if name in without:
            raise SpreadsheetError(f"{name} is left out, so it cannot be predicted")
    kept = [(n, found) for n, found in zip(table.names, surveys, strict=True) if n not in without]
    usual = plan_of([name for name, _ in kept], [found for _, found in kept], wanted)
    plan_named = {plan.name: plan for plan in usual}
    alone = sum(plan.use is Use.TARGET for plan in usual) == 1
    plans = []
    for name, found in zip(table.names, surveys, strict=True):
        plan = plan_named.get(name) or _left_out(name, found)
        if plan.use is Use.TARGET:
            plan = _target(plan, found, loss, choices.classes, alone=alone)
            _check_number(plan, table, choices.classes)
        if plan.use is Use.INPUT:
            plan = replace(plan, missing=_missing(plan, found, choices.missing))
        plans.append(replace(plan, odd_is_missing=choices.odd_is_missing))
    return tuple(plans)


def columns_named(table: Table, given: Sequence[str]) -> list[str]:
    """The names of columns that are given one by one or several with commas between them.

    Raises:
        SpreadsheetError: there is no such column; see `resolve`.
    """
    names = []
    for text in given:
        whole = same_name(text, table.names)
        parts = [text] if whole else text.split(",")
        names += [resolve(table, part if whole else part.strip()) for part in parts]
    return names


def resolve(table: Table, column: str) -> str:
    """The name of a column that is given by its name, or by its number counted from 1.

    The unit behind the name need not be given.

    Raises:
        SpreadsheetError: there is none.
    """
    if named := same_name(column, table.names):
        return named
    if column.isascii() and column.isdecimal() and len(column) <= _MOST_DIGITS:
        at = int(column) - 1
        if 0 <= at < len(table.names):
            return table.names[at]
    known = ", ".join(table.names[:12]) + (", …" if len(table.names) > 12 else "")
    raise SpreadsheetError(f"there is no column “{column}”; the columns are {known}")


def _left_out(name: str, found: Survey) -> ColumnPlan:
    usual = USUAL_SCHEMES[found.kind]
    return ColumnPlan(name, Use.UNUSED, found.kind, usual, reason=LEFT_OUT)


def _target(
    plan: ColumnPlan, found: Survey, loss: Loss | None, classes: bool | None, *, alone: bool
) -> ColumnPlan:
    """The plan of a target, so that it suits the loss, or is classes or none as asked."""
    of_words = plan.kind in (ColumnKind.YES_NO, ColumnKind.CATEGORY, ColumnKind.TEXT)
    coding = USUAL_SCHEMES[plan.kind]
    if classes is not None:
        coding = Scheme.ONE_HOT if classes else coding
        coding = Scheme.ORDINAL if not classes and found.is_scale else coding
    elif loss is None:
        coding = Scheme.ONE_HOT if of_words or (alone and found.few_whole) else coding
    elif loss.by_row and alone:
        coding = Scheme.ONE_HOT
    elif of_words:
        coding = Scheme.YES_NO if len(plan.categories) == 2 else Scheme.ONE_HOT
    return replace(plan, coding=coding)


def _check_number(plan: ColumnPlan, table: Table, classes: bool | None) -> None:
    if classes is False and plan.coding is Scheme.ONE_HOT:
        rows = [row for row, cell in enumerate(table.column(plan.name)) if not is_missing(cell)]
        first = in_lines(table, plan.name, rows[:1])
        raise SpreadsheetError(
            f"{first} is not a number: such words can be predicted as classes only", plan.name
        )


def _missing(plan: ColumnPlan, found: Survey, missing: Missing) -> Missing:
    if missing is not Missing.CATEGORY:
        return missing
    is_word = plan.coding in _OF_WORDS and found.missing
    return Missing.CATEGORY if is_word else Missing.SKIP_ROW
