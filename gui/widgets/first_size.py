"""How large a dialog is when it opens."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.style.theme import Theme

_FREE = 60  # pixels of the screen that stay free, for a frame and a bar of the desktop


def take_first_size(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Make a dialog as large as its text asks for, and no larger than its screen has room for.

    Args:
        dialog: what is about to open.
        theme: for the size of text.
        width: in pixels at the usual size of text.
        height: likewise.
    """
    room = dialog.screen().availableSize() - QSize(_FREE, _FREE)
    dialog.resize(QSize(theme.pixels(width), theme.pixels(height)).boundedTo(room))
