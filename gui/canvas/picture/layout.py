"""Where the nodes stand: columns from the inputs to the prediction, unless moved by hand.

Units of the drawing: one is a pixel while nothing is zoomed. The first column stands at x = 0,
and every column is centred on y = 0, so that nodes moved by hand keep their surroundings. In a
room, columns and nodes stand so far apart that text need not get smaller to fit in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.arrays import Array
from core.document import Point
from core.network import Network, NodePlace
from gui.canvas.picture.geometry import Box

LARGEST_RADIUS = 34.0
_SMALLEST_RADIUS = 5.0
LEAST_READABLE = 7.5  # the radius of a node that has room for a value
_HEIGHT = 640.0  # of the column with the most nodes
_LARGEST_PITCH, _SMALLEST_PITCH = 246.0, 14.0
_WIDTHS = {2: 330.0, 3: 234.0, 4: 224.0, 5: 212.0}  # between columns, by how many there are
_SMALLEST_WIDTH = 200.0
_MANY_NODES, _CLOSER = 14, 0.9  # where no numbers stand on the edges anyway
_GAP = 1.8  # pitches between nodes where others are left out
_RADIUS_SHARE, _RADIUS_MORE = 0.25, 2.5  # of the pitch, and on top of it

# In a room
_ABOVE, _BELOW = 34.0, 28.0  # a line of titles, and one that says whose numbers are shown
_FEW_NODES = 6  # which tell more about themselves
_AROUND_FEW, _AROUND_MANY = 66.0, 22.0  # names, biases and details above and below a column
_MOST_AROUND = 0.15
_TIGHTEST = 6.0
_LEAST_ACROSS, _MOST_ACROSS = 0.25, 1.15
_MOST_LARGER = 1.6
_FIELD, _EDGE = 28.0, 12.0  # half a number that sticks out; what stays free at the edge
_MOST_BESIDE = 0.2  # of the room, for names of inputs
_NAME_BETWEEN = 20.0
_TEXT_BETWEEN = 20.5
_LINES_SHARE, _BESIDE_SHARE = 0.18, 0.36
_EDGES_FIRST, _MORE_SHARE = 410.0, 0.35  # of many edges, whose numbers need the room more
_CLOSEST = 125.0  # between columns, before the arithmetic gets its room
_CLOSEST_FOLDED = 148.0  # where a picture of the weights stands between
_LINES_BELOW, _LINES_BESIDE = 120.0, 270.0  # for the arithmetic at predictions

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


class Room(NamedTuple):
    """What a drawing has room in.

    Attributes:
        width: of the whole.
        height: of the whole.
        beside: how wide the names of inputs are.
        before: how wide the pictures before the inputs are.
    """

    width: float
    height: float
    beside: float = 0.0
    before: float = 0.0


class Stretch(NamedTuple):
    """How much closer together, or further apart, nodes stand in a room than in the open."""

    across: float = 1.0
    down: float = 1.0


_IN_THE_OPEN = Stretch()


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the nodes stand.

    Attributes:
        centers: shape (nodes, 2).
        radii: shape (nodes,).
        columns: the middle of each column, inputs first.
        pitches: how far apart the nodes of each column stand.
        stretch: where nodes moved by hand stand, for one unit of theirs.
        frame: what everything has to stay in; None in the open, or where nodes were moved out.
    """

    centers: Array
    radii: Array
    columns: tuple[float, ...]
    pitches: tuple[float, ...]
    stretch: Stretch = _IN_THE_OPEN
    frame: Box | None = None


def arrange(wiring: Wiring, moved: Mapping[NodePlace, Point], room: Room | None = None) -> Layout:
    """Stand nodes in columns; smaller and closer the more there are.

    Nodes that were `moved` stand where they were put, but closer in a room that is small.
    """
    sizes = wiring.sizes
    width = _WIDTHS.get(len(sizes), _SMALLEST_WIDTH)
    if max(sizes) > _MANY_NODES:
        width *= _CLOSER
    tightest = _pitch(max(sizes))
    pitches = tuple(max(tightest, min(_pitch(size), 5 * tightest)) for size in sizes)
    down = tuple(map(_heights, wiring.shown))
    stretch, frame = _IN_THE_OPEN, None
    if room is not None:
        room = _no_larger_than_needed(room, width * (len(sizes) - 1), wiring, pitches)
        roomy = [
            min(pitch, _roomy_pitch(steps, room.height))
            for pitch, steps in zip(pitches, down, strict=True)
        ]
        closer = min(new / old for new, old in zip(roomy, pitches, strict=True))
        pitches = tuple(roomy)
        sides = _sides(wiring, pitches, room)
        across = (room.width - sum(sides)) / (width * (len(sizes) - 1))
        stretch = Stretch(min(max(across, _LEAST_ACROSS), _MOST_ACROSS), closer)
        width *= stretch.across
        frame = _frame(width * (len(sizes) - 1), sides, room)
    centers = np.concatenate(
        [
            np.column_stack((np.full(size, column * width), down[column] * pitches[column]))
            for column, size in enumerate(sizes)
        ]
    )
    for place, point in moved.items():
        node = wiring.find(place) if place.layer + 1 < len(sizes) else None
        if node is not None:
            centers[node] = point.x * stretch.across, point.y * stretch.down
    radius = _radius if room is None else _radius_in_room
    radii = np.repeat([radius(pitch) for pitch in pitches], sizes)
    bounds = np.cumsum((0, *sizes))
    columns = tuple(float(centers[a:b, 0].mean()) for a, b in pairwise(bounds))
    if frame is not None and not _holds(frame, centers, radii):
        frame = None
    return Layout(centers, radii, columns, pitches, stretch, frame)


