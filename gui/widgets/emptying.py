"""Emptying a menu that is filled anew."""

from PySide6.QtWidgets import QMenu


def empty(menu: QMenu) -> None:
    """Take all entries out, and delete those that belong to the menu.

    `QMenu.clear` lets go of the Python side of an entry before Qt has done with it: it can crash.
    """
    for action in menu.actions():
        menu.removeAction(action)
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            submenu.deleteLater()  # and its own action with it
        elif action.parent() is menu:
            action.deleteLater()
