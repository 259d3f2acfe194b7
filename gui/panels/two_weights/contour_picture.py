"""The hill from above before it is known where it is painted: its colours and its contours."""

from typing import NamedTuple

import numpy as np

from core.nn.arrays import Array
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.heights.contours import contour, joined
from gui.plotting.heights.ground_picture import ground_picture
from gui.plotting.heights.smoothing import finer, finer_places

_MOST_TICKS = 8
_FINE = 50  # cells a side: with fewer, contours would have corners


class Level(NamedTuple):
    """A contour: its loss, and its lines in the plane, shape (n, 2), with NaN as gaps."""

    text: str
    lines: Array


class Picture:
    """What there is to see of a view before it is known where it is painted.

    Attributes:
        view: the numbers.
        levels: its contours.
        ground: its colours.
    """

    def __init__(self, view: PlaneView, *, dark: bool) -> None:
        self.view, self._dark = view, dark
        low, high = view.range.low, view.range.high
        room = high - low
        heights = np.clip(view.heights, low - room, high + room)  # NaN stays
        times = max(1, _FINE // (view.xs.size - 1))
        xs, ys = (finer_places(places, times) for places in (view.xs, view.ys))
        heights = finer(heights, times) if times > 1 else heights
        self.is_whole = bool(np.isfinite(heights).all())
        self.size = heights.shape
        self.ground = ground_picture(heights, low, high, dark=dark)
        self.levels = [
            Level(tick.text.strip("≤≥ "), joined(contour(xs, ys, heights, tick.position)))
            for tick in view.ticks(_MOST_TICKS)
        ]

    def shows(self, view: PlaneView, *, dark: bool) -> bool:
        """Whether this is the picture of a view."""
        return self.view is view and self._dark is dark
