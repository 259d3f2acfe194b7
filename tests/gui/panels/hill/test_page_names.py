"""The names of the hill's pages can be read whole, whichever is on show."""

import pytest
from PySide6.QtWidgets import QApplication

from gui.panels.hill.hill_panel import PAGES
from tests.gui.window_hands import WindowHands


@pytest.mark.parametrize("page", PAGES)
def test_no_name_is_cut_off_in_a_small_window(hands: WindowHands, page: str) -> None:
    hands.window.resize(1280, 720)
    hands.menu("View", "Hill pages", page)
    QApplication.processEvents()
    tabs = hands.window.hill_panel.tabs
    assert tabs.sizeHint().width() <= tabs.width()
