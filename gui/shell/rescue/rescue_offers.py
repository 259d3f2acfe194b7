"""Offers, at the next start, to open what was rescued from windows that are gone."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt

from core.tables.problems import quoted
from gui.actions.files import Files
from gui.shell.rescue.recovery import Recovery
from gui.shell.rescue.rescued import left_behind
from gui.widgets.notices import Notices


class RescueOffers(QObject):
    """Shows one notice at a time; what is not opened or deleted is offered again next time.

    It also tells, once, that unsaved work cannot be rescued.
    """

    def __init__(self, files: Files, recovery: Recovery, notices: Notices, folder: Path) -> None:
        super().__init__(notices)
        self._files, self._recovery, self._notices = files, recovery, notices
        self._left = left_behind(folder)
        self._offer()
        recovery.failed.connect(self._on_failed, Qt.ConnectionType.SingleShotConnection)

    def close(self) -> None:
        """Leave what is undecided to the next start."""
        for file in self._left:
            file.release()

    def _on_failed(self, why: str) -> None:
        self._notices.add(
            f"Unsaved work would be lost in a crash: it cannot be rescued. {why}.",
            {"&OK": lambda: None},
        )

    def _offer(self) -> None:
        if not self._left:
            return
        file, others = self._left[0], len(self._left) - 1
        when = f"{file.time.day} {file.time:%B %Y, %H:%M}"
        more = f" There {'is' if others == 1 else 'are'} {others} more." if others else ""
        self._notices.add(
            f"Unsaved work was rescued: {quoted(file.title)}, {when}.{more}",
            {"&Open": self._open, "&Delete": self._delete, "&Later": self._later},
        )

    def _open(self) -> None:
        left = self._left[0]
        if self._files.open_rescued(left.path, left.file, keeps_history=left.keeps_history):
            self._recovery.keep(self._left.pop(0))
        self._offer()

    def _delete(self) -> None:
        self._left[0].remove()
        self._later()

    def _later(self) -> None:
        self._left.pop(0).release()
        self._offer()
