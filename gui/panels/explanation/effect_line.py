"""The heading of the explanation: what the last action did, or what is explained."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.panels.explanation.read_aloud import ReadAloud
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.ground import lay_ground
from gui.widgets.texts.plain_text import Label


class EffectLine(QWidget):
    """What the last action did or, when there is nothing to say of it, what is explained.

    It asks for another place only when it needs another height: actions follow one another.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._ink = ""
        lay_ground(self)
        self._effect = ReadAloud("What the last action did")
        self._title = Label(role=Role.MUTED)
        for label in (self._effect, self._title):
            label.setParent(self)
        session.said.connect(self._on_said)
        session.said.connect(self._announce)
        session.focus_changed.connect(self._on_focus_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def text(self) -> str:
        """What the last action did."""
        return self._effect.text()

    def show_title(self, title: str) -> None:
        """Say what is explained; it is seen when there is nothing to say of an action."""
        if title != self._title.text():
            self._title.setText(title)
            self._show()

    def _show(self) -> None:
        self._effect.setVisible(bool(self.text))
        self._title.setVisible(not self.text)
        self.setVisible(bool(self.text or self._title.text()))
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._effect.heightForWidth(width) if self.text else self._title.sizeHint().height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for label in (self._effect, self._title):
            label.setGeometry(self.rect())

    def _on_theme_changed(self) -> None:
        self._effect.setFont(self._theme.font(1.0, bold=True))
        self._on_said(self._session.message)

    def _on_said(self, message: Message) -> None:
        colors = self._theme.colors
        network = self._session.document.experiment.network
        message = message.within(visibility_of(network, self._session.focus))
        ink = {
            Tone.PLAIN: colors.ink,
            Tone.BETTER: colors.ink,
            Tone.WORSE: colors.negative_text,
            Tone.WARNING: colors.error,
        }[message.tone]
        if ink != self._ink:
            self._ink = ink
            self._effect.setStyleSheet(f"color: {ink};")
        self._effect.show_text(message.text)
        self._show()

    def _on_focus_changed(self) -> None:
        self._on_said(self._session.message)

    def _announce(self) -> None:
        """Have a screen reader say what an action did, wherever its focus is."""
        if self.text:
            event = QAccessibleAnnouncementEvent(self._effect, self.text)
            QAccessible.updateAccessibility(event)
