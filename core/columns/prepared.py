"""A table made numbers: inputs, targets, the columns they came from, rows left out."""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.columns.coded_cells import fills_for
from core.columns.coding import Coding, Missing, Scheme, Use
from core.columns.notes import (
    always_the_same,
    gathered,
    how_coded,
    rows_left,
    what_filled,
    why_left_out,
)
from core.columns.telling import telling
from core.nn.arrays import Array, BoolArray, Rows
from core.slices.work import Work
from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.table import Lines, Table
from core.text.numbers import grouped

_MIDDLES = {Missing.MEAN: "mean", Missing.MEDIAN: "median"}


class Skipped(Struct, frozen=True, eq=False):
    """Rows that were left out because a cell is missing.

    Attributes:
        column: the first column in which it is.
        lines: where these rows begin in the file; shape (rows,), read-only.
        missing: in how many rows of the file a cell of this column is missing, with those that are
            left out because of another column.
    """

    column: str
    lines: Lines
    missing: int


class Gain(Struct, frozen=True):
    """An input without which there would be more rows.

    Attributes:
        column: its name.
        rows: how many more there would be.
    """

    column: str
    rows: int


class NoRowsError(SpreadsheetError):
    """No row is left, because in each a cell is missing.

    Attributes:
        gains: the inputs without which some would be left, the best first.
    """

    def __init__(self, columns: Sequence[str], gains: tuple[Gain, ...]) -> None:
        names = first_few([quoted(column) for column in columns])
        best = f"; without {gains[0].column} there are {grouped(gains[0].rows)}" if gains else ""
        super().__init__(
            f"no row is left, because in each a cell is missing (in {names}): fill the gaps in, or"
            f" set these columns to unused{best}"
        )
        self.gains = gains


class Prepared(Struct, frozen=True, eq=False):
    """What a network learns from.

    Attributes:
        inputs: one array an input, each of shape (rows,), read-only.
        targets: one array a target, each of shape (rows,), read-only.
        input_names: one an input.
        target_names: one a target.
        codings: how each column was coded, inputs and targets in the order of their nodes.
        rows: which rows of the table these are, counted from 0; shape (rows,),
            read-only.
        skipped: the rows that were left out; each row stands once.
        notes: what was done to which column, in sentences.
        columns: what they were made of, without the rows that were left out; inputs before targets.
        gains: the inputs without which there would be more rows, the best first.
        others: those of the notes that are not on what was used.
        telling: the inputs that tell the class of every row; see `telling`.
    """

    inputs: tuple[Array, ...]
    targets: tuple[Array, ...]
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    codings: tuple[Coding, ...]
    rows: Lines
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    columns: tuple["Coded", ...]
    gains: tuple[Gain, ...]
    others: tuple[str, ...]
    telling: tuple[str, ...]

    @property
    def rows_left(self) -> str:
        """How many rows there are, and why not more: "182 of 891 rows: 688 have no deck"."""
        missing = [(skip.column, skip.missing) for skip in self.skipped]
        return rows_left(self.rows.size, self.total, missing)

    @property
    def total(self) -> int:
        """How many rows there would be if none was left out."""
        return self.rows.size + sum(skip.lines.size for skip in self.skipped)

    @property
    def target_columns(self) -> tuple[str, ...]:
        """The columns that are predicted."""
        return tuple(coding.name for coding in self.codings if coding.use is Use.TARGET)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes' names, in the order of the targets, if the target is a one-hot column."""
        targets = [coding for coding in self.codings if coding.use is Use.TARGET]
        if len(targets) == 1 and targets[0].scheme is Scheme.ONE_HOT:
            return targets[0].categories
        return ()


class Coded(Struct, frozen=True, eq=False):
    """A column that became numbers.

    Attributes:
        coding: how.
        nodes: one array a node, each of shape (rows,); NaN where there is nothing.
        missing: which cells were missing, shape (rows,).
        filled: what was filled in for them, mean or median, if that is known.
    """

    coding: Coding
    nodes: list[Array]
    missing: BoolArray
    filled: Missing = Missing.SKIP_ROW


def put_together(table: Table, columns: Sequence[Coded], notes: Sequence[str]) -> Work[Prepared]:
    """Leave out the rows with missing numbers, and put the columns beside each other.

    Args:
        table: where they come from.
        columns: those that are used, with all rows of the table; inputs before targets.
        notes: what else there is to say.

    Raises:
        NoRowsError: no row is left.
    """
    keep, skipped = _left_out(table, columns)
    gains = _gains(columns, table.rows)
    if not keep.any():
        raise NoRowsError([skip.column for skip in skipped], gains)
    kept = []
    for column in columns:
        yield 1.0
        kept.append(_kept(column, keep))
    told = [why_left_out(skip.column, skip.lines) for skip in skipped]
    rows = np.flatnonzero(keep)
    rows.flags.writeable = False
    return _prepared(kept, rows, skipped, gains, (*told, *notes))


