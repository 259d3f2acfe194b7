"""The Edit menu: undo and redo, each naming what it would do, selecting things, settings."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from core.history.moments import Action
from gui.actions.moment_commands import name_command, named_menu
from gui.dialogs.find_dialog import FindDialog
from gui.formatting.sentences import as_read
from gui.operations.command import Command, Menu
from gui.operations.search import SearchHit as SearchHit
from gui.session.preferences import Preferences
from gui.session.session import Session
from gui.widgets.texts.plain_text import as_entry

_Standard = QKeySequence.StandardKey


def edit_menu(
    session: Session,
    preferences: Preferences,
    window: QWidget,
    found: Callable[[SearchHit], object],
) -> Menu:
    """What is done with the history and the selection, and the settings.

    `found` is called with what was looked for and is selected now.
    """

    def select_all() -> None:
        count = session.document.experiment.network.parameters.size
        session.select(parameters=tuple(range(count)))

    def show_settings() -> None:
        from gui.dialogs.settings.settings_dialog import SettingsDialog

        dialog = SettingsDialog(preferences, window)
        dialog.exec()
        dialog.deleteLater()

    return Menu(
        "&Edit",
        (
            Command(
                "undo",
                lambda: _naming("&Undo", session.history.undo_action),
                session.undo,
                (_Standard.Undo,),
                is_possible=lambda: session.history.undo_action is not None,
            ),
            Command(
                "redo",
                lambda: _naming("&Redo", session.history.redo_action),
                session.redo,
                (_Standard.Redo, "Ctrl+Shift+Z"),
                is_possible=lambda: session.history.redo_action is not None,
            ),
            None,
            Command("select_all", "Select &all weights", select_all, (_Standard.SelectAll,)),
            Command(
                "select_nothing",
                "Select &nothing",
                session.select,
                ("Ctrl+Shift+A",),
                "Let go of everything",
            ),
            None,
            Command(
                "find",
                "&Find…",
                lambda: look_for(session, window, found),
                (_Standard.Find,),
                "Find a node, a weight or a row by its name, and select it",
            ),
            None,
            name_command(session, window),
            named_menu(session),
            None,
            Command(
                "settings",
                "S&ettings…",
                show_settings,
                ("Ctrl+,",),
                "Theme, text size, numbers, what is shown, and speeds, in one place",
                role=QAction.MenuRole.PreferencesRole,
            ),
        ),
    )


def look_for(
    session: Session,
    window: QWidget,
    found: Callable[[SearchHit], object],
    layer: int | None = None,
) -> None:
    """Ask what is looked for, perhaps in one layer, and select it."""
    dialog = FindDialog(session.document, window, layer)
    hit = dialog.chosen if dialog.exec() else None
    if hit is None:
        return
    if hit.row is not None:
        session.look_at_row(hit.row)
    else:
        session.select(
            () if hit.parameter is None else (hit.parameter,),
            () if hit.node is None else (hit.node,),
        )
    found(hit)


def _naming(verb: str, action: Action | None) -> str:
    return f"{verb} {as_entry(as_read(action.name))}" if action else verb
