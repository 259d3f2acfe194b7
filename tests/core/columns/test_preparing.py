import math
from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.columns import preparing as preparing_module
from core.columns.coded_cells import MAX_CATEGORIES
from core.columns.coding import Coding, Missing, Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.new_rows import encode
from core.columns.plan import ColumnPlan, usual_plan
from core.columns.preparing import prepare, preparing
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.tables.table import Table
from tests.core.columns.columns_by_hand import SHIP, numbers, refusal, table_of


def planned(name: str, use: Use = Use.INPUT, coding: Scheme = Scheme.NUMBER) -> ColumnPlan:
    return ColumnPlan(name, use, ColumnKind.NUMBER, coding)


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
        ("-12345.6", Scheme.NUMBER, "x: always −12\u202f346, nothing to learn from it"),
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
        "age: “abc” in line 3 is not a number; also odd: “1e999” in line 5; correct the file,"
        " take such cells as missing, or leave the column out"
    )
    many = table_of("age,y\n" + "1e999,1\n" * 8)
    told = refusal(lambda: prepare(many, plans))
    assert told.startswith("age: “1e999” in line 2 is too large a number; also odd: ")
    assert "“1e999” in line 7 and 2 more; correct" in told


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
            "b: “r” in line 4 is none of the categories “p”, “q”",
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

    def texts(count: int) -> Table:
        return table_of("t,y\n" + "".join(f"t{at},1\n" for at in range(count)))

    assert len(prepare(texts(MAX_CATEGORIES), plans).inputs) == MAX_CATEGORIES
    many = refusal(lambda: prepare(texts(MAX_CATEGORIES + 1), plans))
    assert "more than 1000 different texts" in many
    longest, longer = (table_of("t,y\n" + "x" * length + ",1\n") for length in (300, 301))
    assert prepare(longest, plans).input_names == (f"t = {'x' * 300}",)
    assert "301: set it to unused" in refusal(lambda: prepare(longer, plans))


def test_too_many_numbers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing_module, "MAX_NUMBERS", 29)
    table = table_of(SHIP)
    message = refusal(lambda: prepare(table, usual_plan(table)))
    assert message.startswith("this would make 36 numbers, and the most is 29")


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
    lines = [skip.lines for skip in prepared.skipped]
    assert lines
    assert not any(each.flags.writeable for each in (prepared.rows, table.lines, *lines))


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
    again = encode(table, prepared.codings)
    same = np.isin(again.rows, prepared.rows)  # the others have no target
    assert again.rows[same].tolist() == prepared.rows.tolist()
    assert [node[same].tolist() for node in again.inputs] == numbers(prepared)[0]
    assert len(prepared.rows) + sum(skip.lines.size for skip in prepared.skipped) == len(rows)
    for column in prepared.inputs + prepared.targets:
        assert np.isfinite(column).all()


def test_many_columns_alike_share_a_sentence() -> None:
    names = [f"p{at}" for at in range(20)]
    table = table_of(
        ",".join([*names, "y"]) + "\n" + "\n".join(f"{'1,' * 20}{at}" for at in (3, 4))
    )
    plans = [*map(planned, names), planned("y", Use.TARGET)]
    assert prepare(table, plans).notes == (
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
