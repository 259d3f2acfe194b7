"""The page of two weights in the window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.two_weights.plane_page import PlanePage
from tests.gui.window_hands import WindowHands

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> PlanePage:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(1).center())
    return panel.plane
