import numpy as np
import pytest

from gui.geometry import around, box_at
from gui.plotting.heights.contour_labels import label_spots

ROOM = box_at(0, 0, 300, 200)
SIZE = (30.0, 12.0)
NOTHING = np.empty((0, 2))


def line(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.stack((x, y), axis=1)


def level(y: float) -> np.ndarray:
    xs = np.linspace(0, 300, 61)
    return line(xs, np.full(61, y))


def test_a_number_stands_on_its_line_near_the_middle_and_is_turned_with_it() -> None:
    xs = np.linspace(0, 300, 61)
    (spot,) = label_spots([line(xs[::-1], 20 + 0.5 * xs[::-1])], [SIZE], ROOM, NOTHING)
    assert spot is not None
    assert spot.y == pytest.approx(20 + 0.5 * spot.x)
    assert abs(spot.x - 150) < 20
    assert spot.angle == pytest.approx(np.degrees(np.arctan(0.5)))


def test_where_another_line_is_too_close_there_is_none() -> None:
    assert label_spots([level(100), level(105)], [SIZE, SIZE], ROOM, NOTHING) == [None, None]
    assert None not in label_spots([level(100), level(125)], [SIZE, SIZE], ROOM, NOTHING)


def test_a_tight_bend_bears_no_number() -> None:
    turns = np.linspace(0, 2 * np.pi, 40)
    for radius, found in ((12, False), (80, True)):
        ring = line(150 + radius * np.cos(turns), 100 + radius * np.sin(turns))
        (spot,) = label_spots([ring], [SIZE], ROOM, NOTHING)
        assert (spot is not None) is found


def test_paths_and_balls_are_left_free() -> None:
    path, ball = np.array([[150.0, 100.0]]), around(110, 100, 14, 14)
    (spot,) = label_spots([level(100)], [SIZE], ROOM, path, [ball])
    assert spot is not None
    assert abs(spot.x - 150) > SIZE[0] / 2
    assert abs(spot.x - 110) > SIZE[0] / 2 + 7
