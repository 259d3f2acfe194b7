"""Missing cells: left out or filled in."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.new_rows import encode
from core.columns.plan import ColumnPlan, usual_plan
from core.columns.prepared import Gain, NoRowsError, filled_from
from core.columns.preparing import prepare
from tests.core.columns.columns_by_hand import SHIP, filled, numbers, refusal, table_of


def test_rows_with_missing_cells_are_left_out_and_named() -> None:
    table = table_of(SHIP)
    prepared = prepare(table, usual_plan(table))
    assert prepared.input_names == ("age", "port = Kiel", "port = Oslo", "port = Rome", "smoker")
    assert prepared.target_names == ("fare",)
    assert numbers(prepared) == (
        [[20, 30, 30], [0, 1, 0], [0, 0, 1], [1, 0, 0], [1, 1, 0]],
        [[5, 8, 6]],
    )
    assert prepared.rows.tolist() == [0, 3, 5]
    assert [(skip.column, skip.lines.tolist()) for skip in prepared.skipped] == [
        ("age", [3, 6]),
        ("fare", [4]),
    ]
    assert prepared.notes == (
        "age: numbers, as they are",
        "port: one-hot, 3 inputs",
        "smoker: no = 0, yes = 1",
        "fare: numbers, as they are",
        "2 rows left out because age is missing (lines 3, 6)",
        "1 row left out because fare is missing (line 4)",
    )
    assert prepared.classes == ()


def test_missing_numbers_are_filled_in_with_the_mean_or_the_median() -> None:
    table = table_of("a,b,y\n1,no,1\n2,,2\n6,yes,3\n,yes,4\n?,yes,5\n")
    plans = [replace(plan, missing=Missing.MEAN) for plan in usual_plan(table)]
    prepared = prepare(table, plans)
    assert numbers(prepared) == ([[1, 2, 6, 3, 3], [0, 0.75, 1, 1, 1]], [[1, 2, 3, 4, 5]])
    assert prepared.notes == (
        "a: numbers, as they are",
        "a: 2 missing cells filled with the mean 3",
        "b: no = 0, yes = 1",
        "b: 1 missing cell filled with the mean 0.75",
        "y: numbers, as they are",
    )
    assert [coding.fills for coding in prepared.codings] == [(3.0,), (0.75,), ()]
    middle = prepare(table, [replace(plan, missing=Missing.MEDIAN) for plan in plans])
    assert [coding.fills for coding in middle.codings] == [(2.0,), (1.0,), ()]
    assert "a: 2 missing cells filled with the median 2" in middle.notes


def test_a_missing_category_is_filled_in_node_by_node() -> None:
    table = table_of("c,y\nred,1\nred,2\nblue,3\nred,4\n,5\n")
    prepared = prepare(table, filled(table, "c", Missing.MEAN))
    assert numbers(prepared)[0] == [[0, 0, 1, 0, 0.25], [1, 1, 0, 1, 0.75]]
    assert "c: 1 missing cell filled with the means 0.25, 0.75" in prepared.notes


def test_a_target_is_never_filled_in() -> None:
    table = table_of("a,y\n1,2\n3,\n5,6\n")
    prepared = prepare(table, filled(table, "y", Missing.MEAN))
    assert numbers(prepared) == ([[1, 5]], [[2, 6]])
    assert prepared.notes[-1] == "1 row left out because y is missing (line 3)"


def test_filling_in_survives_the_largest_numbers() -> None:
    table = table_of("a,y\n1.5e308,1\n1e308,2\n1.7e308,3\n1.6e308,4\n,5\n")
    for missing, expected in ((Missing.MEAN, 1.45e308), (Missing.MEDIAN, 1.55e308)):
        prepared = prepare(table, filled(table, "a", missing))
        assert prepared.inputs[0][-1] == pytest.approx(expected)


def test_rows_that_are_not_learnt_from_say_nothing_to_what_is_filled_in() -> None:
    """By hand: of rows 0 to 3 the mean of 1, 2 and 6 is 3, of b the nodes' means are 1/2."""
    table = table_of("a,b,y\n1,red,1\n2,blue,2\n6,red,3\n,blue,4\n900,,5\n")
    plans = [replace(plan, missing=Missing.MEAN) for plan in usual_plan(table)]
    prepared = prepare(table, plans)
    learnt = filled_from(prepared, np.arange(4))
    assert numbers(learnt) == (
        [[1, 2, 6, 3, 900], [0, 1, 0, 1, 0.5], [1, 0, 1, 0, 0.5]],
        [[1, 2, 3, 4, 5]],
    )
    assert [coding.fills for coding in learnt.codings] == [(3.0,), (0.5, 0.5), ()]
    assert learnt.notes[:2] == (
        "a: numbers, as they are",
        "a: 1 missing cell filled with the mean 3",
    )
    nothing_known = filled_from(prepared, np.array([3]))
    assert nothing_known.codings[0].fills == prepared.codings[0].fills


