"""The player of a lesson: its page is the work, and the open task is checked as that changes."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.document.document import Document
from core.explanation.hiding import NOTHING_HIDDEN
from core.lessons.classes.replaying import answer_of
from core.lessons.course import lessons_in
from core.lessons.leaving import seen_outside
from core.lessons.lesson import Lesson, Page
from core.lessons.playing import begun
from core.lessons.progress import Place, Progress, Record
from core.lessons.tasks.checking import Evidence, Judgement, check, steps_in
from core.lessons.tasks.outcomes import Outcome, gone_through, outcome_of
from core.lessons.tasks.tasks import AnyTask, ClickTask, ReachTask, moves_after
from gui.operations.lessons.attempt import SEEN_NOW, Attempt, tried
from gui.operations.lessons.carrying_out import carry_out
from gui.operations.lessons.page_copy import PageCopy
from gui.operations.lessons.page_guard import PageGuard, hiding_on
from gui.session.guard import FREE
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.snapshot import Focus


class LessonPlayer(QObject):
    """Plays one lesson over a session.

    `changed` comes when there is another lesson, page or task, or something came of a task.

    Attributes:
        lesson: what is played; None for no lesson.
        path: its file.
        sheet: the number of the sheet on paper whose numbers it has; None for none.
        course: the lessons of its folder, in order.
        progress: how far it has been worked through.
        start: what the page began with; None without a network.
        copy: of the page, to play with; nothing is judged in it.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.lesson: Lesson | None = None
        self.path = Path()
        self.sheet: int | None = None
        self.course: Sequence[Path] = ()
        self.progress = Progress()
        self._attempts: dict[int, Attempt | None] = {}
        self.start: Document | None = None
        self._is_busy = False
        self._history = session.history
        self._solutions: dict[int, Outcome | None] = {}
        self._clicked: tuple[object, object] = ((), ())
        self.copy = PageCopy(session)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_changed)  # it may be judged once it is paused
        session.focus_changed.connect(self._on_focus_changed)

    # Where it stands

    @property
    def page(self) -> Page | None:
        """The page on show."""
        return None if self.lesson is None else self.lesson.pages[self.progress.page]

    @property
    def open_task(self) -> int | None:
        """The first task of the page that is still to be solved, from 0; None if none is."""
        return next((at for at, is_over in enumerate(self._over) if not is_over), None)

    def record(self, task: int) -> Record:
        """What came of a task of the page."""
        return self.progress.of(Place(self.progress.page, task))

    @property
    def _over(self) -> list[bool]:
        """Of each task of the page, whether it is over."""
        return [] if self.page is None else self.progress.over(len(self.page.tasks))

    @property
    def _asked(self) -> AnyTask | None:
        """The open task; none is to be answered in a copy."""
        at = None if self.copy.is_open else self.open_task
        return None if at is None or self.page is None else self.page.tasks[at].task

    # Turning pages

    def open(
        self, lesson: Lesson, path: Path, progress: Progress, sheet: int | None = None
    ) -> None:
        """Play a lesson, or check a sheet of it, from where it was left.

        Raises:
            LessonError: the network of the page does not fit together.
        """
        page = min(progress.page, len(lesson.pages) - 1)
        self.lesson, self.path, self.progress = lesson, path, replace(progress, page=page)
        self.sheet = sheet
        self.course = lessons_in(path.parent)
        self._begin_page()

    def close(self) -> None:
        """Leave the lesson; what its page came to stays as it is, and nothing of it is hidden."""
        self.return_to_page()
        progress = self.progress
        if self.lesson is not None:
            self.progress = seen_outside(self.lesson, progress)
        if self.progress is not progress:
            self.changed.emit()
            self._session.tell(Message(SEEN_NOW))
        self._leave()

    def _leave(self) -> None:
        self.lesson, self.start = None, None
        self._session.guard = FREE
        self._session.look(replace(self._session.focus, hiding=NOTHING_HIDDEN))
        self.changed.emit()

    def turn(self, pages: int) -> None:
        """Go some pages on or back."""
        if self.lesson is not None:
            page = min(max(self.progress.page + pages, 0), len(self.lesson.pages) - 1)
            self.progress = replace(self.progress, page=page)
            self._begin_page()

    def restart_page(self, *, with_other_numbers: bool = False) -> None:
        """Begin the page again, with nothing done on it."""
        seed = self.progress.seed + with_other_numbers
        self.progress = replace(self.progress.without_page(self.progress.page), seed=seed)
        self._begin_page()

    def _begin_page(self) -> None:
        page = self.page
        assert page is not None
        self.copy.give_up()
        self._attempts, self._solutions = {}, {}
        self._clicked = (), ()
        self.start = begun(page, self.progress.seed)
        self._session.guard = FREE
        if self.start is not None:
            self._do(partial(self._load, page, self.start))
        self._show_task()

    def _load(self, page: Page, start: Document) -> None:
        """Put the page's document in place, with what its solved tasks have come to."""
        document, self._solutions = gone_through(page, start, self._over)
        self._session.load(document)
        self._history = self._session.history
        row = page.settings.row - 1
        self._session.look(replace(self._session.focus, row=row, walkthrough=None))

    # Playing in a copy

    @property
    def why_no_copy(self) -> str:
        """Why the page cannot be tried out in a copy; nothing if it can."""
        guard = self._session.guard
        return guard.of_copies if isinstance(guard, PageGuard) else "There is no network here"

    def try_in_copy(self) -> None:
        """Play freely with a copy of the page, which is put aside meanwhile."""
        page, task = self.page, self._asked
        if page is not None and not self.copy.is_open and not self.why_no_copy:
            self._do(lambda: self.copy.open(page, task))
            self._history = self._session.history
            self.changed.emit()

    def return_to_page(self) -> None:
        """Give the copy up; the page is as it was."""
        if self.copy.is_open:
            self._do(self.copy.close)
            self._history = self._session.history
            self.changed.emit()

    # Tasks

    def answer(self, text: str) -> None:
        """Check an answer to the open task; nothing is no try.

        Raises:
            ValueError: it is no number.
        """
        if (task := self._asked) is not None:
            evidence = self._evidence(text)
            judgement = check(task, evidence)
            if judgement is not None:
                self._take(task, evidence, judgement)

    def hint(self) -> None:
        """Show one more hint of the open task."""
        task, at = self._asked, self.open_task
        if task is not None and at is not None:
            record = self.record(at)
            self._keep(at, replace(record, hints=min(record.hints + 1, len(task.hints))))
            self.changed.emit()

    def skip(self) -> None:
        """Pass the open task over: it is solved as it says itself, and not counted."""
        task, at = self._asked, self.open_task
        if task is not None and at is not None:
            self._keep(at, replace(self.record(at), skipped=True))
            self._attempts.pop(at, None)
            self._solutions[at] = outcome_of(task, self._session.document)
            self._do(partial(carry_out, self._session, (*task.solution, *moves_after(task))))
            self._show_task()

    def attempt(self, task: int | None) -> Attempt | None:
        """The latest try at a task of the page since it was turned to; None for none."""
        return None if task is None else self._attempts.get(task)

    def solution(self, task: int) -> Outcome | None:
        """How the number of a task that is over came about, or which way it went."""
        return self._solutions.get(task)

    def _evidence(self, answer: str = "") -> Evidence:
        focus, session = self._session.focus, self._session
        assert self.start is not None
        steps = steps_in(session.history)
        return Evidence(self.start, session.document, steps, answer, focus.parameters, focus.nodes)

    def _take(self, task: AnyTask, evidence: Evidence, judgement: Judgement) -> None:
        """Keep what came of a try, and go on if it is over: a prediction is made once."""
        at, page = self.open_task, self.page
        assert at is not None
        assert page is not None
        answer = answer_of(page, at, self.progress.seed, evidence)
        record = tried(self.record(at), task, judgement, answer)
        self._keep(at, record)
        self._attempts[at] = Attempt(evidence.answer, judgement)
        if not record.is_open:
            self._solutions[at] = outcome_of(task, self._session.document)
            self._do(partial(carry_out, self._session, moves_after(task)))
        self._show_task()
        if record.is_open and judgement.slip is not None:
            self._do(partial(self._session.replay_slip, judgement.slip))

    def _keep(self, task: int, record: Record) -> None:
        self._session.fall_silent()
        self.progress = self.progress.recorded(Place(self.progress.page, task), record)

    def _show_task(self) -> None:
        """Show the row that the open task is about, and keep what it asks."""
        if (task := self._asked) is not None:
            self._do(partial(self._session.look_at_row, task.row - 1))
        self._keep_answer()

    def _keep_answer(self) -> None:
        """Hide what the open task asks, guard what may not be changed, and tell."""
        page, task, document = self.page, self._asked, self._session.document
        if page is not None and self.start is not None:
            self._session.guard = PageGuard(page, task, document)
            hiding = hiding_on(page, task, self._over, document)
            self._do(lambda: self._session.look(replace(self._session.focus, hiding=hiding)))
        self.changed.emit()

    # Following

    def _do(self, deed: Callable[[], object]) -> None:
        """Do something that is no try of the user's."""
        before, self._is_busy = self._is_busy, True
        try:
            deed()
        finally:
            self._is_busy = before

    def _on_changed(self) -> None:
        session, task, at = self._session, self._asked, self.open_task
        if self._is_busy or session.present.is_preview or session.is_running:
            return
        if self.lesson is not None and session.history is not self._history:
            self.copy.give_up()
            self._leave()  # other work was opened
        elif isinstance(task, ReachTask) and at is not None:
            evidence = self._evidence()
            judgement = check(task, evidence)
            if judgement is not None and judgement.right:
                self._take(task, evidence, judgement)
            else:
                self._attempts[at] = None if judgement is None else Attempt("", judgement)
                self.changed.emit()
        elif self.page is not None and not self.copy.is_open:
            self._keep_answer()

    def _on_focus_changed(self, focus: Focus) -> None:
        task = self._asked
        if self._is_busy or focus.is_passing or not isinstance(task, ClickTask):
            return
        evidence = self._evidence()
        judgement = check(task, evidence)
        if judgement is not None and (focus.parameters, focus.nodes) != self._clicked:
            self._clicked = (focus.parameters, focus.nodes)
            self._take(task, evidence, judgement)
