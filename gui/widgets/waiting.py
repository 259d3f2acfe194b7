"""What is said while the window has to wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label

_MARGIN = 20


@contextmanager
def waiting(window: QWidget, text: str, *, is_long: bool) -> Iterator[None]:
    """Say over the window what it waits for, while something is done that takes a while.

    Args:
        window: what waits.
        text: what for: "Saving “wages.downhill” …".
        is_long: whether it takes long enough to be read.
    """
    if not is_long:
        yield
        return
    note = Panel(window)
    note.setAccessibleName(text)
    column = QVBoxLayout(note)
    column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    column.addWidget(Label(text))
    note.adjustSize()
    note.move(window.rect().center() - note.rect().center())
    note.show()
    note.repaint()  # now, and not when the wait is over
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
        note.hide()
        note.deleteLater()


def wait_until_shown(owner: QObject, then: Callable[[], object]) -> None:
    """Have the pointer say that there is a wait, until what is being done now is on screen."""

    def end() -> None:
        QApplication.restoreOverrideCursor()
        then()

    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    QTimer.singleShot(0, owner, end)
