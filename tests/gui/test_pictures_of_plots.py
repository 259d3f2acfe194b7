"""All can be copied as a picture: plots from their own menu, and from the View menu."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.figures.figure import DRAWING, WINDOW
from gui.operations.command import listed
from gui.panels.hill.hill_panel import PAGES
from gui.plotting.plot_view import PlotView
from tests.gui.window_hands import Key, WindowHands


@pytest.fixture(autouse=True)
def empty_clipboard() -> None:
    QGuiApplication.clipboard().clear()


def copied() -> QImage:
    return QGuiApplication.clipboard().image()


def words() -> str:
    """The text in the copy that is made of lines."""
    svg = QGuiApplication.clipboard().mimeData().data("image/svg+xml")
    return "".join(ET.fromstring(svg.data()).itertext())


def size_of(view: QWidget) -> QSize:
    return view.size() * view.devicePixelRatio()


def pictures_offered(hands: WindowHands) -> list[str]:
    found = listed(hands.window.menus)
    return [str(one.command.title) for one in found if "Copy as a &picture" in one.path]


def test_the_view_menu_copies_all_that_is_in_view(hands: WindowHands) -> None:
    window = hands.window
    for name, view, number in (
        ("The hill along one weight", window.hill_panel.plot, "slope"),
        ("The network", window.canvas, "121"),
        ("The whole window", window, "Step downhill"),
    ):
        hands.menu("View", "Copy as a picture", name)
        assert copied().size() == size_of(view)
        assert number in words()


@pytest.mark.parametrize("page", PAGES)
def test_plots_out_of_view_are_not_offered(hands: WindowHands, page: str) -> None:
    hands.menu("View", "Hill pages", page)
    in_view = [plot for plot in hands.window.findChildren(PlotView) if plot.isVisible()]
    assert in_view
    names = [DRAWING, *(plot.accessibleName() for plot in in_view), WINDOW]
    assert sorted(pictures_offered(hands)) == sorted(names)


def test_a_plot_is_copied_from_its_own_menu(hands: WindowHands) -> None:
    plot = hands.window.hill_panel.plot
    hands.menu_on(plot, QPoint(90, 90), "Copy as a picture")
    assert copied().size() == size_of(plot)
    assert "slope" in words()


def test_the_plot_of_the_loss_is_copied_from_its_menu_of_moments(
    hands: WindowHands, qtbot: QtBot
) -> None:
    plot = hands.window.loss_panel.plot
    hands.press(Key.Key_Space)
    hands.menu_on(plot, QPoint(90, 60), "Copy as a picture")
    qtbot.waitUntil(lambda: copied().size() == size_of(plot))


def test_histories_are_copied_from_their_menu(hands: WindowHands, qtbot: QtBot) -> None:
    hands.window.session.select(parameters=(0,))
    hands.menu("Network", "History of the weight")
    (plot,) = hands.window.loss_panel.histories.plots
    hands.menu_on(plot, QPoint(90, 60), "Copy as a picture")
    qtbot.waitUntil(lambda: copied().size() == size_of(plot))
