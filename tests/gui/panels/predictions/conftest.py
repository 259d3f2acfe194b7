"""The page of predictions in the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind
from tests.gui.window_hands import WindowHands

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> Iterator[FitPage]:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(3).center())
    yield panel.fit
    panel.fit.choose(FitKind.MAP)
    panel.fit.draw.setChecked(False)
