import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tables.cells import numbers_in
from core.tables.dialect import DECIMALS, DELIMITERS, ENCODINGS, Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.tables.rows import MAX_CELL
from core.tables.sniffer import guess_dialect
from core.tables.table import clean_names
from core.tables.writing import write_csv


def test_texts_and_numbers_are_written() -> None:
    columns: list[list[str | float]] = [["x, y", '5"', "=1+1", " a"], [0.1, 1e-300, -3, 2.0]]
    assert write_csv(["name", "a"], columns, Dialect()) == (
        b'name,a\n"x, y",0.1\n"5""",1e-300\n\'=1+1,-3\n" a",2.0\n'
    )
    assert write_csv(["a", "b"], [np.array([0.1]), ["x"]], Dialect(delimiter=";", decimal=",")) == (
        b"a;b\n0,1;x\n"
    )
    assert write_csv(["a", "b"], [[1.5], [2]], Dialect(decimal=",", has_header=False)) == (
        b'"1,5",2\n'
    )


@pytest.mark.parametrize(
    ("text", "is_formula"),
    [
        ("=HYPERLINK(A1)", True),
        ("+cmd|' /C calc'!A0", True),
        ("-2+3+cmd|' /C calc'!A0", True),
        ("@SUM(1)", True),
        ("\t=1", True),
        ("\r=1", True),
        ("\n=1", True),
        ("\uff1d1\uff0b1", True),
        ("'=1", True),
        ("'\t", True),
        ("-income", True),
        ("-1.5", False),
        ("+3", False),
        ("-1,234.5", False),
        ("-5 %", False),
        ("-1e-3", False),
        ("-", False),
        ("−x", False),
        ("a=b", False),
        ("'tis", False),
        ("", False),
    ],
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(
    text: str, is_formula: bool
) -> None:
    data = write_csv([text or "a", "n"], [[text], [-1.5]], Dialect())
    name, cell = (row[0] for row in csv.reader(data.decode().splitlines(keepends=True)))
    expected = f"'{text}" if is_formula else text
    assert (name, cell) == (expected or "a", expected)
    assert read_table(data, Dialect()).columns[0] == (text,)


def test_a_first_cell_like_the_beginning_of_a_web_page_comes_back() -> None:
    data = write_csv(["<html>", "b"], [["<body>"], ["1"]], Dialect())
    assert read_table(data, Dialect()).names == ("<html>", "b")


def test_utf_16_gets_a_byte_order_mark() -> None:
    for encoding in ("utf-8-sig", "utf-16-le", "utf-16-be"):
        data = write_csv(["a", "é"], [["1"], ["2"]], Dialect(encoding))
        assert guess_dialect(data) == Dialect(encoding, decimal="")


@pytest.mark.parametrize(
    ("dialect", "cell", "message"),
    [
        (Dialect("latin-1"), "5 €", "line 2: “€” cannot be written in Latin-1"),
        (Dialect("shift_jis"), "¥", "line 2: “¥” cannot be written in Shift JIS"),
        (Dialect(), "\ud800", "there is half a character in it: take it out"),
        (Dialect(), "a\0", "“a·” has a NUL character in it"),
        (Dialect(), "a" * (MAX_CELL + 1), "has more than 131\u202f072 characters"),
        (Dialect(quote=""), "a,b", "“a,b” cannot be written without quotes"),
        (Dialect(delimiter=" "), "", "an empty cell cannot be written between spaces"),
    ],
)
def test_what_cannot_be_written_is_refused(dialect: Dialect, cell: str, message: str) -> None:
    with pytest.raises(SpreadsheetError) as caught:
        write_csv(["a", "b"], [[cell], ["1"]], dialect)
    assert message in str(caught.value)


def test_columns_have_one_length() -> None:
    for columns in ([["1"], []], [["1"]]):
        with pytest.raises(ValueError, match="one name a column"):
            write_csv(["a", "b"], columns, Dialect())


DIALECTS = st.builds(
    Dialect,
    st.sampled_from([*ENCODINGS]),
    st.sampled_from([*DELIMITERS, ".", "^", "-", "]", "\\"]),
    st.sampled_from(DECIMALS),
    st.sampled_from(['"', "'"]),
    st.booleans(),
)
TEXTS = st.text(st.sampled_from("aZ09+@ é,;\t|\"'\r\n.=-\\^]\ufeff\x0b\x1c\x85\u2028")) | st.text()


@given(DIALECTS, st.lists(st.tuples(TEXTS, TEXTS), min_size=1), TEXTS, TEXTS)
def test_texts_come_back_as_they_were(
    dialect: Dialect, rows: list[tuple[str, str]], one: str, other: str
) -> None:
    names = clean_names([one, other]) if dialect.has_header else ("column 1", "column 2")
    columns = tuple(zip(*[row for row in rows if any(row)] or [("a", "b")], strict=True))
    try:
        data = write_csv(names, columns, dialect)
    except SpreadsheetError:
        return
    table = read_table(data, dialect)
    assert table.names == names
    assert table.columns == columns


@given(
    DIALECTS,
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1),
)
def test_numbers_come_back_to_the_last_bit(dialect: Dialect, numbers: list[float]) -> None:
    array = np.array(numbers)
    data = write_csv(["column 1", "column 2"], [array, numbers], dialect)
    for column in read_table(data, dialect).columns:
        assert numbers_in(column, dialect.decimal).values.tobytes() == array.tobytes()
