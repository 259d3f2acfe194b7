"""The room of a drawing, and how it is shared: how far apart nodes can stand.

Lengths are in units of the drawing. Columns are given by the nodes drawn of each, inputs first.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.nn.arrays import Array, read_only
from gui.geometry import Box

LARGEST_RADIUS = 34.0
LEAST_READABLE = 7.5  # the radius of a node that has room for a value
_HEIGHT = 640.0  # of the column with the most nodes
_LARGEST_PITCH, _SMALLEST_PITCH = 246.0, 14.0
_WIDTHS = {2: 330.0, 3: 234.0, 4: 224.0, 5: 212.0}  # between columns, by how many there are
_SMALLEST_WIDTH = 200.0
_MANY_NODES, _CLOSER = 14, 0.9  # where no numbers stand on the edges anyway
_GAP = 1.8  # pitches between nodes where others are left out
_RADIUS_SHARE, _RADIUS_MORE = 0.25, 2.5  # of the pitch, and on top of it
_MOST_OF_PITCH = 0.45
_MOST_OF_WIDTH = 0.35  # between columns, so that something of the edges is left

# In a room
_ABOVE, _BELOW = 34.0, 28.0  # a line of titles, and one that says whose numbers are shown
_FEW_NODES = 6  # which tell more about themselves
_AROUND_FEW, _AROUND_MANY = 66.0, 22.0  # names, biases and details above and below a column
_MOST_AROUND = 0.15
_TIGHTEST = 6.0
_LEAST_ACROSS, _MOST_ACROSS = 0.25, 1.8
_ROOMY_ACROSS = 1.15  # from here on, the arithmetic gets its part of what is left over
_MOST_LARGER = 1.6
# Few nodes are drawn larger by this power of the room there would be if they stood so much closer;
# the other part of it goes to the distance between them.
_LARGER, _CLOSER = 0.6, 0.65
_FIELD, _EDGE = 28.0, 12.0  # half a number that sticks out; what stays free at the edge
_MOST_BESIDE = 0.2  # of the room, for names of inputs
_NAME_BETWEEN = 20.0
_TEXT_BETWEEN = 20.5
_LINES_SHARE, _BESIDE_SHARE = 0.18, 0.36
_EDGES_FIRST, _MORE_SHARE = 410.0, 0.35  # of many edges, whose numbers need the room more
_CLOSEST = 125.0  # between columns, before the arithmetic gets its room
_CLOSEST_FOLDED = 148.0  # where a picture of the weights stands between
_LINES_BELOW, _LINES_BESIDE = 120.0, 270.0  # for the arithmetic at predictions
_MORE_LINES_BELOW = 60.0

IntArray = npt.NDArray[np.intp]
Columns = Sequence[IntArray]


class Room(NamedTuple):
    """The room of a drawing.

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
    """The factors by which nodes stand closer together, or further apart, in a room."""

    across: float = 1.0
    down: float = 1.0


IN_THE_OPEN = Stretch()


class Spacing(NamedTuple):
    """The distances between columns and between nodes.

    Attributes:
        width: from column to column.
        pitches: from node to node in each column.
        radii: of the nodes of each column.
        stretch: where nodes moved by hand stand, for one unit of theirs.
        frame: what everything has to stay in, if it has to.
    """

    width: float
    pitches: tuple[float, ...]
    radii: tuple[float, ...]
    stretch: Stretch = IN_THE_OPEN
    frame: Box | None = None


def spacing_of(columns: Columns, room: Room | None) -> Spacing:
    """How far apart nodes stand, in a room or in the open (None): closer the more there are."""
    sizes = list(map(len, columns))
    width = _WIDTHS.get(len(sizes), _SMALLEST_WIDTH)
    if max(sizes) > _MANY_NODES:
        width *= _CLOSER
    tightest = _pitch(max(sizes))
    pitches = tuple(max(tightest, min(_pitch(size), 5 * tightest)) for size in sizes)
    if room is None:
        return Spacing(width, pitches, tuple(map(_radius, pitches)))
    return _spacing_in(room, columns, width, pitches)


def _spacing_in(room: Room, columns: Columns, width: float, usual: tuple[float, ...]) -> Spacing:
    gaps = len(columns) - 1
    room = _no_larger_than_needed(room, width * gaps, columns, usual)
    pitches = tuple(
        min(pitch, _roomy_pitch(heights(nodes), room.height))
        for pitch, nodes in zip(usual, columns, strict=True)
    )
    left, right = _sides(columns, pitches, room)
    free = room.width - left - right - _ROOMY_ACROSS * width * gaps
    sides = left, right + min(max(0.0, free / 2), _MORE_LINES_BELOW)
    across = (room.width - sum(sides)) / (width * gaps)
    down = min(new / old for new, old in zip(pitches, usual, strict=True))
    stretch = Stretch(min(max(across, _LEAST_ACROSS), _MOST_ACROSS), down)
    width *= stretch.across
    frame = _frame(width * gaps, sides, room)
    most = _MOST_OF_WIDTH * width
    radii = tuple(min(_radius_in_room(pitch), most) for pitch in pitches)
    return Spacing(width, pitches, radii, stretch, frame)


