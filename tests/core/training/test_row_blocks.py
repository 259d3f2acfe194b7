"""Rows that grow in blocks are those that were appended."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nn.arrays import Array
from core.training import row_blocks
from core.training.row_blocks import RowBlocks


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_blocks, "BLOCK_BYTES", 8 * 2 * 6)  # six rows of two numbers


def rows_of(first: int, end: int) -> Array:
    return np.column_stack((np.arange(first, end), -np.arange(first, end))).astype(np.float64)


def grown(*portions: int) -> RowBlocks:
    blocks = RowBlocks(2)
    for size in portions:
        blocks.extend(rows_of(blocks.size, blocks.size + size))
    return blocks


@given(
    portions=st.lists(st.integers(0, 20), max_size=8),
    halvings=st.integers(0, 4),
    more=st.integers(0, 20),
    part=st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 7)),
)
def test_it_holds_what_an_array_would(
    portions: list[int], halvings: int, more: int, part: tuple[int, int, int]
) -> None:
    blocks, expected = grown(*portions), rows_of(0, sum(portions))
    for _ in range(halvings):
        blocks.halve()
        expected = expected[1::2]
    blocks.extend(rows_of(100, 100 + more))
    expected = np.concatenate((expected, rows_of(100, 100 + more)))
    first, end, every = part
    assert blocks.size == len(expected)
    assert blocks.rows(first, end, every).tolist() == expected[first:end:every].tolist()
    assert [blocks.row(nth).tolist() for nth in range(blocks.size)] == expected.tolist()


def test_what_was_appended_stays_where_it_is() -> None:
    blocks = grown(8)
    row = blocks.row(2)
    blocks.extend(rows_of(8, 500))
    assert np.shares_memory(row, blocks.row(2))


def test_a_few_rows_take_no_more_memory_than_they_need() -> None:
    assert grown().nbytes == 0
    assert grown(1).nbytes == 16
    blocks = grown(50)
    assert blocks.nbytes == pytest.approx(50 * 16, rel=0.1)
    blocks.halve()
    assert blocks.nbytes == 25 * 16


def test_rows_without_numbers_are_counted() -> None:
    blocks = RowBlocks(0)
    blocks.extend(np.empty((9, 0)))
    assert blocks.size == 9
    assert blocks.rows(0, 9).shape == (9, 0)
