"""Whatever stands in the lines of a file, there is a line out for each line in."""

import csv
import io
import random

import pytest

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.opening.from_table import Learning, document_of
from core.opening.predicting import predicting_file
from core.slices.work import finish
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table

LEARNT = "x,town,y\n" + "".join(f"{at},{'abc'[at % 3]},{at / 2}\n" for at in range(12))
CELLS = {
    "x": ["1", "2.5", "-3", "", "?", "two", "1e999", "12 %", "$5", "=2", "1.000"],
    "town": ["a", "b", "c", "a", "d", "", "NA"],
    "more": ["", "x", "two\nlines", 'say "hi"', "=1+1", "-", "'s", "#", "a,b;c|d\te"],
}
BESIDE = ["", "# a note"]


def some_lines(choose: random.Random) -> tuple[list[str], list[list[str]]]:
    """A header, and the cells of each line below it; one cell alone is a line by itself."""
    names = list(CELLS)
    choose.shuffle(names)
    lines = []
    for _ in range(choose.randint(1, 12)):
        beside = choose.random() < 0.3
        cells = [choose.choice(CELLS[name]) for name in names]
        lines.append([choose.choice(BESIDE)] if beside else cells)
    return names, lines


def written(names: list[str], lines: list[list[str]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    for line in (names, *lines):
        if len(line) == 1:
            text.write(f"{line[0]}\n")
        else:
            writer.writerow(line)
    return text.getvalue()


def unguarded(cell: str) -> str:
    return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_there_is_a_line_out_for_each_line_in_with_its_cells(delimiter: str) -> None:
    table = read_table(LEARNT, Dialect())
    document = document_of(prepare(table, usual_plan(table)), Learning(hidden=()))
    predicted, refusals = 0, []
    for seed in range(60):
        names, lines = some_lines(random.Random(seed))
        try:
            file, _ = finish(predicting_file(document, written(names, lines, delimiter)))
        except SpreadsheetError as problem:
            refusals.append(str(problem))
            continue
        rows = list(csv.reader(io.StringIO(file.decode(), newline=""), delimiter=delimiter))
        assert rows[0] == [*names, "predicted y"]
        cells = [list(map(unguarded, row[:3])) for row in rows[1:]]
        assert cells == [line if len(line) == 3 else [*line, "", ""] for line in lines]
        x, town = names.index("x"), names.index("town")
        numbers = {"1", "2.5", "-3", "12 %", "$5", "1.000"}
        fit = [row[x] in numbers and row[town] in set("abc") for row in cells]
        assert [bool(row[3]) for row in rows[1:]] == fit
        predicted += 1
    assert predicted > 20
    assert all(refusal.startswith("no row can be predicted: ") for refusal in refusals)
