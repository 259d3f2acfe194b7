import re
from contextlib import suppress
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.tables import reading as reading_module
from core.tables import source as source_module
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, read_table, reading
from core.tables.sniffer import guess_dialect
from core.tables.source import first_lines
from core.tables.table import Table, clean_names, same_name

PLAIN = Dialect()
BARE = Dialect(has_header=False)


def rows(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*table.columns, strict=True))


def refusal(data: bytes | str, dialect: Dialect = PLAIN) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        read_table(data, dialect)
    return str(caught.value)


def test_a_file_becomes_named_columns() -> None:
    table = read_table(b"age,colour\n1,red\n2, blue\n", PLAIN)
    assert table.names == ("age", "colour")
    assert table.columns == (("1", "2"), ("red", "blue"))
    assert table.column("colour") == ("red", "blue")
    assert table.lines.tolist() == [2, 3]
    assert table.rows == 2


def test_without_a_header_columns_are_numbered() -> None:
    table = read_table(b"1,2\n3,4\n", BARE)
    assert table.names == ("column 1", "column 2")
    assert rows(table) == [("1", "2"), ("3", "4")]


def test_a_pasted_text_has_no_encoding() -> None:
    table = read_table("größe\t年\n1,5\t2\n", Dialect("utf-16-le", "\t", ","))
    assert table.names == ("größe", "年")
    assert table.decimal == ","


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_every_kind_of_line_break_ends_a_row(end: str, last: bool) -> None:
    text = end.join(["a,b", "1,2", "", "3,4"]) + (end if last else "")
    table = read_table(text.encode(), PLAIN)
    assert rows(table) == [("1", "2"), ("3", "4")]
    assert table.lines.tolist() == [2, 4]


def test_quotes_hold_delimiters_line_breaks_and_quotes() -> None:
    table = read_table(b'a,b\n"x, ""y""",1\n"one\r\ntwo\n", "2"\n5" pipe,3\n', PLAIN)
    assert rows(table) == [('x, "y"', "1"), ("one\r\ntwo\n", "2"), ('5" pipe', "3")]
    assert table.lines.tolist() == [2, 3, 6]
    assert rows(read_table(b"a,b\n'x,y',\"\n", replace(PLAIN, quote="'"))) == [("x,y", '"')]
    assert rows(read_table(b"a,b\n\"x,'\n", replace(PLAIN, quote=""))) == [('"x', "'")]


def test_rows_without_anything_in_them_are_passed_over() -> None:
    table = read_table(b"\n\na,b\n,,\n   \n1,2\n,\n\n", PLAIN)
    assert rows(table) == [("1", "2")]
    assert table.lines.tolist() == [6]


def test_spaces_stand_for_one_delimiter() -> None:
    dialect = replace(PLAIN, delimiter=" ")
    table = read_table(b'  a   b \n 1  "x  y"\n20 z  \n', dialect)
    assert table.names == ("a", "b")
    assert rows(table) == [("1", "x  y"), ("20", "z")]


