"""Taking a document apart into the parts of a file."""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
from msgspec import Raw

from core.columns.coding import Coding
from core.data.dataset import Dataset
from core.data.image import likely_shape
from core.data.scaling import Scaling
from core.document.document import Document
from core.files.document_parts import (
    FORMAT_VERSION,
    NO_ROWS,
    ColumnPart,
    DatasetPart,
    DocumentPart,
    ExperimentPart,
    LayerPart,
    NetworkPart,
    OptimizerPart,
    PositionPart,
    RowPart,
    ScalingPart,
    SchedulePart,
)
from core.formulas.writing import written
from core.nn.arrays import Array
from core.nn.equality import equal
from core.nn.network import INPUT_LAYER, Network
from core.training.experiment import Experiment
from core.training.rules.schedules import CONSTANT, Schedule
from core.training.rules.setting import settings_of


def take_apart(document: Document) -> DocumentPart:
    """Return the parts of a document, unchecked, without rows: `rows_of` has those.

    What is the same in the start as in the present, to the last bit, is left out.
    """
    experiment = experiment_part(document.experiment)
    return document_part(document, experiment, _start_part(document, experiment))


def _start_part(document: Document, present: ExperimentPart) -> ExperimentPart | None:
    """Return what the start has that the present does not; None where that is nothing."""
    if document.start is document.experiment:
        return None
    part = experiment_part(document.start)
    if not _has_same_rows(document):
        return part
    # == takes 0.0 and −0.0 for the same, what is written does not
    if part == present and msgspec.json.encode(part) == msgspec.json.encode(present):
        return None
    part.dataset, part.validation, part.validation_places = None, Raw(), []
    return part


def rows_of(document: Document) -> dict[str, Dataset]:
    """The rows that the parts of a document are without, by their places in the file."""
    found = _rows_of_experiment(document.experiment, "experiment")
    if not _has_same_rows(document):
        found |= _rows_of_experiment(document.start, "start")
    return found


def _rows_of_experiment(experiment: Experiment, where: str) -> dict[str, Dataset]:
    found = {f"{where}.dataset.rows": experiment.dataset}
    if experiment.validation is not None:
        found[f"{where}.validation"] = experiment.validation
    return found


def _has_same_rows(document: Document) -> bool:
    """Whether the start has the rows of the present, those set aside included."""
    one, other = document.experiment, document.start
    return equal(one.dataset, other.dataset) and equal(one.validation, other.validation)


def document_part(
    document: Document, experiment: ExperimentPart, start: ExperimentPart | None
) -> DocumentPart:
    """Return the whole of a document whose experiments were taken apart."""
    return DocumentPart(
        version=FORMAT_VERSION,
        title=document.title,
        experiment=experiment,
        start=start,
        positions=_position_parts(document),
        columns=[_column_part(coding) for coding in document.columns],
        image=_image_part(document),
    )


def no_rows(_: Dataset) -> Raw:
    """No rows, where they are to stand elsewhere."""
    return NO_ROWS


def all_rows(dataset: Dataset) -> Raw:
    """All rows of a dataset, for few of them."""
    return Raw(msgspec.json.encode(row_parts(dataset)))


def row_parts(dataset: Dataset, rows: slice = slice(None)) -> list[RowPart]:
    """Return rows of a dataset, in their own units."""
    inputs, targets = (
        np.stack([column[rows] for column in columns], axis=1).tolist()
        for columns in (dataset.own_inputs, dataset.own_targets)
    )
    return [RowPart(inputs=i, targets=t) for i, t in zip(inputs, targets, strict=True)]


def experiment_part(
    experiment: Experiment, rows: Callable[[Dataset], Raw] = no_rows
) -> ExperimentPart:
    """Return an experiment with the rows that are given of its datasets."""
    return ExperimentPart(
        network=_network_part(experiment.network),
        dataset=_dataset_part(experiment, rows),
        loss=experiment.loss.key,
        optimizer=OptimizerPart(
            kind=experiment.optimizer.key,
            learning_rate=float(experiment.optimizer.learning_rate),
            settings=settings_of(experiment.optimizer),
        ),
        seed=int(experiment.seed),
        updates=int(experiment.updates),
        batch_size=int(experiment.batch_size),
        validation=Raw() if experiment.validation is None else rows(experiment.validation),
        validation_places=_places_part(experiment.validation),
        memory=_memory_part(experiment.memory),
        schedule=_schedule_part(experiment.schedule),
        max_norm=float(experiment.max_norm) or None,
        l2_penalty=float(experiment.l2_penalty) or None,
    )


def _schedule_part(schedule: Schedule) -> SchedulePart | None:
    if schedule == CONSTANT:
        return None
    return SchedulePart(kind=schedule.key, settings=settings_of(schedule))


def _places_part(validation: Dataset | None) -> list[int]:
    if validation is None or validation.places is None:
        return []
    return list(map(int, validation.places))


def _memory_part(memory: Array) -> list[float]:
    is_some = memory.tobytes().strip(b"\0")  # −0.0 counts: it is not 0.0 to the last bit
    return memory.tolist() if is_some else []


def _network_part(network: Network) -> NetworkPart:
    locks = network.locked.astype(float)
    columns = zip(
        network.layers,
        network.weights,
        network.biases,
        network.weights_of(locks),
        network.biases_of(locks),
        strict=True,
    )
    layers = [
        LayerPart(
            activation=layer.activation.key,
            names=list(layer.names),
            weights=weights.tolist(),
            locked_weights=_locks(weight_locks),
            biases=None if biases is None else biases.tolist(),
            locked_biases=_locks(bias_locks),
        )
        for layer, weights, biases, weight_locks, bias_locks in columns
    ]
    return NetworkPart(inputs=list(network.inputs), layers=layers)


def _locks(locks: Array | None) -> Any:
    return None if locks is None or not locks.any() else locks.astype(bool).tolist()


def _dataset_part(experiment: Experiment, rows: Callable[[Dataset], Raw]) -> DatasetPart:
    dataset, names = experiment.dataset, experiment.network.input_names
    return DatasetPart(
        rows=rows(dataset),
        input_scaling=_scaling_part(dataset.input_scaling),
        target_scaling=_scaling_part(dataset.target_scaling),
        made=[written(made, names) if made else "" for made in dataset.recipe.formulas],
    )


def _scaling_part(scaling: Scaling) -> ScalingPart | None:
    if not scaling.is_on:
        return None
    return ScalingPart(
        kind=scaling.scale.value, offsets=list(scaling.offsets), factors=list(scaling.factors)
    )


def _column_part(coding: Coding) -> ColumnPart:
    return ColumnPart(
        name=coding.name,
        use=coding.use.value,
        coding=coding.scheme.value,
        categories=list(coding.categories),
        fills=list(coding.fills),
    )


def _image_part(document: Document) -> list[int] | None:
    image = document.image
    if image == likely_shape(document.experiment.dataset.pixels):
        return None
    return [] if image is None else [*image]


def _position_parts(document: Document) -> list[PositionPart]:
    """The positions in the order of the nodes; those of nodes that are gone say nothing."""
    sizes = document.experiment.network.sizes
    return [
        PositionPart(layer=layer, node=node, x=float(x), y=float(y))
        for (layer, node), (x, y) in sorted(document.positions.items())
        if INPUT_LAYER <= layer < len(sizes) - 1 and 0 <= node < sizes[layer + 1]
    ]
