"""The dialog that asks for a name and a folder, and hands in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QWidget

from gui.dialogs.class_results.folder_field import FolderField
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label

_WIDTH = 520
_Button = QDialogButtonBox.StandardButton


class HandInDialog(QDialog):
    """Stays open, with all that was written, until it could be handed in or was cancelled.

    Args:
        summary: what is handed in.
        student: the name that was given last.
        folder: the one that was chosen last; None for none.
        hand_in: hands in under a name to a folder; returns why that could not be, or nothing, or
            None where the user would rather not.
        parent: the window.
    """

    def __init__(
        self,
        summary: str,
        student: str,
        folder: Path | None,
        hand_in: Callable[[str, Path], str | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hand in")
        self._hand_in = hand_in
        self.name = QLineEdit(student)
        self.name.setPlaceholderText("as your teacher knows you")
        self.field = FolderField(folder, "Folder", "Choose the folder of your class")
        self._problem = Label(role=Role.ERROR)
        self._problem.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self._buttons.button(_Button.Ok).setText("&Hand in")
        self._buttons.accepted.connect(self._try)
        self._buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._on_edited)
        self.field.changed.connect(self._on_edited)
        self._lay_out(summary)
        (self.field if student and folder is None else self.name).setFocus()
        self._on_edited()

    def _lay_out(self, summary: str) -> None:
        told = Label(summary)
        told.setWordWrap(True)
        grid = QGridLayout(self)
        grid.addWidget(told, 0, 0, 1, 2)
        for row, (words, field) in enumerate(
            (("Your &name", self.name), ("To the &folder", self.field)), 1
        ):
            label = Label(words)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._problem, 3, 0, 1, 2)
        grid.addWidget(self._buttons, 4, 0, 1, 2)
        self.setMinimumWidth(_WIDTH)

    def _on_edited(self) -> None:
        """What was wrong may be right now; Hand in waits until there is a name and a folder."""
        self._problem.setText("")
        is_complete = bool(self.name.text().strip()) and self.field.folder is not None
        self._buttons.button(_Button.Ok).setEnabled(is_complete)

    def _try(self) -> None:
        folder = self.field.folder
        if folder is None:
            return
        trouble = self._hand_in(self.name.text(), folder)
        if trouble == "":
            self.accept()
        else:
            self._problem.setText(trouble or "")
