"""A table made numbers: inputs, targets, the columns they came from, rows left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.columns.coding import Coding
from core.columns.notes import always_the_same, gathered, how_coded, what_filled, why_left_out
from core.columns.plan import Scheme, Use
from core.nn.arrays import Array, BoolArray
from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.table import Lines, Table
from core.tables.work import Work


@dataclass(frozen=True, slots=True, eq=False)
class Skipped:
    """Rows that were left out because a cell is missing.

    Attributes:
        column: the first column in which it is.
        lines: where these rows begin in the file; shape (rows,), read-only.
    """

    column: str
    lines: Lines


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What a network learns from, or predicts from.

    Attributes:
        inputs: one array an input, each of shape (rows,), read-only.
        targets: one array a target, each of shape (rows,), read-only; none if the file has none.
        input_names: one an input.
        target_names: one a target.
        codings: how each column was coded, inputs and targets in the order of their nodes.
        rows: which rows of the table these are, counted from 0; shape (rows,),
            read-only.
        skipped: the rows that were left out; each row stands once.
        notes: what was done to which column, in sentences.
    """

    inputs: tuple[Array, ...]
    targets: tuple[Array, ...]
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    codings: tuple[Coding, ...]
    rows: Lines
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes' names, in the order of the targets, if the target is a one-hot column."""
        targets = [coding for coding in self.codings if coding.use is Use.TARGET]
        if len(targets) == 1 and targets[0].scheme is Scheme.ONE_HOT:
            return targets[0].categories
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column that became numbers.

    Attributes:
        coding: how.
        nodes: one array a node, each of shape (rows,); NaN where there is nothing.
        missing: which cells were missing, shape (rows,).
        middle: what was filled in for them, mean or median, if that is known.
    """

    coding: Coding
    nodes: list[Array]
    missing: BoolArray
    middle: str


def put_together(
    table: Table, columns: Sequence[Coded], notes: Sequence[str], learns: bool
) -> Work[Prepared]:
    """Leave out the rows with missing numbers, and put the columns beside each other.

    Args:
        table: where they come from.
        columns: those that are used, with all rows of the table; inputs before targets.
        notes: what else there is to say.
        learns: whether this is to be learnt from.

    Raises:
        SpreadsheetError: no row is left.
    """
    keep, skipped = _left_out(table, columns)
    if not keep.any():
        names = first_few([quoted(skip.column) for skip in skipped])
        raise SpreadsheetError(
            f"no row is left, because in each a cell is missing (in {names}): fill the gaps in, or"
            " set these columns to unused"
        )
    kept = []
    for column in columns:
        yield 1.0
        kept.append(_kept(column, keep))
    inputs = [column for column in kept if column.coding.use is Use.INPUT]
    targets = [column for column in kept if column.coding.use is Use.TARGET]
    told = []
    for part in (inputs, targets):
        told += gathered(note for column in part for note in _notes(column, learns))
    told += [why_left_out(skip.column, skip.lines) for skip in skipped]
    rows = np.flatnonzero(keep)
    rows.flags.writeable = False
    return Prepared(
        inputs=tuple(node for column in inputs for node in column.nodes),
        targets=tuple(node for column in targets for node in column.nodes),
        input_names=tuple(name for column in inputs for name in column.coding.node_names),
        target_names=tuple(name for column in targets for name in column.coding.node_names),
        codings=tuple(column.coding for column in kept),
        rows=rows,
        skipped=tuple(skipped),
        notes=(*told, *notes),
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
            skipped.append(Skipped(column.coding.name, lines))
            keep &= ~gaps
    return keep, skipped


def _kept(column: Coded, keep: BoolArray) -> Coded:
    """Return the column with these rows only."""
    nodes = [node[keep] for node in column.nodes]
    for node in nodes:
        node.flags.writeable = False
    return replace(column, nodes=nodes, missing=column.missing[keep])


def _notes(column: Coded, learns: bool) -> Iterator[tuple[str, str]]:
    """What there is to say of a column, each with its name."""
    name = column.coding.name
    yield name, how_coded(column.coding)
    filled = int(column.missing.sum())
    if filled:
        yield name, what_filled(column.coding, filled, column.middle)
    same = always_the_same(column.coding, column.nodes) if learns else None
    if same:
        yield name, same
