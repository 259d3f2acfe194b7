"""Where the nodes stand: columns from the inputs to the prediction, unless moved by hand.

Units of the drawing: one is a pixel while nothing is zoomed. The first column stands at x = 0,
and every column is centred on y = 0, so that nodes moved by hand keep their surroundings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from core.arrays import Array
from core.document import Point
from core.network import Network, NodePlace

LARGEST_RADIUS = 34.0
_SMALLEST_RADIUS = 5.0
_HEIGHT = 640.0  # of the column with the most nodes
_LARGEST_PITCH, _SMALLEST_PITCH = 246.0, 14.0
_WIDTHS = {2: 330.0, 3: 234.0, 4: 224.0, 5: 212.0}  # between columns, by how many there are
_SMALLEST_WIDTH = 200.0
_MANY_NODES, _CLOSER = 14, 0.9  # where no numbers stand on the edges anyway
_GAP = 1.8  # pitches between nodes where others are left out

IntArray = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Wiring:
    """Which parameter joins which nodes; drawn nodes are counted through from the first input.

    Attributes:
        shown: the nodes that are drawn of each column, inputs first.
        sizes: how many these are.
        parameters: the index of each weight in the flat vector, shape (edges,).
        sources: the node each edge comes from, shape (edges,).
        targets: the node each edge goes to, shape (edges,).
        layers: the layer each edge goes to, shape (edges,).
        bias_parameters: the index of each bias in the flat vector, shape (biases,).
        bias_nodes: the node each bias belongs to, shape (biases,).
    """

    shown: tuple[IntArray, ...]
    sizes: tuple[int, ...]
    parameters: IntArray
    sources: IntArray
    targets: IntArray
    layers: IntArray
    bias_parameters: IntArray
    bias_nodes: IntArray

    @property
    def starts(self) -> tuple[int, ...]:
        """The number of each column's first node; the inputs are column 0."""
        return (0, *accumulate(self.sizes[:-1]))

    def place(self, node: int) -> NodePlace:
        """The place of the node with this number."""
        column = next(c for c, end in enumerate(accumulate(self.sizes)) if node < end)
        return NodePlace(column - 1, int(self.shown[column][node - self.starts[column]]))

    def node(self, place: NodePlace) -> int:
        """The number of the node at a place.

        Raises:
            KeyError: it is not drawn.
        """
        found = self.find(place)
        if found is None:
            raise KeyError(place)
        return found

    def find(self, place: NodePlace) -> int | None:
        """The number of the node at a place, if it is drawn."""
        column = place.layer + 1
        at = int(np.searchsorted(self.shown[column], place.node))
        if at == self.sizes[column] or self.shown[column][at] != place.node:
            return None
        return self.starts[column] + at

    def places(self) -> list[NodePlace]:
        """Every node's place, in order."""
        return [
            NodePlace(column - 1, node)
            for column, nodes in enumerate(self.shown)
            for node in nodes.tolist()
        ]


def wire(network: Network, shown: tuple[IntArray, ...]) -> Wiring:
    """Find out which parameter joins which of the drawn nodes."""
    sizes = tuple(nodes.size for nodes in shown)
    starts = (0, *accumulate(sizes))
    parts: list[tuple[IntArray, ...]] = []
    biases: list[tuple[IntArray, IntArray]] = []
    first = 0
    for layer, (rows, columns) in enumerate(network.shapes):
        indices = first + columns * shown[layer + 1][:, np.newaxis] + np.arange(columns)
        source, target = np.meshgrid(np.arange(sizes[layer]), np.arange(sizes[layer + 1]))
        parts.append(
            (
                indices[:, shown[layer]].ravel(),
                source.ravel() + starts[layer],
                target.ravel() + starts[layer + 1],
                np.full(source.size, layer),
            )
        )
        if network.layers[layer].biased:
            biases.append((indices[:, -1], np.arange(sizes[layer + 1]) + starts[layer + 1]))
        first += rows * columns
    none = np.empty(0, dtype=np.intp)
    edges = [np.concatenate(part) for part in zip(*parts, strict=True)]
    bias = [np.concatenate(part) for part in zip(*biases, strict=True)] if biases else [none, none]
    return Wiring(shown, sizes, edges[0], edges[1], edges[2], edges[3], bias[0], bias[1])


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the nodes stand.

    Attributes:
        centers: shape (nodes, 2).
        radii: shape (nodes,).
        columns: the middle of each column, inputs first.
        pitches: how far apart the nodes of each column stand.
    """

    centers: Array
    radii: Array
    columns: tuple[float, ...]
    pitches: tuple[float, ...]


def arrange(wiring: Wiring, moved: Mapping[NodePlace, Point]) -> Layout:
    """Stand nodes in columns; smaller and closer the more there are; `moved` ones as they are."""
    sizes = wiring.sizes
    width = _WIDTHS.get(len(sizes), _SMALLEST_WIDTH)
    if max(sizes) > _MANY_NODES:
        width *= _CLOSER
    tightest = _pitch(max(sizes))
    pitches = tuple(max(tightest, min(_pitch(size), 5 * tightest)) for size in sizes)
    centers = np.concatenate(
        [
            np.column_stack((np.full(size, column * width), _heights(nodes) * pitches[column]))
            for column, (size, nodes) in enumerate(zip(sizes, wiring.shown, strict=True))
        ]
    )
    for place, point in moved.items():
        node = wiring.find(place) if place.layer + 1 < len(sizes) else None
        if node is not None:
            centers[node] = point
    radii = np.repeat([_radius(pitch) for pitch in pitches], sizes)
    bounds = np.cumsum((0, *sizes))
    columns = tuple(float(centers[a:b, 0].mean()) for a, b in pairwise(bounds))
    return Layout(centers, radii, columns, pitches)


def _heights(nodes: IntArray) -> Array:
    """How far below the middle each node stands, in pitches, with room where some are left out."""
    steps = np.where(np.diff(nodes) > 1, _GAP, 1.0)
    down = np.concatenate(([0.0], np.cumsum(steps)))
    return np.asarray(down - down[-1] / 2)


def _pitch(size: int) -> float:
    return max(_SMALLEST_PITCH, min(_LARGEST_PITCH, _HEIGHT / (size + 0.3)))


def _radius(pitch: float) -> float:
    return max(_SMALLEST_RADIUS, min(LARGEST_RADIUS, 0.25 * pitch + 2.5))
