"""A file of rows, and what is predicted for them: a line out for each line in."""

import csv
import io
import math

import pytest
from msgspec.structs import replace

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.data.scaling import Scale
from core.document.document import Document
from core.document.edits import with_network
from core.document.made_inputs import add_made_input, read_formula
from core.nn.network_edits import set_parameters
from core.opening.from_table import Learning, document_of
from core.opening.predicting import predicting_file, predicting_rows
from core.slices.work import finish
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect
from tests.core.tables.workbooks import Rows, Writer, ods, xlsx


def learnt(text: str) -> Document:
    table = read_table(text, guess_dialect(text))
    return document_of(prepare(table, usual_plan(table)), Learning(hidden=()))


def rows_of(document: Document, data: str | bytes) -> tuple[list[list[str]], tuple[str, ...]]:
    written, notes = finish(predicting_file(document, data))
    return list(csv.reader(io.StringIO(written.decode()))), notes


LEVELS = learnt("level,y\nlow,1.5\nhigh,3.5\nlow,2\nhigh,4\nmid,3\nmid,2.5\n")
LINE = learnt("x,y\n1,2\n2,4\n3,6\n4,8\n")


def test_a_blank_line_has_its_line_without_a_prediction() -> None:
    rows, notes = rows_of(LEVELS, "level\nlow\n\nhigh\n")
    assert rows[0] == ["level", "predicted y"]
    assert [row[0] for row in rows[1:]] == ["low", "", "high"]
    assert [bool(row[1]) for row in rows[1:]] == [True, False, True]
    assert notes == ("1 of 3 rows has no prediction", "there is nothing in line 3")


def test_rows_learnt_without_names_are_predicted_without_names() -> None:
    text = "alpha,1.5\nbeta,2.5\nbeta,3.5\nalpha,4.5\nbeta,5.5\n"
    assert guess_dialect("alpha,one\nbeta,two\n").has_header
    table = read_table(text, replace(guess_dialect(text), has_header=False))
    words = document_of(prepare(table, usual_plan(table)), Learning(hidden=()))
    rows, _ = rows_of(words, "alpha,one\nbeta,two\n")
    assert [row[:2] for row in rows] == [["alpha", "one"], ["beta", "two"]]
    assert all(row[2] for row in rows)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_of_a_workbook_the_sheet_that_has_the_columns_is_predicted(write: Writer) -> None:
    others: dict[str, Rows | str] = {"p": [["u", "v"], [1, 2], [2, 3]], "note": [["x is not here"]]}
    rows, notes = rows_of(LINE, write({**others, "new": [["x"], [5], [6]]}))
    assert [row[0] for row in rows] == ["x", "5", "6"]
    assert "the sheet “new” is read; a guess: there are “p”, “note”, too" in notes
    with pytest.raises(SpreadsheetError, match="there is no column “x”"):
        rows_of(LINE, write(others))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_there_is_a_line_out_for_each_line_in(end: str) -> None:
    lines = ["", "1,a", "", "# this, that, and more", "two,b", "n/a,c", '4,"d', 'e"', ",", ""]
    rows, notes = rows_of(LINE, end.join(["a title", "", "x,note", *lines, ""]))
    assert rows[0] == ["x", "note", "predicted y"]
    first = ["", "1", "", "# this,that,and more", "two", "n/a", "4", "", ""]
    assert [row[0] for row in rows[1:]] == first
    assert [row[1] for row in rows[1:]] == ["", "a", "", "", "b", "c", f"d{end}e", "", ""]
    assert [bool(row[2]) for row in rows[1:]] == [cell in ("1", "4") for cell in first]
    assert notes == (
        "7 of 9 rows have no prediction",
        "there is nothing in lines 4, 6, 12, 13",
        "x: “# this,that,and more” in line 7 is not a number; also odd: “two” in line 8",
        "x is missing in line 9",
    )


def test_cells_stay_as_they_were_written_and_formulas_are_guarded() -> None:
    data = 'x;what;y\n"1.000,5";=1+1;?\n007,0;-x;\n12 %;+5;0\n'
    written, notes = finish(predicting_file(LINE, data))
    rows = [line.rpartition(";")[0] for line in written.decode().splitlines()]
    assert rows == ["x;what;y", "1.000,5;'=1+1;?", "007,0;'-x;", "12 %;+5;0"]
    assert any("an apostrophe stands before" in note for note in notes)