def test_how_many_rows_are_left_is_said_with_the_worst_column_first() -> None:
    """Deck is missing in three rows, age in two; one row has neither."""
    table = table_of("age,deck,y\n1,,1\n,,2\n3,,3\n,4,4\n5,5,5\n6,7,6\n")
    assert prepare(table, usual_plan(table)).rows_left == "2 of 6 rows: 3 have no deck, 2 no age"
    one = table_of("a,y\n1,1\n,2\n5,7\n")
    assert prepare(one, usual_plan(one)).rows_left == "2 of 3 rows: 1 has no a"


def test_to_say_nothing_may_be_a_category_of_its_own() -> None:
    table = table_of("garage,pool,y\nNA,None,3.5\nAttchd,Yes,4\n,None,6\nDetchd,None,7\n")
    plans = [
        ColumnPlan("garage", Use.INPUT, ColumnKind.CATEGORY, Scheme.ONE_HOT, Missing.CATEGORY),
        ColumnPlan("pool", Use.INPUT, ColumnKind.YES_NO, Scheme.YES_NO, Missing.CATEGORY),
        ColumnPlan("y", Use.TARGET, ColumnKind.NUMBER, Scheme.NUMBER),
    ]
    prepared = prepare(table, plans)
    garages = ("garage = Attchd", "garage = Detchd", "garage = (missing)")
    assert prepared.input_names == (*garages, "pool = Yes", "pool = (missing)")
    assert numbers(prepared)[0] == [
        [0, 1, 0, 0],
        [0, 0, 0, 1],
        [1, 0, 1, 0],
        [0, 1, 0, 0],
        [1, 0, 1, 1],
    ]
    new = encode(table_of("garage,pool\n?,Yes\nAttchd,NA\n"), prepared.codings)
    assert [node.tolist() for node in new.inputs] == [[0, 1], [0, 0], [1, 0], [1, 0], [0, 1]]


def test_numbers_that_are_missing_are_no_category() -> None:
    table = table_of("a,y\n1,2\n,3\n5,6\n")
    message = refusal(lambda: prepare(table, filled(table, "a", Missing.CATEGORY)))
    assert message == "column “a”: missing cells can be a category only where words are one-hot"


def test_what_is_gained_without_a_column_is_counted() -> None:
    """Of five rows one has no a alone, two no b alone, and one neither."""
    table = table_of("a,b,c,y\n1,2,3,4\n,7,3,5\n2,,3,6\n,,3,7\n4,,4,8\n")
    prepared = prepare(table, usual_plan(table))
    assert prepared.rows_left == "1 of 5 rows: 3 have no b, 2 no a"
    assert prepared.gains == (Gain("b", 2), Gain("a", 1))
    without = [replace(p, use=Use.UNUSED) if p.name == "b" else p for p in usual_plan(table)]
    assert prepare(table, without).rows.size == 1 + 2


def test_where_no_row_is_left_it_is_told_which_column_to_leave_out() -> None:
    table = table_of("a,b,y\n1,,4\n2,,5\n,3,7\n,4,\n")
    with pytest.raises(NoRowsError) as refused:
        prepare(table, usual_plan(table))
    assert refused.value.gains == (Gain("b", 2), Gain("a", 1))
    assert str(refused.value).endswith("; without b there are 2")


def test_the_only_input_cannot_be_left_out() -> None:
    table = table_of("a,y\n1,4\n2,5\n,7\n")
    assert prepare(table, usual_plan(table)).gains == ()
