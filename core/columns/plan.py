"""What becomes of each column: what it is for, and how its cells become numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.columns.kinds import ColumnKind, Survey, surveying
from core.tables.table import Table
from core.tables.work import Work, finish


class Use(Enum):
    """What a column is for."""

    INPUT = "input"
    TARGET = "target"
    UNUSED = "unused"


class Scheme(Enum):
    """How cells become numbers: as they are, one-hot, ordinal, or yes/no.

    A number is itself. No is 0 and yes is 1, or the first and the second of any two categories.
    One-hot, each category has a node of its own, which is 1 for it and 0 for the others. Ordinal,
    the categories are 0, 1, 2 and so on, in their order.
    """

    NUMBER = "number"
    YES_NO = "yes_no"
    ONE_HOT = "one_hot"
    ORDINAL = "ordinal"


class Missing(Enum):
    """What becomes of a row where the cell of an input is missing.

    It is left out, or the number is taken that is the mean or the median of what the other cells
    of the column became. (One-hot, that is done for each node.)
    """

    SKIP_ROW = "leave out the row"
    MEAN = "fill in the mean"
    MEDIAN = "fill in the median"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
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
    """

    name: str
    use: Use
    kind: ColumnKind
    coding: Scheme
    missing: Missing = Missing.SKIP_ROW
    categories: tuple[str, ...] = ()


USUAL_SCHEMES = {
    ColumnKind.NUMBER: Scheme.NUMBER,
    ColumnKind.YES_NO: Scheme.YES_NO,
    ColumnKind.CATEGORY: Scheme.ONE_HOT,
    ColumnKind.TEXT: Scheme.ONE_HOT,
}


def usual_scheme(kind: ColumnKind, use: Use) -> Scheme:
    """How cells of a kind usually become numbers; words that are predicted are classes."""
    of_classes = use is Use.TARGET and kind in (ColumnKind.YES_NO, ColumnKind.CATEGORY)
    return Scheme.ONE_HOT if of_classes else USUAL_SCHEMES[kind]


def usual_plan(table: Table) -> tuple[ColumnPlan, ...]:
    """Plan what is usually meant; see `plan_of`."""
    return finish(planning(table))


def planning(table: Table) -> Work[tuple[ColumnPlan, ...]]:
    """Plan what is usually meant, in slices of some 10 milliseconds."""
    surveys = yield from surveying(table)
    return plan_of(table.names, surveys)


def plan_of(names: Sequence[str], surveys: Sequence[Survey]) -> tuple[ColumnPlan, ...]:
    """Plan what is usually meant with such columns.

    The last column that is not text is the target, the others are inputs, and text is not used.
    Categories are coded one-hot, what is predicted with yes or no, too, and rows with missing cells
    are left out.
    """
    usable = [at for at, survey in enumerate(surveys) if survey.kind is not ColumnKind.TEXT]
    plans = []
    for at, (name, survey) in enumerate(zip(names, surveys, strict=True)):
        use = Use.INPUT if at in usable else Use.UNUSED
        if usable and at == usable[-1]:
            use = Use.TARGET
        coding = usual_scheme(survey.kind, use)
        plans.append(ColumnPlan(name, use, survey.kind, coding, categories=survey.categories))
    return tuple(plans)
