"""Notices above the work: something to decide on, whenever the user likes."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.style.roles import Role
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label

_IN_QUIET = (12, 2, 6, 2)


class Notice(Panel):
    """A sentence and the answers to it; any of them takes it away.

    A quiet one is small: it may as well be overlooked.
    """

    def __init__(
        self, text: str, choices: Mapping[str, Callable[[], object]], *, is_quiet: bool
    ) -> None:
        super().__init__()
        self._is_there = True
        self.setAccessibleName(text)
        label = Label(text, role=Role.MUTED if is_quiet else Role.BODY)
        label.setWordWrap(True)
        row = QHBoxLayout(self)
        if is_quiet:
            row.setContentsMargins(*_IN_QUIET)
        row.addWidget(label, 1)
        for words, do in choices.items():
            button = QuietButton() if is_quiet else QPushButton()
            button.setText(words)
            button.clicked.connect(partial(self._choose, do))
            row.addWidget(button)

    def _choose(self, do: Callable[[], object]) -> None:
        self.withdraw()
        do()

    def withdraw(self) -> None:
        """Take the notice away; one that was answered is gone already."""
        if self._is_there:
            self._is_there = False
            self.hide()
            _give_room(self.parentWidget())
            self.deleteLater()


class Notices(QWidget):
    """A place for notices, one below another; without any it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(
        self, text: str, choices: Mapping[str, Callable[[], object]], *, is_quiet: bool = False
    ) -> Notice:
        """Show a notice.

        Args:
            text: what has happened.
            choices: what each button says, and what it does.
            is_quiet: whether it may as well be overlooked.
        """
        notice = Notice(text, choices, is_quiet=is_quiet)
        self._column.addWidget(notice)
        notice.show()
        _give_room(self)
        return notice


def _give_room(widget: QWidget | None) -> None:
    """Lay out all around a widget now: later, the window would be painted before and after it."""
    while widget is not None:
        layout = widget.layout()
        if layout is not None:
            layout.activate()
        widget = widget.parentWidget()
