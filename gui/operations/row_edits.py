"""Changes to the rows of the data, each one undo."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.document import data_edits as edits
from core.document.edits import with_dataset
from core.nn.arrays import Array
from gui.formatting.numbers import number
from gui.operations import structure
from gui.session.messages import Message
from gui.session.session import Session


def insert_row(session: Session, at: int, row: edits.Row | None = None) -> None:
    """Put in a row, of zeros if none is given, before the row `at`, and look at it."""
    before, document = session.evaluation.loss, edits.insert_row(session.document, at, row)
    if structure.set_rows(session, f"Add row {at + 1}", document):
        session.look_at_row(at)
        what = "" if row else ", all zeros: type its numbers"
        _tell(session, f"Row {at + 1} added{what}", before)


def remove_rows(session: Session, rows: Sequence[int]) -> None:
    """Take rows out; one row stays."""
    dataset = session.document.experiment.dataset
    rows = sorted(rows)
    if not rows:
        return
    if len(rows) == dataset.rows:
        what = "the only row" if dataset.rows == 1 else "all rows"
        session.tell(Message(f"Not removed: {what}. The network needs a row to learn from"))
        return
    name = f"row {rows[0] + 1}" if len(rows) == 1 else f"{len(rows)} rows"
    before = session.evaluation.loss
    if structure.set_rows(session, f"Remove {name}", edits.delete_rows(session.document, rows)):
        session.look_at_row(min(rows[0], dataset.rows - len(rows) - 1))
        _tell(session, f"{name[0].upper()}{name[1:]} removed", before)


def fill(
    session: Session, rows: Sequence[int], column: int, numbers: Sequence[Sequence[float]]
) -> None:
    """Put a block of numbers in, one line of it in each of these rows, from a column on.

    Columns are counted through inputs and targets. Rows are added as they are needed; what the
    block does not reach is 0 there.
    """
    block = np.array(numbers, dtype=np.float64)
    dataset = session.document.experiment.dataset
    last = max(rows) + 1
    inputs = len(dataset.inputs)
    columns = [_lengthened(values, last) for values in dataset.own_inputs + dataset.own_targets]
    for place, values in enumerate(block.T, column):
        columns[place][list(rows)] = values
    before = session.evaluation.loss
    size = "1 number" if block.size == 1 else f"{block.shape[0]} × {block.shape[1]} numbers"
    filled = replace(
        dataset, own_inputs=tuple(columns[:inputs]), own_targets=tuple(columns[inputs:])
    )
    if structure.set_rows(session, f"Paste {size}", with_dataset(session.document, filled)):
        _tell(session, f"{size} pasted", before)


def _lengthened(values: Array, rows: int) -> Array:
    return np.concatenate([values, np.zeros(max(0, rows - values.size))])


def _tell(session: Session, what: str, before: float) -> None:
    """Say what happened. The loss over other rows is neither better nor worse."""
    after = session.evaluation.loss
    text = f"{what} · loss {number(before)} → {number(after)}"
    session.tell(Message(text, discreet=what))
