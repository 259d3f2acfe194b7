"""Where the nodes of each column have room for a map of what they give."""

from enum import Enum

import numpy as np

from gui.canvas.scene.layout import Layout, Wiring
from gui.canvas.scene.room import LEAST_READABLE

_WIDTH = 4.4  # radii that a node with a map beside its value takes, about
_SHARE = 0.8  # of the way to the next column
_LARGE = 24.0  # the radius of a node whose map is seen around its value


class MapRoom(Enum):
    """Where a map is."""

    BESIDE = "beside the value"
    BEHIND = "behind the value, or in its place where it cannot be read"
    NONE = "nowhere"


def map_rooms(layout: Layout, wiring: Wiring) -> list[MapRoom]:
    """Where the maps of each column are; whatever the values, so that nothing moves."""
    return [_room(layout, wiring, column) for column in range(len(wiring.sizes))]


def _room(layout: Layout, wiring: Wiring, column: int) -> MapRoom:
    node = wiring.starts[column]
    radius, x = float(layout.radii[node]), float(layout.centers[node, 0])
    if column == 0 or radius < LEAST_READABLE:
        return MapRoom.BEHIND
    others = np.abs(np.delete(layout.columns, column) - layout.columns[column])
    fits = _WIDTH * radius <= _SHARE * float(others.min())
    if layout.frame is not None:
        fits &= x + _WIDTH / 2 * radius <= layout.frame.right
    if fits:
        return MapRoom.BESIDE
    return MapRoom.BEHIND if radius >= _LARGE else MapRoom.NONE
