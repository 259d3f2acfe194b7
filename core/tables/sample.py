"""A part of the rows of a table, drawn by a seed."""

from dataclasses import replace

import numpy as np

from core.tables.remarks import Remark
from core.tables.table import Lines, Table


def sampled(table: Table, rows: int, seed: int) -> Table:
    """Return some rows of a table, in their order and with the lines where they stand.

    Which rows is told by the seed and how many there are, whatever stands in them.

    Args:
        table: to draw from.
        rows: how many to keep, one or more; a table that has no more of them is returned as it is.
        seed: the same one draws the same rows.
    """
    if rows >= table.rows:
        return table
    kept = rows_drawn(table.rows, rows, seed)
    told = f"{rows:,} of {table.rows:,} rows are taken, a sample drawn by seed {seed}"
    return replace(
        table,
        columns=tuple(tuple(map(cells.__getitem__, kept.tolist())) for cells in table.columns),
        lines=table.lines[kept],
        remarks=(*table.remarks, Remark(told)),
    )


def rows_drawn(total: int, rows: int, seed: int) -> Lines:
    """Return which of so many rows are drawn, counted from 0, in order; shape (rows,)."""
    chances = np.random.default_rng(seed).random(total)
    return np.sort(np.argpartition(chances, rows - 1)[:rows])
