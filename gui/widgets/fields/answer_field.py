"""A field for what somebody answers: a number, or the factors of one."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.typed_numbers import parse_number
from gui.widgets.fields.entry import Entry
from gui.widgets.fields.typing_owner import Typing

_TIMES = re.compile(r"[×*·]|(?<=\d)\s*[xX](?=\s*[\d.,+−-])")


def factors_in(text: str) -> list[float]:
    """The number that was typed, or its factors.

    Raises:
        ValueError: one of them is no number; the message says why.
    """
    return [parse_number(part) for part in _TIMES.split(text)]


class AnswerField(Entry):
    """What somebody types as an answer; `given` comes with it, as it was typed."""

    given = Signal(str)

    def __init__(self, typing: Typing, parent: QWidget | None = None) -> None:
        super().__init__(typing, factors_in, parent)
        self.setPlaceholderText("your answer")

    @override
    def settle(self) -> bool:
        """An answer that was wiped out again is none."""
        self.setModified(self.isModified() and bool(self.text().strip()))
        return super().settle()

    @override
    def take(self, text: str) -> None:
        self.setModified(False)
        self.selectAll()
        self.given.emit(text)

    @override
    def put_back(self) -> None:
        self._typing.end(self)
        self.setText("")  # which, unlike clear, leaves nothing that was modified
        self.complain("")