def test_a_row_of_units_has_its_line_too() -> None:
    rows, notes = rows_of(LINE, "x,z\nkg,m\n1,2\n2,3\n3,4\n")
    assert [row[0] for row in rows] == ["x", "kg", "1", "2", "3"]
    assert rows[1][2] == ""
    assert "x: “kg” in line 2 is not a number" in notes


def test_rows_between_spaces_are_written_with_commas() -> None:
    rows, _ = rows_of(LINE, "z x\n5 1\n\n6 2\n")
    assert [row[:2] for row in rows] == [["z", "x"], ["5", "1"], ["", ""], ["6", "2"]]


def test_numbers_and_days_beyond_what_was_learnt_from_are_told() -> None:
    days = "".join(f"2024-01-{at:02},{at},{at % 7 / 3}\n" for at in range(1, 21))
    document = learnt("day,x,y\n" + days)
    new = "day,x\n2024-01-05,3\n2023-12-31,20.5\n2024-02-01,7\n"
    _, notes = rows_of(document, new)
    days_told, numbers_told = "day in 2 rows (2024-01-01 to 2024-01-20)", "x in 1 row (1 to 20)"
    assert notes == (f"beyond what was learnt from: {days_told}, {numbers_told}",)
    assert rows_of(document, "day,x\n2024-01-01,1\n2024-01-20,20\n")[1] == ()


@pytest.mark.parametrize(
    "data", ["a,x\nno,1\n", "x;a\n1;b,c\nd,e;2\n", "x|a\n1|b\n", "x\ny z\n2\n", "what,x\n,\n7,1\n"]
)
def test_the_columns_learnt_from_tell_how_a_short_file_is_written(data: str) -> None:
    assert "x" in finish(predicting_file(LINE, data))[0].decode().partition("predicted")[0]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(SpreadsheetError) as refused:
        rows_of(LINE, "z,y\n1,2\n")
    assert str(refused.value) == "there is no column “x”; there are “z”, “y”"


def test_it_is_told_how_far_it_is() -> None:
    work = predicting_file(LINE, "x,z\n" + "1,2\n" * 30_000)
    fractions = list(work)
    assert len(fractions) > 8
    assert fractions == sorted(fractions)
    assert fractions[0] > 0
    assert fractions[-1] == 1


def with_logarithm() -> Document:
    """The line, predicted as 1 + ln(x), where nothing is scaled."""
    text = "x,y\n1,2\n2,4\n3,6\n4,8\n"
    table = read_table(text, guess_dialect(text))
    unscaled = Learning(hidden=(), input_scale=Scale.NONE, target_scale=Scale.NONE)
    document = document_of(prepare(table, usual_plan(table)), unscaled)
    document = add_made_input(document, read_formula(document, "ln(x)"))
    return with_network(document, set_parameters(document.experiment.network, [0, 1, 2], [0, 1, 1]))


def test_inputs_that_are_made_of_others_are_computed_for_new_rows() -> None:
    rows, notes = rows_of(with_logarithm(), "x\n1\n-1\n2\n\n0\n")
    assert [row[0] for row in rows[1:]] == ["1", "-1", "2", "", "0"]
    assert [row[1] and float(row[1]) for row in rows[1:]] == pytest.approx(
        [1.0, "", 1 + math.log(2), "", ""]
    )
    assert "ln(x) is no number in lines 3, 6: no prediction" in notes
    with pytest.raises(SpreadsheetError, match="no row can be predicted: ln"):
        rows_of(with_logarithm(), "x\n-1\n")


def test_all_rows_with_predictions_have_what_was_made() -> None:
    written, _ = finish(predicting_rows(with_logarithm()))
    rows = list(csv.reader(io.StringIO(written.decode())))
    assert rows[0] == ["x", "ln(x)", "target", "predicted y", "used"]
    assert [float(row[1]) for row in rows[1:]] == pytest.approx([math.log(x) for x in range(1, 5)])
