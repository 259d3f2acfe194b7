"""Edges that tell the size of their slope, in the real window."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from gui.app import create_window
from gui.canvas.scene.edge_slopes import largest_slope, shares_of
from gui.canvas.scene.maps.rasters import RasterKind
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from gui.style.colors import LIGHT
from gui.style.theme import ThemeChoice
from tests.core.builders import as_document, bank, sized_experiment
from tests.gui.window_hands import Key, WindowHands


def color_between(hands: WindowHands, source: NodePlace, target: NodePlace) -> QColor:
    """The colour a quarter of the way along an edge, where no number stands."""
    start, end = hands.canvas.middle(source), hands.canvas.middle(target)
    at = start + (end - start) * 0.7
    picture = hands.window.canvas.grab()
    ratio = picture.devicePixelRatio()
    return picture.toImage().pixelColor(round(at.x() * ratio), round(at.y() * ratio))


def test_a_key_has_edges_tell_slopes_and_says_the_largest(hands: WindowHands) -> None:
    """The slopes are 132, 88, 0, 0, 176, 0."""
    hands.window.theme.choose(ThemeChoice.LIGHT)
    ends = NodePlace(0, 0), NodePlace(1, 0)
    assert color_between(hands, *ends).name() == QColor(LIGHT.positive).name()
    hands.press(Key.Key_E)
    shares = hands.window.canvas.picture.edges.slopes
    assert shares is not None
    assert shares.tolist() == pytest.approx([132 / 176, 0.5, 0, 0, 1, 0])
    assert hands.shows("edges: |slope| from 0 to 176")
    assert color_between(hands, *ends).name() == QColor(LIGHT.slope).name()
    hands.press(Key.Key_E)
    assert color_between(hands, *ends).name() == QColor(LIGHT.positive).name()


def test_hidden_slopes_stay_hidden(hands: WindowHands) -> None:
    hands.menu("View", "Drawing", "Edges by the size of their slope")
    hands.menu("Learn", "Hide", "Hide slopes")
    assert hands.window.canvas.picture.edges.slopes is None
    assert not any("|slope|" in text for text in hands.window.canvas.picture.texts())


def test_rasters_tell_them_too(hands: WindowHands) -> None:
    experiment = sized_experiment((9, 60, 40, 1), 8)
    hands.window.session.load(as_document(experiment))
    hands.press(Key.Key_E)
    picture = hands.window.canvas.picture
    assert {raster.kind for raster in picture.rasters} == {RasterKind.SLOPES}
    gradient = hands.window.session.evaluation.gradient
    largest = largest_slope(experiment.network, gradient)
    assert all(raster.high == largest for raster in picture.rasters)
    between = experiment.network.split(np.abs(gradient))[1][:, :60]
    assert picture.rasters[-1].values.max() == between.max()


def test_it_is_remembered(show: Callable[[MainWindow], MainWindow], qtbot: QtBot) -> None:
    settings = MemorySettings()
    hands = WindowHands(qtbot, show(create_window(settings=settings)))
    hands.press(Key.Key_E)
    again = show(create_window(settings=settings))
    assert again.canvas.picture.edges.slopes is not None


def test_what_is_too_large_to_be_a_number_is_as_steep_as_can_be() -> None:
    network = bank().network
    slopes = np.array([np.inf, np.nan, -2.0, 0.0, 1.0, 4.0])
    assert largest_slope(network, slopes) == 4.0
    assert shares_of(network, slopes).tolist() == [1, 1, 0.5, 0, 0.25, 1]
    assert shares_of(network, np.zeros(6)).tolist() == [0] * 6
