"""A field for a folder, which is typed or chosen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.dialogs.file_questions import ask_which_folder
from gui.widgets.texts.plain_text import set_tip


class FolderField(QWidget):
    """A folder; `changed` comes whenever another one stands there.

    Args:
        folder: that stands there at first; None for none.
        name: what the field is called.
        caption: of the question which one it is to be.
    """

    changed = Signal()

    def __init__(self, folder: Path | None, name: str, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self.line = QLineEdit("" if folder is None else str(folder))
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText("no folder yet")
        self.line.textChanged.connect(self.changed)
        choose = QPushButton("Ch&oose…")
        choose.setAutoDefault(False)
        set_tip(choose, caption)
        choose.clicked.connect(self._choose)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(choose)

    @property
    def folder(self) -> Path | None:
        """The folder; None where nothing is written."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def _choose(self) -> None:
        chosen = ask_which_folder(self, self._caption, self.folder or Path.home())
        if chosen is not None:
            self.line.setText(str(chosen))
