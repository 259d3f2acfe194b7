"""The answers of a key: what is right, how it comes about, and what wrong numbers mean."""

from collections.abc import Iterator

from msgspec.structs import replace

from core.document.document import Document
from core.lessons.ordering import texts_in_order
from core.lessons.paper.sheet import Answer, Question, Wrong
from core.lessons.playing import right_answer
from core.lessons.tasks.checking import asked_for, ends_of, value_after_slip
from core.lessons.tasks.clicks import right_clicks
from core.lessons.tasks.tasks import (
    ChoiceTask,
    ClickTask,
    DirectionTask,
    LinesTask,
    NumberTask,
    OrderTask,
    ReachTask,
)
from core.lessons.tasks.worked import worked
from core.slips.slip import fits
from core.slips.slips import slips_of

_OTHER_SIGN = "of the right size, but the sign is the other one"


def answer_of(question: Question, present: Document) -> Answer:
    """The answer to a question about a document."""
    answer, because = _answer_of(question, present), question.task.because
    return replace(answer, because=because) if because else answer


def _answer_of(question: Question, present: Document) -> Answer:
    task = question.task
    match task:
        case NumberTask():
            equation, wrong = worked(*asked_for(task, present)), wrong_numbers(task, present)
            ends = ends_of(task, present) if task.after else None
            return Answer(question, worked=equation, ends=ends, wrong=wrong)
        case DirectionTask():
            text = right_answer(task, present)
            return Answer(question, ends=ends_of(task, present), texts=(text,))
        case ChoiceTask():
            return Answer(question, texts=(right_answer(task, present),))
        case ClickTask():
            return Answer(question, texts=right_clicks(task, present))
        case ReachTask():
            texts = tuple(move.strip().removeprefix("set ") for move in task.solution)
            return Answer(question, texts=texts, because="Every other way counts as well.")
        case OrderTask():
            return Answer(question, texts=task.order)
        case LinesTask():
            other = "Every order counts in which each line finds what it uses."
            return Answer(question, texts=texts_in_order(task, present), because=other)


def wrong_numbers(task: NumberTask, present: Document) -> tuple[Wrong, ...]:
    """What wrong numbers mean; of two slips that give the same one, the one that is told."""
    numbers, quantity = asked_for(task, present)
    right, found = numbers.value(quantity), list[Wrong]()
    for wrong in _candidates(task, present):
        if not any(fits(wrong.value, told.value) for told in found):
            found.append(wrong)
    if right and not any(fits(-right, told.value) for told in found):
        found.append(Wrong(-right, _OTHER_SIGN))
    return tuple(found)


def _candidates(task: NumberTask, present: Document) -> Iterator[Wrong]:
    """Slips in what is done first, then those in the number itself."""
    numbers, quantity = asked_for(task, present)
    found = [(slip, slip.differing(quantity)) for slip in slips_of(numbers.experiment)]
    if task.after:
        before = slips_of(present.experiment)
        found = [(slip, value_after_slip(task, present, slip)) for slip in before] + found
    for slip, value in found:
        if value is not None:
            yield Wrong(value, f"right {slip.words}")