def filled_from(prepared: Prepared, rows: Rows) -> Prepared:
    """Fill in for missing cells the mean or median of these rows alone, counted from 0.

    A column that has no other cell in them is filled as it was before.
    """
    columns = [_filled(column, rows) for column in prepared.columns]
    skipped, gains = prepared.skipped, prepared.gains
    return _prepared(columns, prepared.rows, skipped, gains, prepared.others)


def _prepared(
    columns: Sequence[Coded],
    rows: Lines,
    skipped: Sequence[Skipped],
    gains: tuple[Gain, ...],
    others: tuple[str, ...],
) -> Prepared:
    """Put columns beside each other, and say what was done to them."""
    inputs = [column for column in columns if column.coding.use is Use.INPUT]
    targets = [column for column in columns if column.coding.use is Use.TARGET]
    told = []
    for part in (inputs, targets):
        told += gathered(note for column in part for note in _notes(column))
    return Prepared(
        inputs=tuple(node for column in inputs for node in column.nodes),
        targets=tuple(node for column in targets for node in column.nodes),
        input_names=tuple(name for column in inputs for name in column.coding.node_names),
        target_names=tuple(name for column in targets for name in column.coding.node_names),
        codings=tuple(column.coding for column in columns),
        rows=rows,
        skipped=tuple(skipped),
        notes=(*told, *others),
        columns=tuple(columns),
        gains=gains,
        others=others,
        telling=telling([(column.coding, column.nodes) for column in columns]),
    )


def _left_out(table: Table, columns: Sequence[Coded]) -> tuple[BoolArray, list[Skipped]]:
    """Tell the rows to keep, and the others by the first column that has nothing in them."""
    keep = np.ones(table.rows, dtype=np.bool_)
    skipped = []
    for column in columns:
        gaps = np.isnan(column.nodes[0]) & keep
        if gaps.any():
            lines = table.lines[gaps]
            lines.flags.writeable = False
            skipped.append(Skipped(column.coding.name, lines, int(column.missing.sum())))
            keep &= ~gaps
    return keep, skipped


def _gains(columns: Sequence[Coded], rows: int) -> tuple[Gain, ...]:
    """Tell for each input in how many rows there is nothing in it alone, where there are such."""
    gaps = [np.isnan(column.nodes[0]) for column in columns]
    count = np.zeros(rows, dtype=np.intp)  # of the gaps in each row
    for gap in gaps:
        count += gap
    inputs = {
        column.coding.name: gap
        for column, gap in zip(columns, gaps, strict=True)
        if column.coding.use is Use.INPUT
    }
    gains = [Gain(name, int(np.sum(gap & (count == 1)))) for name, gap in inputs.items()]
    if len(inputs) == 1:
        return ()
    return tuple(sorted((gain for gain in gains if gain.rows), key=lambda gain: -gain.rows))


def _kept(column: Coded, keep: BoolArray) -> Coded:
    """Return the column with these rows only."""
    nodes = [node[keep] for node in column.nodes]
    for node in nodes:
        node.flags.writeable = False
    return replace(column, nodes=nodes, missing=column.missing[keep])


def _filled(column: Coded, rows: Rows) -> Coded:
    """Return the column with its gaps filled from these rows, if it is one that is filled."""
    known = rows[~column.missing[rows]]
    if column.filled is Missing.SKIP_ROW or not known.size:
        return column
    fills = fills_for([node[known] for node in column.nodes], column.filled)
    nodes = []
    for node, fill in zip(column.nodes, fills, strict=True):
        nodes.append(np.where(column.missing, fill, node))
        nodes[-1].flags.writeable = False
    return replace(column, coding=replace(column.coding, fills=fills), nodes=nodes)


def _notes(column: Coded) -> Iterator[tuple[str, str]]:
    """What there is to say of a column, each with its name."""
    name = column.coding.name
    yield name, how_coded(column.coding)
    filled = int(column.missing.sum())
    if filled:
        yield name, what_filled(column.coding, filled, _MIDDLES.get(column.filled, ""))
    same = always_the_same(column.coding, column.nodes)
    if same:
        yield name, same
