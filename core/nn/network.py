"""The network: inputs, layers and one flat vector of parameters.

The parameters of a layer form a matrix of shape (nodes, sources), or (nodes, sources + 1) where
the layer has biases: the bias is the weight of a last source that always gives 1. A source is an
input or a node of the layer before. The matrices lie one after another in the flat vector.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from core.nn.activation import Activation
from core.nn.arrays import Array, BoolArray, read_only, read_only_mask
from core.text.names import distinct, in_one_line


class Place(NamedTuple):
    """Where a parameter sits: into which node, and from which source (None for the bias).

    Layers are counted from 0, the first after the inputs.
    """

    layer: int
    node: int
    source: int | None


class NodePlace(NamedTuple):
    """Where a node sits. Layer −1 holds the inputs."""

    layer: int
    node: int


INPUT_LAYER = -1


class Layer(Struct, frozen=True, eq=False):
    """The nodes of one layer.

    `names` has one entry a node; an empty one means that the node is named by its position.
    """

    names: tuple[str, ...]
    activation: Activation
    biased: bool = False

    @property
    def size(self) -> int:
        """How many nodes the layer has."""
        return len(self.names)


class Network(Struct, frozen=True, eq=False, dict=True):
    """A fully connected feed-forward network.

    Attributes:
        inputs: the inputs' names, one or more; an empty one is named by its position.
        layers: hidden layers and, last, the layer of predictions.
        parameters: all weights and biases, shape (P,), read-only.
        locked: which of them descent leaves alone, shape (P,), read-only.

    Raises:
        ValueError: a layer without nodes, softmax in a hidden layer, or an array whose size is
            not P.
    """

    inputs: tuple[str, ...]
    layers: tuple[Layer, ...]
    parameters: Array
    locked: BoolArray

    def __post_init__(self) -> None:
        if not self.layers or min(self.sizes) < 1:
            raise ValueError("a network needs an input, a prediction, and a node in each layer")
        for layer in self.layers[:-1]:
            if layer.activation.is_joint:
                name = layer.activation.name
                raise ValueError(f"{name} is for predictions, not for hidden layers")
        force_setattr(self, "parameters", read_only(self.parameters))
        force_setattr(self, "locked", read_only_mask(self.locked))
        expected = (sum(rows * columns for rows, columns in self.shapes),)
        if self.parameters.shape != expected or self.locked.shape != expected:
            raise ValueError(f"expected {expected[0]} parameters, got {self.parameters.shape}")

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of inputs, then of nodes layer by layer."""
        return (len(self.inputs), *(layer.size for layer in self.layers))

    @cached_property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """The shape of each layer's matrix: (nodes, sources + 1 if biased)."""
        return tuple(
            (layer.size, sources + layer.biased)
            for layer, sources in zip(self.layers, self.sizes, strict=False)
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each layer's parameters begin in the flat vector."""
        counts = [rows * columns for rows, columns in self.shapes]
        return tuple(accumulate(counts[:-1], initial=0))

    @property
    def matrices(self) -> tuple[Array, ...]:
        """Each layer's weights, biases as a last column, of `shapes`: read-only views."""
        return self.split(self.parameters)

    @cached_property
    def weights(self) -> tuple[Array, ...]:
        """Each layer's weights, shape (nodes, sources): read-only views."""
        return self.weights_of(self.parameters)

    @cached_property
    def biases(self) -> tuple[Array | None, ...]:
        """Each layer's biases, shape (nodes,), or None: read-only views."""
        return self.biases_of(self.parameters)

    @property
    def is_weight(self) -> BoolArray:
        """Which parameters are weights and not biases, shape (P,)."""
        found = np.ones(self.parameters.size)
        for biases in self.biases_of(found):
            if biases is not None:
                biases[:] = 0
        return found.astype(np.bool_)

    def split(self, vector: Array) -> tuple[Array, ...]:
        """View a vector of shape (P,), laid out like the parameters, as one matrix a layer."""
        return tuple(self.matrix_of(vector, layer) for layer in range(len(self.layers)))

    def matrix_of(self, vector: Array, layer: int) -> Array:
        """View what a vector of shape (P,) has for one layer as its matrix."""
        (rows, columns), start = self.shapes[layer], self.starts[layer]
        return vector[start : start + rows * columns].reshape(rows, columns)

    def weights_of(self, vector: Array) -> tuple[Array, ...]:
        """View the weights in a vector of shape (P,), each layer's of shape (nodes, sources)."""
        return tuple(
            matrix[:, :sources]
            for matrix, sources in zip(self.split(vector), self.sizes, strict=False)
        )

    def biases_of(self, vector: Array) -> tuple[Array | None, ...]:
        """View the biases in a vector of shape (P,), each layer's of shape (nodes,) or None."""
        return tuple(
            matrix[:, -1] if layer.biased else None
            for matrix, layer in zip(self.split(vector), self.layers, strict=True)
        )

    def index(self, place: Place) -> int:
        """Return where the parameter stands in the flat vector.

        Raises:
            IndexError: there is no such parameter.
        """
        layer, node, source = place
        if not 0 <= layer < len(self.layers):
            raise IndexError(f"there is no layer {layer}")
        rows, columns = self.shapes[layer]
        sources = self.sizes[layer]
        column = sources if source is None else source
        missing_bias = source is None and not self.layers[layer].biased
        if missing_bias or not (0 <= node < rows and 0 <= column <= sources):
            raise IndexError(f"there is no parameter {place}")
        if source is not None and source >= sources:
            raise IndexError(f"there is no parameter {place}")
        return self.starts[layer] + node * columns + column

    def place(self, index: int) -> Place:
        """Return where the parameter of this index sits: the inverse of `index`.

        Raises:
            IndexError: there is no such parameter.
        """
        if not 0 <= index < self.parameters.size:
            raise IndexError("there is no such parameter")
        layer = bisect_right(self.starts, index) - 1
        node, column = divmod(index - self.starts[layer], self.shapes[layer][1])
        return Place(layer, node, column if column < self.sizes[layer] else None)

    def places(self) -> Iterable[Place]:
        """Every parameter's place, in the order of the flat vector."""
        return map(self.place, range(self.parameters.size))

    def node_name(self, place: NodePlace) -> str:
        """The name of a node in one line, as it was given or by its position."""
        layer, node = place
        given = self.inputs[node] if layer == INPUT_LAYER else self.layers[layer].names[node]
        shown = given if given.isprintable() else in_one_line(given)
        return shown or self._position_name(layer, node)

    @property
    def input_names(self) -> list[str]:
        """The inputs' names in one line, each told from the others: "x", "x (2)"."""
        places = range(len(self.inputs))
        return distinct([self.node_name(NodePlace(INPUT_LAYER, at)) for at in places])

    def _position_name(self, layer: int, node: int) -> str:
        if layer == INPUT_LAYER:
            return f"input {node + 1}"
        if layer == len(self.layers) - 1:
            return "prediction" if self.sizes[-1] == 1 else f"prediction {node + 1}"
        return f"hidden {node + 1}" if len(self.layers) == 2 else f"hidden {layer + 1}.{node + 1}"

    def parameter_name(self, place: Place) -> str:
        """What a weight or bias is called: "accounts → hidden 1", "bias of hidden 1"."""
        layer, node, source = place
        target = self.node_name(NodePlace(layer, node))
        if source is None:
            return f"bias of {target}"
        return f"{self.node_name(NodePlace(layer - 1, source))} → {target}"

    def with_parameters(self, parameters: npt.ArrayLike) -> "Network":
        """Return this network with other parameters, shape (P,)."""
        return replace(self, parameters=read_only(parameters))


def assemble(
    inputs: Sequence[str],
    layers: Sequence[Layer],
    matrices: Sequence[npt.ArrayLike],
    locks: Sequence[npt.ArrayLike] | None = None,
) -> Network:
    """Build a network from one matrix a layer, shape (nodes, sources + 1 if biased).

    Raises:
        ValueError: the sizes do not fit together.
    """
    parts = [np.asarray(matrix, dtype=np.float64) for matrix in matrices]
    parameters = np.concatenate([part.ravel() for part in parts])
    if locks is None:
        locked = np.zeros(parameters.size, dtype=np.bool_)
    else:
        locked = np.concatenate([np.asarray(lock, dtype=np.bool_).ravel() for lock in locks])
    network = Network(tuple(inputs), tuple(layers), parameters, locked)
    for part, shape in zip(parts, network.shapes, strict=True):
        if part.shape != shape:
            raise ValueError(f"expected a matrix of shape {shape}, got {part.shape}")
    return network
