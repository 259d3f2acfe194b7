import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plotting.heights.contours import contour, joined

XS, YS = np.linspace(-2, 2, 41), np.linspace(-1.5, 2.5, 37)
X, Y = np.meshgrid(XS, YS, indexing="ij")


def lengths(pieces: np.ndarray) -> float:
    return float(np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum())


def test_on_a_slope_it_is_the_straight_line() -> None:
    pieces = contour(XS, YS, 2 * X + Y, 0.7).ends
    np.testing.assert_allclose(2 * pieces[..., 0] + pieces[..., 1], 0.7, atol=1e-12)


def test_round_a_bowl_it_is_a_circle_without_gaps() -> None:
    pieces = contour(XS, YS, X**2 + Y**2, 1.0).ends
    np.testing.assert_allclose(np.hypot(*pieces.reshape(-1, 2).T), 1.0, atol=0.01)
    assert lengths(pieces) == pytest.approx(2 * np.pi, rel=0.01)
    ends, counts = np.unique(pieces.reshape(-1, 2).round(9), axis=0, return_counts=True)
    assert (counts == 2).all()
    assert len(ends) == len(pieces)


@given(st.floats(-1, 1))
def test_on_a_saddle_no_line_ends_inside(level: float) -> None:
    heights = X * Y
    ends = contour(XS, YS, heights, level + 1e-7).ends.reshape(-1, 2)
    near = np.abs(ends[:, np.newaxis] - ends).max(axis=2) < 1e-9
    alone = ends[near.sum(axis=1) == 1]
    on_edge = np.isclose(np.abs(alone[:, 0]), 2) | np.isclose(alone[:, 1], -1.5)
    assert (on_edge | np.isclose(alone[:, 1], 2.5)).all()


def test_each_corner_alone_is_cut_off() -> None:
    ends = np.array([0.0, 1.0])
    for corner in range(4):
        heights = np.zeros(4)
        heights[corner] = 1
        grid = heights[[0, 3, 1, 2]].reshape(2, 2)
        for sign in (1, -1):
            pieces = contour(ends, ends, sign * grid, sign * 0.5).ends
            assert lengths(pieces) == pytest.approx(0.5**0.5)


def test_where_there_is_no_loss_there_is_no_line() -> None:
    heights = np.where(X > 0, np.nan, Y)
    pieces = contour(XS, YS, heights, 0.3).ends
    assert len(pieces)
    assert (pieces[..., 0] <= 0).all()


def test_the_line_lies_in_the_cells_it_is_said_to_lie_in() -> None:
    _, cells, ends = contour(XS, YS, X + 0.3 * Y, 0.1)
    for grid, axis in ((XS, 0), (YS, 1)):
        low, high = grid[cells[:, axis]], grid[cells[:, axis] + 1]
        middle = ends[..., axis].mean(axis=1)
        assert ((low <= middle) & (middle <= high)).all()


def lines(heights: np.ndarray, level: float) -> list[np.ndarray]:
    """Each line by itself."""
    found = joined(contour(XS, YS, heights, level))
    gaps = np.flatnonzero(np.isnan(found[:, 0]))
    return [part[np.isfinite(part[:, 0])] for part in np.split(found, gaps)]


def test_a_ring_is_one_line_that_comes_back() -> None:
    (ring,) = lines(X**2 + Y**2, 1.0)
    assert (ring[0] == ring[-1]).all()
    assert np.hypot(*np.diff(ring, axis=0).T).sum() == pytest.approx(2 * np.pi, rel=0.01)


def test_each_branch_of_a_hyperbola_is_one_line_from_edge_to_edge() -> None:
    branches = lines(X * Y, 0.5)
    assert len(branches) == 2
    for branch in branches:
        np.testing.assert_allclose(branch[:, 0] * branch[:, 1], 0.5, atol=0.02)
        for x, y in (branch[0], branch[-1]):
            assert abs(x) == 2 or y in {-1.5, 2.5}


def test_no_contour_is_no_line() -> None:
    assert joined(contour(XS, YS, X, 5.0)).shape == (0, 2)
