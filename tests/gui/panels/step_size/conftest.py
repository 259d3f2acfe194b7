"""The page of step sizes in the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.step_size.step_page import StepSizePage
from tests.gui.window_hands import WindowHands

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> Iterator[StepSizePage]:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(2).center())
    yield panel.step_size
    qtbot.keyClick(panel.step_size.plot, Qt.Key.Key_Home)  # as much is in view as usual
