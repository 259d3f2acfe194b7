import numpy as np
import pytest

from gui.plotting.heights.smoothing import finer, finer_places

XS, YS = np.linspace(-1, 2, 7), np.linspace(0, 3, 9)
X, Y = np.meshgrid(XS, YS, indexing="ij")


def test_it_goes_through_the_points() -> None:
    values = np.sin(X) * Y
    np.testing.assert_allclose(finer(values, 4)[::4, ::4], values, atol=1e-12)


def test_a_parabola_stays_one_away_from_the_edges() -> None:
    fine = finer(X**2 + X * Y - Y**2, 5)
    x, y = np.meshgrid(finer_places(XS, 5), finer_places(YS, 5), indexing="ij")
    np.testing.assert_allclose(fine[5:-5, 5:-5], (x**2 + x * y - y**2)[5:-5, 5:-5], atol=1e-12)


def test_a_slope_is_straight_to_the_edges() -> None:
    fine = finer(2 * X - Y, 3)
    x, y = np.meshgrid(finer_places(XS, 3), finer_places(YS, 3), indexing="ij")
    np.testing.assert_allclose(fine, 2 * x - y, atol=1e-12)


@pytest.mark.parametrize("gap", [np.nan, np.inf])
def test_near_what_is_no_number_there_is_none_and_elsewhere_all_is_the_same(gap: float) -> None:
    values = X * Y
    fine = finer(np.where((XS[0] == X) & (YS[0] == Y), gap, values), 2)
    assert np.isnan(fine[:2, :2]).all()
    np.testing.assert_array_equal(fine[4:, 4:], finer(values, 2)[4:, 4:])
