"""What stands in the way of learning, or may be other than it seems, each with its remedies."""

from functools import partial

from msgspec.structs import replace

from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.notes import gathered, why_unused
from core.columns.plan import ColumnPlan
from core.columns.prepared import NoRowsError
from core.columns.telling import remark_on
from core.tables.problems import OddCellError, TooManyRowsError, quoted
from core.tables.sample import Sample
from core.text.numbers import counted, grouped
from gui.dialogs.table_import.choices import (
    Choices,
    ways_for,
    with_coding,
    with_missing,
    with_use,
)
from gui.dialogs.table_import.columns.heads import odd_cells
from gui.dialogs.table_import.guesses import problem_of
from gui.dialogs.table_import.learning_choices import USUAL
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.trouble.problem import Problem, Remedy, Weight
from gui.dialogs.table_import.words import short

_MANY_GAPS = 0.1  # of all rows: a column that costs more is told
_SHORT = 24  # characters of a name on a button
_FEW = 3  # columns that are offered to be left out


def problems_of(state: State) -> tuple[Problem, ...]:
    """All that is to be told, what refuses first."""
    refused = _odd_columns(state) or _refusal(state)
    told = (
        *map(partial(problem_of, state), state.guesses),
        *_gaps(state),
        *_telling(state),
        *_classes(state),
        *_sample(state),
    )
    return (*refused, *told, *([] if refused else _unused(state)))


def _odd_columns(state: State) -> list[Problem]:
    """Columns of numbers with cells that are none."""
    return [
        Problem(f"{short(plan.name)}: {said}", Weight.REFUSES, _remedies_of_odd(state, plan))
        for plan, survey in state.planned
        if plan.use is not Use.UNUSED
        for said in odd_cells(state, plan, survey)
    ]


def _remedies_of_odd(state: State, plan: ColumnPlan) -> tuple[Remedy, ...]:
    as_missing = replace(plan, odd_is_missing=True)
    as_words = replace(with_coding(plan, Scheme.ONE_HOT), categories=())
    return (
        Remedy("Treat as missing", state.choices.with_plans([as_missing])),
        Remedy("Use as category", state.choices.with_plans([as_words])),
        _leave_out(state, plan.name),
    )


def _leave_out(state: State, name: str) -> Remedy:
    unused = with_use(state.plan(name), state.survey(name), Use.UNUSED)
    return Remedy(f"Leave {short(name, _SHORT)} out", state.choices.with_plans([unused]))


def _refusal(state: State) -> list[Problem]:
    """Why it cannot be learnt like that."""
    problem, choices = state.refusal, state.choices
    if problem is None:
        return []
    remedies: tuple[Remedy, ...] = ()
    if isinstance(problem, OddCellError):
        remedies = _remedies_of_odd(state, state.plan(problem.column))
    elif isinstance(problem, TooManyRowsError):
        words = f"Take a sample of {counted(problem.sample, 'row')}"
        remedies = (Remedy(words, replace(choices, sample=Sample(problem.sample, seed=0))),)
    elif isinstance(problem, NoRowsError):
        remedies = tuple(_leave_out(state, gain.column) for gain in problem.gains[:_FEW])
    elif state.prepared is not None:
        remedies = _usual_learning(choices)
    return [Problem(f"This cannot be learnt yet: {problem}", Weight.REFUSES, remedies)]


def _usual_learning(choices: Choices) -> tuple[Remedy, ...]:
    """Go back to what is usual where it may be the way of learning that is refused."""
    remedies, learning = [], choices.learning
    if learning.loss is not None:
        usual = replace(choices, learning=replace(learning, loss=None))
        remedies.append(Remedy("Take the usual loss", usual))
    if learning.hidden != USUAL.hidden:
        usual = replace(choices, learning=replace(learning, hidden=USUAL.hidden))
        remedies.append(Remedy(f"One hidden layer of {USUAL.hidden}", usual))
    if learning.rate != USUAL.rate:
        usual = replace(choices, learning=replace(learning, rate=USUAL.rate))
        remedies.append(Remedy(f"Rate {USUAL.rate}", usual))
    return tuple(remedies)


def _gaps(state: State) -> list[Problem]:
    """Inputs for want of which many rows are left out; those that cost the most first."""
    if state.prepared is None:
        return []
    total = state.prepared.total
    return [
        Problem(
            f"{_without(state.survey(gain.column).missing, total)} {quoted(gain.column)}:"
            f" without this column, {counted(gain.rows, 'row')} more",
            Weight.DOUBT,
            (_leave_out(state, gain.column), _fill_in(state, gain.column)),
        )
        for gain in state.prepared.gains
        if gain.rows > _MANY_GAPS * total
    ]


def _without(missing: int, total: int) -> str:
    verb = "has" if missing == 1 else "have"
    return f"{grouped(missing)} of {counted(total, 'row')} {verb} no"


def _fill_in(state: State, name: str) -> Remedy:
    """Keep the rows in which a cell of a column is missing."""
    if Missing.CATEGORY in ways_for(state.survey(name)):
        words, way = "Missing is a category", Missing.CATEGORY
    else:
        words, way = "Fill in the mean", Missing.MEAN
    return Remedy(words, state.choices.with_plans([with_missing(state.plan(name), way)]))


def _telling(state: State) -> list[Problem]:
    """Inputs that may be what is predicted, in other words."""
    if state.prepared is None:
        return []
    target = state.prepared.target_columns[0]
    return [
        Problem(str(remark_on(name, target)), Weight.DOUBT, (_leave_out(state, name),))
        for name in state.prepared.telling
    ]


def _classes(state: State) -> list[Problem]:
    """Numbers that are taken as classes."""
    return [
        Problem(
            f"{short(plan.name)}: {'few whole ' * survey.few_whole}numbers, taken as classes",
            Weight.NOTE,
            (Remedy("Predict how much it is", _coded(state, plan, Scheme.NUMBER)),),
        )
        for plan, survey in state.planned
        if plan.use is Use.TARGET and plan.kind is ColumnKind.NUMBER
        if plan.coding is Scheme.ONE_HOT
    ]


def _coded(state: State, plan: ColumnPlan, scheme: Scheme) -> Choices:
    return state.choices.with_plans([with_coding(plan, scheme)])


def _sample(state: State) -> list[Problem]:
    """The sample that is taken of the rows."""
    sample, choices = state.choices.sample, state.choices
    if sample is None or state.columns is None:
        return []
    drawn = f"drawn by seed {sample.seed}"
    told = [each.read for each in state.columns.table.remarks if each.read.endswith(drawn)]
    other = replace(choices, sample=replace(sample, seed=sample.seed + 1))
    remedies = (
        Remedy(f"Draw by seed {sample.seed + 1}", other),
        Remedy("Take all rows", replace(choices, sample=None)),
    )
    return [Problem(text, Weight.NOTE, remedies) for text in told]


def _unused(state: State) -> list[Problem]:
    """Columns that are not used although nobody chose so."""
    reasons = [(plan.name, why_unused(plan)) for plan in state.plans if plan.reason]
    return [Problem(text, Weight.NOTE) for text in gathered(reasons)]
