"""A button that says what is chosen, and opens the menu to choose from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from gui.style.roles import Look


class ChoiceButton(QToolButton):
    """A quiet button with a menu, reached with Tab."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName(Look.CHOICE)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
