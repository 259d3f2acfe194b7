"""What is chosen in the dialog, as one value, and the functions that choose otherwise."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import ColumnKind, Survey
from core.columns.plan import USUAL_SCHEMES, ColumnPlan, plan_of, usual_scheme
from core.tables.dialect import Dialect
from core.tables.sample import Sample
from gui.dialogs.table_import.learning_choices import USUAL, LearningChoices

_OF_WORDS = (ColumnKind.YES_NO, ColumnKind.CATEGORY)
_IN_ORDER = (Scheme.ORDINAL, Scheme.YES_NO)  # of which the place of a category is its number


class Choices(Struct, frozen=True):
    """All that is chosen; what is not is as usual.

    Attributes:
        dialect: how the file is read.
        decimals: the decimal marks of columns where the one that was found is not meant.
        sample: which of the rows are taken; None for all.
        plans: what becomes of a column, by its name, where somebody chose.
        learning: how to learn.
    """

    dialect: Dialect
    decimals: Mapping[str, str] = field(default_factory=dict)
    sample: Sample | None = None
    plans: Mapping[str, ColumnPlan] = field(default_factory=dict)
    learning: LearningChoices = USUAL

    def with_plans(self, plans: Sequence[ColumnPlan]) -> "Choices":
        """These columns planned like this."""
        return replace(self, plans={**self.plans, **{plan.name: plan for plan in plans}})

    def with_decimal(self, column: str, decimal: str) -> "Choices":
        """The numbers of a column read with this decimal mark."""
        return replace(self, decimals={**self.decimals, column: decimal})


def schemes_for(survey: Survey) -> tuple[Scheme, ...]:
    """How the cells of a column can become numbers."""
    if survey.kind is ColumnKind.DATE:
        return (Scheme.DATE,)
    if survey.kind is ColumnKind.NUMBER or survey.nearly is not None:
        own = USUAL_SCHEMES[survey.nearly or survey.kind]
        return (own, Scheme.ONE_HOT, Scheme.ORDINAL)
    if survey.kind is ColumnKind.YES_NO or len(survey.categories) == 2:
        return (Scheme.YES_NO, Scheme.ONE_HOT, Scheme.ORDINAL)
    return (Scheme.ONE_HOT, Scheme.ORDINAL)


def ways_for(survey: Survey) -> tuple[Missing, ...]:
    """What can become of missing cells."""
    own = survey.kind in _OF_WORDS
    return tuple(way for way in Missing if own or way is not Missing.CATEGORY)


def can_be_moved(plan: ColumnPlan) -> bool:
    """Whether the order of the categories says which number each becomes."""
    return plan.coding in _IN_ORDER and len(plan.categories) > 1


def plans_of(
    choices: Choices, names: Sequence[str], surveys: Sequence[Survey]
) -> tuple[ColumnPlan, ...]:
    """What becomes of each column: what was chosen where that is possible, else the usual."""
    usual = plan_of(names, surveys)
    return tuple(
        _kept(choices.plans.get(plan.name), plan, survey)
        for plan, survey in zip(usual, surveys, strict=True)
    )


def _kept(chosen: ColumnPlan | None, usual: ColumnPlan, survey: Survey) -> ColumnPlan:
    if chosen is None or chosen.coding not in schemes_for(survey):
        return usual
    same = set(chosen.categories) == set(usual.categories)
    categories = chosen.categories if same else usual.categories
    missing = chosen.missing if chosen.missing in ways_for(survey) else usual.missing
    return replace(
        usual,
        use=chosen.use,
        coding=chosen.coding,
        missing=missing,
        categories=categories,
        odd_is_missing=chosen.odd_is_missing,
        date_form=chosen.date_form,
        reason=usual.reason if chosen.use is Use.UNUSED else "",
    )


def with_use(plan: ColumnPlan, survey: Survey, use: Use) -> ColumnPlan:
    """The column for another use; words that are predicted become classes."""
    return replace(plan, use=use, coding=usual_scheme(survey, use), reason="")


def with_coding(plan: ColumnPlan, coding: Scheme) -> ColumnPlan:
    """The column coded otherwise; only one-hot can missing cells be a category."""
    lone = coding is not Scheme.ONE_HOT and plan.missing is Missing.CATEGORY
    return replace(plan, coding=coding, missing=Missing.SKIP_ROW if lone else plan.missing)


def with_missing(plan: ColumnPlan, missing: Missing) -> ColumnPlan:
    """The column with something else done about missing cells."""
    coding = Scheme.ONE_HOT if missing is Missing.CATEGORY else plan.coding
    return replace(plan, coding=coding, missing=missing)


def moved(plan: ColumnPlan, at: int, by: int) -> ColumnPlan:
    """The column with a category further up or down; the same if it is at the end."""
    order = list(plan.categories)
    if min(at, at + by) < 0 or max(at, at + by) >= len(order):
        return plan
    order.insert(at + by, order.pop(at))
    return replace(plan, categories=tuple(order))


def predicting(
    plans: Sequence[ColumnPlan], surveys: Sequence[Survey], name: str
) -> tuple[ColumnPlan, ...]:
    """The columns of which another plan is due so that this one alone is predicted.

    What was predicted before becomes an input.
    """
    changed = []
    for plan, survey in zip(plans, surveys, strict=True):
        if plan.name == name and plan.use is not Use.TARGET:
            changed.append(with_use(plan, survey, Use.TARGET))
        elif plan.name != name and plan.use is Use.TARGET:
            changed.append(with_use(plan, survey, Use.INPUT))
    return tuple(changed)
