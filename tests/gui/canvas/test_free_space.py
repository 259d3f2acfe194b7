"""Free places are found the same way among many things, where only what is near is looked at."""

import numpy as np
import pytest

from core.nn.arrays import Array
from gui.canvas.scene.free_space import FreeSpace, boxes_around
from gui.shell.main_window import MainWindow
from tests.benchmarks.windows import sized

_CIRCLES = 700


def placed(circles: Array) -> list[Array | None]:
    """What becomes of many items of different sizes, with several places each."""
    random, ground = np.random.default_rng(1), FreeSpace(circles)
    found: list[Array | None] = []
    for _ in range(40):
        items, places = random.integers(1, 9, 2)
        middle = random.uniform((-2100, -400), (2100, 400), (items, 1, 2))
        centers = middle + random.uniform(-40, 40, (items, places, 2))
        widths, heights = random.uniform(5, 60, (2, items, places))
        boxes = boxes_around(centers, widths, heights)
        found += [
            ground.place_all(boxes[:4]),
            ground.place_each(boxes),
            ground.place_closely(boxes),
        ]
        ground = ground.copy()
    return found


def test_what_is_far_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(0)
    circles = random.uniform((-2000, -300, 2), (2000, 300, 20), (_CIRCLES, 3))
    found = placed(circles)
    monkeypatch.setattr("gui.canvas.scene.free_space._MANY", _CIRCLES)
    for near, all_of_them in zip(found, placed(circles), strict=True):
        if near is None or all_of_them is None:
            assert near is all_of_them
        else:
            assert np.array_equal(near, all_of_them, equal_nan=True)
    assert len([each for each in found if each is None]) in range(10, 80)


def test_an_item_stands_clear_of_those_placed_with_it() -> None:
    ground = FreeSpace(np.array([(0.0, 0.0, 5.0)]))
    beside = boxes_around(np.array([(20.0, 0.0), (40.0, 0.0)]), np.array(10.0), 10.0)
    on_it = boxes_around(np.array([(2.0, 0.0), (60.0, 0.0)]), np.array(10.0), 10.0)
    candidates = np.stack((beside, beside, on_it))
    assert ground.place_all(candidates[:, :1]) is None
    assert ground.place_all(candidates[:2, :1]) is None
    chosen = ground.place_all(candidates)
    assert chosen is not None
    assert np.array_equal(chosen, [beside[0], beside[1], on_it[1]])
    again = ground.place_each(candidates)
    assert np.isnan(again).all()


def test_the_height_of_each_bias_is_told_once_a_round(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[float]()

    def height(size: float) -> float:
        told.append(size)
        return 1.55 * size

    monkeypatch.setattr("gui.canvas.labels.placement.pill_height", height)
    window.session.load(sized(2, *[3] * 30, 1, rows=4))
    window.canvas.grab()
    assert 0 < len(told) <= 3 * (3 * 30 + 1)
