"""Labels with a name of their own, whose text a screen reader reads out and the user can copy."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import with_alike_figures
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label

_Flag = Qt.TextInteractionFlag
_SELECTABLE = (
    _Flag.TextSelectableByMouse | _Flag.TextSelectableByKeyboard | _Flag.LinksAccessibleByMouse
)


class ReadAloud(Label):
    """A text to be read out, selected and copied from.

    It can be selected while the pointer is on it, and as long as some of it is: a label whose text
    can be is a small editor, which takes far longer to lay out and to paint.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, role: Role = Role.BODY) -> None:
        super().__init__(parent=parent, role=role)
        self.setWordWrap(True)
        self.setAccessibleName(name)
        self._asked: object = None
        self._height = 0

    def show_text(self, text: str) -> None:
        """Show a text as it is, and have it read out."""
        self._show(text, Qt.TextFormat.PlainText)
        self.setAccessibleDescription(text)

    def show_markup(self, markup: str, text: str) -> None:
        """Show a rich text, in which every name is escaped, and have a plain one read out."""
        self._show(markup, Qt.TextFormat.RichText)
        self.setAccessibleDescription(text)

    def _show(self, text: str, how: Qt.TextFormat) -> None:
        if self.textFormat() != how:
            self.clear()  # or the text before would be taken for what it is not
            self.setTextFormat(how)
        self.setText(text)

    @override
    def heightForWidth(self, width: int) -> int:
        """Found once for all texts that differ in their figures only: these are equally wide."""
        asked = width, with_alike_figures(self.text()), self.textFormat(), self.font()
        if asked != self._asked:
            self._asked, self._height = asked, super().heightForWidth(width)
        return self._height

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._let_select(_SELECTABLE)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasSelectedText():
            self._let_select(_Flag.NoTextInteraction)

    def _let_select(self, how: Qt.TextInteractionFlag) -> None:
        self.setTextInteractionFlags(how)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # which Qt has chosen by itself
