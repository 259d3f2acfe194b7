"""Turning a surface in space and laying it on the screen. No Qt in here."""

import math
from dataclasses import dataclass, replace

import numpy as np

from core.nn.arrays import Array
from gui.geometry import Box
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.heights.contours import Indices

_LOWEST, _HIGHEST = math.radians(8), math.radians(88)
_RISES = (0.6, 1.6)  # how high the highest loss stands, where each side has the length 2
_CORNERS = np.array([[x, y, z] for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (0.0, 1.0)])
_LIGHT = np.array((-0.55, -0.35, 0.76))  # from the left and above, to someone looking along y
_DARKEST, _BRIGHTEST = 0.55, 1.2  # times a colour, facing away from the light and towards it


@dataclass(frozen=True, slots=True)
class Rotation:
    """From where the surface is looked at: angles in radians, the second above the horizon."""

    azimuth: float = math.radians(-55)
    elevation: float = math.radians(32)

    def turned(self, azimuth: float, elevation: float) -> "Rotation":
        """Turned further; never seen from below."""
        up = min(max(self.elevation + elevation, _LOWEST), _HIGHEST)
        return replace(self, azimuth=(self.azimuth + azimuth) % math.tau, elevation=up)

    def light(self) -> Array:
        """The way to the light, which turns with the viewer, as a unit vector of shape (3,)."""
        x, y, z = (_LIGHT / np.linalg.norm(_LIGHT)).tolist()
        cos, sin = math.cos(self.azimuth), math.sin(self.azimuth)
        return np.array((cos * x + sin * y, cos * y - sin * x, z))


@dataclass(frozen=True, slots=True)
class Projection:
    """Where points in space lie on the screen, seen from far away.

    Attributes:
        turn: from where.
        middle: where the middle of the ground lies, in pixels.
        size: how many pixels one unit is long.
        rise: how long one unit upwards is, in others.
    """

    turn: Rotation
    middle: tuple[float, float]
    size: float
    rise: float = 1.0

    def screen(self, points: Array) -> Array:
        """The pixels of points (x, y, z) of shape (…, 3), and how near they are: (…, 3)."""
        around, up = self.turn.azimuth, self.turn.elevation
        x, y, z = points[..., 0], points[..., 1], self.rise * points[..., 2]
        across = math.cos(around) * x - math.sin(around) * y
        away = math.sin(around) * x + math.cos(around) * y
        height = math.sin(up) * away + math.cos(up) * z
        near = math.sin(up) * z - math.cos(up) * away
        left, top = self.middle
        return np.stack((left + self.size * across, top - self.size * height, near), axis=-1)


def fitted(turn: Rotation, room: Box) -> Projection:
    """The projection that fills a room with the surface, whose sides go from −1 to 1.

    As wide as the room if it can be; it rises as high as there is room then, within limits.
    """
    flat = Projection(turn, (0.0, 0.0), 1.0, 0.0).screen(_CORNERS)
    width, depth = np.ptp(flat[:, 0]), np.ptp(flat[:, 1])
    upright = math.cos(turn.elevation)
    size = room.width / width
    rise = float(np.clip((room.height / size - depth) / upright, *_RISES))
    size = min(size, room.height / (depth + rise * upright))
    x, y, _ = Projection(turn, (0.0, 0.0), size, rise).screen(_CORNERS).T
    left, top = room.center
    return Projection(
        turn, (left - (x.min() + x.max()) / 2, top - (y.min() + y.max()) / 2), size, rise
    )


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """The cells of a surface from the farthest to the nearest.

    Attributes:
        cells: the indices of each, shape (cells, 2).
        corners: pixels of each cell's corners, shape (cells, 4, 2).
        heights: the mean height of each cell from 0 to 1, shape (cells,).
        light: how much light falls on each: a factor of its colour, shape (cells,).
    """

    cells: Indices
    corners: Array
    heights: Array
    light: Array


def in_space(view: PlaneView, points: Array) -> Array:
    """Where points of the plane lie on the surface, shape (k, 2) to (k, 3), in units."""
    heights = view.between(parts(view, view.heights), points)
    return np.column_stack((_unit_square(view, points), heights))


def mesh(grid: tuple[Array, Array, Array], projection: Projection) -> Mesh:
    """A surface as cells ready to paint; cells with a corner that is not finite are left out.

    Seen from far away, whole rows of cells lie before each other: no cell has to be compared.

    Args:
        grid: coordinates from −1 to 1, shapes (n,) and (m,), and heights from 0 to 1, (n, m).
        projection: onto the screen.
    """
    xs, ys, heights = grid
    flat = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    screen = projection.screen(np.concatenate((flat, heights[..., np.newaxis]), axis=-1))
    corners = _corners(screen[..., :2])
    means = _corners(heights).mean(axis=2)
    light = _light(xs, ys, projection.rise * _corners(heights), projection.turn)
    around = projection.turn.azimuth
    rows = np.arange(xs.size - 1)[:: -1 if math.sin(around) > 0 else 1]
    columns = np.arange(ys.size - 1)[:: -1 if math.cos(around) > 0 else 1]
    i, j = (each.ravel() for each in np.meshgrid(rows, columns, indexing="ij"))
    whole = np.isfinite(means[i, j])
    i, j = i[whole], j[whole]
    return Mesh(np.stack((i, j), axis=1), corners[i, j], means[i, j], light[i, j])


def _light(xs: Array, ys: Array, corners: Array, turn: Rotation) -> Array:
    """By the angle between the normal of each cell and the way to the light: (n, m, 4) to (n, m).

    After Johann Heinrich Lambert, Photometria, 1760: what falls on a surface is normal · light.
    """
    first, second, third, fourth = np.moveaxis(corners, 2, 0)
    across = (second + third - first - fourth) / 2 / np.diff(xs)[:, np.newaxis]
    up = (third + fourth - first - second) / 2 / np.diff(ys)
    normals = np.stack((-across, -up, np.ones_like(up)), axis=-1)
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    falling = np.clip(normals @ turn.light(), 0.0, 1.0)
    return np.asarray(_DARKEST + (_BRIGHTEST - _DARKEST) * falling)


def _corners(points: Array) -> Array:
    """The four corners of each cell of a grid: shape (n, m, …) to (n − 1, m − 1, 4, …)."""
    each = (points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:])
    return np.stack(each, axis=2)


def _unit_square(view: PlaneView, points: Array) -> Array:
    """Coordinates in the plane, so that what is shown goes from −1 to 1."""
    low, high = np.transpose(view.spans)
    return np.asarray((points - low) / (high - low) * 2 - 1)


def parts(view: PlaneView, heights: Array) -> Array:
    """Heights from 0 at the lowest loss shown to 1 at the highest."""
    low, high = view.range.low, view.range.high
    return np.asarray(np.clip((heights - low) / (high - low), 0.0, 1.0))
