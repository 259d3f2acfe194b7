"""The Edit menu."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.actions.building import add_action
from gui.dialogs.find_dialog import FindDialog
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.widgets.plain_text import as_entry

_Standard = QKeySequence.StandardKey


class EditMenu(QMenu):
    """Undo and redo, each naming what it would do, and selecting things.

    `found` comes with what was looked for and is selected now.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("&Edit", parent)
        self._session = session
        self.undo = add_action(self, "&Undo", session.undo, [_Standard.Undo])
        self.redo = add_action(self, "&Redo", session.redo, [_Standard.Redo, "Ctrl+Shift+Z"])
        self.addSeparator()
        add_action(
            self,
            "Select &all weights",
            self._select_all,
            [_Standard.SelectAll],
            "Select all weights",
        )
        add_action(
            self, "Select &nothing", session.select, ["Ctrl+Shift+A"], "Let go of everything"
        )
        self.addSeparator()
        add_action(
            self,
            "&Find…",
            self.look_for,
            [_Standard.Find],
            "Find a node, a weight or a row by its name, and select it",
        )
        session.changed.connect(self._on_changed)
        self._on_changed(session.present)

    def look_for(self, layer: int | None = None) -> None:
        """Ask what is looked for, perhaps in one layer, and select it."""
        session = self._session
        dialog = FindDialog(session.document, self.window(), layer)
        found = dialog.chosen if dialog.exec() else None
        if found is None:
            return
        if found.row is not None:
            session.look_at_row(found.row)
        else:
            session.select(() if found.parameter is None else (found.parameter,), found.node)
        self.found.emit(found)

    def _select_all(self) -> None:
        count = self._session.document.experiment.network.parameters.size
        self._session.select(parameters=tuple(range(count)))

    def _on_changed(self, _: Present) -> None:
        history = self._session.history
        undo, redo = history.undo_action, history.redo_action
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self.undo.setText(f"&Undo {as_entry(undo.name)}" if undo else "&Undo")
        self.redo.setText(f"&Redo {as_entry(redo.name)}" if redo else "&Redo")
