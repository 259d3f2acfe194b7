"""Changes to the rows of the data, each one undo."""

from collections.abc import Sequence

import numpy as np

from core.data.dataset import Dataset
from core.document import data_edits as edits
from core.document.edits import with_dataset
from core.nn.arrays import Array
from core.text.numbers import grouped
from gui.formatting.numbers import number
from gui.operations import structure
from gui.operations.rows.made_inputs import made_refusal
from gui.session.messages import Message
from gui.session.session import Session

_NEAR = 1e-3  # so near are numbers that were copied as they are shown


def insert_row(session: Session, at: int, row: edits.Row | None = None) -> bool:
    """Put in a row before the row `at`, of zeros if none is given and they do, and look at it.

    Says whether that was possible.
    """
    before, document = session.evaluation.loss, edits.insert_row(session.document, at, row)
    if not structure.set_rows(session, f"Add row {grouped(at + 1)}", document):
        return False
    session.look_at_row(at)
    is_zero = not any(map(any, edits.row_at(document, at)))
    like = "all zeros" if is_zero else "like its neighbour"
    what = "" if row else f", {like}: type its numbers"
    _tell(session, f"Row {at + 1} added{what}", before)
    return True


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
    block does not reach is 0 there. Inputs that are made of others are passed over, unless the
    block has them, too, and just as they are made.
    """
    block = np.array(numbers, dtype=np.float64)
    dataset = session.document.experiment.dataset
    places = [*range(column, len(dataset.own_inputs) + len(dataset.own_targets))]
    filled = _filled(dataset, rows, places, block)
    if not _has_its_made_inputs(filled, rows, places, block):
        made = [at for at in places if _is_made(dataset, at)]
        places = [at for at in places if at not in made]
        if block.shape[1] > len(places):
            refused = made_refusal(session.document, made[0])
            session.tell(Message(f"Nothing was pasted: {refused}"))
            return
        filled = _filled(dataset, rows, places, block)
    before = session.evaluation.loss
    size = "1 number" if block.size == 1 else f"{block.shape[0]} × {block.shape[1]} numbers"
    if structure.set_rows(session, f"Paste {size}", with_dataset(session.document, filled)):
        _tell(session, f"{size} pasted", before)


def _filled(dataset: Dataset, rows: Sequence[int], places: Sequence[int], block: Array) -> Dataset:
    """The dataset with the columns of a block at these places."""
    last, inputs = max(rows) + 1, len(dataset.own_inputs)
    columns = [_lengthened(values, last) for values in dataset.own_inputs + dataset.own_targets]
    for place, values in zip(places, block.T, strict=False):
        columns[place][list(rows)] = values
    return dataset.with_columns(columns[:inputs], columns[inputs:])


def _is_made(dataset: Dataset, place: int) -> bool:
    return place < len(dataset.own_inputs) and dataset.recipe.formula_of(place) is not None


def _has_its_made_inputs(
    filled: Dataset, rows: Sequence[int], places: Sequence[int], block: Array
) -> bool:
    """Whether each column of a block that falls on a made input says what is made there."""
    pairs = zip(places, block.T, strict=False)
    return all(
        np.allclose(filled.own_inputs[place][list(rows)], values, rtol=_NEAR)
        for place, values in pairs
        if _is_made(filled, place)
    )


def _lengthened(values: Array, rows: int) -> Array:
    return np.concatenate([values, np.zeros(max(0, rows - values.size))])


def _tell(session: Session, what: str, before: float) -> None:
    """Say what happened. The loss over other rows is neither better nor worse."""
    after = session.evaluation.loss
    text = f"{what} · loss {number(before)} → {number(after)}"
    session.tell(Message(text, discreet=what))