def _no_larger_than_needed(
    room: Room, width: float, columns: Columns, pitches: Sequence[float]
) -> Room:
    """The room, as seen when everything is drawn larger because there is more than enough."""
    tall = [
        _extent(heights(nodes)) * pitch + 2 * _radius(pitch) + _around(len(nodes), room.height)
        for nodes, pitch in zip(columns, pitches, strict=True)
    ]
    closer, power = (_CLOSER, _LARGER) if _are_few(columns) else (1.0, 1.0)
    sides = sum(_sides(columns, pitches, room))
    across = (room.width / (closer * width + sides)) ** power
    down = room.height / (max(tall) + _ABOVE + _BELOW)
    larger = min(max(1.0, min(across, down)), _MOST_LARGER)
    return room._replace(width=room.width / larger, height=room.height / larger)


def _are_few(columns: Columns) -> bool:
    """Whether so little is drawn that nothing is lost where columns stand closer."""
    return max(map(len, columns)) < _FEW_NODES and len(columns) <= 3 and len(columns[-1]) == 1


def _around(size: int, height: float) -> float:
    """What is above and below a column for names, biases and details: of the height, a part."""
    few = min(_AROUND_FEW, max(_AROUND_MANY, _MOST_AROUND * height))
    return few if size <= _FEW_NODES else _AROUND_MANY


def _roomy_pitch(steps: Array, height: float) -> float:
    """How far apart nodes can stand, with their names and biases, in a room this high."""
    room = height - _ABOVE - _BELOW - _around(len(steps), height) - 2 * _RADIUS_MORE
    return max(_TIGHTEST, room / (_extent(steps) + 2 * _RADIUS_SHARE))


def _sides(columns: Columns, pitches: Sequence[float], room: Room) -> tuple[float, float]:
    """What is left free beside the first column and the last one."""
    sizes = list(map(len, columns))
    radius = _radius(pitches[0])
    left = max(radius, _FIELD) + _EDGE
    if _names_stand_beside(pitches[0], sizes[0]):
        left += min(room.beside, _MOST_BESIDE * room.width)
    else:
        left = max(left, min(room.beside / 2, _MOST_BESIDE * room.width) + _EDGE)
    left += room.before
    single = sizes[-1] == 1
    lines = _LINES_BELOW if single else _LINES_BESIDE
    right = min(lines, (_LINES_SHARE if single else _BESIDE_SHARE) * room.width)
    if single and max(sizes) > _FEW_NODES:
        right = min(right, _MORE_SHARE * (room.width - _EDGES_FIRST))
    folded = any(bool((np.diff(nodes) > 1).any()) for nodes in columns)
    closest = _CLOSEST_FOLDED if folded else _CLOSEST
    right = min(right, room.width - left - closest * (len(sizes) - 1))
    return left, max(right, _radius(pitches[-1]) + _EDGE, _FIELD + _EDGE)


def _names_stand_beside(pitch: float, size: int) -> bool:
    """Whether nodes stand too close for their names to be between them."""
    return size > 1 and pitch - 2 * _radius(pitch) < _NAME_BETWEEN


def _frame(width: float, sides: tuple[float, float], room: Room) -> Box:
    """The room around columns this far apart in all."""
    left, right = sides
    free = (room.width - left - width - right) / 2
    return Box(-left - free, -room.height / 2, room.width - left - free, room.height / 2)


def heights(nodes: IntArray) -> Array:
    """How far below the middle each node stands, in pitches, with room where some are left out."""
    return _heights(nodes.tobytes())


@lru_cache  # most layers of a deep network are alike
def _heights(nodes: bytes) -> Array:
    steps = np.where(np.diff(np.frombuffer(nodes, dtype=np.intp)) > 1, _GAP, 1.0)
    down = np.concatenate(([0.0], np.cumsum(steps)))
    return read_only(down - down[-1] / 2)


def _extent(steps: Array) -> float:
    return float(steps[-1] - steps[0])


def _pitch(size: int) -> float:
    return max(_SMALLEST_PITCH, min(_LARGEST_PITCH, _HEIGHT / (size + 0.3)))


def _radius_in_room(pitch: float) -> float:
    """Somewhat smaller, where that makes room for a line of text between two nodes."""
    radius = _radius(pitch)
    smaller = (pitch - _TEXT_BETWEEN) / 2
    return smaller if LEAST_READABLE <= smaller < radius else radius


def _radius(pitch: float) -> float:
    usual = _RADIUS_SHARE * pitch + _RADIUS_MORE
    return min(LARGEST_RADIUS, usual, _MOST_OF_PITCH * pitch)
