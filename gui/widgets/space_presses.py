"""Space as the key that presses a button, where it is a command of the window, too."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from typing_extensions import override


class SpacePresses(QObject):
    """A filter for a window: lets Space press the control that was reached with Tab."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
            and not event.modifiers()
            and _is_reached_with_tab()
        ):
            event.accept()
            return True
        return False


def _is_reached_with_tab() -> bool:
    """Whether the keys go to a control that no click leaves them with."""
    control = QApplication.focusWidget()
    if not isinstance(control, QAbstractButton | QComboBox):
        return False
    return control.focusPolicy() is Qt.FocusPolicy.TabFocus
