"""What a page of a lesson does not let be done, and what not even a copy of it."""

from collections.abc import Sequence

from typing_extensions import override

from core.document.document import Document
from core.explanation.hiding import Hiding, Topic
from core.lessons.lesson import Page
from core.lessons.names import parameter_named
from core.lessons.tasks.hidden import found_on, gone_from, is_of_now, topics_of
from core.lessons.tasks.tasks import AnyTask, ClickTask, LinesTask, NumberTask, moves_after
from gui.session.guard import Guard

_PREDICT = "Answer first: what is asked for is what comes of this"
_OF_NOW = "Answer first: it is asked of these numbers"
_OF_LINES = "Answer first: these are the lines of this network"
_STEP_TELLS = "Answer first: a step would tell what is asked for"


class PageGuard(Guard):
    """Keeps what a page locks or speaks of, and lets nothing be done that would tell an answer."""

    is_lesson = True

    def __init__(self, page: Page, task: AnyTask | None, document: Document) -> None:
        network = document.experiment.network
        self._page, self._names = page, page.settings.lock
        self._locked = [parameter_named(name, network) for name in self._names]
        self._predict = _PREDICT if task is not None and moves_after(task) else ""
        self.lets_be_pointed_out = not isinstance(task, ClickTask)
        self.lets_code_be_read = not isinstance(task, LinesTask)
        self.takes_answers = isinstance(task, NumberTask)
        of_now = _OF_LINES if isinstance(task, LinesTask) else _OF_NOW
        self._asked = self._predict or (of_now if is_of_now(task) else "")
        self.lets_diagnosis_speak = page.settings.diagnosis

    @property
    def of_copies(self) -> str:
        """Why the page is not to be tried out in a copy; nothing if it may."""
        return self._predict

    @override
    def of_change(self, before: Document, after: Document) -> str:
        if before.experiment is after.experiment:
            return ""
        if self._predict:
            return self._predict
        gone = gone_from(self._page, before, after)
        if gone:
            return f"This page speaks of {gone}, which has to stay"
        return self._of_locks(before, after) or self._asked

    def _of_locks(self, before: Document, after: Document) -> str:
        old, new = before.experiment.network, after.experiment.network
        if old.shapes != new.shapes:
            return ""
        because = self._page.settings.because
        for at, name in zip(self._locked, self._names, strict=True):
            if old.parameters[at] != new.parameters[at]:
                why = f"{name} is not to be changed on this page"
                return f"{why}: {because}" if because else why
        return ""

    @override
    def of_steps(self) -> str:
        return self._asked


class CopyGuard(Guard):
    """Lets everything be done in a copy of a page, but for a step that would tell an answer."""

    is_lesson = True
    takes_answers = False

    def __init__(self, page: Page, task: AnyTask | None, document: Document) -> None:
        tells = Topic.SLOPES in topics_of(page, task, document)
        self._step = _STEP_TELLS if tells else ""
        self.lets_be_pointed_out = not isinstance(task, ClickTask)
        self.lets_code_be_read = not isinstance(task, LinesTask)
        self.lets_diagnosis_speak = page.settings.diagnosis

    @override
    def of_steps(self) -> str:
        return self._step


def hiding_on(page: Page, task: AnyTask | None, over: Sequence[bool], document: Document) -> Hiding:
    """What is hidden on a page, its open task being this one, and what of it was found.

    `over` says of each task of the page whether it is over.
    """
    found = found_on(page, over, document)
    return Hiding(topics_of(page, task, document), found, is_asked=True)
