"""Workbooks are read like any other file of rows."""

import subprocess
import sys
from datetime import date, datetime

import pytest

from core.columns.dates import form_of
from core.tables.containers import packed
from core.tables.containers.workbook import read_sheet, sheet_names
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, read_table
from core.tables.sniffer import guess_dialect
from core.tables.source import first_lines
from core.tables.table import Table
from tests.core.tables.bombs import BOMBS
from tests.core.tables.workbooks import Rows, Writer, archive, ods, xlsx, xlsx_parts

ROWS: Rows = [["age", "colour", "fare"], [20, "red", 5.5], [30, "green", 7], [40, "red", 0.1]]
KINDS = pytest.mark.parametrize("write", [xlsx, ods])


def guessed(data: bytes) -> Table:
    return read_table(data, guess_dialect(data))


def refusal(data: bytes) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        guessed(data)
    return str(caught.value)


def said(table: Table) -> str:
    return "\n".join(map(str, table.remarks))


@KINDS
def test_a_workbook_is_a_table(write: Writer) -> None:
    table = guessed(write({"Passengers": ROWS}))
    assert table.names == ("age", "colour", "fare")
    assert table.columns == (("20", "30", "40"), ("red", "green", "red"), ("5.5", "7", "0.1"))
    assert table.lines.tolist() == [2, 3, 4]
    assert table.remarks == ()


@KINDS
def test_cells_become_texts_that_lose_nothing(write: Writer) -> None:
    rows: Rows = [
        ["n", "t"],
        [1 / 3, 'says "1,5;2"'],
        [1.234, "a\nb\tc "],
        [2.0**53, "#N/A"],
        [-1e300, None],
        [True, date(2024, 2, 29)],
        [False, datetime.fromisoformat("2024-02-29T06:30")],
    ]
    table = guessed(write({"A": rows}))
    numbers, texts = table.columns
    assert [float(number) for number in numbers[:4]] == [1 / 3, 1.234, 2.0**53, -1e300]
    assert table.decimals[0] == "."
    assert numbers[4:] == ("True", "False")
    assert texts[:2] == ('says "1,5;2"', "a b\tc ")
    assert texts[2] in ("", "#N/A")
    assert texts[3] == ""
    assert texts[4:] == ("2024-02-29", "2024-02-29 06:30:00")
    assert form_of(texts[4:]) == "ymd"


@KINDS
def test_titles_units_and_line_numbers_are_those_of_the_sheet(write: Writer) -> None:
    rows: Rows = [
        [],
        [None, "Measured in May"],
        [None, None],
        [None, "x", "y"],
        [None, "kg", "cm"],
        [None, 1, 2],
        [None, None, None],
        [None, 2, 4],
        [None, 3, 7],
    ]
    table = guessed(write({"A": rows}))
    assert table.names == ("x (kg)", "y (cm)")
    assert table.lines.tolist() == [6, 8, 9]
    assert "lines 1 to 3 left out: above the table" in said(table)
    assert preview(write({"A": rows}), guess_dialect(write({"A": rows})), 2).rows == 2


@KINDS
def test_a_merged_cell_of_the_head_names_all_columns_below_it(write: Writer) -> None:
    rows: Rows = [
        ["Marks of 7b"],
        ["Name", "Maths", None, "Art", None],
        [None, "oral", "written", "oral", "written"],
        ["Ann", 1, 1.5, 2, 3],
        ["Bob", 2, 2.5, 4, 1],
        ["Cid", 3, 3.5, 2, 5],
    ]
    table = guessed(write({"A": rows}))
    marks = ("Maths (oral)", "Maths (written)", "Art (oral)", "Art (written)")
    assert table.names == ("Name", *marks)


def test_the_first_sheet_with_rows_is_read_and_hidden_ones_last() -> None:
    other: Rows = [["u", "v"], [1, 2], [2, 3]]
    data = xlsx({"notes": [], "secret": other, "data": ROWS, "more": other}, hidden=["secret"])
    assert sheet_names(data) == ("notes", "data", "more", "secret")
    table = guessed(data)
    assert table.names == ("age", "colour", "fare")
    words = "the sheet “data” is read; a guess: there are “more”, “secret”, too"
    assert words in said(table)
    dialect = guess_dialect(data, sheet="secret")
    assert dialect.sheet == "secret"
    assert read_table(data, dialect).names == ("u", "v")
    assert read_sheet(data, "more").text == "u,v\n1,2\n2,3\n"
    with pytest.raises(SpreadsheetError, match="no sheet “x”; there are “notes”, “data”, “more”"):
        read_sheet(data, "x")
    with pytest.raises(SpreadsheetError, match="there is nothing in the sheet “notes”"):
        read_sheet(data, "notes")


