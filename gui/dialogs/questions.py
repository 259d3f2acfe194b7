"""Small questions: one number, or one line of text."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.formatting.names import read_name
from gui.formatting.numbers import editable
from gui.formatting.sentences import as_read
from gui.formatting.typed_numbers import parse_number
from gui.style.roles import Role
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.texts.plain_text import Label


class _Question(QDialog):
    """One line to fill in; what is wrong with it stands below, and OK waits until it is right."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        label: str,
        text: str,
        check: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._check = check
        self.line = QLineEdit(text)
        self.line.selectAll()
        self._reason = Label(" ", role=Role.MUTED)
        caption = Label(label)
        caption.setBuddy(self.line)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (caption, self.line, self._reason, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(340)
        self.line.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def _on_text_changed(self) -> None:
        try:
            self._check(self.line.text())
        except ValueError as problem:
            self._reason.setText(as_read(str(problem)))
            self._ok.setEnabled(False)
        else:
            self._reason.setText(" ")
            self._ok.setEnabled(True)
        mark_invalid(self.line, not self._ok.isEnabled())


def ask_number(
    parent: QWidget,
    title: str,
    label: str,
    value: float,
    check: Callable[[float], object] = float,
) -> float | None:
    """Ask for a number, written as people write it; None if the question was cancelled.

    `check` raises ValueError, with a sentence for people, for a number that cannot be.
    """
    answer = _ask(parent, title, label, editable(value), lambda text: check(parse_number(text)))
    return None if answer is None else parse_number(answer)


def ask_name(parent: QWidget, title: str, label: str, text: str) -> str | None:
    """Ask for a name; None if the question was cancelled."""
    return _ask(parent, title, label, text, read_name)


def _ask(
    parent: QWidget, title: str, label: str, text: str, check: Callable[[str], object]
) -> str | None:
    dialog = _Question(parent, title, label, text, check)
    accepted = dialog.exec()
    answer = dialog.line.text()
    dialog.deleteLater()
    return answer if accepted else None
