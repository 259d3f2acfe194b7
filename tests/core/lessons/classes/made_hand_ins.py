"""Lessons and hand-ins for tests, as a class would leave them in a folder."""

from pathlib import Path

from core.lessons.classes.hand_in import HandIn, encode_hand_in, file_name_of, handed_in
from core.lessons.classes.results import ClassResults, Result
from core.lessons.course import SUFFIX
from core.lessons.lesson import Lesson
from core.lessons.progress import Answer, Place, Progress, Record
from core.lessons.text.reading import read_lesson
from tests.core.lessons.lesson_texts import BANK, lesson_text

ERROR = 'kind = "number"\nask = "What is the error?"\nanswer = "error"\nhints = ["16 − 5"]'
PREDICTED = """
kind = "direction"
ask = "Where does the loss go?"
answer = "loss"
after = ["set hidden 1 → prediction = 1"]
"""
REACH = """
kind = "reach"
ask = "Bring the loss down."
goal = ["loss < 1"]
solution = ["set hidden 1 → prediction = 0.625"]
"""
CLICK = 'kind = "click"\nask = "Click the steepest."\ntarget = "steepest weight"\n'
CLICK += 'solution = ["click hidden 1 → prediction"]'
TEXT = lesson_text(BANK, ERROR, PREDICTED, CLICK, REACH)
ERROR_PLACE, PREDICTED_PLACE, CLICK_PLACE, REACH_PLACE = (Place(0, task) for task in range(4))


def lesson_in(folder: Path, text: str = TEXT, name: str = "bank") -> Lesson:
    """A lesson that stands in a folder."""
    path = folder / f"{name}{SUFFIX}"
    path.write_text(text, encoding="utf-8")
    return read_lesson(path.read_bytes())


def tried(*answers: str, solved: bool = True, slips: tuple[str, ...] = ()) -> Record:
    """The record of some tries, of which the last is right or not."""
    record = Record()
    for at, answer in enumerate(answers):
        is_last = at == len(answers) - 1
        slip = slips[at] if at < len(slips) else ""
        record = record.tried(solved and is_last, slip, Answer(answer))
    return record


def hand_in(
    folder: Path,
    lesson: Lesson,
    student: str,
    records: dict[Place, Record],
    seconds: int = 1,
    name: str = "",
) -> HandIn:
    """Hand something in."""
    progress = Progress()
    for place, record in records.items():
        progress = progress.recorded(place, record)
    handed = handed_in(student, lesson, f"bank{SUFFIX}", progress, seconds)
    (folder / (name or file_name_of(handed))).write_bytes(encode_hand_in(handed))
    return handed


def result(found: ClassResults, student: str, place: Place) -> Result:
    """What came of a task for a student, in the only lesson."""
    (lesson,) = found.lessons
    at = [head.place for head in lesson.tasks].index(place)
    return next(each for each in lesson.students if each.student == student).results[at]
