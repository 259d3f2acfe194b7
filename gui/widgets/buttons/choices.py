"""Menus to choose one of several things from."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QToolButton

from gui.widgets.menus import empty


class Choice(NamedTuple):
    """An entry: what it says, what choosing it does, and whether it is what is chosen now."""

    text: str
    choose: Callable[[], object]
    is_chosen: bool


def add_choices(menu: QMenu, choices: Iterable[Choice]) -> None:
    """Add entries, with a mark at the one that is chosen."""
    for choice in choices:
        action = menu.addAction(choice.text, choice.choose)
        action.setCheckable(True)
        action.setChecked(choice.is_chosen)


def offer(button: QToolButton, find: Callable[[], Iterable[Choice]]) -> None:
    """Have a button open a menu of the choices that are found each time it opens."""
    menu = QMenu(button)

    def fill() -> None:
        empty(menu)
        add_choices(menu, find())

    menu.aboutToShow.connect(fill)
    button.setMenu(menu)