def test_a_byte_order_mark_belongs_to_no_name() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"):
        codec = "utf-8" if encoding == "utf-8-sig" else encoding
        data = '\ufeff"a",b\n1,2\n'.encode(codec)
        assert read_table(data, replace(PLAIN, encoding=encoding)).names == ("a", "b")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["a", "b"], ("a", "b")),
        (["", " ", "x"], ("column 1", "column 2", "x")),
        ([" a  b\n", "a b"], ("a b", "a b (2)")),
        (["\x01a\u200b", "\ufeff"], ("a", "column 2")),
        (["a", "a", "a"], ("a", "a (2)", "a (3)")),
        (["a", "a", "a (2)", "a"], ("a", "a (3)", "a (2)", "a (4)")),
        (["column 2", ""], ("column 2", "column 2 (2)")),
    ],
)
def test_names_are_clean_and_all_different(header: list[str], names: tuple[str, ...]) -> None:
    assert clean_names(header) == names


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "", "column 1", "a (2) (2)"]), max_size=9))
def test_names_are_always_all_different(header: list[str]) -> None:
    names = clean_names(header)
    assert len(set(names)) == len(header)
    assert clean_names(names) == names


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n,,\n", "the file is empty"),
        (b"a,b\n", "there are no rows below the header"),
        (b"a\n1\n2\n", "there is only one column; two are needed"),
        (
            b"a,b,c,d\n" + b"1,2,3,4\n" * 15 + b"1,2,3,4,5\n",
            "line 17: there are 5 cells in this row, but 4 in the rows above: look for a comma too",
        ),
        (b"a,b\n1,2\n\n\n3\n", "line 5: there is 1 cell in this row, but 2 in the rows above"),
        (b'a,b\n1,2\n3,"4\n5,6\n', "line 3: a quote is opened in this row and never closed"),
        (b'a,b\n"', "line 2: a quote is opened in this row and never closed"),
        (
            b'a,b\n1,2\n3,"4' + b"x\n" * 100_000,
            "line 3: a cell has more than 131\u202f072 characters",
        ),
        (
            b"a,b\n" + b"1," * 500_001,
            "line 2: the row that ends here has more than 1\u202f000\u202f000",
        ),
        (b"a,b\n" + b"x," * 500_001 + b"\n", "line 2: the row that ends here has more than"),
        (b"a" + b",b" * 2_000 + b"\n", "there are 2001 columns; the most is 2000"),
        (b"a,b\n1,2\n3,\x004\n", "line 3: there are NUL characters in it: this is not a text file"),
        (b"a,b\n1,2\r3,\xff\n", "line 3: this is not UTF-8: choose another encoding"),
        (b"a,b\n1,2\n3,\xc3", "line 3: this is not UTF-8"),
        ("a,b\n1,2\n3,\ud800\n", "line 3: there is half a character in it"),
        (b"PK\x03\x04,b\n1,2\n", "this is an archive, not a table in text: unpack it"),
        (b"x" * 301 + b",b\n1,2\n", "the name of column 1 has 301 characters"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes | str, message: str) -> None:
    assert refusal(data).startswith(message)


def test_every_row_may_have_a_million_characters_and_none_more() -> None:
    row = ",".join(["x" * 124_999] * 8) + "\n"
    assert len(row) == 1_000_000
    header = "a,b,c,d,e,f,g,h\n"
    assert read_table(header + 2 * row, PLAIN).rows == 2
    message = "line 3: the row that ends here has more than 1\u202f000\u202f000 characters"
    assert refusal((header + row + "x" + row).encode()).startswith(message)


@pytest.mark.parametrize(("row", "found"), [("3  4  5", "are 3 cells"), ("  3 ", "is 1 cell")])
def test_a_row_between_spaces_has_as_many_cells_as_the_others(row: str, found: str) -> None:
    message = f"line 3: there {found} in this row, but 2 in the rows above: look for a space"
    with pytest.raises(SpreadsheetError, match=message):
        read_table(f"a b\n1  2\n{row}\n", replace(PLAIN, delimiter=" "))


def test_bytes_that_are_no_text_are_named_by_their_line() -> None:
    data = "a,b\r\n1,2\r\n".encode("utf-16-le") + b"\x00\xd8"
    assert refusal(data, replace(PLAIN, encoding="utf-16-le")).startswith("line 3: this is not")
    far = b"a,b\n" + b"1,2\n" * 50_000 + b"\xff,2\n"
    assert refusal(far).startswith("line 50002: this is not UTF-8")


@pytest.mark.parametrize(
    ("limit", "size", "message"),
    [
        ("MAX_ROWS", 4, "there are more than 3 rows"),
        ("MAX_CELLS", 12, "or 11 cells, too many to learn from: take a sample of 1 row"),
        ("MAX_COLUMNS", 3, "there are 3 columns; the most is 2: is this the right delimiter?"),
    ],
)
def test_a_table_may_be_as_large_as_its_limit_and_no_larger(
    monkeypatch: pytest.MonkeyPatch, limit: str, size: int, message: str
) -> None:
    """Four rows of three cells below the header."""
    data = b"a,b,c\n" + b"1,2,3\n" * 4
    monkeypatch.setattr(reading_module, limit, size)
    assert read_table(data, PLAIN).rows == 4
    monkeypatch.setattr(reading_module, limit, size - 1)
    assert message in refusal(data)


