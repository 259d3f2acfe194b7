"""The hill over two weights as a surface."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.panels.two_weights.plane_page import PlanePage
from gui.plotting.scales import value_ticks
from tests.gui.every_view import painted_texts
from tests.gui.panels.two_weights.plane_hands import seen
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key

LEFT = Qt.MouseButton.LeftButton


def test_the_surface_shows_the_part_that_was_chosen_from_above(
    page: PlanePage, qtbot: QtBot
) -> None:
    hand = PlotHands(page.contours)
    hand.turn_wheel(hand.ball, 2)
    closer = seen(page).spans
    qtbot.mouseClick(page.shape, LEFT)
    assert seen(page).spans == closer
    qtbot.keyClick(page.surface, Key.Key_Plus)
    assert np.ptp(seen(page).spans[0]) == pytest.approx(0.8 * np.ptp(closer[0]))
    qtbot.keyClick(page.surface, Key.Key_Home)
    qtbot.mouseClick(page.shape, LEFT)
    assert not page.contours.is_zoomed


def test_the_surface_turns_with_names_and_numbers_on_its_axes(
    page: PlanePage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.shape, LEFT)
    surface = page.surface
    assert surface.isVisible()
    usual = surface.turn
    qtbot.mousePress(surface, LEFT, pos=QPoint(100, 100))
    qtbot.mouseMove(surface, QPoint(140, 80))
    qtbot.mouseRelease(surface, LEFT, pos=QPoint(140, 80))
    assert surface.turn.azimuth != usual.azimuth
    assert surface.turn.elevation < usual.elevation
    qtbot.keyClick(surface, Key.Key_Up)
    qtbot.mouseDClick(surface, LEFT, pos=surface.rect().center())
    assert surface.turn == usual

    surface, view = page.surface, seen(page)
    surface.resize(500, 400)
    for turned in (0, 100, 270):
        qtbot.mousePress(surface, LEFT, pos=QPoint(100, 100))
        qtbot.mouseMove(surface, QPoint(100 + 2 * turned, 100))
        qtbot.mouseRelease(surface, LEFT)
        with painted_texts() as written:
            surface.grab()
        assert set(view.plane.names) <= set(written)
        numbers = [tick.text for span in view.spans for tick in value_ticks(*span, 4)]
        assert sum(written.count(text) for text in set(numbers)) >= 4
        losses = [tick.text for tick in view.ticks(4)]
        assert len(losses) >= 3
        assert all(written.count(loss) >= 2 for loss in losses[1:-1]), "beside the bar and the wall"
        qtbot.mouseDClick(surface, LEFT, pos=surface.rect().center())  # as at first
