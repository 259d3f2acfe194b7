"""Notices above the work: something to decide on, whenever the user likes."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label


class Notice(Panel):
    """A sentence and the answers to it; any of them takes it away."""

    def __init__(self, text: str, choices: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setAccessibleName(text)
        label = Label(text)
        label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.addWidget(label, 1)
        for words, do in choices.items():
            button = QPushButton(words)
            button.clicked.connect(partial(self._choose, do))
            row.addWidget(button)

    def _choose(self, do: Callable[[], object]) -> None:
        self.withdraw()
        do()

    def withdraw(self) -> None:
        """Take the notice away."""
        self.hide()
        self.deleteLater()


class Notices(QWidget):
    """A place for notices, one below another; without any it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, text: str, choices: Mapping[str, Callable[[], object]]) -> Notice:
        """Show a notice.

        Args:
            text: what has happened.
            choices: what each button says, and what it does.
        """
        notice = Notice(text, choices)
        self._column.addWidget(notice)
        notice.show()
        return notice
