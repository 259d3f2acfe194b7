"""A part of the rows of a table."""

import numpy as np
import pytest

from core.tables import reading
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError, TooManyRowsError
from core.tables.reading import read_table
from core.tables.sample import Sample, sampled
from core.tables.table import Table


def table_of(rows: int, more: str = "") -> Table:
    head = ",".join(["x", "y", *more])
    lines = "".join(",".join([str(at), f"{at}.5", *more]) + "\n" for at in range(rows))
    return read_table(f"{head}\n{lines}", Dialect())


def test_rows_keep_their_order_their_cells_and_their_lines() -> None:
    some = sampled(table_of(100), 20, seed=3)
    assert some.rows == 20
    rows = [int(cell) for cell in some.column("x")]
    assert rows == sorted(set(rows))
    assert some.column("y") == tuple(f"{row}.5" for row in rows)
    assert some.lines.tolist() == [row + 2 for row in rows]
    assert str(some.remarks[-1]) == "20 of 100 rows are taken, a sample drawn by seed 3"


def test_the_seed_tells_which_rows_whatever_the_columns() -> None:
    lines = sampled(table_of(100), 20, seed=3).lines.tolist()
    assert sampled(table_of(100, "abc"), 20, seed=3).lines.tolist() == lines
    assert sampled(table_of(100), 20, seed=4).lines.tolist() != lines


def test_each_row_is_drawn_as_often_as_the_others() -> None:
    """Of 10 rows 3, 2000 times: each 600 times, give or take five standard deviations of 20."""
    table = table_of(10)
    counts = np.zeros(10)
    for seed in range(2000):
        counts[sampled(table, 3, seed).lines - 2] += 1
    assert counts.sum() == 6000
    assert np.abs(counts - 600).max() < 5 * np.sqrt(2000 * 0.3 * 0.7)


def test_a_table_without_so_many_rows_stays_whole() -> None:
    table = table_of(10)
    assert sampled(table, 10, seed=0) is table


@pytest.mark.parametrize(("total", "rows"), [(5_000, 1), (5_000, 60), (9_000, 2_100), (400, 400)])
def test_a_table_being_read_gives_the_rows_that_one_gives_that_was_read(
    total: int, rows: int
) -> None:
    text = "x,y\n" + "".join(f"{at},{at}.5\n" for at in range(total))
    some = read_table(text, Dialect(), sample=Sample(rows, 3))
    whole = sampled(read_table(text, Dialect()), rows, 3)
    assert some.columns == whole.columns
    assert some.lines.tolist() == whole.lines.tolist()
    assert some.remarks == whole.remarks


def test_a_file_too_long_to_be_read_gives_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held are never more than twice the rows that are drawn, and those read last."""
    monkeypatch.setattr(reading, "MAX_ROWS", 4_200)
    text = "x,y\n" + "".join(f"{at},{at}.5\n" for at in range(30_000))
    with pytest.raises(TooManyRowsError) as refused:
        read_table(text, Dialect())
    assert refused.value.sample == 2_100
    some = read_table(text, Dialect(), sample=Sample(2_100, 0))
    assert some.rows == 2_100
    assert some.lines[-1] > 29_000
    assert str(some.remarks[-1]).startswith("2,100 of 30,000 rows are taken")


def test_rows_that_are_not_drawn_have_to_fit_too() -> None:
    text = "x,y\n" + "1,2\n" * 3_000 + "1,2,3\n" + "1,2\n" * 3_000
    with pytest.raises(SpreadsheetError, match="line 3002: there are 3 cells"):
        read_table(text, Dialect(), sample=Sample(1, 0))
