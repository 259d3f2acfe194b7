import math

import numpy as np
import pytest

from gui.geometry import Box, box_at
from gui.operations.futures import Futures
from gui.panels.two_weights.plane.plane_scene import PlaneScene
from gui.panels.two_weights.surface.surface_projection import (
    Projection,
    Rotation,
    fitted,
    in_space,
)
from gui.session.session import Session


def test_seen_from_straight_above_it_is_the_map() -> None:
    above = Projection(Rotation(0.0, math.radians(90)), (100.0, 100.0), 50.0)
    seen = above.screen(np.array([[1.0, 0.0, 0.3], [0.0, 1.0, 0.9]]))
    np.testing.assert_allclose(seen[:, :2], [[150, 100], [100, 50]], atol=1e-9)
    assert seen[1, 2] > seen[0, 2]


def test_what_rises_is_higher_on_the_screen_and_what_is_near_is_lower() -> None:
    view = Projection(Rotation(0.0, math.radians(30)), (0.0, 0.0), 1.0)
    foot, top, near = view.screen(np.array([[0.0, 0, 0], [0, 0, 1], [0, -1, 0]]))
    assert top[1] < foot[1] < near[1]
    assert near[2] > foot[2]


@pytest.mark.parametrize("azimuth", [0.0, 0.7, 2.0, 4.0])
def test_everything_fits_however_it_is_turned(azimuth: float) -> None:
    room = box_at(20.0, 10.0, 300.0, 200.0)
    projection = fitted(Rotation(azimuth, math.radians(35)), room)
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (0, 1)])
    left, top, _ = projection.screen(corners.astype(float)).T
    assert room.grown(1e-6).encloses(Box(left.min(), top.min(), left.max(), top.max()))
    assert max(np.ptp(left) / room.width, np.ptp(top) / room.height) == pytest.approx(1)


def test_it_is_never_seen_from_below() -> None:
    assert Rotation().turned(0.0, -9.0).elevation > 0
    assert Rotation().turned(0.0, 9.0).elevation < math.radians(90)


def test_the_surface_carries_the_ball(bank: Session) -> None:
    view = PlaneScene(bank, Futures(bank)).view
    assert view is not None
    ball = in_space(view, view.here[np.newaxis])
    low, high = view.range.scale.loss(view.range.low), view.range.scale.loss(view.range.high)
    assert ball[0, 2] == pytest.approx((view.loss - low) / (high - low), abs=0.03)


def test_the_light_stays_with_who_looks() -> None:
    for azimuth in (0.0, 1.0, 4.0):
        seen = Projection(Rotation(azimuth), (0.0, 0.0), 1.0).screen(Rotation(azimuth).light())
        still = Projection(Rotation(0.0), (0.0, 0.0), 1.0).screen(Rotation(0.0).light())
        np.testing.assert_allclose(seen, still)
