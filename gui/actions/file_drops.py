"""Files that are dropped on the window."""

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_file(event: QDropEvent) -> Path | None:
    """The first file that is dragged or dropped, which is then accepted; None if there is none."""
    local = [url for url in event.mimeData().urls() if url.isLocalFile()]
    if not local:
        return None
    event.acceptProposedAction()
    return Path(local[0].toLocalFile())
