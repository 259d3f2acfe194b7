"""Files that are dropped on the window.

They are opened when the drop is over: the program that they come from waits until then, and a
second drop meanwhile, on a window that asks something, crashes in Qt.
"""

from pathlib import Path

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication


def dropped_file(event: QDropEvent) -> Path | None:
    """The first file that is dragged or dropped, which is then accepted; None if there is none.

    While something is asked, none is taken: Qt keeps clicks from a window then, but not files.
    """
    if QApplication.activeModalWidget() is not None:
        return None
    local = [url for url in event.mimeData().urls() if url.isLocalFile()]
    if not local:
        return None
    event.acceptProposedAction()
    return Path(local[0].toLocalFile())
