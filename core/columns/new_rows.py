"""New rows, made numbers in the way that was learnt, whatever their order of columns."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from core.columns.coded_cells import coding_cells
from core.columns.coding import Coding, Use
from core.columns.doubts import what_is_odd
from core.columns.notes import what_filled
from core.columns.preparing import MAX_NUMBERS
from core.nn.arrays import Array, BoolArray
from core.slices.work import Work, finish, scaled
from core.tables.problems import SpreadsheetError, first_few
from core.tables.table import Lines, Table
from core.text.numbers import grouped


class NewRows(Struct, frozen=True, eq=False):
    """What a network predicts from.

    Attributes:
        inputs: one array an input, each of shape (rows,), of the rows that can be predicted.
        rows: which rows of the table these are, counted from 0; shape (rows,).
        notes: why others cannot be, and what was filled in, in sentences.
    """

    inputs: tuple[Array, ...]
    rows: Lines
    notes: tuple[str, ...]


def encode(table: Table, codings: Sequence[Coding]) -> NewRows:
    """Make numbers of the rows of a table that have all that is needed to predict them.

    Left out are rows in which nothing stands, an input is missing that is not filled in, or one
    says something else than what was learnt from: a word for a number, a new category.

    Args:
        table: the new rows.
        codings: what `prepare` learnt.

    Raises:
        SpreadsheetError: a column is missing, or no row can be predicted.
    """
    return finish(encoding(table, codings))


def encoding(table: Table, codings: Sequence[Coding]) -> Work[NewRows]:
    """Do what `encode` does, in slices of some 10 milliseconds for up to 100,000 rows.

    Raises:
        SpreadsheetError: a column is missing, or no row can be predicted.
    """
    used = [coding for coding in codings if coding.use is Use.INPUT]
    _check_size(used, table.rows)
    keep, notes = _without_blank(table)
    nodes: list[Array] = []
    for done, coding in enumerate(used):
        cells, decimal = table.column(coding.name), table.decimal_of(coding.name)
        codes = yield from scaled(coding_cells(cells, coding, decimal), done, len(used))
        odd, gaps = codes.bad & keep, codes.missing & keep
        nodes += coding.spread(codes.values)
        if odd.any():
            told = what_is_odd(table, coding, np.flatnonzero(odd).tolist())
            notes.append(f"{coding.name}: {told}")
        if gaps.any() and coding.fills:
            notes.append(f"{coding.name}: {what_filled(coding, int(gaps.sum()), '')}")
        elif gaps.any():
            notes.append(f"{coding.name} is missing in {in_lines(table, gaps)}")
        keep &= ~(odd if coding.fills else odd | gaps)
    rows = np.flatnonzero(keep)
    if not rows.size:
        raise SpreadsheetError(f"no row can be predicted: {'; '.join(notes)}")
    if rows.size < table.rows:
        without = table.rows - rows.size
        verb = "has" if without == 1 else "have"
        notes.insert(0, f"{grouped(without)} of {grouped(table.rows)} rows {verb} no prediction")
    return NewRows(tuple(node[rows] for node in nodes), rows, tuple(notes))


def _check_size(codings: Sequence[Coding], rows: int) -> None:
    numbers = rows * sum(len(coding.node_names) for coding in codings)
    if numbers > MAX_NUMBERS:
        raise SpreadsheetError(
            f"this would make {grouped(numbers)} numbers, and the most is {grouped(MAX_NUMBERS)}:"
            " predict a part of the file"
        )


def _without_blank(table: Table) -> tuple[BoolArray, list[str]]:
    """Tell the rows in which something stands, and the others in a sentence."""
    blank = list(range(table.rows))
    for cells in table.columns:
        blank = [row for row in blank if not cells[row].strip()]
    keep = np.ones(table.rows, dtype=np.bool_)
    keep[blank] = False
    return keep, [] if keep.all() else [f"there is nothing in {in_lines(table, ~keep)}"]


def in_lines(table: Table, where: BoolArray | Lines) -> str:
    """Name the lines of some rows of a table: "line 4", "lines 4, 6 and 12 more"."""
    lines = table.lines[where].tolist()
    noun = "line" if len(lines) == 1 else "lines"
    return f"{noun} {first_few(list(map(str, lines[:5])), len(lines))}"
