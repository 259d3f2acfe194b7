"""Making a document of the parts of a file, and naming what does not fit.

Every check is made here, for what is read and for what is about to be written alike.
"""

import math
from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from core.activations import OUTPUT_ACTIVATIONS, SOFTMAX
from core.arrays import Array, BoolArray
from core.dataset import Dataset
from core.document import Document, Point
from core.document_checks import (
    DocumentError,
    check_count,
    check_finite,
    check_lists,
    check_names,
    check_some,
    check_text,
    known,
    whole,
)
from core.document_parts import (
    GRADIENT_DESCENT,
    DatasetPart,
    DocumentPart,
    ExperimentPart,
    LayerPart,
    NetworkPart,
    OptimizerPart,
    PositionPart,
)
from core.experiment import Experiment
from core.losses import LOSSES, Loss
from core.network import INPUT_LAYER, Layer, Network, NodePlace, assemble
from core.optimizers import GradientDescent

MAX_LAYERS = 1_000
MAX_PARAMETERS = 250_000
MAX_ROWS = 100_000
MAX_CELLS = 1_000_000
MAX_NODE_VALUES = 5_000_000
MAX_COORDINATE = 1_000_000
_OPTIMIZERS = {GRADIENT_DESCENT: GradientDescent}


def put_together(part: DocumentPart) -> Document:
    """Return the document that is made of these parts.

    Raises:
        DocumentError: they do not fit together, or are beyond the limits of the format.
    """
    check_text(part.title, "title")
    experiment = _experiment(part.experiment, None, "experiment")
    start = experiment
    if part.start is not None:
        start = _experiment(part.start, experiment.dataset, "start")
    positions = _positions(part.positions, experiment.network)
    return Document(experiment, start, part.title, positions)


def _experiment(part: ExperimentPart, shared: Dataset | None, where: str) -> Experiment:
    """Build an experiment. One without rows of its own has the shared dataset."""
    network = _network(part.network, f"{where}.network")
    if part.dataset is not None:
        dataset = _dataset(part.dataset, network, f"{where}.dataset")
    elif shared is not None:
        dataset = _fitting(shared, network, where)
    else:
        raise DocumentError("the key `dataset` is missing", where)
    return Experiment(
        network,
        dataset,
        _loss(part.loss, network, f"{where}.loss"),
        _optimizer(part.optimizer, f"{where}.optimizer"),
        whole(part.seed, f"{where}.seed"),
        whole(part.updates, f"{where}.updates"),
    )


def _loss(key: str, network: Network, where: str) -> Loss:
    loss, activation = known(LOSSES, key, "loss", where), network.layers[-1].activation
    if not loss.fits(activation):
        raise DocumentError(f"it does not go with {activation.key} predictions", where)
    return loss


def _optimizer(part: OptimizerPart, where: str) -> GradientDescent:
    optimizer = known(_OPTIMIZERS, part.kind, "optimizer", f"{where}.kind")
    if not 0 < part.learning_rate < math.inf:
        raise DocumentError(
            f"expected a finite number above 0, found {part.learning_rate}",
            f"{where}.learning_rate",
        )
    return optimizer(part.learning_rate)


def _network(part: NetworkPart, where: str) -> Network:
    check_names(part.inputs, MAX_PARAMETERS, "input", f"{where}.inputs")
    check_some(part.layers, MAX_LAYERS, "layer", f"{where}.layers")
    _check_parameters(part, f"{where}.layers")
    layers, weights, locks = [], [], []
    sources, source = len(part.inputs), "input"
    for index, layer in enumerate(part.layers):
        at = f"{where}.layers[{index}]"
        layers.append(_layer(layer, at))
        weights.append(_matrix(layer, sources, source, at))
        locks.append(_locks(layer, sources, source, at))
        sources, source = len(layer.names), "node of the layer before"
        if layer.activation == SOFTMAX.key and index < len(part.layers) - 1:
            raise DocumentError("softmax is for the last layer only", f"{at}.activation")
    return assemble(part.inputs, layers, weights, locks)


