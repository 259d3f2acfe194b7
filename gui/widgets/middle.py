"""The middle of the window: the drawing, or what is shown in its place for a while."""

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

_OTHER = Qt.FocusReason.OtherFocusReason


class Lender(Protocol):
    """What has something to show in the middle: a dock has its panel."""

    def lend(self) -> QWidget:
        """Give it away."""

    def take_back(self) -> None:
        """Have it again."""


class Guest:
    """What is shown in the middle and nowhere else."""

    def __init__(self, shown: QWidget) -> None:
        self._shown = shown

    def lend(self) -> QWidget:
        """Give it to the middle."""
        return self._shown

    def take_back(self) -> None:
        """Have it wait where it is."""


class Middle(QStackedWidget):
    """Shows the drawing until something is lent, a dock's panel or a guest; docks stay as they are.

    `changed` comes when another thing is shown. Escape brings the drawing back.
    """

    changed = Signal()

    def __init__(self, drawing: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addWidget(drawing)
        self._lender: Lender | None = None
        self._before: QWidget | None = None  # what had the keys before, and may be gone
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.bring_back)
        # Where Escape is for something else too, the two take turns.
        self._escape.activatedAmbiguously.connect(self.bring_back)
        self._escape.setEnabled(False)

    @property
    def lender(self) -> Lender | None:
        """Whose thing is shown; None for the drawing."""
        return self._lender

    def is_showing(self, lender: Lender) -> bool:
        """Whether what this one has lent is shown."""
        return self._lender is lender

    def switch(self, lender: Lender) -> None:
        """Show what this one has, or bring it back."""
        if self.is_showing(lender):
            self.bring_back()
            return
        self.bring_back()
        self._before = focused = self._with_keys()
        self._lender, room = lender, lender.lend()
        if self.indexOf(room) < 0:
            self.addWidget(room)
        self.setCurrentWidget(room)
        keeps_keys = focused is not None and room.isAncestorOf(focused)
        (focused if focused is not None and keeps_keys else room).setFocus(_OTHER)
        self._escape.setEnabled(True)
        self.changed.emit()

    def _with_keys(self) -> QWidget | None:
        """What has the keys, or will have them once a dialog that is over is gone."""
        focused = QApplication.focusWidget()
        if focused is not None and focused.isVisible():
            return focused
        return self.window().focusWidget()

    def bring_back(self) -> None:
        """Show the drawing again, with the keys where they were; nothing if it is shown."""
        lender, self._lender = self._lender, None
        if lender is None:
            return
        focused = QApplication.focusWidget()
        had_keys = focused is None or self.isAncestorOf(focused)
        self.setCurrentIndex(0)
        lender.take_back()
        before = self._before
        if had_keys and before is not None and isValid(before) and before.isVisible():
            before.setFocus(_OTHER)
        self._before = None
        self._escape.setEnabled(False)
        self.changed.emit()
