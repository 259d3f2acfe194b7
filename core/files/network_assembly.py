"""Making a network of the parts of a file, and naming what does not fit."""

import numpy as np

from core.files.document_checks import (
    DocumentError,
    check_count,
    check_finite,
    check_lists,
    check_names,
    check_some,
    known,
)
from core.files.document_parts import LayerPart, NetworkPart
from core.nn.activations import OUTPUT_ACTIVATIONS
from core.nn.arrays import Array, BoolArray
from core.nn.limits import MAX_LAYERS, MAX_PARAMETERS, check_parameters
from core.nn.network import Layer, Network, assemble


def network_of(part: NetworkPart, where: str) -> Network:
    """Return the network that is made of these parts.

    Args:
        part: its inputs and layers.
        where: what the part is called in messages.

    Raises:
        DocumentError: they do not fit together, or are beyond the limits of the format.
    """
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
        activation = layers[-1].activation
        if activation.is_joint and index < len(part.layers) - 1:
            raise DocumentError(f"{activation.key} is for the last layer only", f"{at}.activation")
    return assemble(part.inputs, layers, weights, locks)


def _check_parameters(part: NetworkPart, where: str) -> None:
    parameters = sum(
        len(layer.biases or ()) + sum(map(len, layer.weights)) for layer in part.layers
    )
    try:
        check_parameters(parameters)
    except ValueError as problem:
        raise DocumentError(str(problem), where) from problem


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
