"""New rows, coded as the columns were learnt."""

from core.columns.coding import Missing
from core.columns.new_rows import NewRows, encode
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.slices.work import finish
from core.tables.dialect import Dialect
from core.tables.reading import reading
from core.tables.table import Table
from tests.core.columns.columns_by_hand import SHIP, filled, refusal, table_of

CODINGS = prepare(table_of(SHIP), usual_plan(table_of(SHIP))).codings


def numbers(new: NewRows) -> list[list[float]]:
    return [node.tolist() for node in new.inputs]


def every_row_of(text: str) -> Table:
    return finish(reading(text, Dialect(), every_row=True))


def test_new_rows_are_coded_in_the_way_that_was_learnt() -> None:
    table = table_of(SHIP)
    codings = prepare(table, filled(table, "age", Missing.MEAN)).codings
    new = encode(table_of("fare,extra,smoker,port,age\n1,x,YES,Oslo,\n2,x,no,Rome,50\n"), codings)
    assert numbers(new) == [[30, 50], [0, 0], [1, 0], [0, 1], [1, 0]]
    assert new.notes == ("age: 1 missing cell filled with 30",)


def test_new_rows_need_no_targets() -> None:
    new = encode(table_of("age,port,smoker\n1,Oslo,no\n"), CODINGS)
    assert numbers(new) == [[1], [0], [1], [0], [0]]
    assert new.notes == ()
    gaps = table_of("age,port,smoker,fare\n1,Oslo,no,\n2,Oslo,no,3\n")
    assert encode(gaps, CODINGS).rows.tolist() == [0, 1]


def test_rows_that_do_not_fit_are_left_out_each_for_one_reason() -> None:
    rows = ["1,Oslo,no", "2,Bonn,no", "", "old,Ulm,no", ",Rome,yes", ",,", "7,Rome,no", "# end"]
    new = encode(every_row_of("\n".join(["age,port,smoker", *rows, ""])), CODINGS)
    assert new.rows.tolist() == [0, 6]
    assert numbers(new)[0] == [1, 7]
    assert new.notes == (
        "6 of 8 rows have no prediction",
        "there is nothing in lines 4, 7",
        "age: “old” in line 5 is not a number; also odd: “# end” in line 9",
        "age is missing in line 6",
        "port: “Bonn” in line 3 is none of the categories “Kiel”, “Oslo”, “Rome”",
    )


def test_what_is_filled_in_is_not_for_odd_cells_nor_for_rows_of_nothing() -> None:
    table = table_of(SHIP)
    codings = prepare(table, filled(table, "age", Missing.MEAN)).codings
    new = encode(every_row_of("age,port,smoker\n,Oslo,no\n\nold,Oslo,no\n"), codings)
    assert new.rows.tolist() == [0]
    assert numbers(new)[0] == [30]


def test_new_rows_that_do_not_fit_at_all_are_refused() -> None:
    unknown = table_of("age,port,smoker\n1,Bonn,no\n")
    assert refusal(lambda: encode(unknown, CODINGS)) == (
        "no row can be predicted: port: “Bonn” in line 2 is none of the categories “Kiel”, “Oslo”,"
        " “Rome”"
    )
    missing = table_of("age,smoker\n1,no\n")
    assert refusal(lambda: encode(missing, CODINGS)) == (
        "there is no column “port”; there are “age”, “smoker”"
    )
