"""Comments, titles, units and marks stand above, below and round the rows of a table."""

import gzip

import pytest
from msgspec.structs import replace

from core.columns.coding import Use
from core.columns.plan import usual_plan
from core.tables.cells import numbers_in
from core.tables.containers import packed
from core.tables.containers.packed import unpacked
from core.tables.dialect import ENCODINGS
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, read_table
from core.tables.sniffer import guess_dialect
from core.tables.table import Table
from tests.core.tables.workbooks import archive

ROWS = "1,2,3\n2,4,5\n3,6,7\n4,8,9\n"
COLUMNS = [[1, 2, 3, 4], [2, 4, 6, 8], [3, 5, 7, 9]]


def guessed(data: bytes | str) -> Table:
    return read_table(data, guess_dialect(data))


def numbers(table: Table) -> list[list[float]]:
    return [
        numbers_in(cells, decimal).values.tolist()
        for cells, decimal in zip(table.columns, table.decimals, strict=True)
    ]


def said(table: Table) -> str:
    return "\n".join(map(str, table.remarks))


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        (
            "# by me\n# more, with a comma\nx,y,z\n" + ROWS,
            "xyz",
            "lines 1 and 2 left out: comments",
        ),
        ("# by me\n\n" + ROWS, "", "lines 1 and 2 left out: comments"),
        ("# by me, not you\n#\n# it's a \"test\nx,y,z\n" + ROWS, "xyz", "lines 1 to 3 left out"),
        ("# x y z\n" + ROWS.replace(",", " "), "xyz", "any white space parts two cells"),
        (
            "#x,y,z\n" + ROWS,
            "xyz",
            "the names in line 1 stand behind “#”; a guess: the line may be a comment",
        ),
        (
            "x,y,z\n1,2,3\n# part 2\n" + ROWS[6:] + "# end\n",
            "xyz",
            "line 3, line 7 left out: comments",
        ),
        ("# by me\n# x, y, z\n" + ROWS, "xyz", "line 1 left out: comments"),
        (
            "My experiment,,\n,,\nx,y,z\n" + ROWS,
            "xyz",
            "left out: above the table, “My experiment”",
        ),
        ("My experiment\n\nx,y,z\n" + ROWS, "xyz", "lines 1 and 2 left out: above the table, “My"),
        ("My experiment\nof May, 2020\nx,y,z\n" + ROWS, "xyz", "lines 1 and 2 left out"),
        (
            "x,y,z\nkg,cm,y\n" + ROWS,
            "x (kg)|y (cm)|z (y)",
            "line 2 left out: units, “kg”, “cm”, “y”, which stand behind the names; a guess",
        ),
        ("x,y,z\n(kg),,(cm)\n" + ROWS, "x (kg)|y|z (cm)", "line 2 left out: units, “(kg)”, “(cm)”"),
        ("A,A,A\nx,y,z\n" + ROWS, "xyz", "line 1 left out"),
        ('"TOA5","CR1000","12","a"\nx,y,z\n' + ROWS, "xyz", "line 1 left out"),
        ("Test\nx,y,z (m)\nkg,cm,s\n" + ROWS, "x (kg)|y (cm)|z (m)", "line 3 left out: units"),
        (
            "x,y,z\nkg,-,s\nmean,mean,sum\n" + ROWS,
            "x (kg mean)|y (mean)|z (s sum)",
            "lines 2 and 3 left out: units",
        ),
        ("x;y;z\n---;:--;===\n" + ROWS.replace(",", ";"), "xyz", "line 2 left out: a rule below"),
        ("x,y,z,\n" + ROWS, "xyz", "the last column has nothing in it"),
        ("x,y,z\n" + ROWS.replace("\n", ",\n"), "xyz", "the last column has nothing in it"),
        ("x,y,z,\n" + ROWS.replace("\n", ",\n"), "xyz", "the last column has nothing in it"),
        ("sep=,\nx,y,z\n" + ROWS, "xyz", ""),
        ('"sep=^"\r\nx^y^z\r\n' + ROWS.replace(",", "^").replace("\n", "\r\n"), "xyz", ""),
        ("sep=,\n# by me\nx,y,z\n" + ROWS, "xyz", "left out"),
        ("x,y,z\n" + ROWS + "\x1a", "xyz", ""),
        (ROWS.replace(",", "\t").replace("\t2", "\t\t2"), "", "any white space"),
        ('"x,y,z"\n' + "".join(f'"{row}"\n' for row in ROWS.split()), "xyz", "quotes round whole"),
        ("x|y|z\n" + ROWS.replace(",", "|"), "xyz", "“|” parts two cells; a guess: it may be a"),
        ("x~y~z\n" + ROWS.replace(",", "~"), "xyz", "“~” parts two cells; a guess"),
        (ROWS.replace(",", ":"), "", "“:” parts two cells; a guess"),
        ("sep=|\nx|y|z\n" + ROWS.replace(",", "|"), "xyz", ""),
        ("x y z\n" + ROWS.replace(",", " "), "xyz", "any white space parts two cells"),
        ("x y z\n" + ROWS.replace(",", "\t "), "xyz", "parts two cells; a guess: only tabs may"),
    ],
)
def test_only_data_are_read(text: str, names: str, words: str) -> None:
    for data in (text, text.encode()):
        table = guessed(data)
        assert numbers(table) == COLUMNS
        known = names.split("|") if "|" in names else names
        assert table.names == (tuple(known) or ("column 1", "column 2", "column 3"))
        assert words in said(table)
        assert bool(words) == bool(table.remarks)
        assert preview(data, guess_dialect(data), rows=2).names == table.names


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3\n2,4,5\n3,6,7\n4,8,9\n",
        "1,2,3\n4,5,6\n7,8,9\n10,11,12\n",
        "red,1,2\nblue,3,4\ngreen,5,6\n",
        "NA,1,2\n2,3,4\n5,6,7\n",
        "#ff0000,1\n#00ff00,2\n#0000ff,3\n",
        "#N/A,1\n2,3\n5,6\n",
    ],
)
def test_data_are_not_taken_for_something_else(text: str) -> None:
    table = guessed(text)
    assert table.names[0] == "column 1"
    assert table.rows == text.count("\n")