def test_a_cell_may_have_131072_characters_and_no_more() -> None:
    rows = "a,b\n" + "x" * 131_072 + ",1\n"
    assert len(read_table(rows, PLAIN).columns[0][0]) == 131_072
    said = "line 2: a cell has more than 131\u202f072 characters; is a quote not closed?"
    assert refusal(rows.replace("x,", "xx,")) == said


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MAX_BYTES", 1_000_000)
    million = (b"x" * 997 + b",1\n") * 1000
    assert read_table(million, BARE).rows == 1000
    assert refusal(million + b"\n") == (
        "there are more than 1 MB in it, too many: open a part of the file"
    )


def test_a_preview_looks_at_the_first_rows_only() -> None:
    data = b"a,b\n" + b"1,2\n" * 60 + b"3,4,5\n" + b"6,7\n" * 4_000 + b"\xff\n"
    table = preview(data, PLAIN)
    assert table.rows == 50
    assert preview(data, PLAIN, rows=1).columns == (("1",), ("2",))
    long = b"a,b\n" + (b"x" * 30_000 + b",1\n") * 100
    assert preview(long, PLAIN, rows=20).rows == 20
    assert preview(long, BARE, rows=20).rows == 20
    assert preview(b"a\n1\n", PLAIN).columns == (("1",),)
    assert preview(b"a,b\n1,2\n", PLAIN).rows == 1


def test_the_first_lines_can_be_looked_at_whatever_they_are() -> None:
    assert first_lines(b"\xef\xbb\xbfa,b\r\n1\n\xff\r", "utf-8") == ("a,b", "1", "�")
    assert first_lines("a\nb\nc", "utf-8", 2) == ("a", "b")


def test_reading_goes_slice_by_slice() -> None:
    data = b"a,b,c\n" + b"1.5,2.25,-3\n" * 20_000
    fractions = [0.0]
    work = reading(data, PLAIN)
    while True:
        try:
            fractions.append(next(work))
        except StopIteration as end:
            table = end.value
            break
    assert table.rows == 20_000
    assert len(fractions) == 18
    assert all(0 <= after - before < 0.2 for before, after in pairwise(fractions))
    assert fractions[-1] == 1


def test_empty_lines_are_read_slice_by_slice_too() -> None:
    assert len(list(reading(b"a,b\n1,2\n" + b"\n" * 100_000, PLAIN))) == 14


def test_long_lines_are_read_a_few_to_a_slice() -> None:
    assert len(list(reading(b"a,b\n" + (b"x" * 999 + b",1\n") * 1000, PLAIN))) == 10


def test_a_table_has_columns_of_one_length_and_names_that_differ() -> None:
    for names, columns in ((("a", "a"), (("1",), ("2",))), (("a", "b"), (("1",), ()))):
        with pytest.raises(ValueError, match="a table needs"):
            Table(names, columns, np.array([2]))
    table = Table(("a",), (("1",),), np.array([2]))
    with pytest.raises(ValueError, match="read-only"):
        table.lines[0] = 3
    with pytest.raises(SpreadsheetError, match=re.escape("no column “b”; there are “a”")):
        table.column("b")


@given(st.binary())
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    with suppress(SpreadsheetError):
        assert len(read_table(data, guess_dialect(data)).names) >= 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("mass", "mass (kg)"),
        ("mass (kg)", "mass (kg)"),
        ("mass (g)", ""),
        ("length (cm)", "length"),
        ("length [cm]", "length"),
        ("x", "x"),
        ("x (3)", ""),
        ("y", ""),
    ],
)
def test_a_column_is_found_without_its_unit(wanted: str, found: str) -> None:
    names = ("mass (kg)", "length", "x", "x (2)", "y (m)", "y (s)")
    assert same_name(wanted, names) == found
