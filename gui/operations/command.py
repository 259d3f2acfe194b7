"""A command: one thing the user can do, as a record that menus, buttons and the palette show."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from PySide6.QtGui import QAction, QKeySequence

Shortcut = QKeySequence | QKeySequence.StandardKey | str
Text = str | Callable[[], str]


def _always() -> bool:
    return True


class Command(Struct, frozen=True, eq=False):
    """What can be done, how it is called, and whether it can be done now.

    Attributes:
        id: by which other places ask for it; those that are made anew each time have none.
        title: as a menu says it, with & before the letter that Alt reaches.
        do: what happens.
        keys: the shortcuts that do it too; the first is shown.
        tip: a sentence about it.
        is_possible: whether it can be done now.
        is_checked: whether it is on or chosen; None for what has no such state.
        repeats: whether holding its key down does it again.
        label: what a button says, if not the title.
        role: where macOS puts it, if not into its menu.
    """

    id: str
    title: Text
    do: Callable[[], object]
    keys: tuple[Shortcut, ...] = ()
    tip: Text = ""
    is_possible: Callable[[], bool] = _always
    is_checked: Callable[[], bool] | None = None
    repeats: bool = False
    label: Text = ""
    role: QAction.MenuRole = QAction.MenuRole.TextHeuristicRole

    @property
    def may_change(self) -> bool:
        """Whether what it says of itself can ever be something else."""
        is_fixed = self.is_possible is _always and self.is_checked is None
        return self.has_changing_words or not is_fixed

    @property
    def has_changing_words(self) -> bool:
        """Whether it can ever be called something else."""
        return any(map(callable, (self.title, self.label, self.tip)))

    @property
    def sequences(self) -> list[QKeySequence]:
        """Its shortcuts, each once; a standard key stands for what the platform binds to it."""
        found = [
            bound
            for key in self.keys
            for bound in (
                QKeySequence.keyBindings(key)
                if isinstance(key, QKeySequence.StandardKey)
                else [QKeySequence(key)]
            )
        ]
        return [*dict.fromkeys(found)]


class Menu(Struct, frozen=True, eq=False):
    """Commands and further menus under one title.

    Attributes:
        title: with & before the letter that Alt reaches.
        entries: in order, with `None` for a line between them; a function where they depend on the
            present, which is asked each time the menu opens.
        id: by which other places ask for the menu, if they do.
        is_possible: whether it can be opened now.
    """

    title: str
    entries: "Sequence[Entry] | Callable[[], Sequence[Entry]]"
    id: str = ""
    is_possible: Callable[[], bool] = _always

    @property
    def present_entries(self) -> "Sequence[Entry]":
        """The entries as they are now."""
        return self.entries() if callable(self.entries) else self.entries


Entry = Command | Menu | None


class Listed(NamedTuple):
    """A command, and the titles of the menus that lead to it."""

    path: tuple[str, ...]
    command: Command


def said(text: Text) -> str:
    """A text as it is now."""
    return text() if callable(text) else text


def listed(menus: Sequence[Entry]) -> list[Listed]:
    """Every command in the menus, in order; one that stands in two of them, where it is first."""
    found: dict[int, Listed] = {}
    for one in _walk(menus, ()):
        found.setdefault(id(one.command), one)
    return [*found.values()]


def _walk(menus: Sequence[Entry], path: tuple[str, ...]) -> Iterator[Listed]:
    for entry in menus:
        if isinstance(entry, Command):
            yield Listed(path, entry)
        elif isinstance(entry, Menu):
            yield from _walk(entry.present_entries, (*path, entry.title))
