"""Turning a surface in space and laying it on the screen. No Qt in here."""

import math

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.nn.arrays import Array
from gui.geometry import Box
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.panels.two_weights.surface.cutting import HIGH, LOW

_LOWEST, _HIGHEST = math.radians(8), math.radians(88)
_RISES = (0.6, 1.6)  # how high the highest loss stands, where each side has the length 2
_CORNERS = np.array([[x, y, z] for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (0.0, 1.0)])
_LIGHT = np.array((-0.55, -0.35, 0.76))  # from the left and above, to someone looking along y


class Rotation(Struct, frozen=True):
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


class Projection(Struct, frozen=True):
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


def in_space(view: PlaneView, points: Array) -> Array:
    """Where points of the plane lie on the surface, shape (k, 2) to (k, 3), in units."""
    heights = np.clip(view.between(parts(view, view.heights), points), LOW, HIGH)
    return np.column_stack((_unit_square(view, points), heights))


def _unit_square(view: PlaneView, points: Array) -> Array:
    """Coordinates in the plane, so that what is shown goes from −1 to 1."""
    low, high = np.transpose(view.spans)
    return np.asarray((points - low) / (high - low) * 2 - 1)


def parts(view: PlaneView, heights: Array) -> Array:
    """Heights from 0 at the lowest loss shown to 1 at the highest, and at most −1 and 2 beyond."""
    low, high = view.range.low, view.range.high
    return np.asarray(np.clip((heights - low) / (high - low), LOW - 1.0, HIGH + 1.0))
