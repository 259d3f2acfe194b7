"""Answers, checked again from the numbers of their page."""

from msgspec.structs import replace

from core.document.document import Document
from core.files.document_file import DocumentError, decode_document, encode_document
from core.lessons.lesson import Lesson, Page
from core.lessons.names import UnknownNameError, node_named, parameter_named
from core.lessons.playing import begun
from core.lessons.progress import MOST_TEXT, MOST_WORK, Answer, Place
from core.lessons.tasks.checking import Evidence, Judgement, check
from core.lessons.tasks.outcomes import gone_through
from core.lessons.tasks.tasks import ClickTask
from core.nn.equality import equal

_MOST_BEGUN = 500


def come_to(page: Page, task: int, start: Document) -> Document:
    """What a page has come to when a task is asked, if all before it were solved as they say.

    Raises:
        ValueError: what a task says cannot be done.
    """
    over = [at < task for at in range(len(page.tasks))]
    return gone_through(page, start, over)[0]


def answer_of(page: Page, task: int, seed: int, evidence: Evidence) -> Answer:
    """A try, to be kept so that it can be checked again."""
    is_click = isinstance(page.tasks[task].task, ClickTask)
    text = "\n".join(_names_of(evidence)) if is_click else evidence.answer
    work: str | None = ""
    if not equal(come_to(page, task, evidence.start).experiment, evidence.present.experiment):
        work = _written(evidence.present)
    if len(text) > MOST_TEXT:
        text, work = "", None
    return Answer(text, seed, work, evidence.steps)


def _written(document: Document) -> str | None:
    try:
        text = encode_document(document).decode()
    except DocumentError:
        return None
    return text if len(text) <= MOST_WORK else None


def _names_of(evidence: Evidence) -> list[str]:
    """What is selected, as far as it matters: it is right to select one thing."""
    network = evidence.present.experiment.network
    weights = [network.parameter_name(network.place(at)) for at in evidence.parameters[:2]]
    return weights + [network.node_name(node) for node in evidence.nodes[:2]]


class Replaying:
    """Checks the answers to one lesson again; what its pages begin with is drawn once a seed."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._begun: dict[tuple[int, int], Document | None] = {}

    def judged(self, place: Place, answer: Answer) -> Judgement | None:
        """What a try comes to; None where what it was about is not known, or it is no try.

        Raises:
            DocumentError: what it was about is no document.
            LessonError: no network that suits can be made.
            ValueError: it is no answer to the task.
        """
        page = self._lesson.pages[place.page]
        start = self._start(place.page, answer.seed)
        if answer.work is None or start is None:
            return None
        if answer.work:
            present = decode_document(answer.work.encode())
        else:
            present = come_to(page, place.task, start)
        task = page.tasks[place.task].task
        if task.row > present.experiment.dataset.rows:
            raise ValueError(f"there is no row {task.row} in what was worked with")
        evidence = Evidence(start, present, answer.steps, answer.text)
        if isinstance(task, ClickTask):
            evidence = _selecting(evidence)
        return check(task, evidence)

    def _start(self, page: int, seed: int) -> Document | None:
        setup = self._lesson.pages[page].setup
        key = page, seed if setup is not None and setup.varies else 0
        if key not in self._begun:
            if len(self._begun) >= _MOST_BEGUN:
                self._begun.clear()
            self._begun[key] = begun(self._lesson.pages[page], seed)
        return self._begun[key]


def _selecting(evidence: Evidence) -> Evidence:
    """The evidence with what its answer names selected.

    Raises:
        UnknownNameError: there is no such thing.
    """
    network, names = evidence.present.experiment.network, evidence.answer.splitlines()
    try:
        return replace(evidence, parameters=tuple(parameter_named(each, network) for each in names))
    except UnknownNameError:
        return replace(evidence, nodes=tuple(node_named(each, network) for each in names))
