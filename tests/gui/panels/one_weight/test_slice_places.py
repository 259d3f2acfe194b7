"""Words and arcs find room beside the hill."""

import math

import numpy as np
import pytest

from gui.geometry import box_at
from gui.panels.one_weight.slice_places import arc, place_for
from gui.plotting.lines.clipping import inside

BOX = box_at(50, 10, 300, 200)


def test_an_arc_leads_from_ball_to_ball_and_stays_in_the_picture() -> None:
    points = arc((60, 15), (340, 200), BOX)
    assert points[0].tolist() == [60, 15]
    assert points[-1].tolist() == [340, 200]
    assert inside(points, BOX).all()


@pytest.mark.parametrize(
    ("end", "tip"),
    [
        ((1e30, 100), (345, 100)),
        ((-math.inf, -math.inf), (55, 15)),
        ((200, -1e9), (200, 15)),
    ],
)
def test_a_step_out_of_view_is_an_arrow_at_the_border(
    end: tuple[float, float], tip: tuple[float, float]
) -> None:
    points = arc((60, 100), end, BOX)
    assert points[-1].tolist() == pytest.approx(tip)
    assert inside(points, BOX).all()


@pytest.mark.parametrize("end", [(70, 100), (math.nan, 100)])
def test_a_short_way_or_none_needs_no_arc(end: tuple[float, float]) -> None:
    assert not len(arc((60, 100), end, BOX))


def test_a_way_from_a_loss_that_is_no_number_into_view_has_no_arc() -> None:
    assert not len(arc((60, -math.inf), (340, 100), BOX))


def test_words_stand_in_the_valley() -> None:
    across = np.linspace(-1, 1, 400)
    valley = np.column_stack((200 + 150 * across, 210 - 200 * across**2))
    ball = box_at(193, 203, 14, 14)
    _, place = place_for([(0, (150, 45))], BOX, valley, [ball])
    assert BOX.encloses(place)
    assert not inside(valley, place).any()
    assert not place.overlaps(ball)


def test_where_nothing_is_free_the_ball_stays_in_sight() -> None:
    x, y = np.meshgrid(np.arange(50, 350, 5.0), np.arange(10, 210, 5.0))
    everywhere = np.column_stack((x.ravel(), y.ravel()))
    ball = box_at(60, 20, 14, 14)
    nth, place = place_for([(0, (100, 45)), (1, (100, 90))], BOX, everywhere, [ball])
    assert nth == 0
    assert not place.overlaps(ball)


def test_words_are_broken_where_that_makes_room() -> None:
    walls = np.column_stack((np.repeat([150.0, 250.0], 100), np.tile(np.arange(10, 210, 2.0), 2)))
    nth, place = place_for([(0, (150, 45)), (1, (80, 90))], BOX, walls, [])
    assert nth == 1
    assert not inside(walls, place).any()
