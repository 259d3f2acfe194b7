import math
from collections.abc import Callable
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.columns import preparing as preparing_module
from core.columns.coding import MAX_CATEGORIES, Coding
from core.columns.kinds import ColumnKind
from core.columns.plan import ColumnPlan, Missing, Scheme, Use, usual_plan
from core.columns.prepared import Prepared
from core.columns.preparing import encode, prepare, preparing
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.tables.table import Table

SHIP = """age,port,smoker,fare
20,Rome,yes,5
,Oslo,no,7
40,Rome,no,NA
30,Kiel,yes,8
,Rome,,9
30,Oslo,no,6
"""


def table_of(text: str) -> Table:
    return read_table(text, Dialect())


def planned(name: str, use: Use = Use.INPUT, coding: Scheme = Scheme.NUMBER) -> ColumnPlan:
    return ColumnPlan(name, use, ColumnKind.NUMBER, coding)


def numbers(prepared: Prepared) -> tuple[list[list[float]], list[list[float]]]:
    return [c.tolist() for c in prepared.inputs], [c.tolist() for c in prepared.targets]


def filled(table: Table, name: str, missing: Missing) -> tuple[ColumnPlan, ...]:
    """The usual plan, with this column's gaps filled in."""
    return tuple(
        replace(plan, missing=missing) if plan.name == name else plan for plan in usual_plan(table)
    )


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        action()
    return str(caught.value)


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


def test_a_target_of_categories_becomes_classes() -> None:
    table = table_of("a,kind\n1,b\n2,a\n3,b\n4,a\n")
    prepared = prepare(table, usual_plan(table))
    assert prepared.classes == ("a", "b")
    assert prepared.target_names == ("kind = a", "kind = b")
    assert numbers(prepared)[1] == [[0, 1, 0, 1], [1, 0, 1, 0]]
    assert "kind: one-hot, 2 classes" in prepared.notes


def test_categories_can_be_put_in_an_order() -> None:
    table = table_of("size,grade,y\nlarge,2,1\nsmall,1,2\nlarge,10,3\n")
    plans = [
        replace(planned("size", coding=Scheme.ORDINAL), categories=("small", "medium", "large")),
        planned("grade", coding=Scheme.ORDINAL),
        planned("y", Use.TARGET),
    ]
    prepared = prepare(table, plans)
    assert numbers(prepared)[0] == [[2, 0, 2], [1, 0, 2]]
    assert prepared.notes[0] == "size: small = 0, medium = 1, large = 2"
    assert prepared.codings[1].categories == ("1", "2", "10")


def test_any_two_texts_can_be_no_and_yes() -> None:
    table = table_of("sex,y,z\nm,1,TRUE\nf,2,False\nm,3,true\n")
    plans = [
        planned("sex", coding=Scheme.YES_NO),
        planned("z", coding=Scheme.YES_NO),
        planned("y", Use.TARGET),
    ]
    prepared = prepare(table, plans)
    assert numbers(prepared)[0] == [[1, 0, 1], [1, 0, 1]]
    assert prepared.codings[0].categories == ("f", "m")
    assert prepared.codings[1].categories == ("false", "true")


def test_a_category_may_be_called_like_a_missing_cell() -> None:
    table = table_of("drinks,y\nnone,1\nwine,2\n,3\n")
    plan = replace(planned("drinks", coding=Scheme.ONE_HOT), categories=("none", "wine"))
    prepared = prepare(table, [plan, planned("y", Use.TARGET)])
    assert numbers(prepared)[0] == [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("cells", "coding", "note"),
    [
        ("3", Scheme.NUMBER, "x: always 3, nothing to learn from it"),
        ("-12345.6", Scheme.NUMBER, "x: always −12,346, nothing to learn from it"),
        ("red", Scheme.ONE_HOT, "x: always red, nothing to learn from it"),
        ("red", Scheme.ORDINAL, "x: always red, nothing to learn from it"),
        ("no", Scheme.YES_NO, "x: always no, nothing to learn from it"),
    ],
)
def test_a_column_with_a_single_value_is_noted(cells: str, coding: Scheme, note: str) -> None:
    table = table_of(f"x,a,y\n{cells},1,1\n{cells},2,2\n")
    plans = [planned("x", coding=coding), planned("a"), planned("y", Use.TARGET)]
    assert note in prepare(table, plans).notes


