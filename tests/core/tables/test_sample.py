"""A part of the rows of a table."""

import numpy as np
import pytest

from core.tables import reading
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError, TooManyRowsError
from core.tables.reading import read_table
from core.tables.sample import Sample
from core.tables.table import Table


def text_of(rows: int, more: str = "") -> str:
    head = ",".join(["x", "y", *more])
    lines = "".join(",".join([str(at), f"{at}.5", *more]) + "\n" for at in range(rows))
    return f"{head}\n{lines}"


def sampled(text: str, rows: int, seed: int) -> Table:
    return read_table(text, Dialect(), sample=Sample(rows, seed))


def test_rows_keep_their_order_their_cells_and_their_lines() -> None:
    some = sampled(text_of(100), 20, seed=3)
    assert some.rows == 20
    rows = [int(cell) for cell in some.column("x")]
    assert rows == sorted(set(rows))
    assert some.column("y") == tuple(f"{row}.5" for row in rows)
    assert some.lines.tolist() == [row + 2 for row in rows]
    assert str(some.remarks[-1]) == "20 of 100 rows are taken, a sample drawn by seed 3"
    one = sampled(text_of(100), 1, seed=3)
    assert str(one.remarks[-1]) == "1 of 100 rows is taken, a sample drawn by seed 3"


def test_the_seed_tells_which_rows_whatever_the_columns() -> None:
    lines = sampled(text_of(100), 20, seed=3).lines.tolist()
    assert sampled(text_of(100, "abc"), 20, seed=3).lines.tolist() == lines
    assert sampled(text_of(100), 20, seed=4).lines.tolist() != lines


def test_each_row_is_drawn_as_often_as_the_others() -> None:
    """Of 10 rows 3, 2000 times: each 600 times, give or take five standard deviations of 20."""
    text = text_of(10)
    counts = np.zeros(10)
    for seed in range(2000):
        counts[sampled(text, 3, seed).lines - 2] += 1
    assert counts.sum() == 6000
    assert np.abs(counts - 600).max() < 5 * np.sqrt(2000 * 0.3 * 0.7)


@pytest.mark.parametrize("rows", [10, 11, 10_000])
def test_a_table_without_more_rows_stays_whole(rows: int) -> None:
    some = sampled(text_of(10), rows, seed=0)
    assert some.columns == read_table(text_of(10), Dialect()).columns
    assert not some.remarks


@pytest.mark.parametrize(
    ("total", "rows"), [(5_000, 1), (5_000, 60), (9_000, 2_100), (7_000, 6_999)]
)
def test_the_rows_with_the_least_of_random_numbers_are_drawn(total: int, rows: int) -> None:
    """However many are let go in between."""
    chances = np.random.default_rng(3).random(total)
    least = np.sort(np.argsort(chances)[:rows])
    assert sampled(text_of(total), rows, 3).lines.tolist() == (least + 2).tolist()


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
    assert str(some.remarks[-1]).startswith("2100 of 30\u202f000 rows are taken")


def test_rows_that_are_not_drawn_have_to_fit_too() -> None:
    text = "x,y\n" + "1,2\n" * 3_000 + "1,2,3\n" + "1,2\n" * 3_000
    with pytest.raises(SpreadsheetError, match="line 3002: there are 3 cells"):
        read_table(text, Dialect(), sample=Sample(1, 0))
