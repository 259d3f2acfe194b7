"""Data edits of a document: batches, scaling, validation rows."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from core.columns.coding import has_classes
from core.data.batches import ALL_ROWS
from core.data.classification import tells_classes
from core.data.dataset import Dataset
from core.data.scaling import Scale, Scaling, fit
from core.data.validation_split import rows_but, split_rows
from core.document.document import Document
from core.nn.arrays import Array, Rows
from core.nn.network import INPUT_LAYER, NodePlace


def set_batch_size(document: Document, size: int) -> Document:
    """Choose how many rows a step's slopes come from, 0 for all; the count of updates stays."""
    return document.with_experiment(replace(document.experiment, batch_size=size))


def scale_inputs(document: Document, scale: Scale) -> Document:
    """Scale the inputs by what is fitted now on the rows that are learnt from.

    Raises:
        ValueError: their numbers are too large to be scaled, or there is one row.
    """
    scaling = _fitted(document, scale, INPUT_LAYER)
    dataset = document.experiment.dataset
    return _rescaled(document, dataset.scaled(scaling, dataset.target_scaling))


def scale_targets(document: Document, scale: Scale) -> Document:
    """Scale the targets by what is fitted now on the rows that are learnt from.

    Raises:
        ValueError: their numbers are too large to be scaled, there is one row, or they are classes.
    """
    if scale is not Scale.NONE and tells_classes(document.experiment.loss):
        raise ValueError("the targets are classes: they are not to be scaled")
    scaling = _fitted(document, scale, _last_layer(document))
    dataset = document.experiment.dataset
    return _rescaled(document, dataset.scaled(dataset.input_scaling, scaling))


def refit(document: Document) -> Document:
    """Fit the scalings in force again, on the rows that are learnt from now.

    Raises:
        ValueError: their numbers are too large to be scaled, or there is one row.
    """
    dataset = document.experiment.dataset
    inputs = _fitted(document, dataset.input_scaling.scale, INPUT_LAYER)
    targets = _fitted(document, dataset.target_scaling.scale, _last_layer(document))
    return _rescaled(document, dataset.scaled(inputs, targets))


def _last_layer(document: Document) -> int:
    return len(document.experiment.network.layers) - 1


def _fitted(document: Document, scale: Scale, layer: int) -> Scaling:
    """A scaling of the inputs or, at the last layer, of the targets."""
    dataset, network = document.experiment.dataset, document.experiment.network
    if scale is not Scale.NONE and dataset.rows == 1:
        raise ValueError("one row alone would be scaled to 0")
    columns = dataset.own_inputs if layer == INPUT_LAYER else dataset.own_targets
    names = [network.node_name(NodePlace(layer, at)) for at in range(len(columns))]
    return fit(scale, columns, names)


def _rescaled(document: Document, dataset: Dataset) -> Document:
    """The document with its rows scaled so, and the validation rows alike."""
    if not dataset.is_finite:
        raise ValueError("scaled, a number would be too large")
    held_out = document.experiment.validation
    if held_out is not None:
        held_out = held_out.scaled(dataset.input_scaling, dataset.target_scaling)
    experiment = replace(document.experiment, dataset=dataset, validation=held_out)
    return document.with_experiment(experiment)


def set_aside(document: Document, fraction: float, seed: int) -> Document:
    """Set a part of all rows aside for validation, none for 0, and begin anew.

    Rows that were set aside before are put back in their places, so that the same seed sets the
    same rows aside. Of classes the same part is set aside of each. Scalings stay as they were
    fitted.

    Raises:
        ValueError: there are too few rows.
    """
    experiment = document.experiment
    rows = _in_order(document)
    by_class = tells_classes(experiment.loss) or has_classes(document.columns)
    kept, aside = split_rows(rows, fraction, seed, by_class=by_class)
    changed = replace(
        experiment.begun_anew(experiment.network),
        dataset=rows.only(kept),
        validation=rows.set_aside(aside) if aside.size else None,
    )
    return document.with_experiment(changed)


class Row(NamedTuple):
    """One row in its own units: the inputs that are not made of others, and what is wanted."""

    inputs: Sequence[float]
    targets: Sequence[float]


