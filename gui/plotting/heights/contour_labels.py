"""Where the numbers of contours stand: on a straight stretch of their own line. No Qt in here."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.plot_frame import finite

_MOST_TRIED = 40  # places on one line
_BENT = 2.5  # pixels: a line that leaves its number by more is not straight
_BESIDE = 4.0  # pixels before and behind a number
_HALF = 0.65  # of its height, that stays free above and below its middle


class Spot(NamedTuple):
    """The middle of a number, in pixels, and by how many degrees it is turned."""

    x: float
    y: float
    angle: float

    def outline(self, size: tuple[float, float]) -> Array:
        """Points along both long sides of a number of this size, shape (n, 2)."""
        angle = math.radians(self.angle)
        way, up = np.array(
            ((math.cos(angle), math.sin(angle)), (math.sin(angle), -math.cos(angle)))
        )
        along = np.linspace(-size[0] / 2, size[0] / 2, 8)[:, np.newaxis] * way
        side = size[1] / 2 * up
        return np.asarray(np.array((self.x, self.y)) + np.vstack((along - side, along + side)))


def label_spots(
    lines: Sequence[Array],
    sizes: Sequence[tuple[float, float]],
    room: Box,
    covered: Array,
    boxes: Sequence[Box] = (),
) -> list[Spot | None]:
    """A place for the number of each line where it covers nothing but that line.

    It is the one nearest to the middle of the room; None where there is none.

    Args:
        lines: points in pixels, shape (n, 2) each, with NaN as gaps.
        sizes: the width and height of each number.
        room: where numbers may stand.
        covered: points that no number covers, shape (n, 2).
        boxes: small rectangles that no number covers.
    """
    corners = [(x, y) for box in boxes for x in box[::2] for y in box[1::2]]
    centers = [box.center for box in boxes]
    covered = np.vstack((covered, np.array([*corners, *centers]).reshape(-1, 2)))
    every = [finite(line) for line in lines]
    spots: list[Spot | None] = []
    for nth, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        others = np.vstack((covered, *every[:nth], *every[nth + 1 :]))
        spot = _spot(line, size, room, others)
        spots.append(spot)
        if spot is not None:
            covered = np.vstack((covered, spot.outline(size)))
    return spots


def _spot(line: Array, size: tuple[float, float], room: Box, others: Array) -> Spot | None:
    reach = size[0] / 2 + _BESIDE
    middles, ways = finite((line[1:] + line[:-1]) / 2), finite(np.diff(line, axis=0))
    lengths = np.hypot(*ways.T)
    inside = np.abs(middles - room.center) < np.array((room.width, room.height)) / 2 - reach
    tried = np.flatnonzero(inside.all(axis=1) & (lengths > 0))
    tried = tried[:: max(1, -(-tried.size // _MOST_TRIED))]
    places, ways = middles[tried], ways[tried] / lengths[tried, np.newaxis]
    ways *= np.where(ways[:, :1] < 0, -1, 1)  # read from left to right
    along, across = _turned(places, ways, middles)
    bent = (along < reach) & (across < size[1]) & (across > _BENT)
    along, across = _turned(places, ways, others)
    hit = (along < reach) & (across < _HALF * size[1])
    free = np.flatnonzero(~(bent.any(axis=1) | hit.any(axis=1)))
    if not free.size:
        return None
    best = free[np.hypot(*(places[free] - room.center).T).argmin()]
    (x, y), (across, down) = places[best].tolist(), ways[best].tolist()
    return Spot(x, y, math.degrees(math.atan2(down, across)))


def _turned(places: Array, ways: Array, points: Array) -> tuple[Array, Array]:
    """How far points lie from places along a way through each and across it, each of shape (n, m).

    Args:
        places: shape (n, 2).
        ways: unit vectors, shape (n, 2).
        points: shape (m, 2).
    """
    found = []
    for axes in (ways, ways[:, ::-1] * (-1, 1)):
        middle = np.einsum("nk,nk->n", places, axes)
        found.append(np.abs(axes @ points.T - middle[:, np.newaxis]))
    return found[0], found[1]
