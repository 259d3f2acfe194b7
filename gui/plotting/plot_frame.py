"""Where things lie in a plot, in pixels, and where a label finds room."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.lines.clipping import inside
from gui.plotting.scales import LossScale

_SAMPLE = 4.0
_MOST_SAMPLES = 4000
_MOST_ADDED = 400  # between two points
DIGITS = 1e-9  # of a value: closer together, the ends of a range cannot be told apart
_ALL = 1e-6  # of a range: with no more than that out of view, all of it is shown
_FAR = 1e6  # pixels: further away nothing is seen


class Pixel(NamedTuple):
    """A point in pixels."""

    x: float
    y: float


Span = tuple[float, float]
LINEAR = LossScale()


class Ranges(NamedTuple):
    """What the axes of a plot show: from where to where across, and the heights.

    Heights are counted in the units of the scale.
    """

    x: Span
    y: Span
    scale: LossScale = LINEAR

    def panned(self, right: float, up: float) -> "Ranges":
        """The same shifted by parts of what is shown."""
        return self._replace(x=_shifted(self.x, right), y=_shifted(self.y, up))

    def zoomed(self, about: tuple[float, float], factors: tuple[float, float]) -> "Ranges":
        """The same, larger or smaller about a point by a factor each way."""
        x, y = (zoomed(*each) for each in zip((self.x, self.y), about, factors, strict=True))
        return self._replace(x=x, y=y)

    def in_scale(self, scale: LossScale) -> "Ranges":
        """The same, with the heights counted in the units of another scale."""
        factor = self.scale.unit / scale.unit
        return Ranges(self.x, (self.y[0] * factor, self.y[1] * factor), scale)

    def within(self, limits: "Ranges") -> "Ranges":
        """The same, no larger than others and shifted into them."""
        x, y = (_within(*pair) for pair in zip(self[:2], limits[:2], strict=True))
        return self._replace(x=x, y=y)


def _within(shown: Span, limits: Span) -> Span:
    if shown[1] - shown[0] >= (1 - _ALL) * (limits[1] - limits[0]):
        return limits
    way = max(limits[0] - shown[0], 0.0) + min(limits[1] - shown[1], 0.0)
    return shown[0] + way, shown[1] + way


def _shifted(shown: Span, part: float) -> Span:
    way = part * (shown[1] - shown[0])
    return shown[0] + way, shown[1] + way


def zoomed(shown: Span, about: float, factor: float) -> Span:
    """A range made larger or smaller about a value."""
    return about + (shown[0] - about) * factor, about + (shown[1] - about) * factor


def can_show(low: float, high: float) -> bool:
    """Whether a range is neither wider than numbers reach nor lost in the digits of its ends."""
    return DIGITS * max(abs(low), abs(high)) < high - low < np.inf


class Frame(Struct, frozen=True):
    """The part of the axes on screen and the pixels it takes."""

    box: Box
    steps: Span
    heights: Span
    scale: LossScale = LINEAR

    @property
    def ranges(self) -> Ranges:
        """What its axes show."""
        return Ranges(self.steps, self.heights, self.scale)

    @property
    def middle(self) -> "Pixel":
        """The pixel in the middle."""
        return Pixel(self.box.left + self.box.width / 2, self.box.top + self.box.height / 2)

    @property
    def pixels_a_step(self) -> float:
        """How many pixels one step is wide."""
        return self.box.width / (self.steps[1] - self.steps[0])

    @property
    def pixels_a_unit(self) -> float:
        """How many pixels one unit of height is high."""
        return self.box.height / (self.heights[1] - self.heights[0])

    def x(self, step: float) -> float:
        """Where a count of updates lies."""
        return self.box.left + (step - self.steps[0]) * self.pixels_a_step

    def y(self, height: float) -> float:
        """Where a height lies."""
        return self.box.bottom - (height - self.heights[0]) * self.pixels_a_unit

    def step(self, x: float) -> float:
        """The count of updates at a pixel, as a fraction."""
        return self.steps[0] + (x - self.box.left) / self.pixels_a_step

    def height(self, y: float) -> float:
        """The height at a pixel."""
        return self.heights[0] + (self.box.bottom - y) / self.pixels_a_unit

    def pixel(self, x: float, loss: float) -> Pixel:
        """The pixel of a number across and a loss; a loss without a number lies far above."""
        height = self.scale.height(loss)
        return Pixel(self.x(x), self.y(math.inf if math.isnan(height) else height))

    def points(self, steps: Array, heights: Array) -> Array:
        """The places of several points, shape (n, 2)."""
        with np.errstate(all="ignore"):  # what is too far away comes out infinite
            across = self.box.left + (steps - self.steps[0]) * self.pixels_a_step
            down = self.box.bottom - (heights - self.heights[0]) * self.pixels_a_unit
        return np.stack((across, down), axis=1)

    def curve(self, steps: Array, losses: Array) -> Array:
        """The places of several losses, shape (n, 2); NaN where one has no place on the axis."""
        return self.points(steps, self.scale.place(losses))


def finite(points: Array) -> Array:
    """The points that are not gaps."""
    kept: Array = points[np.isfinite(points).all(axis=1)]
    return kept


def alone(points: Array) -> Array:
    """The points of a line that have a gap on either side, so that no line goes through them."""
    if not len(points):
        return points
    there = np.isfinite(points).all(axis=1)
    padded = np.concatenate(([False], there, [False]))
    kept: Array = points[there & ~padded[:-2] & ~padded[2:]]
    return kept


def along(points: Array) -> Array:
    """Points every few pixels along a line with NaN as gaps: what a label must not cover."""
    if not len(points):
        return points
    if len(points) < 2 or len(points) > _MOST_SAMPLES:
        return finite(points)
    points = points.clip(-_FAR, _FAR)
    ways = points[1:] - points[:-1]
    added = np.minimum(np.hypot(ways[:, 0], ways[:, 1]) // _SAMPLE, _MOST_ADDED)
    added = np.fmax(added, 0).astype(np.intp)  # none over a gap
    if not added.any():
        return finite(points)
    start = np.arange(len(added)).repeat(added)
    nth = np.arange(1, len(start) + 1) - (added.cumsum() - added).repeat(added)
    part = (nth / (added[start] + 1))[:, np.newaxis]
    between = points[start] + part * ways[start]
    return np.concatenate((between, finite(points)))


def beside(
    anchor: tuple[float, float], size: tuple[float, float], gap: float, first_right: bool = True
) -> list[Box]:
    """Places for a label around a point, the best first."""
    (x, y), (width, height) = anchor, size
    right, left = x + gap, x - gap - width
    above, below, level = y - gap - height, y + gap, y - height / 2
    near, far = (right, left) if first_right else (left, right)
    middle = x - width / 2
    corners = [(near, level), (near, above), (near, below), (middle, above), (far, level)]
    corners += [(far, above), (far, below), (middle, below)]
    higher = above - height / 2
    corners += [(near, higher), (middle, higher), (far, higher)]
    return [box_at(across, down, width, height) for across, down in corners]


def free_place(
    places: Sequence[Box], room: Box, points: Array, boxes: Sequence[Box] = ()
) -> Box | None:
    """The first place inside the room that covers no point and no other box, if there is one."""
    for box in places:
        if room.encloses(box) and not _covered(box, points) and not any(map(box.overlaps, boxes)):
            return box
    return None


def best_place(places: Sequence[Box], room: Box, points: Array, boxes: Sequence[Box] = ()) -> Box:
    """The place that covers least; moved into the room if it sticks out everywhere."""
    fitting = [box for box in places if room.encloses(box)]
    if not fitting:
        box = places[0]
        left = max(room.left, min(box.left, room.right - box.width))
        top = max(room.top, min(box.top, room.bottom - box.height))
        return box_at(left, top, box.width, box.height)
    return min(fitting, key=lambda b: _covered(b, points) + 1000 * sum(map(b.overlaps, boxes)))


def _covered(box: Box, points: Array) -> int:
    return int(np.count_nonzero(inside(points, box)))
