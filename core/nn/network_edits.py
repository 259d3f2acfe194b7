"""Network edits: each takes a network and returns another.

Structural changes keep the predictions where they can: a new node has outgoing weights of 0; a
new layer hands its sources' values on with weights of 1; a layer that is removed leaves behind the
product of its weights and the next layer's, so that taking out a new layer undoes putting it in.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.nn.activations import Activation
from core.nn.arrays import Array
from core.nn.network import INPUT_LAYER, Layer, Network, NodePlace, assemble

_Item = TypeVar("_Item")
_Change = Callable[[list[Array], npt.ArrayLike], None]


def set_parameters(network: Network, indices: Sequence[int], values: npt.ArrayLike) -> Network:
    """Set the parameters at these places of the flat vector, to one value or one each."""
    parameters = network.parameters.copy()
    parameters[list(indices)] = values
    return network.with_parameters(parameters)


def set_locked(network: Network, indices: Sequence[int], locked: bool) -> Network:
    """Lock parameters, so that descent leaves them alone, or unlock them."""
    mask = network.locked.copy()
    mask[list(indices)] = locked
    return replace(network, locked=mask)


def rename_node(network: Network, place: NodePlace, name: str) -> Network:
    """Name an input or a node; an empty name has it named by its position again."""
    if place.layer == INPUT_LAYER:
        return replace(network, inputs=_with(network.inputs, place.node, name.strip()))
    layer = network.layers[place.layer]
    renamed = replace(layer, names=_with(layer.names, place.node, name.strip()))
    return replace(network, layers=_with(network.layers, place.layer, renamed))


def set_activation(network: Network, layer: int, activation: Activation) -> Network:
    """Choose the activation function of a layer."""
    changed = replace(network.layers[layer], activation=activation)
    return replace(network, layers=_with(network.layers, layer, changed))


def set_biased(network: Network, layer: int, biased: bool) -> Network:
    """Give the nodes of a layer biases, of 0, or take their biases away."""
    if network.layers[layer].biased == biased:
        return network
    sources = network.sizes[layer]

    def change(matrices: list[Array], _: npt.ArrayLike) -> None:
        if biased:
            matrices[layer] = np.insert(matrices[layer], sources, 0, axis=1)
        else:
            matrices[layer] = np.delete(matrices[layer], sources, axis=1)

    changed = replace(network.layers[layer], biased=biased)
    return _rebuild(network, network.inputs, _with(network.layers, layer, changed), change)


def add_node(network: Network, place: NodePlace, incoming: npt.ArrayLike = 0.0) -> Network:
    """Insert a node, or an input, at a place; those from there on move down by one.

    A node gets the incoming weights given, one number or shape (sources,), and outgoing weights
    and a bias of 0. An input has outgoing weights only: one number or shape (nodes,).
    """
    layer, node = place

    def change(matrices: list[Array], weights: npt.ArrayLike) -> None:
        if layer == INPUT_LAYER:
            matrices[0] = np.insert(matrices[0], node, weights, axis=1)
            return
        row = np.zeros(matrices[layer].shape[1])
        row[: network.sizes[layer]] = weights
        matrices[layer] = np.insert(matrices[layer], node, row, axis=0)
        if layer + 1 < len(matrices):
            matrices[layer + 1] = np.insert(matrices[layer + 1], node, 0, axis=1)

    return _resize(
        network, layer, lambda names: (*names[:node], "", *names[node:]), change, incoming
    )


def remove_node(network: Network, place: NodePlace) -> Network:
    """Take out a node, or an input, with all weights into and out of it.

    Raises:
        ValueError: it is the only one of its layer.
    """
    layer, node = place
    if network.sizes[layer + 1] == 1:
        raise ValueError(f"{network.node_name(place)} is the only node of its layer")

    def change(matrices: list[Array], _: npt.ArrayLike) -> None:
        if layer != INPUT_LAYER:
            matrices[layer] = np.delete(matrices[layer], node, axis=0)
        if layer + 1 < len(matrices):
            matrices[layer + 1] = np.delete(matrices[layer + 1], node, axis=1)

    return _resize(network, layer, lambda names: names[:node] + names[node + 1 :], change)


def insert_layer(network: Network, at: int, activation: Activation) -> Network:
    """Insert a hidden layer that becomes layer `at`, with one node for each of its sources.

    Each node hands its source's value on: a weight of 1 from it and of 0 from the others.
    """
    size = network.sizes[at]
    layers = list(network.layers)
    layers.insert(at, Layer(("",) * size, activation))
    matrices: list[Array] = list(network.matrices)
    matrices.insert(at, np.eye(size))
    locks = list(_locks(network))
    locks.insert(at, np.zeros((size, size)))
    return assemble(network.inputs, layers, matrices, locks)


def remove_layer(network: Network, layer: int) -> Network:
    """Take out a hidden layer; the next one gets the product of both layers' weights.

    The predictions stay as they are if the layer's activation is the identity. Locks on the next
    layer's weights are lifted, those of its biases stay; after a layer that just hands on its
    sources' values, the next layer keeps its weights and locks as they are.

    Raises:
        ValueError: the layer is not a hidden one.
    """
    if not 0 <= layer < len(network.layers) - 1:
        raise ValueError("only a hidden layer can be removed")
    merged, lock = _merge(network, layer)
    removed, following = network.layers[layer], network.layers[layer + 1]
    layers = list(network.layers)
    layers[layer : layer + 2] = [replace(following, biased=removed.biased or following.biased)]
    matrices: list[Array] = list(network.matrices)
    matrices[layer : layer + 2] = [merged]
    locks = list(_locks(network))
    locks[layer : layer + 2] = [lock]
    return assemble(network.inputs, layers, matrices, locks)


def _merge(network: Network, layer: int) -> tuple[Array, Array]:
    """One matrix in place of a layer's and the next one's, and its locks."""
    removed, following = network.layers[layer], network.layers[layer + 1]
    if not removed.biased and np.array_equal(network.matrices[layer], np.eye(removed.size)):
        return network.matrices[layer + 1], _locks(network)[layer + 1]
    weights, next_weights = network.weights[layer], network.weights[layer + 1]
    merged = next_weights @ weights
    lock = np.zeros(merged.shape)
    if removed.biased or following.biased:
        bias = np.zeros(following.size)
        bias_lock = np.zeros(following.size)
        if following.biased:
            bias = bias + network.matrices[layer + 1][:, -1]
            bias_lock = _locks(network)[layer + 1][:, -1]
        if removed.biased:
            bias = bias + next_weights @ network.matrices[layer][:, -1]
        merged = np.column_stack((merged, bias))
        lock = np.column_stack((lock, bias_lock))
    return merged, lock


def _locks(network: Network) -> tuple[Array, ...]:
    return network.split(network.locked.astype(np.float64))


def _resize(
    network: Network,
    layer: int,
    rename: Callable[[tuple[str, ...]], tuple[str, ...]],
    change: _Change,
    new_values: npt.ArrayLike = 0.0,
) -> Network:
    """Change the nodes of one layer, or the inputs, together with the matrices around them."""
    if layer == INPUT_LAYER:
        return _rebuild(network, rename(network.inputs), network.layers, change, new_values)
    resized = replace(network.layers[layer], names=rename(network.layers[layer].names))
    layers = _with(network.layers, layer, resized)
    return _rebuild(network, network.inputs, layers, change, new_values)


def _rebuild(
    network: Network,
    inputs: tuple[str, ...],
    layers: tuple[Layer, ...],
    change: _Change,
    new_values: npt.ArrayLike = 0.0,
) -> Network:
    """Apply one change of shape to the parameters and to the locks; what is new is not locked."""
    matrices, locks = list(network.matrices), list(_locks(network))
    change(matrices, new_values)
    change(locks, 0.0)
    return assemble(inputs, layers, matrices, locks)


def _with(items: tuple[_Item, ...], at: int, item: _Item) -> tuple[_Item, ...]:
    return (*items[:at], item, *items[at + 1 :])
