"""The lessons that hand-ins may be of."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from core.files.file_reading import FileReadError, read_file
from core.lessons.classes.hand_in import HandIn, title_of
from core.lessons.course import lessons_in
from core.lessons.lesson import Lesson
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES, read_lesson
from core.slices.work import Work

_MOST_LESSONS = 1000


class ShelfLesson(NamedTuple):
    """A lesson, and the name of its file."""

    file: str
    lesson: Lesson

    @property
    def title(self) -> str:
        """Its title, as hand-ins say it."""
        return title_of(self.lesson)


class Shelf:
    """Lessons to be found by what a hand-in says of them.

    Attributes:
        broken: of files that cannot be read as lessons, by their names, why not.
    """

    def __init__(self, lessons: Iterable[ShelfLesson], broken: Mapping[str, str]) -> None:
        self.broken = broken
        self._lessons = tuple(lessons)
        self._by_digest = {each.lesson.digest: each for each in reversed(self._lessons)}

    def found(self, handed: HandIn) -> ShelfLesson | None:
        """The lesson of a hand-in, or else another version: of the same title, or the same file."""
        same = self._by_digest.get(handed.digest)
        titled = (each for each in self._lessons if each.title == handed.lesson)
        named = (each for each in self._lessons if each.file == handed.file)
        return same or next(titled, None) or next(named, None)


def shelving(places: Iterable[Path | ShelfLesson]) -> Work[Shelf]:
    """Read the lessons of some folders, and single ones; why one cannot be read is kept."""
    paths = [path for place in places for path in _lessons_at(place)][:_MOST_LESSONS]
    found, broken = list[ShelfLesson](), dict[str, str]()
    for at, path in enumerate(paths):
        if isinstance(path, ShelfLesson):
            found.append(path)
            continue
        try:
            lesson = read_lesson(read_file(path, MAX_BYTES).data)
        except FileReadError as trouble:
            broken[path.name] = str(trouble)
        except LessonError as trouble:
            broken[path.name] = str(trouble.problems[0])
        else:
            found.append(ShelfLesson(path.name, lesson))
        yield (at + 1) / len(paths)
    return Shelf(found, broken)


def _lessons_at(place: Path | ShelfLesson) -> Sequence[Path | ShelfLesson]:
    if isinstance(place, ShelfLesson):
        return [place]
    try:
        return lessons_in(place) if place.is_dir() else [place]
    except OSError:
        return []
