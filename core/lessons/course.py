"""The course that comes with the program: its lessons in order."""

from collections.abc import Sequence
from pathlib import Path

SUFFIX = ".downhill-lesson"
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
COURSE, EXAMPLES = _RESOURCES / "lessons", _RESOURCES / "lessons" / "examples"


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
