"""The file that a start asks for, where that takes a while to be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt

from core.files.document_file import Opened
from core.slices.work import Work, WorkError
from gui.session.settings import remember_recent

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


class Late(NamedTuple):
    """A file that is still being opened."""

    file: Path
    work: Work[Opened]


class FirstFile(QObject):
    """Goes on opening a file once the window is there, which shows how far that is.

    Given up, it leaves the window as it is. Where the file cannot be opened, the window says why,
    and closes: so ends a start that is told at once.

    Attributes:
        trouble: why it could not be opened; None if it could, or was given up.
    """

    def __init__(self, window: "MainWindow", late: Late, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._late, self._then = window, late, then
        self.trouble: WorkError | None = None
        window.completed.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    def _go_on(self) -> None:
        """Only imports here what comes after the first paint."""
        from gui.dialogs.file_questions import complain
        from gui.dialogs.progress import done_with_progress

        file, work = self._late
        try:
            opened = done_with_progress(work, f"Opening “{file.name}” …", self._window)
        except WorkError as problem:
            complain(self._window, "The file could not be opened.", str(problem))
            self.trouble = problem
            self._window.close()
            return
        if opened is None:
            return
        self._window.files.show(opened, file)
        if opened.file is not None:
            remember_recent(self._window.preferences.settings, file.absolute())
        self._then()
