"""What a class has come to: students × tasks."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from core.lessons.lesson import Lesson
from core.lessons.progress import Place
from core.text.names import in_one_line


class Outcome(Enum):
    """What came of a task.

    `FALSE` is one that is handed in as solved, and whose answer is not right. `SEEN` is one whose
    lesson was closed before it was tried, so that its answer was to be seen.
    """

    FIRST = "right at first try"
    LATER = "right later"
    SEEN = "right, but seen outside the lesson before"
    FALSE = "said to be right, but is not"
    WRONG = "predicted wrongly"
    SKIPPED = "skipped"
    TRIED = "not solved"
    NOTHING = "not tried"


class Result(Struct, frozen=True):
    """What came of one task for one student.

    Attributes:
        outcome: in short.
        tries: how often it was answered.
        hints: how many were asked for.
        skipped: whether it was passed over, though perhaps solved later.
        slips: the slips behind wrong answers, by their names.
        is_checked: whether the answer was worked out again, and not only taken as it is said to be.
    """

    outcome: Outcome = Outcome.NOTHING
    tries: int = 0
    hints: int = 0
    skipped: bool = False
    slips: tuple[str, ...] = ()
    is_checked: bool = True

    @property
    def slip(self) -> str:
        """The commonest slip; an empty text if there was none."""
        return commonest([self])


NO_RESULT = Result()


class StudentResults(Struct, frozen=True):
    """What one student handed in: the name, and a result for each task."""

    student: str
    results: tuple[Result, ...]

    @property
    def first_tries(self) -> int:
        """How many tasks were right at first try."""
        return first_tries(self.results)


class TaskHead(Struct, frozen=True):
    """Which task a column is about: its place, and what it asks."""

    place: Place
    ask: str

    @property
    def number(self) -> str:
        """Its page and its place on it, counted from 1."""
        return f"{self.place.page + 1}.{self.place.task + 1}"


class LessonResults(Struct, frozen=True):
    """What a class did in one lesson: its title, its tasks, and the students by their names."""

    title: str
    tasks: tuple[TaskHead, ...]
    students: tuple[StudentResults, ...]

    def of_task(self, at: int) -> list[Result]:
        """What came of one task, student by student."""
        return [student.results[at] for student in self.students]


class ClassResults(Struct, frozen=True):
    """What a class did: a table for each lesson, and what has to be said besides."""

    lessons: tuple[LessonResults, ...]
    remarks: tuple[str, ...]


def first_tries(results: Iterable[Result]) -> int:
    """How many of some results are right at first try."""
    return sum(result.outcome is Outcome.FIRST for result in results)


def commonest(results: Iterable[Result]) -> str:
    """The commonest slip in some results, of several the first in the alphabet; none, if none."""
    counts = Counter(slip for result in results for slip in result.slips)
    return min(counts, key=lambda slip: (-counts[slip], slip), default="")


def task_heads(lesson: Lesson) -> tuple[TaskHead, ...]:
    """The tasks of a lesson in order."""
    return tuple(
        TaskHead(Place(page, at), in_one_line(asked.task.ask))
        for page, each in enumerate(lesson.pages)
        for at, asked in enumerate(each.tasks)
    )
