"""Dates become days since the first."""

import math

import pytest
from msgspec.structs import replace

from core.columns.coding import Coding, Scheme, Use
from core.columns.dates import day_in, first_day, form_of, other_form_of
from core.columns.doubts import doubt
from core.columns.kinds import ColumnKind, survey
from core.columns.new_rows import encode
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.files.document_file import decode_document, encode_document
from core.opening.from_table import Learning, document_of
from tests.core.columns.columns_by_hand import numbers, refusal, table_of

DATES = "date,y\n2024-02-28,3\n2024-03-01,4\n2024-02-27,6\n2025-02-27,7\n"


def test_dates_are_days_since_the_first() -> None:
    """2024 is a leap year: from 27 February to 1 March are 3 days, to the next February 366."""
    table = table_of(DATES)
    prepared = prepare(table, usual_plan(table))
    assert numbers(prepared)[0] == [[1, 3, 0, 366]]
    assert prepared.input_names == ("date",)
    assert prepared.notes[0] == "date: days since 2024-02-27"


def test_new_rows_are_counted_from_the_same_day() -> None:
    table = table_of(DATES)
    codings = prepare(table, usual_plan(table)).codings
    new = encode(table_of("date,x\n2024-02-20,1\n2024-02-28 06:00,1\n"), codings)
    assert [node.tolist() for node in new.inputs] == [[-7, 1.25]]
    said = refusal(lambda: encode(table_of("date,x\n20.2.2024,1\n"), codings))
    assert said.endswith(": date: “20.2.2024” in line 2 is no date with the year first")


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["2024-01-31", ""], "ymd"),
        (["2024/1/31"], "ymd"),
        (["1949-01", "1949-02"], "ymd"),
        (["2024-01-31T23:59:59Z"], "ymd"),
        (["1.2.2024", "3.4.2024"], "dmy"),
        (["1/2/2024", "3/4/2024"], "mdy"),
        (["1/2/2024", "13/4/2024"], "dmy"),
        (["1.2.2024", "3.14.2024"], "mdy"),
        (["13/14/2024"], ""),
        (["2024-02-30"], ""),
        (["2024-01/31"], ""),
        (["2024-01-31", "soon"], ""),
        (["", "NA"], ""),
        (["1/22/20", "2/1/20"], "mdy"),
        (["31.12.99", "1.1.00"], "dmy"),
        (["1 Jan 2024", "15 February 2024"], "dmy"),
        (["1. May 2024", "01-JUN-24"], "dmy"),
        (["Jan 1, 2024", "Sept 30, 2024 12:00"], "mdy"),
        (["1.2.3", "4.5.6"], ""),
        (["1 Mai 2024", "1 Foo 2024"], ""),
    ],
)
def test_the_order_of_day_and_month_is_told_by_all_cells(cells: list[str], form: str) -> None:
    assert form_of(cells) == form
    assert (survey(cells).kind is ColumnKind.DATE) == bool(form)


def test_which_is_the_month_is_said_unless_it_is_plain() -> None:
    table = table_of("when,y\n1/2/2024,1.5\n1/3/2024,2\n2/1/2024,4\n")
    prepared = prepare(table, usual_plan(table))
    assert numbers(prepared)[0] == [[0, 1, 30]]
    assert prepared.notes[0] == "when: days since 2024-01-02, read with the month before the day"


def test_a_time_is_a_part_of_a_day() -> None:
    assert day_in("0001-01-01", "ymd") == 1
    assert day_in("0001-01-02 18:00", "ymd") == 2.75
    assert math.isnan(day_in("0001-01-02 24:00", "ymd"))


@pytest.mark.parametrize("categories", [("2024-01-31",), ("2024-01-31", "x"), ("soon", "ymd")])
def test_a_coding_of_dates_needs_a_day_and_a_form(categories: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"dates|isoformat"):
        Coding("a", Use.INPUT, Scheme.DATE, categories)


def test_dates_are_kept_in_a_document() -> None:
    table = table_of(DATES)
    document = document_of(prepare(table, usual_plan(table)), Learning())
    again = decode_document(encode_document(document))
    assert again.columns == document.columns
    assert again.columns[0].categories == ("2024-02-27", "ymd")


def test_two_digits_are_the_years_around_2000() -> None:
    assert day_in("1.1.69", "dmy") == day_in("1.1.1969", "dmy")
    assert day_in("1.1.68", "dmy") == day_in("1.1.2068", "dmy")
    assert day_in("1-Feb-00", "dmy") == day_in("1.2.2000", "dmy")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            ["1/1/2024", "1/2/2024", "5/6/2024", ""],
            "d: “1/2/2024” is read as 2024-01-02; a guess: 2024-02-01 with the day before the",
        ),
        (["3.4.24", "1.2.24"], "d: “3.4.24” is read as 2024-04-03; a guess: 2024-03-04"),
        (["1/2/2024", "13/2/2024"], "None"),
        (["1/1/2024", "2/2/2024"], "None"),
        (["2024-01-02", "2024-03-04"], "None"),
        (["1 Feb 2024", "2 Mar 2024"], "None"),
    ],
)
def test_whether_a_day_may_be_the_month_is_said(cells: list[str], words: str) -> None:
    table = table_of("d,y\n" + "".join(f"{cell},1\n" for cell in cells))
    assert str(doubt(table, "d", survey(cells))).startswith(words)


def test_the_order_of_day_and_month_can_be_told() -> None:
    table = table_of("d,y\n1/2/2024,1\n1/3/2024,2\n2/3/2024,4\n")
    usual, target = usual_plan(table)
    assert numbers(prepare(table, [usual, target]))[0] == [[0, 1, 32]]
    told = replace(usual, date_form="dmy")
    prepared = prepare(table, [told, target])
    assert numbers(prepared)[0] == [[0, 29, 30]]
    assert prepared.codings[0].categories == ("2024-02-01", "dmy")
    said = refusal(lambda: prepare(table, [replace(usual, date_form="ymd"), target]))
    assert said == "column “d”: none of its cells is a date with the year first"


def test_times_do_not_keep_dates_from_being_told() -> None:
    cells = [f"{at % 12 + 1}/5/2024 {at // 60:02d}:{at % 60:02d}" for at in range(600)]
    assert (form_of(cells), other_form_of(cells)) == ("mdy", "dmy")
    assert form_of([*cells, "13/5/2024 10:00"]) == "dmy"
    assert form_of([*cells, "1/5/2024 25:00"]) == ""
    assert first_day(cells, "mdy") == "2024-01-05"