def _check_parameters(part: NetworkPart, where: str) -> None:
    parameters = sum(
        len(layer.biases or ()) + sum(map(len, layer.weights)) for layer in part.layers
    )
    if parameters > MAX_PARAMETERS:
        raise DocumentError(
            f"the network has {parameters:,} weights and biases; the most is {MAX_PARAMETERS:,}",
            where,
        )


def _layer(part: LayerPart, where: str) -> Layer:
    check_names(part.names, MAX_PARAMETERS, "node", f"{where}.names")
    activation = known(OUTPUT_ACTIVATIONS, part.activation, "activation", f"{where}.activation")
    return Layer(tuple(part.names), activation, biased=part.biases is not None)


def _matrix(part: LayerPart, sources: int, source: str, where: str) -> Array:
    """Return the weights of a layer, with its biases as a last column."""
    nodes = len(part.names)
    check_lists(part.weights, nodes, sources, "weight", source, f"{where}.weights")
    matrix = np.array(part.weights, dtype=np.float64)
    check_finite(matrix, f"{where}.weights")
    if part.biases is None:
        return matrix
    check_count(part.biases, nodes, "bias", "node", f"{where}.biases")
    biases = np.array(part.biases, dtype=np.float64)
    check_finite(biases, f"{where}.biases")
    return np.column_stack((matrix, biases))


def _locks(part: LayerPart, sources: int, source: str, where: str) -> BoolArray:
    """Return which parameters are locked, in the shape of the layer's matrix."""
    nodes = len(part.names)
    locks = np.zeros((nodes, sources + (part.biases is not None)), dtype=np.bool_)
    if part.locked_weights is not None:
        at = f"{where}.locked_weights"
        check_lists(part.locked_weights, nodes, sources, "lock", source, at)
        locks[:, :sources] = part.locked_weights
    if part.locked_biases is not None:
        at = f"{where}.locked_biases"
        if part.biases is None:
            raise DocumentError("there are no biases to lock; leave this key out", at)
        check_count(part.locked_biases, nodes, "lock", "node", at)
        locks[:, sources] = part.locked_biases
    return locks


def _dataset(part: DatasetPart, network: Network, where: str) -> Dataset:
    check_some(part.rows, MAX_ROWS, "row", f"{where}.rows")
    _check_size(len(part.rows), network, where)
    for index, row in enumerate(part.rows):
        at = f"{where}.rows[{index}]"
        check_count(row.inputs, network.sizes[0], "number", "input", f"{at}.inputs")
        check_count(row.targets, network.sizes[-1], "number", "prediction", f"{at}.targets")
    inputs = np.array([row.inputs for row in part.rows], dtype=np.float64)
    targets = np.array([row.targets for row in part.rows], dtype=np.float64)
    check_finite(inputs, f"{where}.rows", ".inputs")
    check_finite(targets, f"{where}.rows", ".targets")
    return Dataset(tuple(inputs.T), tuple(targets.T))


def _check_size(rows: int, network: Network, where: str) -> None:
    columns = network.sizes[0] + network.sizes[-1]
    if rows * columns > MAX_CELLS:
        raise DocumentError(
            f"{rows:,} rows of {columns:,} numbers are more than {MAX_CELLS:,} numbers:"
            " keep fewer rows",
            where,
        )
    values = rows * sum(network.sizes)
    if values > MAX_NODE_VALUES:
        raise DocumentError(
            f"{rows:,} rows in {sum(network.sizes):,} inputs and nodes make {values:,} values;"
            f" the most is {MAX_NODE_VALUES:,}: keep fewer rows",
            where,
        )


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
                    f"expected a number within ±{MAX_COORDINATE:,}, found {value}",
                    f"{where}.{axis}",
                )
        positions[place] = Point(part.x, part.y)
    return MappingProxyType(positions)


def _has_node(network: Network, place: NodePlace) -> bool:
    layers = len(network.layers)
    return INPUT_LAYER <= place.layer < layers and 0 <= place.node < network.sizes[place.layer + 1]
