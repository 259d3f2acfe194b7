"""Points under boxes, against looking at every point."""

import numpy as np
import pytest

from gui.geometry import box_at
from gui.plotting.lines.clipping import inside
from gui.plotting.lines.occupancy import Occupancy

ROOM = box_at(40.3, 10.7, 200, 100)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [(20, 10), (3, 3), (0.5, 40)])
def test_a_box_is_taken_where_a_point_lies_in_it(seed: int, size: tuple[float, float]) -> None:
    random = np.random.default_rng(seed)
    points = random.uniform((0, 0), (300, 150), (400, 2))
    occupancy = Occupancy(points, ROOM)
    corners = random.uniform((40.3, 10.7), (220.3, 70.7), (300, 2)).tolist()
    boxes = [box_at(left, top, *size) for left, top in corners]
    wanted = [bool(inside(points, box).any()) for box in boxes]
    assert [occupancy.takes(box) for box in boxes] == wanted
    assert set(wanted) == {True, False}


def test_points_and_boxes_on_the_edges_of_the_room_count() -> None:
    corners = np.array([[40.3, 10.7], [240.3, 110.7]])
    occupancy = Occupancy(corners, ROOM)
    assert occupancy.takes(ROOM)
    assert occupancy.takes(box_at(40.3, 10.7, 5, 5))
    assert occupancy.takes(box_at(235.3, 105.7, 5, 5))
    assert not occupancy.takes(box_at(100, 50, 20, 20))
    assert not Occupancy(np.empty((0, 2)), ROOM).takes(ROOM)
