"""The page of two weights in the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.two_weights.plane.plane_choice import PlaneChoice
from gui.panels.two_weights.plane_page import PlanePage
from tests.gui.panels.two_weights.plane_hands import choose
from tests.gui.window_hands import WindowHands

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> Iterator[PlanePage]:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(1).center())
    yield panel.plane
    choose(panel.plane, PlaneChoice.SELECTED)
    qtbot.keyClick(panel.plane.contours, Qt.Key.Key_Home)
