"""The watch over the file of the lesson that is open: whoever writes it changes it meanwhile."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.actions.lessons.lessons import Lessons
from gui.widgets.event_filter import EventFilter
from gui.widgets.notices import Notice, Notices


class LessonWatch(QObject):
    """A look at the file whenever the user comes back to the window; a change is told once.

    A lesson whose file is gone is played on: all of it has been read.
    """

    def __init__(self, lessons: Lessons, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._lessons, self._notices = lessons, notices
        self._notice: Notice | None = None
        self._told: bytes | None = None
        lessons.panel.player.changed.connect(self._on_changed)
        EventFilter(window, self._on_event)

    def _on_event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._look()
        return False

    def _look(self) -> None:
        stamp = self._lessons.stamp
        now = None if stamp is None else stamp.again()
        if stamp is None or now is None or now.digest in (stamp.digest, self._told):
            return
        self._withdraw()
        self._told = now.digest
        self._notice = self._notices.add(
            f"“{now.path.name}” was changed by another program.",
            {"&Read it again": self._read, "&Not now": self._withdraw},
        )

    def _read(self) -> None:
        self._withdraw()
        self._lessons.reload()

    def _on_changed(self) -> None:
        """Once the lesson is read again, what was told is of the past."""
        stamp = self._lessons.stamp
        if stamp is None or stamp.digest == self._told:
            self._withdraw()
            self._told = None

    def _withdraw(self) -> None:
        if self._notice is not None:
            self._notice.withdraw()
        self._notice = None
