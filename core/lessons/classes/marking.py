"""Marking a hand-in: what is said in it, and whether that is so."""

from collections.abc import Sequence

from core.files.document_file import DocumentError
from core.lessons.classes.hand_in import HandIn
from core.lessons.classes.replaying import Replaying
from core.lessons.classes.results import Outcome, Result, TaskHead
from core.lessons.lesson import Lesson
from core.lessons.progress import NOTHING_DONE, Answer, Place, Record
from core.lessons.tasks.checking import Judgement
from core.lessons.tasks.tasks import AnyTask, moves_after
from core.lessons.text.problems import LessonError
from core.slices.work import Work
from core.tables.problems import quoted


class Marking:
    """Marks what was handed in of one lesson."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._replaying = Replaying(lesson)

    def marked(
        self, handed: HandIn, heads: Sequence[TaskHead], remarks: list[str]
    ) -> Work[tuple[Result, ...]]:
        """What came of each task; what is to be said of that is put to the remarks."""
        records, title = handed.records, quoted(handed.lesson)
        is_same = handed.digest == self._lesson.digest
        if not is_same:
            remarks.append(
                f"{handed.student} worked with another version of {title}: that is not checked"
            )
        elif not set(records) <= {head.place for head in heads}:
            remarks.append(f"{handed.student} handed in tasks that {title} does not have")
        results = []
        for at, head in enumerate(heads):
            record = records.get(head.place, NOTHING_DONE)
            result = self._result(head.place, record, is_same=is_same)
            if result.outcome is Outcome.FALSE:
                remarks.append(f"{handed.student}, {title} {head.number}: {_claim(record)}")
            results.append(result)
            yield at / len(heads)
        unchecked = sum(not result.is_checked for result in results)
        if is_same and unchecked:
            remarks.append(
                f"{handed.student}, {title}: unchecked, for want of the answers: {unchecked}"
            )
        return tuple(results)

    def _result(self, place: Place, record: Record, *, is_same: bool) -> Result:
        task = self._lesson.pages[place.page].tasks[place.task].task
        tries = max(record.tries, len(record.answers))
        judgements = [self._judged(place, answer) for answer in record.answers] if is_same else []
        slips = record.slips
        if len(judgements) == tries and None not in judgements:
            slips = tuple(one.slip.name() for one in judgements if one and one.slip)
        last = judgements[-1] if judgements else None
        outcome = _outcome(task, record, tries)
        if record.solved and (tries == 0 or (last is not None and not last.right)):
            outcome = Outcome.FALSE
        was_wrong = bool(moves_after(task)) and tries > record.solved
        is_skipped = record.skipped and not was_wrong
        is_checked = outcome is Outcome.FALSE or not record.solved or last is not None
        return Result(outcome, tries, record.hints, is_skipped, slips, is_checked)

    def _judged(self, place: Place, answer: Answer) -> Judgement | None:
        """What a try comes to; None where that cannot be told."""
        if answer.work is None:
            return None
        try:
            return self._replaying.judged(place, answer) or Judgement(False)
        except LessonError:
            return None
        except (DocumentError, ValueError):
            return Judgement(False)


def _outcome(task: AnyTask, record: Record, tries: int) -> Outcome:
    """What came of a task, as it is said."""
    if record.solved:
        if tries > 1 or record.skipped:
            return Outcome.LATER
        return Outcome.SEEN if record.seen else Outcome.FIRST
    if record.skipped:
        return Outcome.WRONG if tries and moves_after(task) else Outcome.SKIPPED
    return Outcome.TRIED if tries else Outcome.NOTHING


def _claim(record: Record) -> str:
    text = record.answers[-1].text if record.answers else ""
    what = f"{quoted(text)} is not" if text else "what was done is not"
    return f"said to be right, but {what}"
