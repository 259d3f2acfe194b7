"""What is remembered of lessons from start to start: how far each went, and which were latest."""

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from core.lessons.carrying_over import carried_over
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
    """Keeps the progress of lessons, wherever their files are copied to, in the user's settings.

    Nothing is written beside a lesson. Each has a key of its own; what another window has kept
    meanwhile, also one of another process, is kept besides.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._latest = Progress()

    def progress(self, lesson: Lesson, path: Path, sheet: int | None = None) -> Progress:
        """How far a lesson, or a sheet of it, has been worked; it is gone on with now."""
        self._latest = self.kept(lesson, path, sheet)
        return self._latest if sheet is None else replace(self._latest, seed=sheet)

    def kept(self, lesson: Lesson, path: Path, sheet: int | None = None) -> Progress:
        """How far it has been, in all windows."""
        self._settings.settle()
        name = _name(lesson, path, sheet)
        text = load_text(self._settings, _key(name), "")
        return carried_over(taken_up(text or self._kept_together().get(name, "")), lesson)

    def keep(
        self, lesson: Lesson, path: Path, progress: Progress, sheet: int | None = None
    ) -> None:
        """Remember how far the lesson that is gone on with has been."""
        latest = carried_over(self._latest, lesson)
        every = progress.merged(latest, self.kept(lesson, path, sheet))
        self._settings.store(_key(_name(lesson, path, sheet)), kept(every))
        self._settings.settle()
        self._latest = progress

    def _kept_together(self) -> dict[str, str]:
        """What earlier versions kept, all lessons under one key."""
        return self._read(Key.LESSONS, dict[str, str]) or {}

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

    def _read(self, key: Key, kind: Any) -> Any:
        """What was kept, whatever somebody wrote into the file; None if it is no such."""
        try:
            return msgspec.json.decode(load_text(self._settings, key, ""), type=kind)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None


def _name(lesson: Lesson, path: Path, sheet: int | None) -> str:
    of_sheet = "" if sheet is None else f", sheet {sheet}"
    return f"{path.name}: {lesson.title}{of_sheet}"


def _key(name: str) -> str:
    return f"{Key.LESSON}/{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}"
