import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.columns.kinds import ColumnKind, in_order, survey, surveying
from core.slices.work import finish
from core.tables.dialect import Dialect
from core.tables.reading import read_table


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2.5", "-3"], ColumnKind.NUMBER),
        (["0", "1", "0"], ColumnKind.NUMBER),
        (["1", "", "NA", "?"], ColumnKind.NUMBER),
        (["1", "2", "3", "abc"], ColumnKind.NUMBER),
        (["1", "2", "abc"], ColumnKind.TEXT),
        (["1"] * 90 + ["abc"] * 10, ColumnKind.NUMBER),
        (["1"] * 89 + ["abc"] * 11, ColumnKind.CATEGORY),
        (["1", "2", "1e999", "4"], ColumnKind.NUMBER),
        (["0", "1", "2"] * 30 + ["3+"] * 5, ColumnKind.CATEGORY),
        (["0", "1", "2"] * 30 + ["l0", "3 "], ColumnKind.NUMBER),  # a slip of the pen
        ([f"{n}" for n in range(20)] * 9 + ["20+"] * 9, ColumnKind.NUMBER),
        (["yes", "no", ""], ColumnKind.YES_NO),
        (["True", "FALSE", "true "], ColumnKind.YES_NO),
        (["y", "n"], ColumnKind.YES_NO),
        (["t", "f"], ColumnKind.YES_NO),
        (["Ja", "Nein"], ColumnKind.YES_NO),
        (["yes", "yes"], ColumnKind.YES_NO),
        (["yes", "no", "maybe", "no"], ColumnKind.CATEGORY),
        (["m", "f", "m", "f"], ColumnKind.CATEGORY),
        (["red", "green", "red", "blue"], ColumnKind.CATEGORY),
        (["red", "green", "blue"], ColumnKind.TEXT),
        ([f"group {n}" for n in range(50)] * 2, ColumnKind.CATEGORY),
        ([f"group {n}" for n in range(51)] * 3, ColumnKind.TEXT),
        (["red", "green", "red", "blue", "black"], ColumnKind.TEXT),
        (["x" * 100, "x" * 100, "y"], ColumnKind.CATEGORY),
        (["x" * 101, "x" * 101, "y"], ColumnKind.TEXT),
        (["", "NA"], ColumnKind.TEXT),
        ([], ColumnKind.TEXT),
    ],
)
def test_the_kind_of_a_column(cells: list[str], kind: ColumnKind) -> None:
    assert survey(cells).kind is kind


def test_the_decimal_mark_decides_what_a_number_is() -> None:
    cells = ["1,5", "2,5", "3,5", "4,5"]
    assert survey(cells, ",").kind is ColumnKind.NUMBER
    assert survey(cells, ".").kind is ColumnKind.TEXT


def test_a_survey_counts_and_names_the_bad_cells() -> None:
    found = survey(["1"] * 95 + ["", "abc", "NA", "x", "1e999", "y"])
    assert (found.rows, found.missing, found.numbers) == (101, 2, 95)
    assert found.kind is ColumnKind.NUMBER
    assert found.bad == (96, 98, 99, 100)
    long = survey(["1"] * 30_000 + ["a", "b", "c", "d", "e", "f"])
    assert long.bad == (30_000, 30_001, 30_002, 30_003, 30_004)
    apart = survey(["a", "b", "c"] + ["1"] * 30_000 + ["d", "e", "f"])
    assert apart.bad == (0, 1, 2, 30_003, 30_004)


def test_categories_are_without_missing_ones_and_spaces_around() -> None:
    found = survey(["red ", "Blue", "NA", "red", "Blue", "", "green", "10", "9"] * 2)
    assert found.categories == ("9", "10", "Blue", "green", "red")
    assert survey(["TRUE", "False", "none"]).categories == ("false", "true")


def test_categories_are_in_the_order_of_counting() -> None:
    assert in_order({"10", "9", "b", "A", "a", "C", "−1"}, ".") == (
        *("−1", "9", "10", "A", "a", "b", "C"),
    )
    assert in_order({"10,5", "9,5"}, ",") == ("9,5", "10,5")


def test_all_columns_are_surveyed_slice_by_slice() -> None:
    table = read_table(b"a,b\n" + b"1,x\n" * 25_000, Dialect())
    fractions = list(surveying(table))
    assert fractions == pytest.approx([0.2, 0.4, 0.5, 0.7, 0.9, 1.0])
    assert [found.kind for found in finish(surveying(table))] == [
        ColumnKind.NUMBER,
        ColumnKind.CATEGORY,
    ]


@given(st.lists(st.text()), st.sampled_from(".,"))
def test_any_column_has_a_kind(cells: list[str], decimal: str) -> None:
    found = survey(cells, decimal)
    assert found.rows == len(cells)
    assert found.missing + found.numbers <= found.rows
