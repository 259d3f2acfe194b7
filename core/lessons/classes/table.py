"""What a class has come to, as a table for a spreadsheet: a row for each task of each student."""

from core.lessons.classes.results import ClassResults, Outcome
from core.tables.dialect import Dialect
from core.tables.writing import Cell, write_csv

HEADS = (
    "lesson",
    "student",
    "page",
    "task",
    "asked",
    "result",
    "right at first try",
    "tries",
    "hints",
    "commonest slip",
    "skipped",
    "checked",
)
# Spreadsheet programs take a file for one in the system's own letters unless it has the mark.
_DIALECT = Dialect(encoding="utf-8-sig")


def results_csv(found: ClassResults) -> bytes:
    """The results as the bytes of a CSV file; 1 stands for yes, 0 for no.

    Names that a spreadsheet would run as formulas are guarded.
    """
    rows: list[tuple[Cell, ...]] = [
        (
            lesson.title,
            student.student,
            head.place.page + 1,
            head.place.task + 1,
            head.ask,
            result.outcome.value,
            int(result.outcome is Outcome.FIRST),
            result.tries,
            result.hints,
            result.slip,
            int(result.skipped),
            int(result.is_checked),
        )
        for lesson in found.lessons
        for student in lesson.students
        for head, result in zip(lesson.tasks, student.results, strict=True)
    ]
    columns = [[row[at] for row in rows] for at in range(len(HEADS))]
    return write_csv(HEADS, columns, _DIALECT)
