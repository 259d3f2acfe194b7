"""Texts and lines of code that are put in order: which they are, and whether an order is right."""

from collections.abc import Sequence
from itertools import takewhile

from core.document.document import Document
from core.explanation.walking.walkthrough import Phase
from core.export.dataflow import Misreading, first_misreading
from core.export.line import Line
from core.export.ways import update_lines, ways
from core.lessons.tasks.tasks import LinesTask, OrderTask
from core.slips.slip import Slip
from core.slips.step_slips import LastLayerFirst

_MOST_LINES = 24


def texts_in_order(task: OrderTask | LinesTask, document: Document) -> tuple[str, ...]:
    """The texts of a task in their right order, or in one that is right.

    Raises:
        ValueError: there are no such lines, or too many to be put in order.
    """
    if isinstance(task, OrderTask):
        return task.order
    return tuple(line.text for line in lines_of(task, document))


def shuffled(task: OrderTask | LinesTask, document: Document) -> tuple[str, ...]:
    """The texts of a task by the alphabet, or the other way round where that would be right."""
    texts = sorted(texts_in_order(task, document))
    return tuple(texts[::-1] if _is_right(task, document, texts) else texts)


def lines_of(task: LinesTask, document: Document) -> tuple[Line, ...]:
    """The lines of a task as they are written.

    Raises:
        ValueError: there are no such lines, or too many to be put in order.
    """
    experiment = document.experiment
    if task.written not in ways(experiment.network):
        raise ValueError("a layer has too many nodes for a line for each")
    phases = {word.phase for word in task.phases}
    every = update_lines(experiment, task.written, task.row - 1)
    missing = phases - {line.phase for line in every}
    if missing:
        raise ValueError("of one row of several there is no step: it follows from all rows")
    lines = tuple(line for line in every if line.phase in phases)
    if len(lines) > _MOST_LINES:
        raise ValueError(f"there are {len(lines)} lines; the most is {_MOST_LINES}: ask for less")
    return lines


def wrong_order(task: OrderTask, given: Sequence[str]) -> str:
    """What is said of an order of texts that is not right."""
    same = (one == other.strip() for one, other in zip(given, task.order, strict=False))
    right = sum(1 for _ in takewhile(bool, same))
    if not right:
        return "another one comes first"
    return "the first is right" if right == 1 else f"the first {right} are right"


def misread(task: LinesTask, document: Document, given: Sequence[str]) -> Misreading | None:
    """The first line that does not find what it needs; None where all do.

    Raises:
        ValueError: these are not the lines that were to be put in order.
    """
    lines = lines_of(task, document)
    by_text = {line.text: line for line in lines}
    if sorted(given) != sorted(by_text):
        raise ValueError("each line is to be there, and once")
    return first_misreading(lines, [by_text[text] for text in given])


def words_of(misreading: Misreading) -> str:
    """What is wrong with the place of a line."""
    what = f"“{misreading.line.text}” uses {misreading.name}, which"
    if misreading.is_missing:
        return f"{what} is not there yet"
    old = ": slopes come from the old weights" if misreading.line.phase is Phase.SLOPES else ""
    return f"{what} has changed already{old}"


def slip_of(misreading: Misreading, document: Document) -> Slip | None:
    """The slip that a line in a wrong place is: slopes along weights that have taken their step."""
    is_late = misreading.line.phase is Phase.SLOPES and not misreading.is_missing
    if is_late and LastLayerFirst.is_possible(document.experiment):
        return LastLayerFirst(document.experiment)
    return None


def _is_right(task: OrderTask | LinesTask, document: Document, texts: Sequence[str]) -> bool:
    if isinstance(task, OrderTask):
        return list(texts) == list(task.order)
    return misread(task, document, texts) is None
