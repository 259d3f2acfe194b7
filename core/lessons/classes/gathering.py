"""Gathering what a class handed in: read, checked again, and put into tables."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from core.files.file_reading import FileReadError, read_file
from core.lessons.classes.hand_in import MAX_BYTES, SUFFIX, HandIn, HandInError, decode_hand_in
from core.lessons.classes.marking import Marking
from core.lessons.classes.results import ClassResults, LessonResults, StudentResults, task_heads
from core.lessons.classes.shelf import Shelf, ShelfLesson, shelving
from core.lessons.course import COURSE
from core.lessons.course import SUFFIX as LESSON_SUFFIX
from core.slices.work import Work, finish, scaled
from core.text.names import in_one_line
from core.text.numbers import grouped

_MOST_FILES = 5000
_MOST_NAMED = 5
_EXPECTED = (LESSON_SUFFIX, ".csv")


class _Found(NamedTuple):
    """A hand-in, the name of its file, and the lesson it is of."""

    file: str
    handed: HandIn
    shelf: ShelfLesson

    @property
    def whose(self) -> str:
        """What names of one student have in common, however they were written."""
        return unicodedata.normalize("NFKC", self.handed.student).casefold()


def gather(folder: Path, places: Sequence[Path | ShelfLesson] = ()) -> ClassResults:
    """Gather what was handed in; see `gathering`.

    Raises:
        FileReadError: the folder cannot be read.
    """
    return finish(gathering(folder, places))


def gathering(folder: Path, places: Sequence[Path | ShelfLesson] = ()) -> Work[ClassResults]:
    """Gather what was handed in to a folder, and check the answers again.

    Lessons are looked for in the folder, in the places, which are folders, files of
    lessons or lessons that have been read, and in the course. What cannot be read or found is
    named in the remarks, and all else is gathered.

    Raises:
        FileReadError: the folder cannot be read.
    """
    remarks: list[str] = []
    paths = _hand_ins_in(folder, remarks)
    shelf = yield from scaled(shelving((folder, *places, COURSE)), 0, 3)
    lessons = defaultdict[str, list[_Found]](list)
    for at, path in enumerate(paths):
        try:
            handed = decode_hand_in(read_file(path, MAX_BYTES).data)
        except FileReadError as trouble:
            remarks.append(str(trouble))
        except HandInError as trouble:
            remarks.append(f"{path.name}: {trouble}")
        else:
            lesson = shelf.found(handed)
            if lesson is None:
                remarks.append(_not_found(path.name, handed, shelf))
            else:
                lessons[lesson.lesson.digest].append(_Found(path.name, handed, lesson))
        yield (1 + at / len(paths)) / 3
    tables = []
    for at, every in enumerate(sorted(lessons.values(), key=lambda found: found[0].shelf.file)):
        table = yield from scaled(_table(_newest(every, remarks), remarks), at, len(lessons))
        tables.append(table)
    return ClassResults(tuple(tables), tuple(map(in_one_line, remarks)))


def _hand_ins_in(folder: Path, remarks: list[str]) -> list[Path]:
    """The files that may be hand-ins, by their names; others are remarked on."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as trouble:
        why = trouble.strerror or str(trouble)
        raise FileReadError(f"“{folder}”: the folder cannot be read: {why}") from None
    found = [path for path in paths if path.name.lower().endswith(SUFFIX)]
    others = [path.name for path in paths if not path.name.lower().endswith((SUFFIX, *_EXPECTED))]
    if others:
        named = ", ".join(others[:_MOST_NAMED])
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        remarks.append(f"Not looked at, for they are no hand-ins: {named}{more}")
    if len(found) > _MOST_FILES:
        count, most = grouped(len(found)), grouped(_MOST_FILES)
        remarks.append(f"There are {count} files; only the first {most} were read")
    return found[:_MOST_FILES]


def _not_found(file: str, handed: HandIn, shelf: Shelf) -> str:
    lesson = f"{file}: the lesson “{handed.lesson}” ({handed.file})"
    if why := shelf.broken.get(handed.file):
        return f"{lesson} cannot be read: {why}"
    return f"{lesson} was not found; put its file into the folder"


def _newest(every: list[_Found], remarks: list[str]) -> list[_Found]:
    """The newest hand-in of each student, by their names."""
    by_student = defaultdict[str, list[_Found]](list)
    for found in every:
        by_student[found.whose].append(found)
    newest = []
    for _, each in sorted(by_student.items()):
        each.sort(key=lambda found: (found.handed.seconds, found.file))
        newest.append(each[-1])
        if len(each) > 1:
            student, title, last = each[-1].handed.student, each[-1].shelf.title, each[-1].file
            remarks.append(
                f"{student} handed in “{title}” {len(each)} times; the newest counts: {last}"
            )
    return newest


def _table(newest: list[_Found], remarks: list[str]) -> Work[LessonResults]:
    shelf = newest[0].shelf
    heads, students = task_heads(shelf.lesson), []
    marking = Marking(shelf.lesson)
    for at, found in enumerate(newest):
        results = yield from scaled(marking.marked(found.handed, heads, remarks), at, len(newest))
        students.append(StudentResults(found.handed.student, results))
    return LessonResults(shelf.title, heads, tuple(students))
