"""Rows drawn on a map follow it with the inputs that are made of both."""

import numpy as np
import pytest

from core.data.dataset import Dataset
from core.document.made_inputs import add_made_input, read_formula
from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind
from gui.plotting.plot_frame import Pixel
from tests.gui.panels.predictions.fit_hands import load, place_of
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import WindowHands


def rows(hands: WindowHands) -> Dataset:
    return hands.window.session.document.experiment.dataset


@pytest.fixture
def plot(hands: WindowHands, page: FitPage) -> PlotHands:
    """The map of two moons, whose network has x·y and √(x + 5) besides."""
    load(hands, "moons")
    session = hands.window.session
    for text in ("x·y", "√(x + 5)"):
        session.load(add_made_input(session.document, read_formula(session.document, text)))
    return PlotHands(page.plot)


def holds(hands: WindowHands) -> bool:
    x, y, product, root = rows(hands).own_inputs
    return np.array_equal(product, x * y) and np.array_equal(root, np.sqrt(x + 5))


def test_points_that_are_drawn_and_moved_have_their_made_inputs(
    page: FitPage, plot: PlotHands, hands: WindowHands
) -> None:
    assert page.plot.view.kind is FitKind.MAP
    assert page.plot.view.names == ("x", "y")
    assert page.plot.view.ground is not None
    assert np.isfinite(page.plot.view.ground).all()

    plot.click(plot.at(2.2, 1.2))
    point = hands.window.session.focus.point
    assert point is not None
    assert len(point) == 2
    assert hands.shows(f"{point[0] * point[1]:.4g}")

    hands.click(page.draw)
    plot.click(plot.at(2.2, 1.2))
    assert rows(hands).rows == 201
    assert holds(hands)
    start = place_of(page, 7)
    plot.drag(start, Pixel(start.x + 10, start.y), plot.at(2.1, 1.1))
    assert rows(hands).own_inputs[0][7] == pytest.approx(2.1, abs=0.02)
    assert holds(hands)

    load(hands, "line")
    session = hands.window.session
    session.load(add_made_input(session.document, read_formula(session.document, "x²")))
    view = page.plot.view
    assert view.kind is FitKind.CURVE
    assert view.names[0] == "x"
    assert view.line is not None
    assert np.isfinite(view.line).all()
    PlotHands(page.plot).click(PlotHands(page.plot).at(1.0, 2.0))
    x, square = rows(hands).own_inputs
    assert x.size == 41
    np.testing.assert_array_equal(square, x**2)
