"""New rows, coded as the columns were learnt."""

from core.columns.plan import Missing, usual_plan
from core.columns.preparing import encode, prepare
from tests.core.columns.columns_by_hand import SHIP, filled, numbers, refusal, table_of


def test_new_rows_are_coded_in_the_way_that_was_learnt() -> None:
    table = table_of(SHIP)
    plans = filled(table, "age", Missing.MEAN)
    codings = prepare(table, plans).codings
    new = encode(table_of("fare,extra,smoker,port,age\n1,x,YES,Oslo,\n2,x,no,Rome,50\n"), codings)
    assert new.input_names == ("age", "port = Kiel", "port = Oslo", "port = Rome", "smoker")
    assert numbers(new) == ([[30, 50], [0, 0], [1, 0], [0, 1], [1, 0]], [[1, 2]])
    assert new.notes[1] == "age: 1 missing cell filled with 30"
    assert not any("always" in note for note in new.notes)


def test_new_rows_need_no_targets() -> None:
    table = table_of(SHIP)
    codings = prepare(table, usual_plan(table)).codings
    new = encode(table_of("age,port,smoker\n1,Oslo,no\n"), codings)
    assert numbers(new) == ([[1], [0], [1], [0], [0]], [])
    assert new.target_names == ()
    assert new.notes == (
        "age: numbers, as they are",
        "port: one-hot, 3 inputs",
        "smoker: no = 0, yes = 1",
        "fare: not in this file, so there are no targets",
    )
    gaps = table_of("age,port,smoker,fare\n1,Oslo,no,\n2,Oslo,no,3\n")
    assert encode(gaps, codings).rows.tolist() == [1]
    assert encode(gaps, codings, with_targets=False).rows.tolist() == [0, 1]


def test_new_rows_that_do_not_fit_are_refused() -> None:
    table = table_of(SHIP)
    codings = prepare(table, usual_plan(table)).codings
    unknown = table_of("age,port,smoker\n1,Oslo,no\n2,Bonn,no\n")
    assert refusal(lambda: encode(unknown, codings)).startswith(
        "port: “Bonn” in line 3 is none of the categories “Kiel”, “Oslo”, “Rome”"
    )
    missing = table_of("age,smoker\n1,no\n")
    assert refusal(lambda: encode(missing, codings)) == (
        "there is no column “port”; there are “age”, “smoker”"
    )
    bad = table_of("age,port,smoker\nold,Oslo,no\n")
    assert refusal(lambda: encode(bad, codings)).startswith("age: “old” in line 2 is not")
