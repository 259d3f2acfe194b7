"""Predictions for rows, a document's own or those of another file, as arrays and as CSV."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from core.columns.coding import Scheme, Use
from core.columns.new_rows import NewRows, encoding, in_lines
from core.data.classification import YES_OR_NO, class_names, classes, excludes, tells_classes
from core.document.data_edits import every_row
from core.document.document import Document
from core.nn.arrays import Array, Rows
from core.nn.network import INPUT_LAYER, NodePlace
from core.opening.beyond import beyond_learnt
from core.response.maps import values_at
from core.slices.work import Work, finish, scaled
from core.tables.containers.packed import unpacked
from core.tables.containers.workbook import is_workbook, sheet_names
from core.tables.dialect import DELIMITERS, Dialect
from core.tables.formulas import guard_note
from core.tables.problems import SpreadsheetError, TooManyRowsError
from core.tables.reading import reading
from core.tables.sniffer import guess_dialect
from core.tables.table import Table, same_name
from core.tables.writing import Cell, writing
from core.text.names import distinct, in_one_line

_MOST_VALUES = 2_000_000  # of a layer, computed at once


def predicted(document: Document, inputs: Sequence[Array]) -> Array:
    """Predictions for rows, in the targets' own units.

    Args:
        document: with the network.
        inputs: one array a given input in its own units, each of shape (rows,); those made of
            them follow.

    Returns:
        Shape (outputs, rows).
    """
    return finish(_predicting(document, inputs))


def _predicting(document: Document, inputs: Sequence[Array]) -> Work[Array]:
    count, widest = inputs[0].size, max(document.experiment.network.sizes)
    size = max(1, _MOST_VALUES // widest)
    found = []
    for start in range(0, count, size):
        found.append(_predicted(document, [column[start : start + size] for column in inputs]))
        yield min(1.0, (start + size) / count)
    return np.concatenate(found, axis=1)


def _predicted(document: Document, inputs: Sequence[Array]) -> Array:
    experiment = document.experiment
    return experiment.dataset.target_scaling.originals(values_at(experiment, inputs)[-1])


def predicting_file(document: Document, data: bytes | str) -> Work[tuple[bytes, tuple[str, ...]]]:
    """The rows of a file with the same columns, and what is predicted for them, as CSV in UTF-8.

    For each line below the header there is a line, in the same order and with its cells as they
    were written. Where nothing can be predicted, because a cell is missing or says something that
    was not learnt from, or nothing stands in the line at all, the prediction is empty.

    Beside it, in sentences, which rows have no prediction and why, what was filled in, which are
    beyond what was learnt from, what was guessed of the file, and whether texts are guarded.

    Raises:
        SpreadsheetError: an input's column is missing, or no row can be predicted.
    """
    if not document.columns:
        raise SpreadsheetError("this network did not learn from a table, so there are no columns")
    rows = unpacked(data)
    # That the columns are found there settles what is in doubt.
    inputs = [coding.name for coding in document.columns if coding.use is Use.INPUT]
    dialect = replace(_dialect_with(inputs, rows), under=0, doubts=frozenset())
    reads = reading(rows, dialect, least_columns=1, every_row=True)
    try:
        table = yield from scaled(reads, 0, 4)
    except TooManyRowsError:
        raise SpreadsheetError("there are too many rows in it: predict the file in parts") from None
    new = yield from scaled(encoding(table, document.columns), 1, 4)
    new = _with_made_numbers(document, table, new)
    values = yield from scaled(_predicting(document, new.inputs), 2, 4)
    names, columns = _prediction_columns(document, values)
    if new.rows.size < table.rows:
        columns = [_with_gaps(column, new.rows, table.rows) for column in columns]
    delimiter = "," if dialect.delimiter == " " else dialect.delimiter  # no empty cells in spaces
    written = Dialect("utf-8", delimiter, table.decimal, dialect.quote, dialect.has_header)
    unique, every = distinct([*table.names, *names]), [*table.columns, *columns]
    file = yield from scaled(writing(unique, every, written), 3, 4)
    guessed = [str(remark) for remark in table.remarks if remark.is_guess]
    beyond = beyond_learnt(document, new.inputs)
    guards = set(guard_note(unique))
    for column in every:
        yield 1.0
        guards.update(guard_note(column))
    return file, (*new.notes, *beyond, *guessed, *guards)


def _with_made_numbers(document: Document, table: Table, new: NewRows) -> NewRows:
    """The rows in which the inputs that are made of others are numbers, and which are not."""
    experiment = document.experiment
    recipe, notes = experiment.dataset.recipe, list(new.notes)
    bad = np.zeros(new.rows.size, dtype=np.bool_)
    for place, column in enumerate(recipe.completed(new.inputs)):
        odd = ~np.isfinite(column)
        if odd.any():
            name = experiment.network.node_name(NodePlace(INPUT_LAYER, place))
            notes.append(f"{name} is no number in {in_lines(table, new.rows[odd])}: no prediction")
            bad |= odd
    if not bad.any():
        return new
    if bad.all():
        raise SpreadsheetError(f"no row can be predicted: {'; '.join(notes)}")
    return NewRows(tuple(column[~bad] for column in new.inputs), new.rows[~bad], tuple(notes))


def _dialect_with(names: Sequence[str], data: bytes | str) -> Dialect:
    """Guess how a file is written, and better where columns of these names come of it.

    Of a workbook that is the first sheet that has them; of rows that were learnt without names, the
    first row is one of data.
    """
    guess = guess_dialect(data)
    if _has_columns(names, data, guess):
        return guess
    for sheet in _other_sheets(data, guess):
        there = guess_dialect(data, sheet=sheet)
        if _has_columns(names, data, there):
            return there
    otherwise = replace(guess, has_header=not guess.has_header)
    if _has_columns(names, data, otherwise):
        return otherwise
    for delimiter in (guess.delimiter, *DELIMITERS):
        from_top = guess_dialect(data, delimiter=delimiter, skip=0)
        dialect = replace(from_top, has_header=True)
        if _has_columns(names, data, dialect):
            return dialect
    return guess


def _other_sheets(data: bytes | str, guess: Dialect) -> list[str]:
    if not is_workbook(data):
        return []
    try:
        return [name for name in sheet_names(data) if name != guess.sheet]
    except SpreadsheetError:
        return []  # it says why when it is read


def _has_columns(names: Sequence[str], data: bytes | str, dialect: Dialect) -> bool:
    try:
        first = finish(reading(data, dialect, most_rows=1, least_columns=1, every_row=True))
    except SpreadsheetError:
        return False
    return all(same_name(name, first.names) for name in names)


def _with_gaps(column: Sequence[Cell], rows: Rows, total: int) -> list[Cell]:
    """A column with nothing in it but what is in these rows."""
    cells: list[Cell] = [""] * total
    for row, cell in zip(rows.tolist(), column, strict=True):
        cells[row] = cell
    return cells


def predicting_rows(document: Document) -> Work[tuple[bytes, tuple[str, ...]]]:
    """All rows of a document, those set aside last, with what is predicted for them, as CSV.

    Beside it, in a sentence, whether texts are guarded.
    """
    network = document.experiment.network
    rows = every_row(document)
    values = yield from scaled(_predicting(document, rows.given_inputs), 0, 2)
    last = len(network.layers) - 1
    names = [network.node_name(NodePlace(INPUT_LAYER, at)) for at in range(len(rows.own_inputs))]
    outputs = [network.node_name(NodePlace(last, at)) for at in range(len(rows.own_targets))]
    targets = ["target"] if len(outputs) == 1 else [f"target of {name}" for name in outputs]
    columns = [column.tolist() for column in (*rows.own_inputs, *rows.own_targets)]
    more_names, more = _prediction_columns(document, values)
    used = ["learnt from"] * document.experiment.dataset.rows
    used += ["set aside"] * (rows.rows - len(used))
    unique, every = distinct([*names, *targets, *more_names, "used"]), [*columns, *more, used]
    file = yield from scaled(writing(unique, every, Dialect()), 1, 2)
    return file, guard_note(unique, *every)


def _prediction_columns(
    document: Document, values: Array
) -> tuple[list[str], list[Sequence[float | str]]]:
    """A column for each prediction and, where classes are told apart, one with the class."""
    network = document.experiment.network
    last = len(network.layers) - 1
    outputs = [network.node_name(NodePlace(last, at)) for at in range(len(values))]
    unnamed = [not name for name in network.layers[last].names]
    names = [
        name if plain else f"predicted {name}" for name, plain in zip(outputs, unnamed, strict=True)
    ]
    columns: list[Sequence[float | str]] = [row.tolist() for row in values]
    if not tells_classes(document.experiment.loss):
        return names, columns
    if len(outputs) > 1 and not excludes(np.array(document.experiment.dataset.targets)):
        names += [f"{name} (yes or no)" for name in names]
        for row in values:
            answers = classes(row[np.newaxis], exclusive=False).tolist()
            columns.append([YES_OR_NO[at] for at in answers])
    else:
        called = _classes(document, outputs)
        names.append("predicted class")
        given = classes(values, exclusive=len(outputs) > 1).tolist()
        columns.append([called[at] for at in given])
    return names, columns


def classes_of(document: Document) -> tuple[str, ...]:
    """What the classes of a document are called, as its predictions are named now.

    Of one prediction, both answers: as they stood in the column learnt from, or no and yes.
    """
    last = len(document.experiment.network.layers) - 1
    outputs = range(document.experiment.network.sizes[-1])
    names = [document.experiment.network.node_name(NodePlace(last, at)) for at in outputs]
    targets = [coding for coding in document.columns if coding.use is Use.TARGET]
    coding = targets[0] if len(targets) == 1 else None
    if coding is not None and coding.scheme is Scheme.YES_NO and len(names) == 1:
        return tuple(map(in_one_line, coding.categories))
    return class_names(names, coding.name if coding is not None else "")


def _classes(document: Document, outputs: Sequence[str]) -> Sequence[str]:
    targets = [coding for coding in document.columns if coding.use is Use.TARGET]
    if len(targets) == 1 and targets[0].scheme in (Scheme.ONE_HOT, Scheme.YES_NO):
        return targets[0].categories
    return class_names(outputs)
