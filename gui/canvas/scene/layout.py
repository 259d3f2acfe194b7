"""The layout of the nodes: columns from inputs to prediction, unless they were moved by hand.

Units of the drawing: one is a pixel while nothing is zoomed. The first column stands at x = 0,
and every column is centred on y = 0, so that nodes moved by hand keep their surroundings. In a
room, columns and nodes stand so far apart that text need not get smaller to fit in.
"""

from collections.abc import Mapping
from itertools import accumulate, pairwise

import numpy as np
from msgspec import Struct

from core.document.document import Point
from core.nn.arrays import Array
from core.nn.network import Network, NodePlace
from gui.canvas.scene.room import IN_THE_OPEN, IntArray, Room, Stretch, heights, spacing_of
from gui.geometry import Box


class Wiring(Struct, frozen=True, eq=False):
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
        places: every node's place, in order.
    """

    shown: tuple[IntArray, ...]
    sizes: tuple[int, ...]
    parameters: IntArray
    sources: IntArray
    targets: IntArray
    layers: IntArray
    bias_parameters: IntArray
    bias_nodes: IntArray
    places: tuple[NodePlace, ...]

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
    places = tuple(
        NodePlace(column - 1, node) for column, nodes in enumerate(shown) for node in nodes.tolist()
    )
    return Wiring(shown, sizes, edges[0], edges[1], edges[2], edges[3], bias[0], bias[1], places)


class Layout(Struct, frozen=True, eq=False):
    """The places and sizes of the nodes.

    Attributes:
        centers: shape (nodes, 2).
        radii: shape (nodes,).
        columns: the middle of each column, inputs first.
        width: how far apart the columns stand, apart from nodes that were moved.
        pitches: how far apart the nodes of each column stand.
        stretch: where nodes moved by hand stand, for one unit of theirs.
        frame: what everything has to stay in; None in the open, or where nodes were moved out.
    """

    centers: Array
    radii: Array
    columns: tuple[float, ...]
    width: float
    pitches: tuple[float, ...]
    stretch: Stretch = IN_THE_OPEN
    frame: Box | None = None


def arrange(wiring: Wiring, moved: Mapping[NodePlace, Point], room: Room | None = None) -> Layout:
    """Stand nodes in columns; smaller and closer the more there are.

    Nodes that were `moved` stand where they were put, but closer in a room that is small.
    """
    sizes, spacing = wiring.sizes, spacing_of(wiring.shown, room)
    x = np.repeat(np.arange(len(sizes)) * spacing.width, sizes)
    down = map(heights, wiring.shown)
    y = [down * pitch for down, pitch in zip(down, spacing.pitches, strict=True)]
    centers = np.column_stack((x, np.concatenate(y)))
    stretch, frame = spacing.stretch, spacing.frame
    for place, point in moved.items():
        node = wiring.find(place) if place.layer + 1 < len(sizes) else None
        if node is not None:
            centers[node] = point.x * stretch.across, point.y * stretch.down
    radii = np.repeat(spacing.radii, sizes)
    bounds = np.cumsum((0, *sizes))
    columns = tuple(float(centers[a:b, 0].mean()) for a, b in pairwise(bounds))
    if frame is not None and not _holds(frame, centers, radii):
        frame = None
    return Layout(centers, radii, columns, spacing.width, spacing.pitches, stretch, frame)


def _holds(frame: Box, centers: Array, radii: Array) -> bool:
    low = (centers - radii[:, np.newaxis]).min(axis=0).tolist()
    high = (centers + radii[:, np.newaxis]).max(axis=0).tolist()
    return frame.encloses(Box(*low, *high))
