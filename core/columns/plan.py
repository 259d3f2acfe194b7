"""What becomes of each column: what it is for, and how its cells become numbers."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import ColumnKind, Survey, surveying
from core.columns.likely_target import likely_target, tells_rows_apart
from core.slices.work import Work, finish
from core.tables.problems import quoted
from core.tables.table import Table, unnamed
from core.text.names import in_one_line


class ColumnPlan(Struct, frozen=True):
    """What becomes of a column.

    Attributes:
        name: the column's.
        use: what it is for.
        kind: what its cells are, as it was found or as the user knows better.
        coding: how they become numbers.
        missing: what becomes of rows where an input is missing. A target is never filled in: its
            row is left out.
        categories: which texts there are, in the order of the nodes or numbers that they become;
            for yes or no, first no. Empty, they are collected from the column.
        odd_is_missing: whether cells that say something else than is to be read, such as a word
            among numbers, are taken as missing; else they are refused.
        date_form: for dates, a key of `FORMS`: whether the day or the month comes first; empty, as
            it fits.
        reason: why it is not used although nobody chose so: "it only counts the rows".
    """

    name: str
    use: Use
    kind: ColumnKind
    coding: Scheme
    missing: Missing = Missing.SKIP_ROW
    categories: tuple[str, ...] = ()
    odd_is_missing: bool = False
    date_form: str = ""
    reason: str = ""


USUAL_SCHEMES = {
    ColumnKind.NUMBER: Scheme.NUMBER,
    ColumnKind.YES_NO: Scheme.YES_NO,
    ColumnKind.CATEGORY: Scheme.ONE_HOT,
    ColumnKind.DATE: Scheme.DATE,
    ColumnKind.TEXT: Scheme.ONE_HOT,
}


def usual_scheme(survey: Survey, use: Use) -> Scheme:
    """How cells usually become numbers: predicted words and few whole numbers are classes."""
    of_classes = survey.few_whole or survey.kind in (ColumnKind.YES_NO, ColumnKind.CATEGORY)
    if use is Use.TARGET and of_classes:
        return Scheme.ONE_HOT
    return Scheme.ORDINAL if survey.is_scale else USUAL_SCHEMES[survey.kind]


def usual_plan(table: Table) -> tuple[ColumnPlan, ...]:
    """Plan what is usually meant; see `plan_of`."""
    return finish(planning(table))


def planning(table: Table) -> Work[tuple[ColumnPlan, ...]]:
    """Plan what is usually meant, in slices of some 10 milliseconds."""
    surveys = yield from surveying(table)
    return plan_of(table.names, surveys)


def plan_of(
    names: Sequence[str], surveys: Sequence[Survey], targets: Sequence[str] = ()
) -> tuple[ColumnPlan, ...]:
    """Plan what is usually meant with such columns.

    Text is not used, nor what is the same in all rows, nor what only counts the rows or tells them
    apart, unless there is no other input. Without `targets`, the names of those that are wanted,
    one of the others is the target, by its name or as the last; the rest are inputs. Categories
    are coded one-hot, levels of a known scale ordinal, what is predicted as classes if it is yes or
    no, categories or few whole numbers, and rows with missing cells are left out.
    """
    reasons = [_why_not(name, survey) for name, survey in zip(names, surveys, strict=True)]
    texts = [survey.kind is ColumnKind.TEXT for survey in surveys]
    usable = [at for at, reason in enumerate(reasons) if not (reason or texts[at])]
    wanted = [at for at, name in enumerate(names) if name in targets]
    if not wanted and (len(usable) > 1 or not any(survey.different == 1 for survey in surveys)):
        wanted = [likely_target(names, usable)] if usable else []
    inputs = [at for at in usable if at not in wanted]
    if not inputs:
        inputs = [at for at, survey in enumerate(surveys) if survey.each_once and at not in wanted]
    plans = []
    for at, (name, survey) in enumerate(zip(names, surveys, strict=True)):
        use = Use.TARGET if at in wanted else Use.INPUT if at in inputs else Use.UNUSED
        reason = reasons[at] if use is Use.UNUSED else ""
        coding = usual_scheme(survey, use)
        plan = ColumnPlan(name, use, survey.kind, coding, categories=survey.categories)
        plans.append(replace(plan, reason=reason))
    return tuple(plans)


def _why_not(name: str, survey: Survey) -> str:
    """Why a column is not used, unless it is text; empty if it is."""
    if survey.missing == survey.rows:
        return "all of its cells are missing"
    if survey.different == 1 and survey.rows > 1:
        value = (
            in_one_line(survey.sample)
            if survey.kind is ColumnKind.NUMBER
            else quoted(survey.sample)
        )
        which = "every row that has one" if survey.missing else "every row"
        return f"it is {value} in {which}: there is nothing to learn"
    counts = survey.count and survey.rows > 1
    if survey.each_once and (tells_rows_apart(name) or (counts and name == unnamed(1))):
        return f"it only {'counts the rows' if survey.count else 'tells the rows apart'}"
    return ""
