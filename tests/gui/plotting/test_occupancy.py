"""Points under boxes, against looking at every point."""

import numpy as np
import pytest

from gui.geometry import box_at
from gui.plotting.clipping import inside
from gui.plotting.occupancy import Occupancy

ROOM = box_at(40.3, 10.7, 200, 100)


@pytest.mark.parametrize("seed", range(5))
def test_a_box_over_points_is_taken_and_one_far_from_all_is_not(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = random.uniform((0, 0), (300, 150), (60, 2))
    occupancy = Occupancy(points, ROOM)
    seen = set()
    for left, top in random.uniform((40.3, 10.7), (220.3, 100.7), (200, 2)).tolist():
        box = box_at(left, top, 20, 10)
        if inside(points[inside(points, ROOM)], box).any():
            assert occupancy.takes(box)
            seen.add(True)
        elif not inside(points, box.grown(2.1)).any():
            assert not occupancy.takes(box)
            seen.add(False)
    assert seen == {True, False}


def test_points_and_boxes_on_the_edges_of_the_room_count() -> None:
    corners = np.array([[40.3, 10.7], [240.3, 110.7]])
    occupancy = Occupancy(corners, ROOM)
    assert occupancy.takes(ROOM)
    assert occupancy.takes(box_at(40.3, 10.7, 5, 5))
    assert occupancy.takes(box_at(235.3, 105.7, 5, 5))
    assert not occupancy.takes(box_at(100, 50, 20, 20))
    assert not Occupancy(np.empty((0, 2)), ROOM).takes(ROOM)