def _no_larger_than_needed(
    room: Room, width: float, wiring: Wiring, pitches: Sequence[float]
) -> Room:
    """The room, as seen when everything is drawn larger because there is more than enough."""
    sizes = [_around(len(nodes), room.height) for nodes in wiring.shown]
    heights = [
        float(np.ptp(_heights(nodes))) * pitch + 2 * _radius(pitch) + around
        for nodes, pitch, around in zip(wiring.shown, pitches, sizes, strict=True)
    ]
    across = room.width / (width + sum(_sides(wiring, pitches, room)))
    down = room.height / (max(heights) + _ABOVE + _BELOW)
    larger = min(max(1.0, min(across, down)), _MOST_LARGER)
    return room._replace(width=room.width / larger, height=room.height / larger)


def _around(size: int, height: float) -> float:
    """What is above and below a column for names, biases and details: of the height, a part."""
    few = min(_AROUND_FEW, max(_AROUND_MANY, _MOST_AROUND * height))
    return few if size <= _FEW_NODES else _AROUND_MANY


def _roomy_pitch(steps: Array, height: float) -> float:
    """How far apart nodes can stand, with their names and biases, in a room this high."""
    room = height - _ABOVE - _BELOW - _around(len(steps), height) - 2 * _RADIUS_MORE
    return max(_TIGHTEST, room / (float(np.ptp(steps)) + 2 * _RADIUS_SHARE))


def _sides(wiring: Wiring, pitches: Sequence[float], room: Room) -> tuple[float, float]:
    """What is left free beside the first column and the last one."""
    radius = _radius(pitches[0])
    left = max(radius, _FIELD) + _EDGE
    if names_stand_beside(pitches[0], wiring.sizes[0]):
        left += min(room.beside, _MOST_BESIDE * room.width)
    else:
        left = max(left, min(room.beside / 2, _MOST_BESIDE * room.width) + _EDGE)
    left += room.before
    single = wiring.sizes[-1] == 1
    lines = _LINES_BELOW if single else _LINES_BESIDE
    right = min(lines, (_LINES_SHARE if single else _BESIDE_SHARE) * room.width)
    if single and max(wiring.sizes) > _FEW_NODES:
        right = min(right, _MORE_SHARE * (room.width - _EDGES_FIRST))
    folded = any(bool((np.diff(nodes) > 1).any()) for nodes in wiring.shown)
    closest = _CLOSEST_FOLDED if folded else _CLOSEST
    right = min(right, room.width - left - closest * (len(wiring.sizes) - 1))
    return left, max(right, _radius(pitches[-1]) + _EDGE, _FIELD + _EDGE)


def names_stand_beside(pitch: float, size: int) -> bool:
    """Whether nodes stand too close for their names to be between them."""
    return size > 1 and pitch - 2 * _radius(pitch) < _NAME_BETWEEN


def _frame(width: float, sides: tuple[float, float], room: Room) -> Box:
    """The room around columns this far apart in all."""
    left, right = sides
    free = (room.width - left - width - right) / 2
    return Box(-left - free, -room.height / 2, room.width - left - free, room.height / 2)


def _holds(frame: Box, centers: Array, radii: Array) -> bool:
    low, high = (
        (centers - radii[:, np.newaxis]).min(axis=0),
        (centers + radii[:, np.newaxis]).max(axis=0),
    )
    return frame.encloses(Box(float(low[0]), float(low[1]), float(high[0]), float(high[1])))


def _heights(nodes: IntArray) -> Array:
    """How far below the middle each node stands, in pitches, with room where some are left out."""
    steps = np.where(np.diff(nodes) > 1, _GAP, 1.0)
    down = np.concatenate(([0.0], np.cumsum(steps)))
    return np.asarray(down - down[-1] / 2)


def _pitch(size: int) -> float:
    return max(_SMALLEST_PITCH, min(_LARGEST_PITCH, _HEIGHT / (size + 0.3)))


def _radius_in_room(pitch: float) -> float:
    """Somewhat smaller, where that makes room for a line of text between two nodes."""
    radius = _radius(pitch)
    smaller = (pitch - _TEXT_BETWEEN) / 2
    return smaller if LEAST_READABLE <= smaller < radius else radius


def _radius(pitch: float) -> float:
    usual = _RADIUS_SHARE * pitch + _RADIUS_MORE
    return max(min(_SMALLEST_RADIUS, 0.45 * pitch), min(LARGEST_RADIUS, usual))
