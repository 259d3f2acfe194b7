"""Turning a surface in space and laying it on the screen. No Qt in here."""

import math
from dataclasses import dataclass, replace

import numpy as np

from core.nn.arrays import Array
from gui.panels.two_weights.plane_view import PlaneView

_MOST_CELLS = 50  # a side
_LOWEST, _HIGHEST = math.radians(8), math.radians(88)
_RISE = 1.1  # how high the highest loss stands, where each side has the length 2
_WIDEST = math.sqrt(2)
_WIDTH_USED = 0.9  # the names of the axes stand beside it


@dataclass(frozen=True, slots=True)
class Rotation:
    """From where the surface is looked at: angles in radians, the second above the horizon."""

    azimuth: float = math.radians(-55)
    elevation: float = math.radians(32)

    def turned(self, azimuth: float, elevation: float) -> "Rotation":
        """Turned further; never seen from below."""
        up = min(max(self.elevation + elevation, _LOWEST), _HIGHEST)
        return replace(self, azimuth=(self.azimuth + azimuth) % math.tau, elevation=up)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where points in space lie on the screen, seen from far away.

    Attributes:
        turn: from where.
        middle: where the middle of the ground lies, in pixels.
        size: how many pixels one unit is long.
    """

    turn: Rotation
    middle: tuple[float, float]
    size: float

    def screen(self, points: Array) -> Array:
        """The pixels of points (x, y, z) of shape (…, 3), and how near they are: (…, 3)."""
        around, up = self.turn.azimuth, self.turn.elevation
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        across = math.cos(around) * x - math.sin(around) * y
        away = math.sin(around) * x + math.cos(around) * y
        height = math.sin(up) * away + math.cos(up) * z
        near = math.sin(up) * z - math.cos(up) * away
        left, top = self.middle
        return np.stack((left + self.size * across, top - self.size * height, near), axis=-1)


def fitted(turn: Rotation, width: float, height: float) -> Projection:
    """The projection that shows all of the surface in a picture of this size."""
    tall = 2 * _WIDEST * math.sin(turn.elevation) + _RISE * math.cos(turn.elevation)
    size = min(_WIDTH_USED * width / (2 * _WIDEST), height / tall)
    above = _WIDEST * math.sin(turn.elevation) + _RISE * math.cos(turn.elevation)
    return Projection(turn, (width / 2, above * size + (height - tall * size) / 2), size)


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """The cells of a surface from the farthest to the nearest.

    Attributes:
        corners: pixels of each cell's corners, shape (cells, 4, 2).
        heights: the mean height of each cell from 0 to 1, shape (cells,).
    """

    corners: Array
    heights: Array


def in_space(view: PlaneView, points: Array) -> Array:
    """Where points of the plane lie on the surface, shape (k, 2) to (k, 3)."""
    flat = _unit_square(view, points)
    return np.column_stack((flat, _RISE * view.between(_parts(view, view.heights), points)))


def mesh(view: PlaneView, projection: Projection) -> Mesh:
    """The surface as cells ready to paint; cells with a corner that is not finite are left out."""
    every = max(1, -(-(view.xs.size - 1) // _MOST_CELLS))
    xs, ys = view.xs[::every], view.ys[::every]
    heights = _parts(view, view.heights[::every, ::every])
    flat = _unit_square(view, np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1))
    space = np.concatenate((flat, _RISE * heights[..., np.newaxis]), axis=-1)
    cells = _cells(projection.screen(space))
    # What lies nearer on the ground is painted later, however high it rises.
    ground = np.concatenate((flat, np.zeros((*heights.shape, 1))), axis=-1)
    near = _cells(projection.screen(ground))[..., 2].mean(axis=1)
    means = _cells(heights[..., np.newaxis])[..., 0].mean(axis=1)
    whole = np.flatnonzero(np.isfinite(means))
    order = whole[np.argsort(near[whole], kind="stable")]
    return Mesh(cells[order, :, :2], means[order])


def _cells(points: Array) -> Array:
    """The four corners of each cell of a grid: shape (n, m, k) to (cells, 4, k)."""
    corners = (points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:])
    return np.stack(corners, axis=2).reshape(-1, 4, points.shape[-1])


def _unit_square(view: PlaneView, points: Array) -> Array:
    """Coordinates in the plane, so that what is shown goes from −1 to 1."""
    low, high = np.transpose(view.spans)
    return np.asarray((points - low) / (high - low) * 2 - 1)


def _parts(view: PlaneView, heights: Array) -> Array:
    """Heights from 0 at the lowest loss shown to 1 at the highest."""
    low, high = view.range.low, view.range.high
    return np.asarray(np.clip((heights - low) / (high - low), 0.0, 1.0))
