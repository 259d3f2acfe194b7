"""The course that comes with the program: its lessons in order."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".downhill-lesson"
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
COURSE, EXAMPLES = _RESOURCES / "lessons", _RESOURCES / "lessons" / "examples"
_BEGINS = {
    "The forward pass": 0,
    "Error and loss": 4,
    "Slopes and steps": 7,
    "Backpropagation": 13,
    "In practice": 16,
    "In code": 23,
}


class Part(NamedTuple):
    """Lessons of the course that belong together.

    Attributes:
        title: what they are about.
        first: the place of the first of them in the course, from 0.
        lessons: their files in order.
    """

    title: str
    first: int
    lessons: Sequence[Path]


def parts_of_course() -> list[Part]:
    """The course that comes with the program, by what its lessons are about."""
    course, ends = lessons_in(COURSE), [*_BEGINS.values()][1:]
    return [
        Part(title, first, course[first:end])
        for (title, first), end in zip(_BEGINS.items(), [*ends, len(course)], strict=True)
    ]


def lessons_in(folder: Path) -> list[Path]:
    """The lessons of a folder, in the order of their names."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def place_in(course: Sequence[Path], path: Path) -> int | None:
    """Which lesson of a course a file is, from 0; None where it is none of them."""
    return next((at for at, one in enumerate(course) if one.name == path.name), None)


def title_in(path: Path) -> str:
    """The title of a lesson, which its first line has; the file's name if there is none."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline(200).strip()
    except (OSError, UnicodeDecodeError):
        return path.stem
    return first.removeprefix("#").strip() if first.startswith("# ") else path.stem
