"""What can be chosen for a column: each option with what is chosen then."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from core.columns.coding import FORMS, Scheme, Use
from core.columns.plan import ColumnPlan
from gui.dialogs.table_import.choices import (
    Choices,
    schemes_for,
    ways_for,
    with_coding,
    with_missing,
    with_use,
)
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.words import MARKS, USES, scheme_words

_ODD = {False: "are refused", True: "count as missing"}


class Option(Struct, frozen=True):
    """One of several, in a few words, and what is chosen with it."""

    words: str
    choices: Choices
    is_chosen: bool


Options = tuple[Option, ...]


class ColumnOptions(Struct, frozen=True):
    """All that can be chosen for a column; nothing where there is no choice.

    Attributes:
        uses: what it is for.
        coding: what its cells become.
        odd: what becomes of cells that are no numbers, or no dates.
        missing: what becomes of missing cells.
        decimal: the decimal mark of its numbers, where it was guessed or chosen.
        dates: whether the day or the month comes first, where it may be either.
    """

    uses: Options
    coding: Options
    odd: Options
    missing: Options
    decimal: Options
    dates: Options


def options_of(state: State, name: str) -> ColumnOptions:
    """What can be chosen for a column now."""
    plan, survey = state.plan(name), state.survey(name)
    is_used, has_gaps = plan.use is not Use.UNUSED, bool(survey.missing) or plan.odd_is_missing
    has_odd = bool(survey.bad or survey.nearly) and plan.coding is schemes_for(survey)[0]
    schemes = schemes_for(survey) if is_used else ()
    ways = ways_for(survey) if has_gaps and plan.use is Use.INPUT else ()
    uses = [(USES[u], plan if u is plan.use else with_use(plan, survey, u)) for u in USES]
    odd = [(_ODD[way], replace(plan, odd_is_missing=way)) for way in _ODD]
    return ColumnOptions(
        uses=_options(state, plan, uses),
        coding=_options(
            state, plan, [(scheme_words(each, plan), with_coding(plan, each)) for each in schemes]
        ),
        odd=_options(state, plan, odd if has_odd and is_used else ()),
        missing=_options(state, plan, [(way.value, with_missing(plan, way)) for way in ways]),
        decimal=_decimals(state, name),
        dates=_dates(state, plan),
    )


def _options(state: State, present: ColumnPlan, plans: Iterable[tuple[str, ColumnPlan]]) -> Options:
    return tuple(
        Option(words, state.choices.with_plans([plan]), plan == present) for words, plan in plans
    )


def _decimals(state: State, name: str) -> Options:
    assert state.columns is not None
    table, choices = state.columns.table, state.choices
    guessed = any(remark.column == name and remark.decimal for remark in table.remarks)
    if not guessed and name not in choices.decimals:
        return ()
    present = choices.decimals.get(name) or table.decimal_of(name)  # it may not be read so yet
    return tuple(
        Option(words, choices.with_decimal(name, mark), mark == present)
        for mark, words in MARKS.items()
    )


def _dates(state: State, plan: ColumnPlan) -> Options:
    assert state.columns is not None
    forms = state.columns.date_forms.get(plan.name, ())
    if plan.use is Use.UNUSED or plan.coding is not Scheme.DATE:
        return ()
    present = plan.date_form or "".join(forms[:1])
    return tuple(
        Option(
            FORMS[form],
            state.choices.with_plans([replace(plan, date_form=form)]),
            form == present,
        )
        for form in forms
    )
