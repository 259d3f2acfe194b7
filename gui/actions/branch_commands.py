"""The commands for a branch: go along it, name it, show or hide it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QInputDialog, QWidget

from core.history.branches import Branch
from core.history.outcomes import end_of, start_of
from gui.formatting.branch_words import numbered
from gui.operations.command import Command, Entry
from gui.session.session import Session


def branch_entries(session: Session, branch: Branch, window: QWidget) -> Sequence[Entry]:
    """What can be done with a branch."""
    history = session.history
    return (
        Command("", "Go to its &end", lambda: session.go(end_of(history, branch))),
        Command("", "Go to its &start", lambda: session.go(start_of(history, branch))),
        None,
        Command("", "Re&name…", partial(ask_branch_name, session, window, branch)),
        Command(
            "",
            "S&how in the loss plot",
            lambda: session.show_branch(branch, shown=not branch.is_shown),
            is_checked=lambda: branch.is_shown,
        ),
    )


def ask_branch_name(session: Session, window: QWidget, branch: Branch) -> None:
    """Ask what a branch is to be called."""
    usual = numbered([*session.history.branches].index(branch))
    label = "Name of the branch (nothing: its number again):"
    name, meant = QInputDialog.getText(window, "Name a branch", label, text=branch.name or usual)
    if meant:
        session.rename_branch(branch, "" if name == usual else name)
