"""Files that are dropped on the window.

They are opened when the drop is over: the program that they come from waits until then, and a
second drop meanwhile, on a window that asks something, crashes in Qt.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.text.numbers import counted

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files that are dragged or dropped, which are then accepted, addresses of the web, too.

    While something is asked, none is taken: Qt keeps clicks from a window then, but not files.
    """
    if QApplication.activeModalWidget() is not None:
        return []
    files = [*map(_path, event.mimeData().urls())]
    if files:
        event.setDropAction(Qt.DropAction.CopyAction)  # one that is moved is deleted there
        event.accept()
    return files


def open_dropped(files: Sequence[Path], open_file: Callable[[Path], object], over: QWidget) -> None:
    """Open the file that was dropped; say why not where there are several."""
    if len(files) == 1:
        open_file(files[0])
        return
    from gui.dialogs.file_questions import complain  # a start complains of nothing

    why = f"{counted(len(files), 'file')} were dropped: drop the one that is to be opened."
    complain(over, "Only one file can be open.", why)


def _path(url: "QUrl") -> Path:
    return Path(url.toLocalFile() if url.isLocalFile() else url.toString())
