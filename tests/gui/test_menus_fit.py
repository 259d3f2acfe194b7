"""Every menu fits a small screen; where text is so large that none would, it scrolls."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.style.theme import LARGEST_SCALE
from tests.gui.window_hands import Key, WindowHands

ROOM = 680  # of 720 px, below the menu bar


def menus(parent: QMenu) -> Iterator[QMenu]:
    """A menu and all that lead on from it, each filled as when it opens."""
    parent.aboutToShow.emit()
    yield parent
    for action in parent.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from menus(submenu)


def every_menu(hands: WindowHands) -> list[QMenu]:
    tops = [action.menu() for action in hands.window.menuBar().actions()]
    return [menu for top in tops if isinstance(top, QMenu) for menu in menus(top)]


def test_every_menu_fits_a_small_screen_and_scrolls_where_text_is_too_large_for_it(
    hands: WindowHands, qtbot: QtBot
) -> None:
    every = every_menu(hands)
    assert len(every) > 30
    heights = {menu.title(): menu.sizeHint().height() for menu in every}
    assert {title: height for title, height in heights.items() if height > ROOM} == {}

    hands.window.set_scale(LARGEST_SCALE)
    tall = max(every_menu(hands), key=lambda menu: menu.sizeHint().height())
    screen = hands.window.screen().availableGeometry()
    assert tall.sizeHint().height() == screen.height(), "as much as there is"
    tall.popup(QPoint())
    entries = [action for action in tall.actions() if not action.isSeparator()]
    assert len({tall.actionGeometry(each).x() for each in entries}) == 1, "one below the other"
    qtbot.keyClick(tall, Key.Key_Up)
    assert tall.activeAction() is entries[-1]
    assert tall.rect().contains(tall.actionGeometry(entries[-1]).center())
    tall.close()
