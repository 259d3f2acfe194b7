import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plotting.contours import contour

XS, YS = np.linspace(-2, 2, 41), np.linspace(-1.5, 2.5, 37)
X, Y = np.meshgrid(XS, YS, indexing="ij")


def lengths(pieces: np.ndarray) -> float:
    return float(np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum())


def test_on_a_slope_it_is_the_straight_line() -> None:
    pieces = contour(XS, YS, 2 * X + Y, 0.7)
    np.testing.assert_allclose(2 * pieces[..., 0] + pieces[..., 1], 0.7, atol=1e-12)


def test_round_a_bowl_it_is_a_circle_without_gaps() -> None:
    pieces = contour(XS, YS, X**2 + Y**2, 1.0)
    np.testing.assert_allclose(np.hypot(*pieces.reshape(-1, 2).T), 1.0, atol=0.01)
    assert lengths(pieces) == pytest.approx(2 * np.pi, rel=0.01)
    ends, counts = np.unique(pieces.reshape(-1, 2).round(9), axis=0, return_counts=True)
    assert (counts == 2).all()
    assert len(ends) == len(pieces)


@given(st.floats(-1, 1))
def test_on_a_saddle_no_line_ends_inside(level: float) -> None:
    heights = X * Y
    ends = contour(XS, YS, heights, level + 1e-7).reshape(-1, 2)
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
            pieces = contour(ends, ends, sign * grid, sign * 0.5)
            assert lengths(pieces) == pytest.approx(0.5**0.5)


def test_where_there_is_no_loss_there_is_no_line() -> None:
    heights = np.where(X > 0, np.nan, Y)
    pieces = contour(XS, YS, heights, 0.3)
    assert len(pieces)
    assert (pieces[..., 0] <= 0).all()
