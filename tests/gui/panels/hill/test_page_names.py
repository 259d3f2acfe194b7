"""The names of the hill's pages can be read whole, whichever is on show."""

from PySide6.QtWidgets import QApplication

from gui.panels.hill.hill_panel import PAGES
from tests.gui.window_hands import WindowHands


def test_no_name_is_cut_off_in_a_small_window(hands: WindowHands) -> None:
    hands.window.resize(1280, 720)
    tabs = hands.window.hill_panel.tabs
    for page in PAGES:
        hands.menu("View", "Hill pages", page)
        QApplication.processEvents()
        assert tabs.sizeHint().width() <= tabs.width(), page
