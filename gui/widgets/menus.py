"""Menus: shown without waiting for the choice, and emptied."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu


def show_menu(menu: QMenu, where: QPoint) -> None:
    """Show a menu at a point of the screen; it is deleted when it closes.

    `QMenu.exec` and `ActionsContextMenu` wait for the choice, in the midst of an event of what the
    menu belongs to: if that is gone by then, as when its window was closed, the program crashes.
    """
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(where)


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
