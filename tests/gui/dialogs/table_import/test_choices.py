"""What is chosen for columns, as values: kept where it is possible, and else as usual."""

import pytest
from msgspec.structs import replace

from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import survey
from core.columns.plan import plan_of
from core.tables.dialect import Dialect
from gui.dialogs.table_import.choices import (
    Choices,
    moved,
    plans_of,
    predicting,
    schemes_for,
    with_coding,
    with_missing,
)

NAMES = ("size", "colour", "y")
SIZES = ["1.5", "2", "3.5", "7"] * 3
COLOURS = ["red", "blue", "red", "green"] * 3
SURVEYS = (survey(SIZES), survey(COLOURS), survey(SIZES))
SIZE, COLOUR, Y = plan_of(NAMES, SURVEYS)


def test_what_was_chosen_is_kept_when_a_file_is_read_otherwise() -> None:
    chosen = moved(with_coding(COLOUR, Scheme.ORDINAL), 0, 2)
    choices = Choices(Dialect()).with_plans([chosen, replace(SIZE, use=Use.UNUSED)])
    again = plans_of(choices, NAMES, SURVEYS)
    assert again[1].categories == ("green", "red", "blue")
    assert [plan.use for plan in again] == [Use.UNUSED, Use.INPUT, Use.TARGET]


def test_what_does_not_go_with_the_column_any_more_is_as_usual() -> None:
    chosen = moved(with_coding(COLOUR, Scheme.ORDINAL), 0, 2)
    choices = Choices(Dialect()).with_plans([chosen, with_coding(SIZE, Scheme.NUMBER)])
    others = survey(["red", "pink", "red", "green"] * 3)
    again = plans_of(choices, NAMES, (survey(COLOURS), others, survey(SIZES)))
    assert again[0].coding is Scheme.ONE_HOT  # words are no numbers
    assert again[1].categories == ("green", "pink", "red")


def test_missing_cells_are_a_category_only_where_words_are_one_hot() -> None:
    apart = with_missing(with_coding(COLOUR, Scheme.ORDINAL), Missing.CATEGORY)
    assert apart.coding is Scheme.ONE_HOT
    assert with_coding(apart, Scheme.ORDINAL).missing is Missing.SKIP_ROW


@pytest.mark.parametrize(("at", "by"), [(0, -1), (2, 1), (-1, 1), (3, -1)])
def test_a_category_at_the_end_goes_no_further(at: int, by: int) -> None:
    assert moved(COLOUR, at, by) is COLOUR


def test_what_was_predicted_becomes_an_input() -> None:
    changed = predicting((SIZE, COLOUR, Y), SURVEYS, "colour")
    assert [(plan.name, plan.use, plan.coding) for plan in changed] == [
        ("colour", Use.TARGET, Scheme.ONE_HOT),
        ("y", Use.INPUT, Scheme.NUMBER),
    ]
    assert predicting((SIZE, COLOUR, Y), SURVEYS, "y") == ()


def test_texts_that_are_nearly_numbers_can_be_numbers() -> None:
    nearly = survey([str(at) for at in range(60)] + ["a", "b", "c", "d", "e", "f", "g", "h"])
    assert schemes_for(nearly)[0] is Scheme.NUMBER
