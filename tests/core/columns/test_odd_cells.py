"""Cells that say something else than the others of their column."""

import pytest
from msgspec.structs import replace

from core.columns.coding import Scheme, Use
from core.columns.doubts import doubt
from core.columns.kinds import ColumnKind, survey
from core.columns.plan import ColumnPlan, usual_plan
from core.columns.preparing import prepare
from core.tables.problems import OddCellError
from core.tables.table import Table
from tests.core.columns.columns_by_hand import numbers, refusal, table_of

VERSIONS = "x,y\n" + "".join(f"{'1.2.3' if at == 5 else at},{at * 2.5}\n" for at in range(300))
ODD = "x: “1.2.3” in line 7"


def told(table: Table, name: str) -> str:
    return str(doubt(table, name, survey(table.column(name), table.decimal_of(name))))


def test_one_odd_cell_of_hundreds_is_named_with_its_column_and_its_line() -> None:
    table = table_of(VERSIONS)
    with pytest.raises(OddCellError) as refused:
        prepare(table, usual_plan(table))
    assert refused.value.column == "x"
    assert str(refused.value).startswith(f"{ODD} is not a number; correct")


def test_an_odd_cell_can_be_taken_as_missing() -> None:
    table = table_of(VERSIONS)
    plans = [replace(plan, odd_is_missing=True) for plan in usual_plan(table)]
    prepared = prepare(table, plans)
    assert prepared.rows.tolist() == [row for row in range(300) if row != 5]
    assert prepared.rows_left == "299 of 300 rows: 1 has no x"
    assert f"{ODD} taken as missing" in prepared.notes


def test_odd_cells_of_a_column_of_numbers_are_remarked_upon() -> None:
    assert told(table_of(VERSIONS), "x") == (
        "x: numbers but for “1.2.3” in line 7; a guess: such cells may be missing"
    )
    assert told(table_of(VERSIONS), "y") == "None"


def test_a_few_numbers_with_an_open_end_are_categories() -> None:
    table = table_of("children,y\n" + "0,1\n1,1\n2,2\n" * 10 + "3+,4\n" * 2)
    plan = usual_plan(table)[0]
    assert (plan.coding, plan.categories) == (Scheme.ONE_HOT, ("0", "1", "2", "3+"))
    assert told(table, "children") == (
        "children: taken as categories; a guess: they would be numbers but for “3+” in line 32,"
        " “3+” in line 33"
    )


def test_what_is_nearly_numbers_is_told_from_categories_and_texts() -> None:
    few = table_of("x,y\n" + "1,1\n2,1\n2,1\nab,1\n" * 5)
    assert told(few, "x") == (
        "x: taken as categories; a guess: they would be numbers but for “ab” in line 5,"
        " “ab” in line 9, “ab” in line 13, “ab” in line 17, “ab” in line 21"
    )
    many = "".join(f"{f'v{at}' if at % 8 == 0 else at},1\n" for at in range(80))
    assert told(table_of("x,y\n" + many), "x") == (
        "x: taken as texts; a guess: they would be numbers but for “v0” in line 2, “v8” in line 10,"
        " “v16” in line 18, “v24” in line 26, “v32” in line 34 and 5 more"
    )


DAYS = "day,y\n" + "".join(f"2024-01-{at:02},{at % 7 / 3}\n" for at in range(1, 20)) + "soon,3\n"


def test_what_is_nearly_dates_is_told_and_can_be_read_as_dates() -> None:
    table = table_of(DAYS)
    assert survey(table.column("day")).kind is ColumnKind.TEXT
    assert told(table, "day") == (
        "day: taken as texts; a guess: they would be dates but for “soon” in line 21"
    )
    day, y = usual_plan(table)
    dates = replace(day, use=Use.INPUT, kind=ColumnKind.DATE, coding=Scheme.DATE)
    assert refusal(lambda: prepare(table, [dates, y])).startswith(
        "day: “soon” in line 21 is no date with the year first"
    )
    read = prepare(table, [replace(dates, odd_is_missing=True), y])
    assert numbers(read)[0] == [list(range(19))]


def test_where_no_column_can_be_learnt_from_their_odd_cells_are_named() -> None:
    table = table_of(DAYS)
    assert refusal(lambda: prepare(table, usual_plan(table))) == (
        "there is no input: choose a column to learn from; day: they would be dates but for"
        " “soon” in line 21"
    )
    words = table_of("a,y\nred one,1\nblue,2\ngreen,4\n")
    assert refusal(lambda: prepare(words, usual_plan(words))).endswith(
        "; a: its cells are texts, neither numbers nor a few categories"
    )
    chosen = [ColumnPlan("a", Use.UNUSED, ColumnKind.NUMBER, Scheme.NUMBER)]
    assert refusal(lambda: prepare(words, chosen)).endswith("choose a column to learn from")
