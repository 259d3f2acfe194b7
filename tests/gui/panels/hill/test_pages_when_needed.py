"""A page is made when it is first turned to, and then stands where it always stood."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.nn.network import NodePlace
from gui.app import create_window
from gui.panels.branches.branches_table import BranchesTable
from gui.panels.explanation.row_table import RowTableView
from gui.panels.hill.hill_panel import NODE, PREDICTIONS, STEP_SIZE, TWO_WEIGHTS
from gui.panels.histories.histories_page import HistoriesPage
from gui.panels.histories.layers_page import LayersPage
from gui.panels.node.node_page import NodePage
from gui.panels.predictions.fit_page import FitPage
from gui.panels.step_size.step_page import StepSizePage
from gui.panels.two_weights.plane_page import PlanePage
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, WindowHands

_PAGES: tuple[tuple[type[QWidget], tuple[str, ...]], ...] = (
    (PlanePage, ("View", "Hill pages", TWO_WEIGHTS)),
    (StepSizePage, ("View", "Hill pages", STEP_SIZE)),
    (FitPage, ("View", "Hill pages", PREDICTIONS)),
    (NodePage, ("View", "Hill pages", NODE)),
    (HistoriesPage, ("View", "Loss pages", "Histories")),
    (LayersPage, ("View", "Loss pages", "Layers")),
    (BranchesTable, ("View", "Panels", "Branches")),
)


@pytest.fixture
def window(show: Callable[[MainWindow], MainWindow]) -> MainWindow:
    """A new window, in which nobody has turned to a page."""
    return show(create_window())


def test_what_nobody_has_turned_to_is_not_there(hands: WindowHands) -> None:
    hands.press(Key.Key_Space)
    for kind, path in _PAGES:
        assert not hands.window.findChildren(kind), path
        hands.menu(*path)
        QApplication.processEvents()
        (made,) = hands.window.findChildren(kind)
        assert made.isVisible(), path


def test_the_table_of_rows_is_there_once_it_is_asked_for(hands: WindowHands) -> None:
    hands.data.click(0, 0)
    hands.data.paste("1\t2\n2\t3")
    hands.window.session.select((0,))
    assert not hands.window.findChildren(RowTableView)
    hands.click(hands.window.explanation.rows_button)
    (table,) = hands.window.findChildren(RowTableView)
    assert table.isVisible()
    hands.click(hands.window.explanation.rows_button)
    assert not table.isVisible()


def test_the_tab_key_goes_from_the_tabs_to_a_page_that_came_later(hands: WindowHands) -> None:
    hands.window.session.select((0,))
    hands.press(Key.Key_H)
    hands.window.session.select(nodes=[NodePlace(0, 0)])
    for kind, path in _PAGES[:5]:
        hands.menu(*path)
        (page,) = hands.window.findChildren(kind)
        loss = hands.window.loss_panel
        panel = loss if loss.isAncestorOf(page) else hands.window.hill_panel
        panel.tabs.setFocus()
        passed = [_with_keys()]
        while panel.isAncestorOf(passed[-1]):
            hands.press_in(passed[-1], Key.Key_Tab)
            passed.append(_with_keys())
        assert any(page.isAncestorOf(each) for each in passed), path
        hands.press_in(passed[-1], Key.Key_Backtab)
        assert panel.isAncestorOf(_with_keys()), path


def _with_keys() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused
