"""Sums, means, notes and sources stand below the rows of a table."""

import pytest
from msgspec.structs import replace

from core.slices.work import finish
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, read_table, reading
from core.tables.sniffer import guess_dialect
from core.tables.table import Table

ROWS = "region,units,sales\nNorth,10,100\nSouth,20,180\nEast,15,\nWest,12,130\n"


def guessed(text: str) -> Table:
    return read_table(text, guess_dialect(text))


def said(table: Table) -> str:
    return "\n".join(map(str, table.remarks))


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("Total,57,410\n", "line 6 left out: “Total”; a guess: line 6 may be data"),
        ("TOTAL:,57,\n\n", "line 6 left out: “TOTAL:”; a guess: line 6 may be data"),
        (",Sum,410\n", "line 6 left out: “Sum”"),
        ("Summe,57,410\nMittelwert,14.25,137\n", "lines 6 and 7 left out: “Summe”, “Mittelwert”"),
        ("Mean,14.25,137\nSource: OECD,,\n", "lines 6 and 7 left out: “Mean”, “Source: OECD”"),
        ("* provisional,,\n", "line 6 left out: “* provisional”; a guess: line 6 may be data"),
        ("\nLast Updated: 06/28/2024\n", "line 7 left out: below the table"),
        ('\n"Data from: a, b"\nSource: c\n', "lines 7 and 8 left out: below the table"),
        ("Source: OECD, 2021\n", "line 6 left out: below the table"),
        ("Total,57,410\nSource: OECD\n", "line 6 left out: “Total”"),
    ],
)
def test_what_is_below_the_rows_is_left_out_and_said(end: str, words: str) -> None:
    table = guessed(ROWS + end)
    assert table.columns[0] == ("North", "South", "East", "West")
    assert table.columns[1] == ("10", "20", "15", "12")
    assert table.lines.tolist() == [2, 3, 4, 5]
    assert words in said(table)


@pytest.mark.parametrize("end", ["Total,57,410\n", "Source: OECD,,\n"])
def test_the_rows_at_the_end_can_be_kept(end: str) -> None:
    text = ROWS + end
    table = read_table(text, replace(guess_dialect(text), keep_end=True))
    assert table.rows == 5
    assert table.remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS + "Ulm,,\n",
        ROWS + "Total,,\n",
        "kind,y\nmean,1\nsum,2\nmean,3\nsum,4\n",
        "kind,y\nA,1\nA,2\nB,3\nC,4\n",
    ],
)
def test_data_at_the_end_are_not_taken_for_something_else(text: str) -> None:
    table = guessed(text)
    assert table.rows == text.count("\n") - 1
    assert table.remarks == ()


def test_the_first_rows_alone_have_no_end() -> None:
    text = "region,units\nTotal,10\nSouth,20\nEast,15\n"
    assert preview(text, guess_dialect(text), 1).columns[0] == ("Total",)


@pytest.mark.parametrize("end", ["Paris,12\n", "12\n", "Source: x\nUlm,1,2\n"])
def test_a_row_that_is_cut_off_is_no_note(end: str) -> None:
    with pytest.raises(SpreadsheetError, match=r"line 6: there (is|are) . cells? in this row"):
        guessed(ROWS + end)


def test_a_note_long_before_the_end_is_named() -> None:
    text = ROWS + "Source: x\n" + "Ulm,1,2\n" * 5_000
    with pytest.raises(SpreadsheetError, match="line 6: there is 1 cell in this row"):
        guessed(text)


def test_every_row_is_read_where_each_is_to_be_predicted() -> None:
    text = ROWS + "Total,57,410\nSource: OECD\n"
    table = finish(reading(text, guess_dialect(text), every_row=True))
    assert table.columns[0][-2:] == ("Total", "Source: OECD")
    assert table.columns[1][-2:] == ("57", "")
    assert table.remarks == ()
