"""Commands as Qt's actions and menus."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid
from typing_extensions import override

from gui.operations.command import Command, Entry, Menu
from gui.widgets.menus import empty
from gui.widgets.texts.plain_text import set_tip, without_mnemonics


class ActionSet(QObject):
    """One action for every command with an id, and one menu for every menu with an id.

    An action that stands outside of menus follows `refresh`, if there is anything in it that can
    change. Entries of a menu are brought up to date when it opens, and those with keys before a key
    reaches one, if this filters the events of the windows that keys are pressed in.
    """

    def __init__(self, window: QWidget, titles: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._followed: dict[str, _CommandAction] = {}
        self._with_keys: list[_CommandAction] = []
        self._outside: dict[str, _CommandAction] = {}
        self._titled = {title: QMenu(title, window) for title in titles}

    @property
    def menus(self) -> Sequence[QMenu]:
        """The menus of the bar, in order."""
        return [*self._titled.values()]

    def follow(self, entries: Sequence[Entry]) -> None:
        """Make the actions of the commands among these entries, which may come into menus later."""
        for entry in entries:
            if isinstance(entry, Command):
                self._action(entry, self)

    def fill(self, menu: Menu) -> None:
        """Put the entries into the menu of the bar that has this title.

        Raises:
            KeyError: there is no such menu.
        """
        made = self._titled[menu.title]
        self._make(made, menu)
        self.add_to(made, menu.present_entries)

    def __getitem__(self, command_id: str) -> QAction:
        """The action of a command, which is up to date from now on.

        Raises:
            KeyError: there is no such command.
        """
        action = self._followed[command_id]
        action.refresh()
        if action.command.may_change:
            self._outside[command_id] = action
        return action

    def menu(self, menu_id: str) -> QMenu:
        """The menu with this id, which may have to wait for its entries."""
        if menu_id not in self._menus:
            self._menus[menu_id] = QMenu(self._window)
        return self._menus[menu_id]

    def refresh(self) -> None:
        """Bring the actions up to date that are to be seen or heard without opening a menu."""
        for action in self._outside.values():
            action.refresh()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the actions up to date that a key is about to reach."""
        if event.type() == QEvent.Type.ShortcutOverride:
            for action in self._with_keys:
                action.refresh()
        return False

    def popup(self, entries: Sequence[Entry]) -> QMenu:
        """A menu of its own with these entries, such as opens at the pointer."""
        menu = QMenu(self._window)
        self.add_to(menu, entries)
        return menu

    def _menu(self, menu: Menu, parent: QWidget) -> QMenu:
        made = self.menu(menu.id) if menu.id else QMenu(parent)
        made.setTitle(menu.title)
        self._make(made, menu)
        if not callable(menu.entries):  # or it is filled each time that it opens
            self.add_to(made, menu.entries)
        return made

    def _make(self, made: QMenu, menu: Menu) -> None:
        made.setToolTipsVisible(True)
        made.aboutToShow.connect(lambda: self._bring_up_to_date(made, menu))

    def _bring_up_to_date(self, made: QMenu, menu: Menu) -> None:
        if callable(menu.entries):
            empty(made)
            self.add_to(made, menu.entries())
            return
        for entry, action in zip(menu.entries, made.actions(), strict=True):
            if isinstance(action, _CommandAction):
                action.refresh()
            elif isinstance(entry, Menu):
                action.setEnabled(entry.is_possible())

    def add_to(self, made: QMenu, entries: Sequence[Entry]) -> None:
        """Put entries at the end of a menu."""
        for entry in entries:
            if entry is None:
                made.addSeparator()
            elif isinstance(entry, Menu):
                made.addMenu(self._menu(entry, made)).setEnabled(entry.is_possible())
            else:
                made.addAction(self._action(entry, made))

    def _action(self, command: Command, menu: QObject) -> QAction:
        known = self._followed.get(command.id)
        if known is not None and known.command is command:
            known.refresh()
            return known
        action = _CommandAction(command, self if command.id else menu)
        if command.id:
            self._followed[command.id] = action
            if command.keys and command.may_change:
                self._with_keys.append(action)
        return action


class _CommandAction(QAction):
    """The action of one command; `refresh` touches only what has changed."""

    def __init__(self, command: Command, parent: QObject) -> None:
        super().__init__(parent)
        self.command = command
        self._state: tuple[object, ...] = ()
        self._words = None if command.has_changing_words else _words(command)
        self._keys = ""
        if command.keys:
            self.setShortcuts(command.sequences)
            self.setAutoRepeat(command.repeats)
            self._keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setMenuRole(command.role)
        self.setCheckable(command.is_checked is not None)
        self.triggered.connect(self._perform)
        self.refresh()

    def refresh(self) -> None:
        """Say what the command says of itself now."""
        command = self.command
        title, label, tip = self._words or _words(command)
        is_checked = command.is_checked is not None and command.is_checked()
        is_possible = command.is_possible()
        state = (title, label, tip, is_possible, is_checked)
        if state == self._state:
            return
        self._state = state
        self.setText(title)
        if label:
            self.setIconText(label)
        plain = tip or without_mnemonics(title).rstrip("…")
        set_tip(self, f"{plain} ({self._keys})" if self._keys else plain)
        self.setStatusTip(tip)
        self.setEnabled(is_possible)
        self.setChecked(is_checked)

    def _perform(self) -> None:
        if self.command.is_possible():  # an entry of a closed menu may not know that it is not
            self.command.do()
        if not isValid(self):  # its menu has been filled anew meanwhile
            return
        if self.isCheckable():
            self._state = ()  # Qt has put the other mark already
        self.refresh()


def _words(command: Command) -> tuple[str, str, str]:
    """What a command is called in a menu and on a button, and a sentence about it."""
    texts = command.title, command.label, command.tip
    title, label, tip = [text() if callable(text) else text for text in texts]
    return title, label, tip
