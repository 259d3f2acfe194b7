"""Labels with a name of their own, whose text a screen reader reads out and the user can copy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def read_aloud(label: QLabel, name: str) -> QLabel:
    """The label, to be read out, selected and copied from."""
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.LinksAccessibleByMouse
    )
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


def show_text(label: QLabel, text: str) -> None:
    """Show a text on a label that has a name of its own, and have it read out."""
    label.setText(text)
    label.setAccessibleDescription(text)
