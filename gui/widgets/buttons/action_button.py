"""A button that does what an action does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from gui.widgets.texts.plain_text import as_entry, set_tip


class ActionButton(QPushButton):
    """It looks as able as its action is, and is painted together with what a click changes.

    Qt by itself has a button painted at once when it is pressed and again when it is let go,
    before anything is done.
    """

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._do)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        set_tip(self, self._action.toolTip())
        self.setText(as_entry(self._action.iconText()))

    def _do(self) -> None:
        self.setUpdatesEnabled(True)  # what is done may take its time
        self._action.trigger()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setUpdatesEnabled(False)
        super().mousePressEvent(event)
        self.setUpdatesEnabled(True)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setUpdatesEnabled(False)
        super().mouseReleaseEvent(event)
        self.setUpdatesEnabled(True)
