"""The names of pages can be read whole or in short, whichever is on show, at every size."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionTab, QTabBar, QToolTip
from pytestqt.qtbot import QtBot

from gui.panels.hill.hill_panel import PAGES, TWO_WEIGHTS
from gui.panels.loss.loss_panel import PAGES as LOSS_PAGES
from tests.gui.window_hands import LEFT, WindowHands


def painted(tabs: QTabBar) -> list[str]:
    """What stands on the tabs."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    texts = []
    for at in range(tabs.count()):
        option = QStyleOptionTab()
        tabs.initStyleOption(option, at)
        texts.append(option.text)
    return texts


def test_no_name_is_cut_off_in_a_small_window(hands: WindowHands) -> None:
    hands.window.resize(1280, 720)
    tabs = hands.window.hill_panel.tabs
    for page in PAGES:
        hands.menu("View", "Hill pages", page)
        QApplication.processEvents()
        assert tabs.sizeHint().width() <= tabs.width(), page


def test_all_names_are_whole_at_the_usual_size_whichever_is_on_show(
    hands: WindowHands, qtbot: QtBot
) -> None:
    hands.window.resize(1280, 720)
    for tabs, pages in (
        (hands.window.hill_panel.tabs, PAGES),
        (hands.window.loss_panel.tabs, LOSS_PAGES),
    ):
        for at in range(tabs.count()):
            qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(at).center())
            assert painted(tabs) == [*pages]


def test_names_are_shorter_in_large_type_and_tips_have_them_whole(
    hands: WindowHands, qtbot: QtBot
) -> None:
    window = hands.window
    hill, loss = window.hill_panel.tabs, window.loss_panel.tabs
    assert painted(hill) == [*PAGES]
    for size, scale in (((1280, 720), 1.5), ((1660, 900), 2.0)):
        window.resize(*size)
        window.window_layout.set_scale(scale)
        assert window.theme.scale == scale
        for at, page in enumerate(PAGES):
            qtbot.mouseClick(hill, LEFT, pos=hill.tabRect(at).center())
            seen = painted(hill)
            assert "…" not in "".join(seen), page
            assert all(hill.rect().contains(hill.tabRect(at)) for at in range(hill.count()))
        assert painted(hill)[1] == "Two"
        assert "…" not in "".join(painted(loss))
        assert [loss.tabText(at) for at in range(loss.count())] == [*LOSS_PAGES]
    middle = hill.tabRect(1).center()
    asked = QHelpEvent(QEvent.Type.ToolTip, middle, hill.mapToGlobal(middle))
    QApplication.sendEvent(hill, asked)
    assert QToolTip.text() == TWO_WEIGHTS
