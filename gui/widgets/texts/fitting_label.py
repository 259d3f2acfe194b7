"""A label that says the same in fewer words where there is less room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label


class FittingLabel(Label):
    """The first of several texts that fits into one line; the last one, in several, if none does.

    A screen reader reads out the first.
    """

    def __init__(self, *, role: Role = Role.BODY) -> None:
        super().__init__(role=role)
        self.setWordWrap(True)
        self._texts: Sequence[str] = ("",)

    def show_one_of(self, texts: Sequence[str]) -> None:
        """Show one of these, the longest of which comes first."""
        self._texts = texts
        self.setAccessibleName(texts[0])
        self._choose()

    def _choose(self) -> None:
        width_of, room = self.fontMetrics().horizontalAdvance, self.contentsRect().width()
        fitting = (text for text in self._texts if width_of(text) <= room)
        chosen = next(fitting, self._texts[-1])
        if chosen != self.text():
            self.setText(chosen)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._choose()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()