def test_a_bad_cell_in_the_first_row_is_no_unit() -> None:
    assert guessed("x,y\nbad,1\n2,3\n4,5\n").rows == 3
    assert guessed("x,y\nNA,NA\n2,3\n4,5\n").rows == 3


def test_whole_numbers_one_after_another_are_names_above_others() -> None:
    for text in (
        "2019,2020,2021\n1,2,3\n2,3,5\n3,4,6\n4,5,8\n",
        "2019;2020;2021\n10,5;11,5;13\n9,5;8,1;7\n3,1;4,1;5,9\n4;5;8\n",
    ):
        table = guessed(text)
        assert table.names == ("2019", "2020", "2021")
        assert table.rows == 4
        assert "are names of columns; a guess: they may be the first row of data" in said(table)


@pytest.mark.parametrize(
    ("text", "has_names"),
    [
        ("Country,Code,1960,1961,\nAruba,ABW,54608,1961,\nAngola,AGO,5357195,,\n", True),
        ("Country;2019;2020\nAustria;4,5;5,4\nBelgium;5,4;5,6\n", True),
        ("Ulm,2019,2020\nKiel,2019,2021\nBonn,2018,2019\n", False),
        ("Ulm,1,2\nKiel,3,5\nBonn,4,7\n", False),
        ("Ulm,2019,2021\nKiel,3,5\nBonn,4,7\n", False),
    ],
)
def test_years_behind_texts_are_names_above_what_is_none(text: str, has_names: bool) -> None:
    assert guess_dialect(text).has_header == has_names
    assert guessed(text).rows == text.count("\n") - has_names


@pytest.mark.parametrize("cell", ["\x1c\x0c2019", "9" * 5_000, "٢"])
def test_any_first_row_of_digits_is_looked_at(cell: str) -> None:
    assert guessed(f"{cell},2020\n1,2\n2,3\n3,5\n").rows in (3, 4)


def test_names_of_rows_are_not_used() -> None:
    table = guessed('"x" "y"\n"1" 1.5 2\n"2" 2.5 4\n"9" 3.5 6\n')
    assert table.names == ("row names", "x", "y")
    assert numbers(table)[1:] == [[1.5, 2.5, 3.5], [2, 4, 6]]
    assert [plan.use for plan in usual_plan(table)] == [Use.UNUSED, Use.INPUT, Use.TARGET]
    assert "the first column has names of rows and is not used" in said(table)


def test_any_white_space_parts_cells_and_quotes_hold_it() -> None:
    table = guessed('18.0   8   307.0\t"alpha one"\n15.0 8   350.0  \t"beta two"\n24 4 1 "c"\n')
    assert table.columns[3] == ("alpha one", "beta two", "c")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(encoding: str) -> None:
    data = ("größe,y,z\n" + ROWS).encode(encoding)
    table = guessed(data)
    assert table.names == ("größe", "y", "z")
    assert numbers(table) == COLUMNS
    assert f"“größe” is read in {ENCODINGS[encoding]}; a guess: another encoding" in said(table)
    plain = guessed(("x,y,z\n" + ROWS).encode(encoding))
    assert f"the file is read in {ENCODINGS[encoding]}; a guess" in said(plain)


