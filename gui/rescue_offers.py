"""Offering, at the next start, what was rescued from windows that are gone."""

from pathlib import Path

from gui.files import Files
from gui.recovery import Recovery
from gui.rescued import left_behind
from gui.widgets.notices import Notices


class RescueOffers:
    """Shows one notice at a time; what is not opened or deleted is offered again next time."""

    def __init__(self, files: Files, recovery: Recovery, notices: Notices, folder: Path) -> None:
        self._files, self._recovery, self._notices = files, recovery, notices
        self._left = left_behind(folder)
        self._offer()

    def close(self) -> None:
        """Leave what is undecided to the next start."""
        for file in self._left:
            file.release()

    def _offer(self) -> None:
        if not self._left:
            return
        file, others = self._left[0], len(self._left) - 1
        when = file.time
        more = f" There {'is' if others == 1 else 'are'} {others} more." if others else ""
        self._notices.add(
            f"Unsaved work was rescued: “{file.title}”, {when.day} {when:%B %Y, %H:%M}.{more}",
            {"&Open": self._open, "&Delete": self._delete, "&Later": self._later},
        )

    def _open(self) -> None:
        if self._files.open_rescued(self._left[0].path, self._left[0].file):
            self._recovery.keep(self._left.pop(0))
        self._offer()

    def _delete(self) -> None:
        self._left[0].remove()
        self._later()

    def _later(self) -> None:
        self._left.pop(0).release()
        self._offer()
