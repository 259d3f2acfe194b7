"""The commands for a moment of the history: go there, name it, and go to those with names."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QInputDialog, QWidget

from core.history.moments import Moment
from core.history.named_moments import NamedMoment, every_named
from core.text.numbers import grouped
from gui.operations.command import Command, Entry, Menu
from gui.session.session import Session
from gui.widgets.texts.plain_text import as_entry


def name_command(session: Session, window: QWidget) -> Command:
    """Naming the present moment."""

    def name() -> None:
        _ask_name(session, session.history.present, window)

    return Command(
        "name_moment",
        lambda: f"{_naming(session, session.history.present)} this moment…",
        name,
        ("Ctrl+M",),
        "Put a flag with a name at it on the timeline and in the loss plot",
    )


def named_menu(session: Session) -> Menu:
    """Going to a moment that has a name."""

    def entries() -> Sequence[Entry]:
        return [_going(session, named) for named in every_named(session.history)]

    return Menu(
        "Go to a named &moment",
        entries,
        "named_moments",
        is_possible=lambda: bool(session.history.names),
    )


def moment_entries(session: Session, moment: Moment, window: QWidget) -> Sequence[Entry]:
    """What can be done with the moment under the pointer."""
    history = session.history
    step = f"step {grouped(history.updates_at(moment))}"
    name = history.name_of(moment)
    remove = Command(
        "",
        "&Remove the name",
        partial(session.name_moment, moment, ""),
        is_possible=lambda: bool(name),
    )
    return (
        Command("", f"&Go to {step}", partial(session.go, moment)),
        Command(
            "",
            f"{_naming(session, moment)} {step}…",
            partial(_ask_name, session, moment, window),
        ),
        remove,
        None,
        named_menu(session),
    )


def _naming(session: Session, moment: Moment) -> str:
    return "Re&name" if session.history.name_of(moment) else "&Name"


def _ask_name(session: Session, moment: Moment, window: QWidget) -> None:
    history = session.history
    step = grouped(history.updates_at(moment))
    label = f"What step {step} is called (nothing: no name any more):"
    known = history.name_of(moment)
    name, meant = QInputDialog.getText(window, "Name a moment", label, text=known)
    if meant:
        session.name_moment(moment, name)


def _going(session: Session, named: NamedMoment) -> Command:
    title = f"{as_entry(named.name)} — step {grouped(named.updates)}"
    return Command("", title, partial(session.go, named.moment))
