"""What is remembered of lessons from start to start: how far each went, and which were latest."""

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from core.lessons.lesson import Lesson
from core.lessons.progress import Progress, kept, taken_up
from gui.session.settings import Key, Settings, load_text

_MOST_RECENT = 10


class Recent(NamedTuple):
    """A lesson that was opened: its file, and its title."""

    file: str
    title: str

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.file)


class LessonMemory:
    """Keeps the progress of lessons, wherever their files are copied to, in the user's settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def progress(self, lesson: Lesson, path: Path) -> Progress:
        """How far a lesson has been worked through."""
        return taken_up(self._every().get(_key(lesson, path), ""))

    def keep(self, lesson: Lesson, path: Path, progress: Progress) -> None:
        """Remember how far it has been."""
        every = self._every() | {_key(lesson, path): kept(progress)}
        self._settings.store(Key.LESSONS, msgspec.json.encode(every).decode())

    @property
    def recent(self) -> list[Recent]:
        """The lessons opened last, the latest first."""
        return self._read(Key.RECENT_LESSONS, list[Recent]) or []

    def remember(self, lesson: Lesson, path: Path) -> None:
        """Put a lesson at the head of the recent ones."""
        latest = Recent(str(path.absolute()), lesson.title)
        others = [known for known in self.recent if known.file != latest.file]
        text = msgspec.json.encode([latest, *others][:_MOST_RECENT]).decode()
        self._settings.store(Key.RECENT_LESSONS, text)

    def latest_in(self, course: list[Path]) -> Path | None:
        """The lesson of a course to go on with: the one opened last, else its first."""
        opened = (one.path for one in self.recent)
        return next((path for path in opened if path in course), next(iter(course), None))

    def _every(self) -> dict[str, str]:
        return self._read(Key.LESSONS, dict[str, str]) or {}

    def _read(self, key: Key, kind: Any) -> Any:
        """What was kept, whatever somebody wrote into the file; None if it is no such."""
        try:
            return msgspec.json.decode(load_text(self._settings, key, ""), type=kind)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None


def _key(lesson: Lesson, path: Path) -> str:
    return f"{path.name}: {lesson.title}"