def test_an_encoding_that_nothing_proves_is_a_guess() -> None:
    data = "größe;y\n1;2\n3;4\n".encode("cp1252")
    western = "is read in Windows-1252 (Western); a guess:"
    assert f"“größe” {western} “grцЯe” in Windows-1251 (Cyrillic)" in said(guessed(data))
    czech = "rok;měď;y\n1;2;3\n2;3;5\n".encode("cp1250")
    assert f"“mìï” {western} “měď” in Windows-1250 (Central European)" in said(guessed(czech))
    for sure in ("größe;y\n1;2\n3;4\n", "größe;y\n1;2\n3;4\n".encode("utf-8-sig")):
        assert guessed(sure).remarks == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\nred,big\nblue,small\n", "the first row has the names of the columns; a guess"),
        ("Ulm,1990,1991\nBonn,8,9\nKiel,3,9\n", "a guess: it may have data"),
        ("a,1\n2,2\n3,5\n", "the first row has data; a guess: it may have the names"),
        ("a,b\n" + "red,big\nblue,small\n" * 5, ""),
        ("red,1\nblue,2\nred,3\n", ""),
        ("red,big\nblue,big\nred,small\n", ""),
        ("a,b\n1,2\n3,4\n", ""),
    ],
)
def test_names_in_doubt_are_a_guess_until_somebody_chooses(text: str, words: str) -> None:
    dialect = guess_dialect(text)
    assert words in said(read_table(text, dialect))
    assert bool(words) == any("first row" in remark.read for remark in guessed(text).remarks)
    other = replace(dialect, has_header=not dialect.has_header)
    assert "first row" not in said(read_table(text, other))


def test_a_packed_file_is_unpacked() -> None:
    rows = ("x,y,z\n" + ROWS).encode()
    assert unpacked(rows) == rows
    assert unpacked(gzip.compress(rows)) == rows
    assert unpacked(gzip.compress(rows[:9]) + gzip.compress(rows[9:])) == rows


def test_an_archive_with_one_file_of_rows_is_that_file() -> None:
    rows = ("x,y,z\n" + ROWS).encode()
    assert unpacked(archive({"readme.md": "", "data/a.CSV": rows, "__MACOSX/a.csv": ""})) == rows
    two = archive({"a.csv": rows, "b.dat": rows})
    assert unpacked(two) == two


def test_a_packed_file_is_not_unpacked_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_BYTES", 1_000_000)
    assert len(unpacked(gzip.compress(b"x" * 1_000_000))) == 1_000_000
    for data in (
        gzip.compress(b"x" * 1_000_001),
        gzip.compress(b"x" * 600_000) * 2,
        archive({"a.csv": b"x" * 1_000_001}),
        archive({"a.csv": b"x" * 600_000, "b": b"x" * 600_000}),
    ):
        with pytest.raises(SpreadsheetError, match="unpacked, there are more than 1 MB in it"):
            unpacked(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (gzip.compress(b"x,y\n" * 99, mtime=0)[:-9], "cut off"),
        (b"\x1f\x8bno, this is none", "damaged"),
        (archive({"a.csv": ROWS}).replace(b"\0a.csv", b"\0b.csv", 1), "damaged"),
    ],
)
def test_a_damaged_packed_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SpreadsheetError, match=words):
        unpacked(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE html>\n<html>\n</html>\n", "this is a web page, not a table: save the file"),
        (b"\xef\xbb\xbf\n <HTML lang=en>a,b\n1,2\n", "this is a web page"),
        (b"<?xml version='1.0'?>\n<a/>\n", "this is XML"),
        (b'[{"a": 1, "b": 2},\n{"a": 2, "b": 3}]\n', "this is JSON"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n",
            "this only says where",
        ),
        (b"RDX3\nX\n\0\0", "this is data of R"),
        (b"\xff\xd8\xff\xe0\0JFIF", "this is a picture"),
        (b"% a comment\n%\n\n@RELATION iris\n@DATA\n1,2\n", "this is an ARFF file"),
        (b"PAR1\x15\x04", "this is a Parquet file"),
        (b"PK\x03\x04 rows.csv", "this is an archive, not a table in text: unpack it"),
        (b"\xd0\xcf\x11\xe0 W\0o\0r\0k\0b\0o\0o\0k\0", "this is an old Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "this is a document of an office program"),
        (b"\x1f\x8b\x08", "this is a compressed file"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, words: str) -> None:
    with pytest.raises(SpreadsheetError) as caught:
        read_table(data, guess_dialect(data))
    assert str(caught.value).startswith(words)