@KINDS
def test_sheets_with_nothing_in_them_are_no_alternative(write: Writer) -> None:
    empty = "A & “B”"
    assert guessed(write({"data": ROWS, empty: [], "3": [[None, None]]})).remarks == ()
    assert guessed(write({empty: [], "data": ROWS, "3": []})).remarks == ()
    some = write({"data": ROWS, empty: [], "one": [["a note"]], "3": []})
    assert said(guessed(some)) == "the sheet “data” is read; a guess: there is “one”, too"
    with pytest.raises(SpreadsheetError, match="there is no sheet “x”; there is “data”"):
        read_sheet(write({"data": ROWS}), "x")


@KINDS
def test_a_sheet_of_notes_is_passed_over(write: Writer) -> None:
    table = guessed(write({"read me": [["These are"], ["the passengers"]], "data": ROWS}))
    assert table.names == ("age", "colour", "fare")
    assert "the sheet “data” is read; a guess: there is “read me”, too" in said(table)


@KINDS
def test_rows_that_were_opened_in_a_single_column_are_read(write: Writer) -> None:
    table = guessed(write({"A": [["a;b"], ["1,5;2"], ["2,5;3"]]}))
    assert table.names == ("a", "b")
    assert table.columns[0] == ("1,5", "2,5")


@KINDS
def test_titles_of_several_cells_are_above_the_table(write: Writer) -> None:
    rows: Rows = [
        ["Data Source", "World Development Indicators"],
        ["Last Updated Date", date(2024, 6, 28)],
        [],
        ["Country", "Code", 1960, 1961],
        ["Aruba", "ABW", 54608, 55811],
        ["Angola", "AGO", 5357195, None],
    ]
    table = guessed(write({"A": rows}))
    assert table.names == ("Country", "Code", "1960", "1961")
    assert table.lines.tolist() == [5, 6]


def test_bytes_that_are_no_workbook_have_no_sheets() -> None:
    assert sheet_names(b"a,b\n1,2\n") == ()
    assert sheet_names(archive({"word/document.xml": "<w/>"})) == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xlsx({"A": ROWS})[:-40], "this workbook is damaged, or not all of it is here"),
        (ods({"A": ROWS})[:300], "this workbook is damaged, or not all of it is here"),
        (xlsx({"A": "<row><c><v>1</v></row>"}), "this workbook is damaged: open it in a"),
        (archive({"xl/workbook.xml": "<workbook/>"}), "this workbook cannot be read: open it"),
        (xlsx({"A": [], "B": []}), "there is nothing in this workbook"),
        (ods({"A": []}), "there is nothing in this workbook"),
        (xlsx({"A": [["only"], [1], [2]]}), "there is only one column"),
        (
            archive(
                {
                    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "META-INF/manifest.xml": "<m><encryption-data/></m>",
                    "content.xml": b"\x83\x17\xfe",
                }
            ),
            "this workbook has a password: take it off",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "this is a workbook with a password",
        ),
        (archive({"xl/workbook.bin": ""}), "this is a binary Excel workbook, not a table in text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, words: str) -> None:
    assert refusal(data).startswith(words)
    assert first_lines(data, "utf-8") is not None


@pytest.mark.parametrize("what", BOMBS)
def test_a_sheet_that_says_it_is_huge_is_refused_at_once(what: str) -> None:
    assert "has more than 10\u202f000\u202f000 cells" in refusal(BOMBS[what])


def test_a_directory_that_lies_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_BYTES", 100_000)
    large = "<row>" + "<c><v>1</v></c>" * 20_000 + "</row>"
    data = xlsx({"A": large})
    assert "unpacked, there are more than 0 MB" in refusal(data)
    size = len(xlsx_parts({"A": large})["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    for said_size in (0, 10, 2_000):
        lying = data.replace(size, said_size.to_bytes(4, "little"))
        assert lying != data
        assert refusal(lying).startswith("this workbook is damaged")


@pytest.mark.parametrize("module", ["python_calamine", "zipfile", "xml.parsers.expat"])
def test_what_reads_workbooks_is_not_loaded_before_one_is_opened(module: str) -> None:
    code = f"import sys, core.opening.table_file; print({module!r} in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_a_workbook_without_calamine_is_refused_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "save the sheet as CSV" in refusal(xlsx({"A": ROWS}))
