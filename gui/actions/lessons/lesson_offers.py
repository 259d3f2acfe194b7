"""What is offered above the work in a lesson: a copy to try things out in, and the way back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from gui.operations.lessons.lesson_player import LessonPlayer
from gui.session.session import Session
from gui.widgets.notices import Notice, Notices

_IN_COPY = (
    "You play freely in a copy of the page: nothing is locked, no task is judged, and nothing is"
    " kept unless you save it."
)

_HIDDEN = " What is asked stays hidden."


class LessonOffers(QObject):
    """Shows a notice when a page does not let something be changed, and while a copy is open."""

    def __init__(self, session: Session, player: LessonPlayer, notices: Notices) -> None:
        super().__init__(notices)
        self._player, self._notices = player, notices
        self._notice: Notice | None = None
        self._told: object = None
        session.guarded.connect(self._offer_copy)
        session.changed.connect(self._follow)
        session.focus_changed.connect(self._follow)
        player.changed.connect(self._follow)

    def _offer_copy(self, why: str) -> None:
        player = self._player
        if player.page is not None and not player.copy.is_open and not player.why_no_copy:
            choices = {"&Try in a copy": player.try_in_copy, "&Not now": self._forget}
            self._tell(f"{why}.", choices)

    def _follow(self) -> None:
        """What was offered is of the past; that it is a copy stays to be known."""
        if self._player.copy.is_open:
            asked = "" if self._player.open_task is None else _HIDDEN
            self._tell(f"{_IN_COPY}{asked}", {"&Return to the page": self._player.return_to_page})
        else:
            self._forget()

    def _tell(self, text: str, choices: Mapping[str, Callable[[], object]]) -> None:
        if text != self._told:
            self._forget()
            self._notice, self._told = self._notices.add(text, choices), text

    def _forget(self) -> None:
        if self._notice is not None:
            self._notice.withdraw()
        self._notice, self._told = None, None
