"""Making a document of the parts of a file, and naming what does not fit.

Every check is made here, for what is read and for what is about to be written alike.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from msgspec import Raw
from msgspec.structs import replace

from core.columns.coding import Coding, Scheme, Use
from core.data.dataset import Dataset
from core.data.image import ImageShape, likely_shape, possible_shapes
from core.data.scaling import UNSCALED, Scale, Scaling
from core.document.document import Document, Point
from core.files.descent_assembly import memory_of, optimizer_of, schedule_of, set_number
from core.files.document_checks import (
    DocumentError,
    check_count,
    check_finite,
    check_some,
    check_text,
    known,
    whole,
)
from core.files.document_parts import (
    ColumnPart,
    DatasetPart,
    DocumentPart,
    ExperimentPart,
    PositionPart,
    ScalingPart,
)
from core.files.network_assembly import network_of
from core.files.recipe_assembly import check_made, recipe_of
from core.files.row_reading import are_there, reading_rows
from core.nn.limits import MAX_ROWS, check_rows
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.slices.work import Work, finish
from core.text.numbers import grouped
from core.training.experiment import L2_PENALTY, MAX_NORM, Experiment

MAX_COORDINATE = 1_000_000


Datasets = Mapping[str, Dataset]
_UNKNOWN: Datasets = MappingProxyType({})


def put_together(
    part: DocumentPart, shared: Experiment | None = None, datasets: Datasets = _UNKNOWN
) -> Document:
    """Return the document that is made of these parts; see `putting_together`."""
    return finish(putting_together(part, shared, datasets))


def putting_together(
    part: DocumentPart, shared: Experiment | None = None, datasets: Datasets = _UNKNOWN
) -> Work[Document]:
    """Make the document of these parts.

    Args:
        part: what the file holds.
        shared: has the rows of one that holds none of its own.
        datasets: have the rows that are known already, by their places in the file.

    Raises:
        DocumentError: they do not fit together, or are beyond the limits of the format.
    """
    check_text(part.title, "title")
    experiment = yield from _experiment(part.experiment, shared, datasets, "experiment")
    start = experiment
    if part.start is not None:
        start = yield from _experiment(part.start, experiment, datasets, "start")
    positions = _positions(part.positions, experiment.network)
    columns = _columns(part.columns, experiment)
    image = _image(part.image, experiment.dataset.pixels)
    return Document(experiment, start, part.title, columns, positions, image)


def _image(part: list[int] | None, inputs: int) -> ImageShape | None:
    """The picture that the inputs are: what they look like, or what somebody said."""
    if part is None:
        return likely_shape(inputs)
    if not part:
        return None
    shape = next((shape for shape in possible_shapes(inputs) if [*shape] == part), None)
    if shape is None:
        raise DocumentError(f"{inputs} inputs are no picture of these sides: {part}", "image")
    return shape


def _experiment(
    part: ExperimentPart, shared: Experiment | None, datasets: Datasets, where: str
) -> Work[Experiment]:
    """Build an experiment. One without rows of its own has those of the shared one."""
    network = network_of(part.network, f"{where}.network")
    validation: Dataset | None = None
    if part.dataset is not None:
        dataset = yield from _dataset(part.dataset, network, datasets, f"{where}.dataset")
    elif shared is not None:
        dataset = _fitting(shared.dataset, network, where)
        validation = shared.validation
    else:
        raise DocumentError("the key `dataset` is missing", where)
    if are_there(part.validation):
        rows = yield from _rows(part.validation, network, datasets, f"{where}.validation")
        check_made(dataset.recipe, rows, network, f"{where}.validation")
        validation = replace(rows, recipe=dataset.recipe).scaled(
            dataset.input_scaling, dataset.target_scaling
        )
        if not validation.is_finite:
            raise DocumentError("scaled, a number is too large to be one", f"{where}.validation")
        validation = _placed(validation, part.validation_places, f"{where}.validation_places")
    optimizer = optimizer_of(part.optimizer, f"{where}.optimizer")
    return Experiment(
        network,
        dataset,
        _loss(part.loss, network, f"{where}.loss"),
        optimizer,
        whole(part.seed, f"{where}.seed"),
        whole(part.updates, f"{where}.updates"),
        whole(part.batch_size, f"{where}.batch_size"),
        validation,
        memory_of(part.memory, optimizer, network, f"{where}.memory"),
        schedule_of(part.schedule, f"{where}.schedule"),
        set_number(part.max_norm or 0.0, MAX_NORM, f"{where}.max_norm"),
        set_number(part.l2_penalty or 0.0, L2_PENALTY, f"{where}.l2_penalty"),
    )


def _loss(key: str, network: Network, where: str) -> Loss:
    loss, activation = known(LOSSES, key, "loss", where), network.layers[-1].activation
    if not loss.fits(activation):
        raise DocumentError(f"it does not go with {activation.key} predictions", where)
    return loss


def _dataset(part: DatasetPart, network: Network, datasets: Datasets, where: str) -> Work[Dataset]:
    rows = yield from _rows(part.rows, network, datasets, f"{where}.rows")
    sizes = network.sizes
    recipe = recipe_of(part.made, network, f"{where}.made")
    check_made(recipe, rows, network, f"{where}.rows")
    dataset = replace(rows, recipe=recipe).scaled(
        _scaling(part.input_scaling, sizes[0], "input", f"{where}.input_scaling"),
        _scaling(part.target_scaling, sizes[-1], "prediction", f"{where}.target_scaling"),
    )
    for columns, key in ((dataset.inputs, "input_scaling"), (dataset.targets, "target_scaling")):
        if not all(np.isfinite(column).all() for column in columns):
            raise DocumentError("scaled, a number is too large to be one", f"{where}.{key}")
    return dataset


def _rows(text: Raw, network: Network, datasets: Datasets, where: str) -> Work[Dataset]:
    sizes = network.sizes[0], network.sizes[-1]
    if where in datasets:
        inputs, targets = datasets[where].own_inputs, datasets[where].own_targets
        check_count(inputs, sizes[0], "number", "input", f"{where}[0].inputs")
        check_count(targets, sizes[1], "number", "prediction", f"{where}[0].targets")
    else:
        read = yield from reading_rows(text, sizes, where)
        inputs, targets = tuple(read[0]), tuple(read[1])
    check_some(inputs[0], MAX_ROWS, "row", where)
    _check_size(len(inputs[0]), network, where)
    for columns, key in ((inputs, ".inputs"), (targets, ".targets")):
        if not all(np.isfinite(column).all() for column in columns):
            check_finite(np.stack(columns, axis=1), where, key)
    return Dataset(inputs, targets)


def _placed(rows: Dataset, places: Sequence[int], where: str) -> Dataset:
    """The rows with their places, if the file tells them."""
    if not places:
        return rows
    if len(places) != rows.rows or not 0 <= places[0] <= places[-1] < MAX_ROWS:
        raise DocumentError("there has to be one place of each validation row", where)
    if any(after <= before for before, after in pairwise(places)):
        raise DocumentError("places have to ascend", where)
    return replace(rows, places=np.array(places, dtype=np.intp))


def _scaling(part: ScalingPart | None, columns: int, owner: str, where: str) -> Scaling:
    if part is None:
        return UNSCALED
    kind = known({scale.value: scale for scale in Scale}, part.kind, "scaling", f"{where}.kind")
    if kind is Scale.NONE:
        raise DocumentError("a scaling that is none is left out", f"{where}.kind")
    for numbers, name in ((part.offsets, "offset"), (part.factors, "factor")):
        check_count(numbers, columns, name, owner, f"{where}.{name}s")
    try:
        return Scaling(kind, tuple(part.offsets), tuple(part.factors))
    except ValueError as problem:
        raise DocumentError(str(problem), where) from problem


def _columns(parts: Sequence[ColumnPart], experiment: Experiment) -> tuple[Coding, ...]:
    """Build the codings; together they have to make all given inputs and all targets."""
    codings = tuple(_column(part, f"columns[{at}]") for at, part in enumerate(parts))
    if codings:
        counts = [
            sum(len(coding.node_names) for coding in codings if coding.use is use)
            for use in (Use.INPUT, Use.TARGET)
        ]
        dataset = experiment.dataset
        if counts != [len(dataset.given_inputs), len(dataset.targets)]:
            raise DocumentError("they do not make the network's inputs and predictions", "columns")
    return codings


def _column(part: ColumnPart, where: str) -> Coding:
    check_text(part.name, f"{where}.name")
    for category in part.categories:
        check_text(category, f"{where}.categories")
    try:
        return Coding(
            part.name,
            known({use.value: use for use in Use}, part.use, "use", f"{where}.use"),
            known({s.value: s for s in Scheme}, part.coding, "coding", f"{where}.coding"),
            tuple(part.categories),
            tuple(part.fills),
        )
    except ValueError as problem:
        raise DocumentError(str(problem), where) from problem


def _check_size(rows: int, network: Network, where: str) -> None:
    try:
        check_rows(rows, network.sizes)
    except ValueError as problem:
        raise DocumentError(str(problem), where) from problem


def _fitting(dataset: Dataset, network: Network, where: str) -> Dataset:
    """Return the dataset of the present experiment, for a start without one of its own."""
    _check_size(dataset.rows, network, where)
    if (len(dataset.inputs), len(dataset.targets)) != (network.sizes[0], network.sizes[-1]):
        raise DocumentError(
            "its network has other inputs or predictions than that of `experiment`,"
            " so it needs the key `dataset`",
            where,
        )
    return dataset


def _positions(
    parts: Sequence[PositionPart], network: Network
) -> MappingProxyType[NodePlace, Point]:
    positions: dict[NodePlace, Point] = {}
    for index, part in enumerate(parts):
        where = f"positions[{index}]"
        place = NodePlace(part.layer, part.node)
        if not _has_node(network, place):
            raise DocumentError(f"the network has no node {part.node} in layer {part.layer}", where)
        if place in positions:
            raise DocumentError("this node has a position already", where)
        for axis, value in (("x", part.x), ("y", part.y)):
            if not abs(value) <= MAX_COORDINATE:
                raise DocumentError(
                    f"expected a number within ±{grouped(MAX_COORDINATE)}, found {value}",
                    f"{where}.{axis}",
                )
        positions[place] = Point(part.x, part.y)
    return MappingProxyType(positions)


def _has_node(network: Network, place: NodePlace) -> bool:
    layers = len(network.layers)
    return INPUT_LAYER <= place.layer < layers and 0 <= place.node < network.sizes[place.layer + 1]
