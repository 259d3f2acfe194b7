"""What was guessed of a table, each with its alternative as a remedy."""

from collections.abc import Mapping

from msgspec.structs import replace

from core.columns.coding import Scheme, Use
from core.tables.dialect import ENCODINGS
from core.tables.problems import quoted
from core.tables.remarks import Remark
from gui.dialogs.table_import.choices import schemes_for
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.trouble.problem import Problem, Remedy, Weight

_OPTIONS: Mapping[tuple[str, str | bool | int], str] = {
    ("under", 0): "Take as data",
    ("keep_end", True): "Take as data",
    ("has_header", False): "Take as data",
    ("has_header", True): "Take as names",
    ("delimiter", "\t"): "Only tabs",
}


def problem_of(state: State, guess: Remark) -> Problem:
    """A guess, and how what it is about is read otherwise."""
    otherwise = _otherwise(state, guess)
    return Problem(str(guess), Weight.DOUBT, () if otherwise is None else (otherwise,))


def _otherwise(state: State, guess: Remark) -> Remedy | None:
    """What a guess may be instead; None where that is not known so well."""
    choices, column = state.choices, guess.column
    if guess.decimal:
        words = f"Read as {guess.instead.partition(' if ')[0]}"
        return Remedy(words, choices.with_decimal(column, guess.decimal))
    if guess.option is not None:
        dialect = replace(choices.dialect, **dict([guess.option]))
        return Remedy(_words_of(*guess.option), replace(choices, dialect=dialect))
    if state.columns is None or column not in state.columns.doubts:
        return None
    if column in state.columns.date_forms:
        other = replace(state.plan(column), date_form=state.columns.date_forms[column][1])
        words = f"Read as {guess.instead.partition(' with ')[0]}"
        return Remedy(words, choices.with_plans([other]))
    return _but_for_a_few(state, column)


def _words_of(field: str, value: str | bool | int) -> str:
    """What a button says that chooses this of the dialect."""
    if field == "encoding":
        return f"Read in {ENCODINGS[str(value)]}"
    return _OPTIONS.get((field, value)) or f"Read {quoted(str(value))}"


def _but_for_a_few(state: State, column: str) -> Remedy:
    """Take the cells of a column as numbers, or dates, as most of them are."""
    scheme, plan = schemes_for(state.survey(column))[0], state.plan(column)
    use = Use.INPUT if plan.use is Use.UNUSED else plan.use
    read = replace(plan, use=use, coding=scheme, categories=(), odd_is_missing=True)
    words = f"Read as {'dates' if scheme is Scheme.DATE else 'numbers'}, the others missing"
    return Remedy(words, state.choices.with_plans([read]))