def insert_row(document: Document, at: int, row: Row | None = None) -> Document:
    """Put a row in before the row `at` of those that are learnt from; of zeros if none is given.

    Where an input is made of others and has no number for zeros, it is like the row above it.
    """
    dataset = document.experiment.dataset
    if row is None:
        row = Row([0.0] * len(dataset.given), [0.0] * len(dataset.own_targets))
        if not dataset.insert_row(at, *row).is_finite:
            row = row_at(document, max(at - 1, 0))
    return _with_rows(document, dataset.insert_row(at, *row), lambda above: above + (above > at))


def row_at(document: Document, at: int) -> Row:
    """The row `at` of those that are learnt from."""
    dataset = document.experiment.dataset
    inputs, targets = (
        [float(column[at]) for column in columns]
        for columns in (dataset.given_inputs, dataset.own_targets)
    )
    return Row(inputs, targets)


def at_point(document: Document, inputs: Sequence[float]) -> Document:
    """The document with one row only, of these given inputs and with targets of 0."""
    experiment = document.experiment
    like = experiment.dataset
    columns = like.recipe.completed([np.array([float(value)]) for value in inputs])
    nothing = tuple(np.zeros(1) for _ in like.own_targets)
    rows = replace(like, own_inputs=columns, own_targets=nothing, places=None)
    changed = replace(experiment, dataset=rows, validation=None, batch_size=ALL_ROWS)
    return replace(document, experiment=changed)


def set_row(document: Document, at: int, row: Row) -> Document:
    """Give the row `at` of those that are learnt from other numbers."""
    dataset = document.experiment.dataset
    for column, value in zip(dataset.given, row.inputs, strict=True):
        dataset = dataset.with_input(at, column, value)
    for column, value in enumerate(row.targets):
        dataset = dataset.with_target(at, column, value)
    return document.with_experiment(replace(document.experiment, dataset=dataset))


def delete_rows(document: Document, rows: Sequence[int]) -> Document:
    """Take rows out of those that are learnt from."""
    dataset, gone = document.experiment.dataset, np.sort(rows)
    return _with_rows(
        document, dataset.delete_rows(rows), lambda above: above - np.searchsorted(gone, above)
    )


def _with_rows(document: Document, rows: Dataset, moved: Callable[[Rows], Rows]) -> Document:
    """Put other rows in to learn from; those set aside stay where they are between them.

    Args:
        document: with the rows.
        rows: those to learn from.
        moved: from how many rows to learn from stood above each that is set aside, to how many do.
    """
    held_out = document.experiment.validation
    if held_out is not None and held_out.places is not None:
        count = np.arange(held_out.rows)
        held_out = replace(held_out, places=moved(held_out.places - count) + count)
    experiment = replace(document.experiment, dataset=rows, validation=held_out)
    return document.with_experiment(experiment)


def every_row(document: Document) -> Dataset:
    """The rows that are learnt from, and after them those set aside."""
    dataset, held_out = document.experiment.dataset, document.experiment.validation
    if held_out is None:
        return dataset
    return replace(
        dataset,
        own_inputs=_joined(dataset.own_inputs, held_out.own_inputs),
        own_targets=_joined(dataset.own_targets, held_out.own_targets),
    )


def _in_order(document: Document) -> Dataset:
    """All rows, those set aside in their places; after the others where these are not known."""
    rows, held_out = every_row(document), document.experiment.validation
    if held_out is None or held_out.places is None:
        return rows
    # A file may name places behind the last row: then they are nearer to the first.
    first = rows.rows - held_out.rows
    at = np.minimum(held_out.places, np.arange(first, rows.rows))
    order = np.empty(rows.rows, dtype=np.intp)
    order[at] = np.arange(first, rows.rows)
    order[rows_but(at, rows.rows)] = np.arange(first)
    return rows.only(order)


def _joined(first: tuple[Array, ...], second: tuple[Array, ...]) -> tuple[Array, ...]:
    return tuple(np.concatenate(pair) for pair in zip(first, second, strict=True))
