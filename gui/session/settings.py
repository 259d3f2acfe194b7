"""Settings: what the program remembers from one start to the next."""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QSettings
from typing_extensions import override

_MOST_RECENT = 10


class Key(StrEnum):
    """The key of a setting; the value is its name in the file."""

    BY_HAND = "sized_by_hand"
    CLASS_FOLDER = "class_folder"
    DECIMAL_MARK = "decimal_mark"
    DIAGNOSIS = "diagnosis"
    EDGES_BY_SLOPE = "edges_by_slope"
    EXPORT = "export"
    FIRST_LESSON = "first_lesson_offered"
    GEOMETRY = "geometry"
    GUESS = "guess_to_beat"
    HAND_IN_FOLDER = "hand_in_folder"
    HILL_LOGARITHMIC = "hill_logarithmic"
    HILL_PAGE = "hill_page"
    HILL_PLANE = "hill_plane"
    HILL_SURFACE = "hill_surface"
    HISTORIES_LOGARITHMIC = "histories_logarithmic"
    HOW_LEARNT = "table_how_learnt"
    HOW_READ = "table_how_read"
    LESSON = "lesson"
    LESSONS = "lessons"
    LOGARITHMIC = "logarithmic"
    MAPS = "maps"
    MOTION = "motion"
    NODE_MAP = "node_map"
    NODE_SLOPE = "node_slope"
    NUMERALS = "numerals"
    PACE = "play_pace"
    PROJECTOR = "projector_plot"
    RECENT = "recent"
    RECENT_LESSONS = "recent_lessons"
    RESCUE = "rescue_after"
    SCALE = "scale"
    SLOPES = "slopes"
    SPEED = "speed"
    SPLIT = "split"
    STATE = "state"
    STUDENT = "student"
    TERMS = "term_by_term"
    THEME = "theme"
    TURNS = "turns_of_nodes"
    UNTIL = "run_until"
    WORKSHEET = "worksheet"


class Settings(Protocol):
    """A place to keep small things under names."""

    def load(self, key: str) -> object:
        """Return what was kept under the name, or None."""

    def store(self, key: str, value: object) -> None:
        """Keep a string, a number, a list of strings or bytes under the name."""

    def settle(self) -> None:
        """Have kept what was stored, and know what other processes have kept meanwhile."""


class MemorySettings:
    """Settings that are forgotten when the program ends: for tests, scripts and pictures."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def load(self, key: str) -> object:
        """Return what was kept under the name, or None."""
        return self._values.get(key)

    def store(self, key: str, value: object) -> None:
        """Keep a value under the name."""
        self._values[key] = value

    def settle(self) -> None:
        """Nothing is to be done: no other process knows of these."""


class LentSettings(MemorySettings):
    """Settings of another window, for a while: what is stored is forgotten."""

    def __init__(self, lender: Settings) -> None:
        super().__init__()
        self._lender = lender

    @override
    def load(self, key: str) -> object:
        own = super().load(key)
        return self._lender.load(key) if own is None else own


class UserSettings:
    """The user's own settings, kept where the platform keeps such things."""

    def __init__(self) -> None:
        self._settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Downhill", "Downhill"
        )

    def load(self, key: str) -> object:
        """Return what was kept under the name, or None."""
        return self._settings.value(key)

    def store(self, key: str, value: object) -> None:
        """Keep a value under the name."""
        self._settings.setValue(key, value)

    def settle(self) -> None:
        """Have kept what was stored, and know what other processes have kept meanwhile."""
        self._settings.sync()


def load_text(settings: Settings, key: str, otherwise: str) -> str:
    """Read a string, whatever somebody may have written into the file."""
    value = settings.load(key)
    return value if isinstance(value, str) else otherwise


def load_number(settings: Settings, key: str, otherwise: float) -> float:
    """Read a number, whatever somebody may have written into the file."""
    value = settings.load(key)
    try:
        return float(value) if isinstance(value, (str, int, float)) else otherwise
    except ValueError:
        return otherwise


def load_flag(settings: Settings, key: str, otherwise: bool) -> bool:
    """Read a yes or no; an INI file gives it back as a word."""
    value = settings.load(key)
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).lower(), otherwise)


def load_bytes(settings: Settings, key: str) -> QByteArray | None:
    """Read bytes such as a window's layout."""
    value = settings.load(key)
    return value if isinstance(value, QByteArray) else None


def recent_files(settings: Settings) -> list[Path]:
    """The files opened or saved last, the latest first."""
    value = settings.load(Key.RECENT)
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [Path(str(name)) for name in names][:_MOST_RECENT]


def latest_folder(settings: Settings) -> Path:
    """The folder of the file used last, or the user's own."""
    recent = recent_files(settings)
    return recent[0].parent if recent else Path.home()


def remember_recent(settings: Settings, path: Path) -> None:
    """Put a file at the head of the recent ones."""
    others = [known for known in recent_files(settings) if known != path]
    settings.store(Key.RECENT, [str(known) for known in [path, *others][:_MOST_RECENT]])
