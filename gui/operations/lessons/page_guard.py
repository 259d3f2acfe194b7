"""What a page of a lesson does not let be done."""

from typing_extensions import override

from core.document.document import Document
from core.lessons.lesson import Page
from core.lessons.names import parameter_named
from core.lessons.tasks import AnyTask, moves_after
from gui.session.guard import Guard

_PREDICT = "Answer first: what is asked for is what comes of this"


class PageGuard(Guard):
    """Keeps what a page locks, and lets nothing be done that would tell an open prediction."""

    is_lesson = True

    def __init__(self, page: Page, task: AnyTask | None, document: Document) -> None:
        network = document.experiment.network
        self._names = page.settings.lock
        self._locked = [parameter_named(name, network) for name in self._names]
        self._predict = _PREDICT if task is not None and moves_after(task) else ""
        self.lets_diagnosis_speak = page.settings.diagnosis

    @override
    def of_change(self, before: Document, after: Document) -> str:
        if self._predict:
            return self._predict
        old, new = before.experiment.network, after.experiment.network
        if old.shapes != new.shapes:
            return ""
        for at, name in zip(self._locked, self._names, strict=True):
            if old.parameters[at] != new.parameters[at]:
                return f"{name} is not to be changed on this page"
        return ""

    @override
    def of_steps(self) -> str:
        return self._predict