def test_columns_that_are_not_used_are_noted() -> None:
    table = table_of("a,b,c,y\n1,x,3,4\n")
    plans = [planned("a"), planned("b", Use.UNUSED), planned("y", Use.TARGET)]
    assert prepare(table, plans).notes[-2:] == ("b: not used", "c: not used")


def test_every_bad_cell_is_named() -> None:
    table = table_of("age,y\n1,1\nabc,2\n3,3\n1e999,4\n")
    plans = [planned("age"), planned("y", Use.TARGET)]
    assert refusal(lambda: prepare(table, plans)) == (
        "line 3, column “age”: “abc” is not a number;"
        " line 5, column “age”: “1e999” is too large a number"
    )
    many = table_of("age,y\n" + "abc,1\n" * 8)
    assert refusal(lambda: prepare(many, plans)).endswith(" is not a number and 3 more")


@pytest.mark.parametrize(
    ("plans", "message"),
    [
        ([planned("y", Use.TARGET)], "there is no input: choose a column to learn from"),
        ([planned("a")], "there is no target: choose a column to predict"),
        ([planned("z"), planned("y", Use.TARGET)], "there is no column “z”; there are “a”, “b”"),
        ([planned("gap"), planned("y", Use.TARGET)], "column “gap”: all of its cells are missing"),
        (
            [planned("gap", coding=Scheme.ONE_HOT), planned("y", Use.TARGET)],
            "column “gap”: all of its cells are missing",
        ),
        (
            [planned("b", coding=Scheme.YES_NO), planned("y", Use.TARGET)],
            "column “b”: only two texts can be no and yes, not “p”, “q”, “r”",
        ),
        (
            [planned("a"), planned("b", coding=Scheme.ONE_HOT), planned("half", Use.TARGET)],
            "no row is left, because in each a cell is missing (in “a”, “half”): fill the gaps in",
        ),
        (
            [replace(planned("b", coding=Scheme.ORDINAL), categories=("p", "p")), planned("a")],
            "there is no target",
        ),
        (
            [
                replace(planned("b", coding=Scheme.ORDINAL), categories=("p", "p")),
                planned("y", Use.TARGET),
            ],
            "column “b”: a category stands there twice",
        ),
        (
            [
                replace(planned("b", coding=Scheme.ONE_HOT), categories=("p", "q")),
                planned("y", Use.TARGET),
            ],
            "line 4, column “b”: “r” is none of the categories “p”, “q”",
        ),
    ],
)
def test_a_plan_without_sense_is_refused(plans: list[ColumnPlan], message: str) -> None:
    table = table_of("a,b,gap,half,y\n1,p,,,1\n,q,,2,2\n3,r,,,3\n")
    assert refusal(lambda: prepare(table, plans)).startswith(message)


def test_two_plans_for_one_column_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two plans for one column"):
        prepare(table_of(SHIP), [planned("age"), planned("age", Use.TARGET)])


def test_too_many_categories_and_too_long_ones_are_refused() -> None:
    plans = [planned("t", coding=Scheme.ONE_HOT), planned("y", Use.TARGET)]
    many = table_of("t,y\n" + "".join(f"t{n},1\n" for n in range(MAX_CATEGORIES + 1)))
    assert "more than 1,000 different texts" in refusal(lambda: prepare(many, plans))
    long = table_of("t,y\n" + "x" * 301 + ",1\n")
    assert "301: set it to unused" in refusal(lambda: prepare(long, plans))


def test_too_many_numbers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing_module, "MAX_NUMBERS", 29)
    table = table_of(SHIP)
    message = refusal(lambda: prepare(table, usual_plan(table)))
    assert message.startswith("this would make 36 numbers, and the most is 29")


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
    assert refusal(lambda: encode(unknown, codings)) == (
        "line 3, column “port”: “Bonn” is none of the categories “Kiel”, “Oslo”, “Rome”"
    )
    missing = table_of("age,smoker\n1,no\n")
    assert refusal(lambda: encode(missing, codings)) == (
        "there is no column “port”; there are “age”, “smoker”"
    )
    bad = table_of("age,port,smoker\nold,Oslo,no\n")
    assert refusal(lambda: encode(bad, codings)).startswith("line 2, column “age”: “old” is not")


