"""A small button without a frame, for choices beside what they are about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gui.style.roles import Look


class QuietButton(QToolButton):
    """A button in small muted text, reached with Tab; one with a menu opens it on a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(Look.QUIET)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
