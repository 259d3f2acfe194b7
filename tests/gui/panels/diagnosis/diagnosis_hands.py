"""What a hand does with the diagnosis."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.document.document import Document
from tests.gui.window_hands import WindowHands


class DiagnosisHands:
    """Reads the line in the status bar, and opens what is behind it."""

    def __init__(self, bot: QtBot, hands: WindowHands) -> None:
        self._bot, self.hands = bot, hands

    @property
    def line(self) -> QToolButton:
        """The line."""
        buttons = self.hands.window.findChildren(QToolButton)
        return next(button for button in buttons if button.objectName() == "diagnosis")

    def load(self, document: Document) -> None:
        """Open a document."""
        self.hands.window.session.load(document)

    def wait_for(self, text: str) -> None:
        """Wait until the line says this."""
        self._bot.waitUntil(lambda: text in self.line.text(), timeout=3000)

    def open(self) -> QWidget:
        """Click on the line."""
        self.hands.click(self.line)
        return self.popover()

    def popover(self) -> QWidget:
        """What is open."""
        popover = QApplication.activePopupWidget()
        assert popover is not None
        return popover

    def texts(self) -> list[str]:
        """All that is written in it."""
        return [label.text() for label in self.popover().findChildren(QLabel) if label.isVisible()]

    def buttons(self) -> dict[str, QAbstractButton]:
        """Its buttons by what they say; the uppermost of some that say the same."""
        found = self.popover().findChildren(QPushButton)
        return {button.text(): button for button in reversed(found) if button.isVisible()}

    def choose(self, text: str) -> None:
        """Click on one of them."""
        self.hands.click(self.buttons()[text])
