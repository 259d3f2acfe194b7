from itertools import combinations

import numpy as np
import pytest

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.lines.line_labels import label_places
from gui.plotting.plot_frame import along

ROOM = box_at(0, 0, 400, 300)
SIZE = (60.0, 12.0)
START = np.array([20.0, 280.0])


def covers(box: Box, line: Array) -> bool:
    points = along(line)
    return any(box.contains(x, y) for x, y in points.tolist())


def fan(heights: list[float]) -> list[Array]:
    """Lines from one place to several heights at the right."""
    return [np.array([START, [390.0, height]]) for height in heights]


@pytest.mark.parametrize(
    "heights",
    [[20, 80, 140, 200, 260], [270, 272, 274, 276, 278], [280] * 5, [-1e9, 100, 1e9, 200, 290]],
)
def test_five_labels_cover_no_line_and_no_other_label(heights: list[float]) -> None:
    lines = fan(heights)
    places = label_places(lines, [SIZE] * 5, ROOM)
    boxes = [place for place in places if place is not None]
    assert len(boxes) == 5
    for box in boxes:
        assert ROOM.encloses(box)
        assert not any(covers(box, line) for line in lines)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_a_label_stands_at_the_end_of_its_line() -> None:
    (place,) = label_places([np.array([[0.0, 100.0], [200.0, 100.0]])], [SIZE], ROOM)
    assert place == box_at(204.0, 94.0, *SIZE)


def test_labels_keep_clear_of_other_lines_and_of_what_stands_there() -> None:
    line = np.array([[0.0, 100.0], [200.0, 100.0]])
    below, now = line + np.array([0.0, 12.0]), box_at(200, 90, 80, 20)
    (place,) = label_places([line], [SIZE], ROOM, along(below), [now])
    assert place is not None
    assert not place.overlaps(now)
    assert not covers(place, below)


def test_a_line_out_of_view_has_no_label() -> None:
    assert label_places([np.array([[500.0, 0.0], [600.0, 9.0]])], [SIZE], ROOM) == [None]
