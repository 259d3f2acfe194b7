"""The page of a node in the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.hill.hill_panel import NODE, PAGES
from gui.panels.node.node_page import NodePage
from tests.gui.window_hands import WindowHands

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> Iterator[NodePage]:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(PAGES.index(NODE)).center())
    yield panel.node
    for switch in (panel.node.slopes, panel.node.map):
        switch.setChecked(False)
