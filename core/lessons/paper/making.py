"""Making a worksheet of a lesson, and its key.

A task that can only be done in the program is left out, and that is said; so are later numbers of
its page, where it has changed the network they are of. What a page says after a task, where it
tells the answer, stands on the key.
"""

import re
from collections.abc import Sequence

from core.document.document import Document
from core.explanation.hiding import Topic
from core.lessons.lesson import AskedTask, Lesson, Page
from core.lessons.moves import Board
from core.lessons.ordering import shuffled
from core.lessons.paper.answers import answer_of
from core.lessons.paper.sheet import (
    Answer,
    Drawing,
    KeyPage,
    Note,
    Part,
    Question,
    Rows,
    SheetPage,
    Worksheet,
)
from core.lessons.playing import begun
from core.lessons.setup import number_of
from core.lessons.tasks.hidden import topics_of
from core.lessons.tasks.tasks import (
    AnyTask,
    ChoiceTask,
    DirectionTask,
    LinesTask,
    NumberTask,
    OrderTask,
    ReachTask,
    moves_after,
)
from core.lessons.text.markdown import Block, Fence
from core.slips.slip import fits

_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")
_BY_HAND = re.compile(r"set .*|step")
_OF_WORDS = ChoiceTask | OrderTask | LinesTask  # whatever the numbers are


def worksheet_of(lesson: Lesson, number: int, name: str = "") -> Worksheet:
    """The worksheet of a lesson with the numbers that its own number, a seed, draws.

    Raises:
        LessonError: the network of a page does not fit together, or no numbers that suit are drawn.
    """
    pages, made = list[tuple[SheetPage, KeyPage]](), None
    for page in lesson.pages:
        made = _PageMaking(page, begun(page, number), made)
        pages.append(made.pages())
    return Worksheet(
        lesson.title,
        number,
        name,
        tuple(sheet for sheet, _ in pages),
        tuple(key for _, key in pages if key.answers),
    )


def varies(lesson: Lesson) -> bool:
    """Whether sheets with other numbers are other sheets."""
    return any(page.setup is not None and page.setup.varies for page in lesson.pages)


def hard_by_hand(lesson: Lesson) -> str:
    """Which pages have drawn numbers that are not whole ones from −9 to 9; nothing if none has."""
    hard = [f"“{p.title}”" for p in lesson.pages if p.setup is not None and not p.setup.is_by_hand]
    why = "are drawn that are not whole, or beyond −9 to 9"
    return f"Hard to work out by hand: on {', '.join(hard)} numbers {why}." if hard else ""


class _PageMaking:
    """Goes through a page, and does what its tasks come to, as the lesson is played.

    Attributes:
        page: that is gone through.
        questions: how many there are so far.
        hidden: what the drawing does not show, here or on pages before it with the same numbers.
        asked: the answers that are not told, for the same reason.
    """

    def __init__(self, page: Page, start: Document | None, before: "_PageMaking | None") -> None:
        self.page, self._start = page, start
        self._is_new = before is None or before.page.network_line != page.network_line
        self.questions: int = 0 if before is None else before.questions
        self.hidden, self.asked = set[Topic](), list[Answer]()
        if before is not None and _beginning(before.page) == _beginning(page):
            self.hidden |= before.hidden
            self.asked += before.asked
        self._parts: list[Part] = []
        self._answers: list[Answer] = []
        self._afterwards: list[Block] = []
        self._changed_by = 0
        self._is_lost = False

    def pages(self) -> tuple[SheetPage, KeyPage]:
        board = None if self._start is None else Board(self._start)
        for part in self.page.content:
            if isinstance(part, AskedTask):
                assert board is not None
                self._take_task(part.task, board)
            else:
                tells = any(_tells(part, answer) for answer in self.asked)
                (self._afterwards if tells else self._parts).append(part)
        head, drawing = list[Part](), None
        if self._start is not None and (self._is_new or self.page.tasks):
            row = self.page.settings.row - 1
            drawing = Drawing(self._start, row)
            hidden = frozenset(self.hidden)
            head.append(Drawing(self._start, row, hidden, has_steps=_has_steps(self.page)))
            head += [Rows(self._start)] * (self._start.experiment.dataset.rows > 1)
        sheet = SheetPage(self.page.title, (*head, *self._parts))
        answers, said = tuple(self._answers), tuple(self._afterwards)
        return sheet, KeyPage(self.page.title, drawing, answers, said)

    def _take_task(self, task: AnyTask, board: Board) -> None:
        before = board.document
        self.hidden |= topics_of(self.page, task, before)
        if is_left_out := not _is_for_paper(task, is_lost=self._is_lost):
            self._parts.append(Note(f"In the program: {task.ask}"))
        else:
            self._ask(task, before)
        moves = (*task.solution, *moves_after(task))
        for move in moves:
            board.play(move)
        if board.document is not before:
            self._changed_by = self.questions
            self._is_lost |= is_left_out or not _is_by_hand(moves)

    def _ask(self, task: AnyTask, present: Document) -> None:
        if self._changed_by and not isinstance(task, _OF_WORDS):
            said = f"From here on the network is as it is after question {self._changed_by}."
            self._parts.append(Note(said))
            self._changed_by = 0
        self.questions += 1
        question = Question(self.questions, task, _in_boxes(task, present))
        self._parts.append(question)
        self._answers.append(answer_of(question, present))
        self.asked.append(self._answers[-1])


def _beginning(page: Page) -> tuple[int, int, int]:
    """What the numbers of a page come of."""
    return page.network_line, page.settings.row, page.settings.steps


def _in_boxes(task: AnyTask, present: Document) -> tuple[str, ...]:
    """The texts that are numbered on paper, as they stand there."""
    return shuffled(task, present) if isinstance(task, OrderTask | LinesTask) else ()


def _is_for_paper(task: AnyTask, *, is_lost: bool) -> bool:
    """Whether a task can be done by hand; `is_lost` if nobody knows the network it is about."""
    if isinstance(task, _OF_WORDS):
        return True
    if isinstance(task, ReachTask) and not _is_by_hand(task.solution):
        return False
    return not is_lost and not any(move.strip().startswith("run") for move in moves_after(task))


def _is_by_hand(moves: Sequence[str]) -> bool:
    """Whether moves are edits and one step at most."""
    made = [move.strip() for move in moves]
    return made.count("step") <= 1 and all(map(_BY_HAND.fullmatch, made))


def _has_steps(page: Page) -> bool:
    """Whether a task of a page asks for a number that a step leads to."""
    told = [text for asked in page.tasks for text in _told_of(asked.task)]
    return any(text.strip().startswith(("step", "new ")) for text in told)


def _told_of(task: AnyTask) -> tuple[str, ...]:
    asked = (task.answer,) if isinstance(task, NumberTask | DirectionTask) else ()
    return (*asked, *task.solution, *moves_after(task))


def _tells(block: Block, answer: Answer) -> bool:
    """Whether a text has the number in it that is the answer, or how much it is more or less."""
    telling = [] if answer.worked is None else [answer.worked.result.value]
    if answer.ends is not None:
        before, after = answer.ends
        telling += [after, abs(after - before)]
    text = block.text if isinstance(block, Fence) else "".join(span.text for span in block.spans)
    found = [number_of(number) for number in _NUMBER.findall(text)]
    return any(fits(number, value) for number in found for value in telling)
