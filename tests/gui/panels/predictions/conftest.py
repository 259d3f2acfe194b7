"""The page of predictions in the window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.predictions.fit_page import FitPage
from tests.gui.window_hands import WindowHands

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> FitPage:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(3).center())
    return panel.fit
