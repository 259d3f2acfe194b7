"""A surface as faces in the light, ready to paint. No Qt in here."""

import math
from itertools import chain

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, BoolArray
from gui.panels.two_weights.surface.cutting import (
    HIGH,
    LOW,
    Faces,
    cut_at,
    strips,
    without_saddles,
)
from gui.panels.two_weights.surface.surface_projection import Projection, Rotation
from gui.plotting.heights.contours import Indices

_DARKEST, _BRIGHTEST = 0.55, 1.2  # times a colour, facing away from the light and towards it


class Mesh(Struct, frozen=True, eq=False):
    """The faces of a surface. Each has the pixels of its corners, shape (k, 2).

    Attributes:
        floor: what is cut below: it hides nothing.
        slopes: cells, or parts of them, from the farthest to the nearest.
        plateau: what is cut above: nothing hides it.
        cells: the indices of the cell of each slope, shape (slopes, 2).
        heights: the mean height of each slope from 0 to 1, shape (slopes,).
        light: how much light falls on each slope: a factor of its colour, shape (slopes,).
        light_on_level: how much falls on the floor and on the plateau.
    """

    floor: list[Array]
    slopes: list[Array]
    plateau: list[Array]
    cells: Indices
    heights: Array
    light: Array
    light_on_level: float


def mesh(grid: tuple[Array, Array, Array], projection: Projection) -> Mesh:
    """A surface as faces, cut to a floor below 0 and to a plateau above 1.

    Cells with a corner that is not finite are left out. Seen from far away, whole rows of cells lie
    before each other: no cell has to be compared.

    Args:
        grid: coordinates from −1 to 1, shapes (n,) and (m,), and heights, shape (n, m).
        projection: onto the screen.
    """
    xs, ys, heights = grid
    flat = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    corners = _corners(np.concatenate((flat, heights[..., np.newaxis]), axis=-1))
    lowest, highest = corners[..., 2].min(axis=2), corners[..., 2].max(axis=2)
    i, j = _from_the_farthest(projection.turn, (lowest <= HIGH) & (highest >= LOW))
    cells = Faces(corners[i, j], np.arange(i.size))
    crosses = (lowest < LOW) | (highest > HIGH)
    whole, crossing = (cells.only(there) for there in (~crosses[i, j], crosses[i, j]))
    for level in (LOW, HIGH):
        crossing = without_saddles(level, crossing)
    floor, crossing = cut_at(LOW, crossing)
    crossing, plateau = cut_at(HIGH, crossing)
    nth = np.append(whole.cells, crossing.cells)
    order = nth.argsort(kind="stable")
    i, j = i[nth[order]], j[nth[order]]
    slopes = _pixels(projection, whole.polygons, crossing.polygons)
    light = _light(xs, ys, projection.rise * corners[..., 2], projection.turn)
    return Mesh(
        _pixels(projection, strips(xs, ys, highest < LOW, LOW), _at(LOW, floor.polygons)),
        [slopes[face] for face in order.tolist()],
        _pixels(projection, strips(xs, ys, lowest > HIGH, HIGH), _at(HIGH, plateau.polygons)),
        np.stack((i, j), axis=1),
        np.clip(corners[i, j, :, 2], LOW, HIGH).mean(axis=1),
        light[i, j],
        float(_brightness(projection.turn.light()[2])),
    )


def _from_the_farthest(turn: Rotation, there: BoolArray) -> tuple[Indices, Indices]:
    """The indices of the cells that are there, shape (n, m), in the order to paint them."""
    rows = np.arange(there.shape[0])[:: -1 if math.sin(turn.azimuth) > 0 else 1]
    columns = np.arange(there.shape[1])[:: -1 if math.cos(turn.azimuth) > 0 else 1]
    i, j = (each.ravel() for each in np.meshgrid(rows, columns, indexing="ij"))
    return i[there[i, j]], j[there[i, j]]


def _at(height: float, polygons: Array) -> Array:
    """Polygons of shape (n, k, 3) laid at one height."""
    level = polygons.copy()
    level[..., 2] = height
    return level


def _pixels(projection: Projection, *polygons: Array) -> list[Array]:
    """Where polygons of shape (n, k, 3) each lie on the screen."""
    return list(chain.from_iterable(projection.screen(each)[..., :2] for each in polygons))


def _light(xs: Array, ys: Array, corners: Array, turn: Rotation) -> Array:
    """By the angle between the normal of each cell and the way to the light: (n, m, 4) to (n, m).

    After Johann Heinrich Lambert, Photometria, 1760: what falls on a surface is normal · light.
    """
    first, second, third, fourth = np.moveaxis(corners, 2, 0)
    across = (second + third - first - fourth) / 2 / np.diff(xs)[:, np.newaxis]
    up = (third + fourth - first - second) / 2 / np.diff(ys)
    normals = np.stack((-across, -up, np.ones_like(up)), axis=-1)
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    return _brightness(normals @ turn.light())


def _brightness(falling: Array) -> Array:
    """The factor of a colour for normal · light."""
    return np.asarray(_DARKEST + (_BRIGHTEST - _DARKEST) * np.clip(falling, 0.0, 1.0))


def _corners(points: Array) -> Array:
    """The four corners of each cell of a grid: shape (n, m, …) to (n − 1, m − 1, 4, …)."""
    each = (points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:])
    return np.stack(each, axis=2)
