"""Where the labels of several lines stand: beside their own line, clear of all others."""

from collections.abc import Sequence

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.lines.clipping import clip_line
from gui.plotting.lines.occupancy import Occupancy
from gui.plotting.plot_frame import along, beside, finite

_PARTS = np.linspace(1.0, 0.05, 20)  # of a line, from its end: where its label may stand
_GAP = 4.0  # pixels
_FURTHER = (0.0, 1.0, 2.0)  # heights of a label that it may stand away, where lines are close
_NOTHING = np.empty((0, 2))


def label_places(
    lines: Sequence[Array],
    sizes: Sequence[tuple[float, float]],
    room: Box,
    covered: Array = _NOTHING,
    boxes: Sequence[Box] = (),
) -> list[Box | None]:
    """A place for the label of each line, as near to its end as there is room.

    Args:
        lines: points of shape (n, 2) each, with NaN as gaps; what lies outside the room is cut off.
        sizes: the width and height of each label.
        room: where labels may stand.
        covered: points that no label covers, beside those of the lines, shape (n, 2).
        boxes: rectangles that no label covers.

    Returns:
        A rectangle for each line that is in view; None where there is no place for it.
    """
    if not lines:
        return []
    shown = [along(clip_line(line, room)) for line in lines]
    every = Occupancy(np.vstack((covered, *shown)), room)
    taken = [box.grown(_GAP) for box in boxes]
    places: list[Box | None] = []
    for line, size in zip(lines, sizes, strict=True):
        place = _place(finite(clip_line(line, room)), size, room, every, taken)
        places.append(place)
        if place is not None:
            taken.append(place.grown(_GAP))
    return places


def _place(
    line: Array, size: tuple[float, float], room: Box, every: Occupancy, taken: Sequence[Box]
) -> Box | None:
    """The first free place along a line, from its end."""
    if not len(line):
        return None
    lengths = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    ways = _PARTS * lengths[-1]
    anchors = np.stack([np.interp(ways, lengths, axis) for axis in line.T], axis=1).tolist()
    for away in _FURTHER:
        for x, y in anchors:
            for box in beside((x, y), size, _GAP + away * size[1]):
                free = room.encloses(box) and not any(map(box.overlaps, taken))
                if free and not every.takes(box):
                    return box
    return None
