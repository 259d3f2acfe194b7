"""Lines are cut to the picture in numbers, however far they go."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.geometry import box_at
from gui.plotting.lines.clipping import clip_line, inside, nearest

BOX = box_at(0, 0, 100, 50)
any_number = st.floats(allow_nan=False)
near = st.floats(-300, 300)
NAN = (math.nan, math.nan)
Point = tuple[float, float]


def clipped(start: Point, end: Point) -> tuple[Point, Point] | None:
    """What of a segment is left; None where there is nothing."""
    left = clip_line(np.array((start, end)), BOX).tolist()
    return (tuple(left[0]), tuple(left[1])) if left else None


def test_what_lies_inside_stays_as_it_is() -> None:
    line = np.array([(10.0, 10.0), (50.0, 40.0), (90.0, 10.0)])
    assert clip_line(line, BOX).tolist() == line.tolist()


def test_a_line_is_cut_where_it_leaves_and_goes_on_where_it_comes_back() -> None:
    line = np.array([(10.0, 10.0), (50.0, 90.0), (90.0, 10.0)])
    expected = [(10, 10), (30, 50), NAN, (70, 50), (90, 10)]
    np.testing.assert_allclose(clip_line(line, BOX), expected)


def test_a_line_with_both_ends_outside_shows_what_crosses() -> None:
    assert clipped((-100, 25), (300, 25)) == ((0, 25), (100, 25))
    assert clipped((-100, -10), (300, -10)) is None


def test_gaps_stay_gaps() -> None:
    line = np.array([(0.0, 0.0), (10.0, 10.0), NAN, (20.0, 10.0), (30.0, 0.0)])
    np.testing.assert_allclose(clip_line(line, BOX), line)


@pytest.mark.parametrize("count", [0, 1])
def test_less_than_two_points_are_no_line(count: int) -> None:
    assert clip_line(np.zeros((count, 2)), BOX).shape == (0, 2)


@pytest.mark.parametrize("far", [1e30, 1e300, math.inf])
def test_a_line_that_goes_on_for_ever_ends_at_the_border(far: float) -> None:
    assert clipped((50, 25), (far, 25)) == ((50, 25), (100, 25))
    assert clipped((50, 25), (50, -far)) == ((50, 25), (50, 0))


def test_the_way_to_a_far_point_keeps_its_direction() -> None:
    found = clipped((50, 25), (50 + 1e40, 25 + 2.5e39))
    assert found is not None
    assert found[1] == pytest.approx((100, 37.5))


@given(st.lists(st.tuples(any_number, any_number), max_size=6))
def test_whatever_comes_in_nothing_outside_comes_out(points: list[tuple[float, float]]) -> None:
    kept = clip_line(np.array(points, dtype=float).reshape(-1, 2), BOX)
    there = kept[~np.isnan(kept).any(axis=1)]
    assert inside(there, BOX).all()
    assert len(kept) <= 3 * max(len(points) - 1, 0)


@given(near, near, near, near)
def test_the_part_kept_is_as_long_as_the_part_inside(
    left: float, top: float, right: float, bottom: float
) -> None:
    """Against many points along the segment, counted."""
    start, end = np.array((left, top)), np.array((right, bottom))
    parts = np.linspace(0, 1, 4001)[:, np.newaxis]
    share = float(inside(start + parts * (end - start), BOX).mean())
    kept = clipped((left, top), (right, bottom))
    length = math.dist(*kept) if kept else 0.0
    if math.dist(start, end) > 1:
        assert length / math.dist(start, end) == pytest.approx(share, abs=2e-3)


def test_the_nearest_point_of_the_box() -> None:
    assert nearest((math.inf, 25), BOX) == (100, 25)
    assert nearest((-3, -4), BOX) == (0, 0)
    assert nearest((7, 8), BOX) == (7, 8)


def test_a_line_inside_stays_as_it_is_with_its_gaps() -> None:
    line = np.array([[1.0, 1], [2, 2], [np.nan, np.nan], [3, 3], [4, 5]])
    assert clip_line(line, box_at(0, 0, 9, 9)) is line


@pytest.mark.parametrize("outside", [[[3.0, 99]], [[np.nan, np.nan]], [[np.inf, 3.0]]])
def test_a_line_that_ends_outside_or_in_a_gap_is_cut(outside: list[list[float]]) -> None:
    line = np.array([[1.0, 1], [2, 2], *outside])
    assert inside(clip_line(line, box_at(0, 0, 9, 9)), box_at(0, 0, 9, 9)).all()
