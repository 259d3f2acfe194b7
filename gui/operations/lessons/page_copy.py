"""A copy of a page's work to play with, while the page itself is put aside."""

from msgspec.structs import replace

from core.explanation.hiding import Hiding
from core.lessons.lesson import Page
from core.lessons.tasks.hidden import topics_of
from core.lessons.tasks.tasks import AnyTask
from gui.operations.lessons.page_guard import CopyGuard
from gui.session.guard import FREE, Guard
from gui.session.session import Session
from gui.session.work import Aside


class PageCopy:
    """A copy of what a page has come to: other work, with a history of its own.

    What an open task asks is hidden in it, too.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._aside: Aside | None = None
        self._guard: Guard = FREE

    @property
    def is_open(self) -> bool:
        """Whether it is played with."""
        return self._aside is not None

    def open(self, page: Page, task: AnyTask | None) -> None:
        """Put the page aside, and a copy of it in its place."""
        session = self._session
        aside, self._guard = session.put_aside(), session.guard
        document, focus = session.document, aside.focus
        session.guard = CopyGuard(page, task, document)
        session.load(replace(document, title=f"Copy of {document.title or 'the page'}"))
        topics = topics_of(page, task, document)
        session.look(replace(focus, hiding=Hiding(topics, is_asked=True)))
        self._aside = aside

    def close(self) -> None:
        """Give the copy up, and take up the page where it was."""
        if self._aside is not None:
            self._session.guard = self._guard
            self._session.take_up(self._aside)
        self._aside = None

    def give_up(self) -> None:
        """Give up the copy and what was put aside, for other work."""
        self._aside = None
