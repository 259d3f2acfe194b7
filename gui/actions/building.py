"""How a command becomes an entry of a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.widgets.plain_text import set_tip, without_mnemonics

Shortcut = QKeySequence | QKeySequence.StandardKey | str


def add_action(
    menu: QMenu,
    text: str,
    do: Callable[[], object],
    shortcuts: Sequence[Shortcut] = (),
    tip: str = "",
) -> QAction:
    """Append a command to a menu.

    Args:
        menu: where it goes.
        text: what the entry says, with & before the letter that Alt reaches.
        do: what happens.
        shortcuts: the keys that do it too; the first is shown.
        tip: a sentence about it, for its button and the status bar.
    """
    action = QAction(text, menu)
    keys_of_all = [key for shortcut in shortcuts for key in _keys(shortcut)]
    action.setShortcuts([*dict.fromkeys(keys_of_all)])
    action.setAutoRepeat(False)
    plain = without_mnemonics(text).rstrip("…")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    set_tip(action, f"{tip or plain} ({keys})" if keys else tip or plain)
    action.setStatusTip(tip)
    action.triggered.connect(lambda: do())
    menu.addAction(action)
    return action


def add_choice(menu: QMenu, text: str, choose: Callable[[], object], tip: str = "") -> QAction:
    """Append one of several alternatives, which can bear a mark."""
    action = add_action(menu, text, choose, tip=tip)
    action.setCheckable(True)
    return action


def add_switch(
    menu: QMenu,
    text: str,
    switch: Callable[[bool], object],
    shortcuts: Sequence[Shortcut] = (),
    tip: str = "",
) -> QAction:
    """Append something that is on or off."""
    action = add_action(menu, text, lambda: switch(action.isChecked()), shortcuts, tip)
    action.setCheckable(True)
    return action


def _keys(shortcut: Shortcut) -> list[QKeySequence]:
    if isinstance(shortcut, QKeySequence.StandardKey):
        return QKeySequence.keyBindings(shortcut)
    return [QKeySequence(shortcut)]
