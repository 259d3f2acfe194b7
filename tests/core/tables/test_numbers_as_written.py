"""Numbers as people write them: which mark is the decimal one, and what stands beside digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.columns.kinds import ColumnKind, survey
from core.tables.cells import number_in, numbers_in
from core.tables.dialect import Dialect
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect
from core.tables.table import Table


def guessed(text: str) -> Table:
    return read_table(text, guess_dialect(text))


def numbers(table: Table, name: str) -> list[float]:
    values: list[float] = numbers_in(table.column(name), table.decimal_of(name)).values.tolist()
    return values


def said(table: Table) -> str:
    return "\n".join(map(str, table.remarks))


@pytest.mark.parametrize(
    ("text", "columns", "words"),
    [
        (
            "a;b;y\n1,5;1.200;2.400\n2,5;2.400;3.100\n3,5;3.600;5.900\n4,5;4.100;8.000\n",
            {
                "a": [1.5, 2.5, 3.5, 4.5],
                "b": [1200, 2400, 3600, 4100],
                "y": [2400, 3100, 5900, 8e3],
            },
            "b: “1.200” is read as 1200; a guess: 1.2 if the point is the decimal mark",
        ),
        (
            "a;y\n900;1,5\n1.200;2,5\n2.400;3,5\n",
            {"a": [900, 1200, 2400], "y": [1.5, 2.5, 3.5]},
            "a: “1.200” is read as 1200; a guess: 1.2",
        ),
        (
            "a;y\n900;1\n1,200;2\n2,400;3\n3,600;4\n",
            {"a": [900, 1200, 2400, 3600]},
            "a: “1,200” is read as 1200; a guess: 1.2 if the comma is the decimal mark",
        ),
        ('x,y\n1,"1,200"\n2,"2,400"\n3,"980"\n', {"y": [1200, 2400, 980]}, "a guess: 1.2"),
        ("x;y\n1;1 200\n2;2 400\n3;980\n", {"y": [1200, 2400, 980]}, "“1 200” is read as 1200"),
        ("x;y\n1;1\u00a0200,5\n2;980\n", {"y": [1200.5, 980]}, "is read as 1200.5"),
        ("x;y\n1;1\u202f200\n2;980\n", {"y": [1200, 980]}, "is read as 1200"),
        ("x;y\n1;1'200.5\n2;980\n", {"y": [1200.5, 980]}, "“1'200.5” is read as 1200.5"),
        ("x;y\n1;12.345.678\n2;980\n", {"y": [12345678, 980]}, "is read as 12345678"),
        ("x;y\n1;12,34,567\n2;980\n", {"y": [1234567, 980]}, "is read as 1234567"),
        (
            'rooms,price\n3,"$1,200"\n4,"$1,350"\n5,$980\n',
            {"price": [1200, 1350, 980]},
            "price: “$1,200” is read as 1200",
        ),
        ("x;y\n1;5,50 €\n2;6,50 €\n", {"y": [5.5, 6.5]}, "y: “5,50 €” is read as 5.5"),
        ("x;y\n1;EUR 5\n2;−7 EUR\n", {"y": [5, -7]}, "y: “EUR 5” is read as 5"),
        ("x,y\n1,-$5\n2,$-7.5\n", {"y": [-5, -7.5]}, "y: “-$5” is read as −5"),
        ("x,y\n1,(120)\n2,240\n3,(360)\n", {"y": [-120, 240, -360]}, "“(120)” is read as −120"),
        ("x,y\n1,'120\n2,'240\n", {"y": [120, 240]}, ""),
        ("x,y\n1,12 kg\n2,-7.5kg\n", {"y": [12, -7.5]}, "y: “12 kg” is read as 12"),
        ("x,y\n1,19.67 kmpl\n2,1248 CC\n", {"y": [19.67, 1248]}, "they may be of different units"),
        ("x,5 min\n1,12\n2,7\n", {"5 min": [12, 7]}, ""),
        ("x,y\n1,10%\n2,20 %\n3,10%\n", {"y": [10, 20, 10]}, "“10%” is read as 10, in percent"),
        (
            "x,y\n1,10%\n2,0.2\n",
            {"y": [10, 0.2]},
            "y: “10%”, “0.2” are taken as they stand; a guess: they may be of different units",
        ),
        ("x,y\n1,$5\n2,€6\n", {"y": [5, 6]}, "“$5”, “€6” are taken as they stand; a guess"),
        ("x,y\n1.234,5\n2.345,6\n", {"x": [1.234, 2.345]}, "a guess: 1234 if the comma is"),
        ("x,y,z\n1.234,5,0.5\n2.345,6,0.7\n", {"x": [1.234, 2.345]}, ""),
        ("x;y\n0.125;5\n2.345;6\n", {"x": [0.125, 2.345]}, ""),
        ("x;y\n1,234;5000\n2,345;6000\n", {"x": [1.234, 2.345]}, "a guess: 1234"),
        ("x;y\n1,234;1\n1500;2\n700;3\n", {"x": [1.234, 1500, 700]}, "a guess: 1234"),
    ],
)
def test_numbers_are_read_as_they_are_meant(
    text: str, columns: dict[str, list[float]], words: str
) -> None:
    table = guessed(text)
    for name, expected in columns.items():
        assert numbers(table, name) == expected
        assert survey(table.column(name), table.decimal_of(name)).kind is ColumnKind.NUMBER
    assert words in said(table)
    assert bool(words) == bool(table.remarks)


def test_all_rows_are_looked_at_for_the_decimal_mark() -> None:
    rows = [f"{n};{2 * n};{3 * n}" for n in range(1, 20_000)]
    table = guessed("\n".join(["a;b;y", *rows, "0,5;1,5;2,5"]))
    assert [numbers(table, name)[-1] for name in "aby"] == [0.5, 1.5, 2.5]
    assert not table.remarks


def test_errors_of_a_spreadsheet_are_missing_cells() -> None:
    errors = ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#N/A"]
    rows = [f"{cell},{n}" for n, cell in enumerate(["1", *errors, "2"])]
    table = guessed("\n".join(["x,y", *rows]))
    found = survey(table.column("x"), table.decimal_of("x"))
    assert (found.kind, found.missing, found.numbers) == (ColumnKind.NUMBER, 7, 2)
    assert "x: “#DIV/0!”, “#VALUE!”, “#REF!”, “#NAME?”, “#NUM!” and 2 more are taken" in said(table)


def test_a_mark_that_is_chosen_holds_for_all_columns() -> None:
    text = "a;b\n1,5;1.200\n2,5;2.400\n"
    point = read_table(text, Dialect(delimiter=";"))
    assert numbers(point, "b") == [1.2, 2.4]
    assert [number_in(cell, ".") for cell in point.column("a")] == [None, None]
    assert numbers(read_table(text, Dialect(delimiter=";", decimal=",")), "b") == [1200, 2400]


def grouped(value: float, mark: str, decimal: str, places: int) -> str:
    return f"{value:,.{places}f}".translate({ord(","): mark, ord("."): decimal})


MARKS = st.sampled_from(
    [(",", "."), (".", ","), (" ", ","), ("\u00a0", "."), ("'", "."), ("\u2019", ",")]
)
VALUES = st.integers(-(10**9), 10**9)


@given(MARKS, st.lists(VALUES, min_size=2, max_size=9), st.sampled_from([1, 2, 4]))
def test_numbers_with_any_mark_come_back(
    marks: tuple[str, str], values: list[int], places: int
) -> None:
    """With one, two or four digits behind it, there is no doubt which mark is the decimal one."""
    expected = [value / 10**places for value in values]
    cells = [grouped(value, *marks, places) for value in expected]
    table = guessed("\n".join(["a;b", *(f"{n};{cell}" for n, cell in enumerate(cells))]))
    assert numbers(table, "b") == expected
    assert not any(remark.is_guess for remark in table.remarks)


@given(
    st.lists(st.from_regex(r"[1-9][0-9]{0,2}([.,][0-9]{3})?", fullmatch=True), min_size=1),
    st.sampled_from(";\t"),
)
def test_a_thousand_times_too_much_or_too_little_is_never_silent(
    cells: list[str], delimiter: str
) -> None:
    """Cells that can be read in two ways are, with nothing else in the file, a guess."""
    table = guessed("\n".join([f"a{delimiter}b", *(f"{cell}{delimiter}x" for cell in cells)]))
    doubtful = any(number_in(cell, ".") != number_in(cell, ",") for cell in cells)
    assert any(remark.is_guess for remark in table.remarks) == doubtful
    for remark in table.remarks:
        assert remark.decimal != table.decimal_of("a")


@pytest.mark.parametrize(
    "cell", [".", "..", "n.a.", "k. A.", "missing", "#NV", "#WERT!", "#VALEUR!", "#¡DIV/0!"]
)
def test_what_programs_and_people_write_where_nothing_is_known(cell: str) -> None:
    table = guessed(f"x;y\n1;2\n{cell};4\n3;6\n")
    assert survey(table.column("x")).missing == 1
    assert survey(table.column("x")).kind is ColumnKind.NUMBER


@pytest.mark.parametrize(
    "cell", ["5K", "2D", "9a", "12 A b", "4x4", "10th", "3 rooms", "7 k", "1/2", "12 kg 3"]
)
def test_what_is_more_than_a_number_and_its_unit_is_none(cell: str) -> None:
    assert number_in(cell, ".") is None