def test_what_was_learnt_can_be_kept_in_a_file() -> None:
    table = table_of(SHIP)
    plans = [replace(plan, missing=Missing.MEDIAN) for plan in usual_plan(table)]
    codings = prepare(table, plans).codings
    data = msgspec.json.encode(codings)
    assert msgspec.json.decode(data, type=tuple[Coding, ...]) == codings
    assert b'"one_hot"' in data


@pytest.mark.parametrize(
    "make",
    [
        lambda: Coding("a", Use.UNUSED, Scheme.NUMBER),
        lambda: Coding("a", Use.INPUT, Scheme.NUMBER, ("x",)),
        lambda: Coding("a", Use.INPUT, Scheme.ONE_HOT),
        lambda: Coding("a", Use.INPUT, Scheme.ONE_HOT, ("x", "x")),
        lambda: Coding("a", Use.INPUT, Scheme.YES_NO, ("x", "y", "z")),
        lambda: Coding("a", Use.INPUT, Scheme.ONE_HOT, ("x", "y"), (1.0,)),
        lambda: Coding("a", Use.INPUT, Scheme.NUMBER, (), (math.nan,)),
    ],
)
def test_a_coding_without_sense_is_refused(make: Callable[[], Coding]) -> None:
    with pytest.raises(ValueError, match=r"coding|yes or no|finite"):
        make()


def test_preparing_goes_slice_by_slice() -> None:
    table = read_table("a,y\n" + "1,2\n" * 25_000, Dialect())
    plans = [planned("a"), planned("y", Use.TARGET)]
    fractions = list(preparing(table, plans))
    assert fractions == pytest.approx([0.2, 0.4, 0.5, 0.7, 0.9, 1.0, 1.0, 1.0])


def test_nobody_can_write_to_what_was_prepared() -> None:
    table = table_of(SHIP)
    prepared = prepare(table, usual_plan(table))
    for column in prepared.inputs + prepared.targets:
        assert column.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0.0


CELLS = st.sampled_from(["1", "-2.5", "", "NA", "red", "blue", "yes", "no", "1e999"])


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12),
    st.sampled_from(Missing),
)
def test_whatever_is_prepared_is_finite_and_coded_the_same_again(
    rows: list[tuple[str, str, str]], missing: Missing
) -> None:
    columns = tuple(zip(*rows, strict=True))
    table = Table(("a", "b", "y"), columns, np.arange(2, 2 + len(rows)))
    plans = [replace(plan, missing=missing) for plan in usual_plan(table)]
    try:
        prepared = prepare(table, plans)
    except SpreadsheetError:
        return
    columns_again = encode(table, prepared.codings)
    assert numbers(columns_again) == numbers(prepared)
    assert prepared.rows.tolist() == columns_again.rows.tolist()
    assert len(prepared.rows) + sum(skip.lines.size for skip in prepared.skipped) == len(rows)
    for column in prepared.inputs + prepared.targets:
        assert np.isfinite(column).all()


def test_many_columns_alike_share_a_sentence() -> None:
    names = [f"p{at}" for at in range(20)]
    table = table_of(
        ",".join([*names, "y"]) + "\n" + "\n".join(f"{'1,' * 20}{at}" for at in (3, 4))
    )
    notes = prepare(table, usual_plan(table)).notes
    assert notes == (
        "p0, p1, … p19 (20 columns): numbers, as they are",
        "p0, p1, … p19 (20 columns): always 1, nothing to learn from it",
        "y: numbers, as they are",
    )


@pytest.mark.parametrize("scheme", [Scheme.YES_NO, Scheme.ONE_HOT, Scheme.ORDINAL])
def test_yes_and_no_may_be_written_in_any_case(scheme: Scheme) -> None:
    table = table_of("x,bought\n1,Yes\n2,No\n3,YES\n4,no\n")
    plans = usual_plan(table)
    prepared = prepare(table, [plans[0], replace(plans[1], coding=scheme)])
    yes = prepared.targets[-1]
    assert yes.tolist() == [1, 0, 1, 0]
