"""What tasks that are over came to: how their numbers come about, and the document after them."""

from collections.abc import Sequence

from core.document.document import Document
from core.explanation.terms import Equation
from core.lessons.lesson import Page
from core.lessons.moves import Board
from core.lessons.tasks.checking import asked_for, change_of
from core.lessons.tasks.tasks import AnyTask, DirectionTask, NumberTask, moves_after
from core.lessons.tasks.worked import worked
from core.lessons.words import Change

Outcome = Equation | Change


def outcome_of(task: AnyTask, document: Document) -> Outcome | None:
    """How the number of a task comes about, or which way it goes; None for tasks without one."""
    match task:
        case NumberTask():
            return worked(*asked_for(task, document))
        case DirectionTask():
            return change_of(task, document)
        case _:
            return None


def gone_through(
    page: Page, start: Document, over: Sequence[bool]
) -> tuple[Document, dict[int, Outcome | None]]:
    """Where a page stands after the tasks that are over, and what came of them.

    Args:
        page: with the tasks.
        start: what it began with.
        over: of each task, whether it is over.
    """
    board, outcomes = Board(start), dict[int, Outcome | None]()
    for at, (asked, is_over) in enumerate(zip(page.tasks, over, strict=True)):
        if is_over:
            for move in asked.task.solution:
                board.play(move)
            outcomes[at] = outcome_of(asked.task, board.document)
            for move in moves_after(asked.task):
                board.play(move)
    return board.document, outcomes
