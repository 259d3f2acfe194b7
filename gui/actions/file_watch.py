"""The watch over the open file: another program may change, move or delete it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from core.files.file_reading import Stamp
from gui.actions.files import Files
from gui.session.session import Session
from gui.widgets.event_filter import EventFilter
from gui.widgets.notices import Notice, Notices


class FileWatch(QObject):
    """A look at the file whenever the user comes back to the window; a change is told once."""

    def __init__(self, session: Session, files: Files, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._notices = session, files, notices
        self._notice: Notice | None = None
        self._told: bytes | None = None
        session.file_changed.connect(self._on_file_changed)
        EventFilter(window, self._on_event)

    def _on_event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._look()
        return False

    def _look(self) -> None:
        file = self._session.file
        if file is None:
            return
        now = file.again()
        found = b"" if now is None else now.digest
        if found in (file.digest, self._told):
            return
        self._withdraw()
        if now is None:
            self._tell_gone(file)
        else:
            self._tell_changed(now)
        self._told = found

    def _tell_changed(self, now: Stamp) -> None:
        lost = " Loading it gives up the changes made here." if self._session.is_modified else ""
        self._tell(
            f"“{now.path.name}” was changed by another program.{lost}",
            {
                "&Load it": self._files.load_again,
                "&Keep mine": lambda: self._session.take_file(now),
                "Save mine &as…": self._files.save_as,
            },
        )

    def _tell_gone(self, file: Stamp) -> None:
        self._session.take_file(file)
        self._tell(
            f"“{file.path.name}” was moved or deleted by another program."
            " What you see is not saved any more.",
            {
                "&Save it again": self._files.save,
                "Save &as…": self._files.save_as,
                "&Not now": lambda: None,
            },
        )

    def _tell(self, text: str, choices: Mapping[str, Callable[[], object]]) -> None:
        self._notice = self._notices.add(text, choices)

    def _on_file_changed(self) -> None:
        """What was told is of the past."""
        self._told = None
        self._withdraw()

    def _withdraw(self) -> None:
        if self._notice is not None:
            self._notice.withdraw()
        self._notice = None
