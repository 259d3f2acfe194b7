"""Network edits: each takes a network and returns another.

Structural changes keep the predictions where they can: a new node has outgoing weights of 0; a
new layer hands its sources' values on with weights of 1; a layer that is removed leaves behind the
product of its weights and the next layer's, so that taking out a new layer undoes putting it in.
They also tell which parameter each one was before, so that whatever belongs to parameters can
follow them.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from core.nn.activation import Activation
from core.nn.arrays import Array, Rows
from core.nn.network import INPUT_LAYER, Layer, Network, NodePlace, assemble

_Item = TypeVar("_Item")
_Change = Callable[[list[Array], npt.ArrayLike], None]
_NEW = -1


class Restructured(Struct, frozen=True, eq=False):
    """A network of another structure, and where its parameters come from.

    Attributes:
        network: as it is now; what is new in it is not locked.
        origins: the index that each parameter had before, shape (P,); −1 for what is new.
    """

    network: Network
    origins: Rows

    def carried(self, vector: Array) -> Array:
        """What belonged to each parameter, in its new place, shape (P,); 0 for what is new."""
        return np.where(self.origins == _NEW, 0.0, vector[self.origins])


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


def set_biased(network: Network, layer: int, biased: bool) -> Restructured:
    """Give the nodes of a layer biases, of 0, or take their biases away."""
    if network.layers[layer].biased == biased:
        return Restructured(network, np.arange(network.parameters.size))
    sources = network.sizes[layer]

    def change(matrices: list[Array], _: npt.ArrayLike) -> None:
        if biased:
            matrices[layer] = np.insert(matrices[layer], sources, 0, axis=1)
        else:
            matrices[layer] = np.delete(matrices[layer], sources, axis=1)

    changed = replace(network.layers[layer], biased=biased)
    return _rebuild(network, network.inputs, _with(network.layers, layer, changed), change)


def add_node(network: Network, place: NodePlace, incoming: npt.ArrayLike = 0.0) -> Restructured:
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


def remove_node(network: Network, place: NodePlace) -> Restructured:
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


def insert_layer(network: Network, at: int, activation: Activation) -> Restructured:
    """Insert a hidden layer that becomes layer `at`, with one node for each of its sources.

    Each node hands its source's value on: a weight of 1 from it and of 0 from the others.
    """
    size = network.sizes[at]
    layers = list(network.layers)
    layers.insert(at, Layer(("",) * size, activation))
    matrices: list[Array] = list(network.matrices)
    matrices.insert(at, np.eye(size))
    labels = list(_labels(network))
    labels.insert(at, np.zeros((size, size)))
    return _assembled(network, network.inputs, layers, matrices, labels)


def remove_layer(network: Network, layer: int) -> Restructured:
    """Take out a hidden layer; the next one gets the product of both layers' weights.

    The predictions stay as they are if the layer's activation is the identity. Locks on the next
    layer's weights are lifted, those of its biases stay; after a layer that just hands on its
    sources' values, the next layer keeps its weights and locks as they are.

    Raises:
        ValueError: the layer is not a hidden one.
    """
    if not 0 <= layer < len(network.layers) - 1:
        raise ValueError("only a hidden layer can be removed")
    merged, label = _merge(network, layer)
    removed, following = network.layers[layer], network.layers[layer + 1]
    layers = list(network.layers)
    layers[layer : layer + 2] = [replace(following, biased=removed.biased or following.biased)]
    matrices: list[Array] = list(network.matrices)
    matrices[layer : layer + 2] = [merged]
    labels = list(_labels(network))
    labels[layer : layer + 2] = [label]
    return _assembled(network, network.inputs, layers, matrices, labels)


def _merge(network: Network, layer: int) -> tuple[Array, Array]:
    """One matrix in place of a layer's and the next one's, and where its numbers come from."""
    removed, following = network.layers[layer], network.layers[layer + 1]
    labels = _labels(network)[layer + 1]
    if not removed.biased and np.array_equal(network.matrices[layer], np.eye(removed.size)):
        return network.matrices[layer + 1], labels
    weights, next_weights = network.weights[layer], network.weights[layer + 1]
    merged = next_weights @ weights
    label = np.zeros(merged.shape)
    if removed.biased or following.biased:
        bias = np.zeros(following.size)
        bias_label = np.zeros(following.size)
        if following.biased:
            bias = bias + network.matrices[layer + 1][:, -1]
            bias_label = labels[:, -1]
        if removed.biased:
            bias = bias + next_weights @ network.matrices[layer][:, -1]
        merged = np.column_stack((merged, bias))
        label = np.column_stack((label, bias_label))
    return merged, label


def _labels(network: Network) -> tuple[Array, ...]:
    """A number for each parameter, laid out like the matrices: its index + 1; 0 is a new one."""
    return network.split(np.arange(1.0, network.parameters.size + 1))


def _assembled(
    before: Network,
    inputs: tuple[str, ...],
    layers: Sequence[Layer],
    matrices: Sequence[Array],
    labels: Sequence[Array],
) -> Restructured:
    """The network of another structure, with the locks that its parameters had before."""
    origins = np.concatenate([label.ravel() for label in labels]).astype(np.intp) - 1
    network = assemble(inputs, layers, matrices)
    locked = before.locked[origins] & (origins != _NEW)
    return Restructured(replace(network, locked=locked), origins)


def _resize(
    network: Network,
    layer: int,
    rename: Callable[[tuple[str, ...]], tuple[str, ...]],
    change: _Change,
    new_values: npt.ArrayLike = 0.0,
) -> Restructured:
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
) -> Restructured:
    """Apply one change of shape to the parameters and to where they come from."""
    matrices, labels = list(network.matrices), list(_labels(network))
    change(matrices, new_values)
    change(labels, 0.0)
    return _assembled(network, inputs, layers, matrices, labels)


def _with(items: tuple[_Item, ...], at: int, item: _Item) -> tuple[_Item, ...]:
    return (*items[:at], item, *items[at + 1 :])
