"""Preferences: what the user likes, one entry each, and the values that are in force.

From the entries are made: what is kept, the commands in the menus, and the dialog of settings.
"""

import math
from collections.abc import Callable
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from gui.formatting.numbers import DecimalMark
from gui.formatting.numerals import Numerals
from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from gui.session.settings import Key, Settings, load_flag, load_number
from gui.style.theme import LARGEST_SCALE, SMALLEST_SCALE, ThemeChoice

T = TypeVar("T")


class Section(StrEnum):
    """What a preference is about; the value is the heading over it."""

    LOOK = "Look"
    NUMBERS = "How numbers are written"
    DRAWING = "Drawing"
    BESIDE = "Beside the drawing"
    PACE = "Speed"
    WORK = "Unsaved work"


class Preference(Struct, Generic[T], frozen=True, eq=False):
    """One thing that can be chosen, and holds from one start to the next.

    Attributes:
        key: its name where it is kept.
        usual: what it is until something else is chosen.
        section: what it is about.
        title: as a menu says it, with & before the letter that Alt reaches.
        tip: a sentence about it.
    """

    key: Key
    usual: T
    section: Section
    title: str
    tip: str

    def load(self, settings: Settings) -> T:
        """What is kept, or the usual, whatever somebody may have written there."""
        raise NotImplementedError


class Switch(Preference[bool], frozen=True, eq=False):
    """What is on or off."""

    @override
    def load(self, settings: Settings) -> bool:
        return load_flag(settings, self.key, self.usual)


class OneOf(Preference[T], frozen=True, eq=False):
    """What is one of a few.

    Attributes:
        options: what it can be, each with its words.
    """

    options: tuple[tuple[T, str], ...]

    @override
    def load(self, settings: Settings) -> T:
        kept = settings.load(self.key)
        found = (option for option, _ in self.options if _is_written(option, kept))
        return next(found, self.usual)


class Share(Preference[float], frozen=True, eq=False):
    """A part of the usual size, 1 for all of it.

    Attributes:
        least: the smallest.
        most: the largest.
    """

    least: float
    most: float

    @override
    def load(self, settings: Settings) -> float:
        value = load_number(settings, self.key, self.usual)
        return min(max(value, self.least), self.most) if math.isfinite(value) else self.usual


THEME = OneOf(
    Key.THEME,
    ThemeChoice.SYSTEM,
    Section.LOOK,
    "&Theme",
    "Light, dark, or whichever the system has",
    (
        (ThemeChoice.SYSTEM, "As the &system"),
        (ThemeChoice.LIGHT, "&Light"),
        (ThemeChoice.DARK, "&Dark"),
    ),
)
SCALE = Share(
    Key.SCALE,
    1.0,
    Section.LOOK,
    "Text si&ze",
    "How large text and drawing are; no larger than the screen has room for",
    SMALLEST_SCALE,
    LARGEST_SCALE,
)
NUMERALS = OneOf(
    Key.NUMERALS,
    Numerals.SHORT,
    Section.NUMBERS,
    "Num&bers",
    "How numbers are written in the drawing and in explanations",
    tuple((each, each.value) for each in Numerals),
)
DECIMAL_MARK = OneOf(
    Key.DECIMAL_MARK,
    DecimalMark.POINT,
    Section.NUMBERS,
    "&Decimal mark",
    "What stands before the tenths on the screen; files and code always have the point",
    ((DecimalMark.POINT, "Point: 0.5"), (DecimalMark.COMMA, "Comma: 0,5")),
)
SLOPES = Switch(Key.SLOPES, False, Section.DRAWING, "&Slopes", "Show the slope of every weight")
EDGES_BY_SLOPE = Switch(
    Key.EDGES_BY_SLOPE,
    False,
    Section.DRAWING,
    "&Edges by the size of their slope",
    "Thicker and fuller where the loss leans more, whichever way",
)
MAPS = Switch(
    Key.MAPS,
    False,
    Section.DRAWING,
    "&Maps in the nodes",
    "What each node gives over two inputs: blue above 0, orange below",
)
MOTION = Switch(
    Key.MOTION,
    True,
    Section.DRAWING,
    "&Motion",
    "Values and slopes travel along the edges",
)
GUESS = Switch(
    Key.GUESS,
    True,
    Section.BESIDE,
    "The &guess to beat",
    "What always guessing the mean, or the commonest class, would give, beside the loss",
)
TURNS = Switch(
    Key.TURNS,
    True,
    Section.BESIDE,
    "Where nodes fell asleep",
    "Mark in the loss plot where a node fell asleep, saturated or woke",
)
DIAGNOSIS = Switch(
    Key.DIAGNOSIS,
    True,
    Section.BESIDE,
    "Diagnos&is",
    "Look for what stands in the way of learning, and name it in the status bar",
)
SPEED = OneOf(
    Key.SPEED,
    60.0,  # slow enough to see the loss fall
    Section.PACE,
    "Run s&peed",
    "How many updates Run takes",
    (
        (0.5, "One step every 2 seconds"),
        (1.0, "1 step a second"),
        (2.0, "2 steps a second"),
        (5.0, "5 steps a second"),
        (10.0, "10 steps a second"),
        (30.0, "30 steps a second"),
        (60.0, "60 steps a second"),
        (AS_FAST_AS_POSSIBLE, "As many as the frame allows"),
    ),
)
PACE = OneOf(
    Key.PACE,
    1.0,
    Section.PACE,
    "P&ace of the play",
    "How fast Play walks through an update",
    (
        (1 / 3, "One beat every 3 seconds"),
        (0.5, "One beat every 2 seconds"),
        (1.0, "1 beat a second"),
        (2.0, "2 beats a second"),
        (5.0, "5 beats a second"),
    ),
)
TERMS = Switch(
    Key.TERMS,
    False,
    Section.PACE,
    "Sums &term by term",
    "PgDown adds input × weight, one after another, before a node's value",
)
RESCUE = OneOf(
    Key.RESCUE,
    20.0,
    Section.WORK,
    "&Rescued",
    "When unsaved work is written down for the next start, should this one end badly",
    (
        (5.0, "5 seconds after a change"),
        (20.0, "20 seconds after a change"),
        (60.0, "A minute after a change"),
        (300.0, "5 minutes after a change"),
    ),
)
PREFERENCES: tuple[Preference[Any], ...] = (
    *(THEME, SCALE, NUMERALS, DECIMAL_MARK),
    *(SLOPES, EDGES_BY_SLOPE, MAPS, MOTION),
    *(GUESS, TURNS, DIAGNOSIS),
    *(SPEED, PACE, TERMS),
    RESCUE,
)


class Preferences(QObject):
    """The preferences in force. `changed` comes with the `Preference` whose value is another.

    Attributes:
        settings: where they are kept.
    """

    changed = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self._values: dict[Key, object] = {one.key: one.load(settings) for one in PREFERENCES}
        self._followers: dict[Key, list[Callable[[Any], object]]] = {}

    def __getitem__(self, preference: Preference[T]) -> T:
        return cast(T, self._values[preference.key])

    def choose(self, preference: Preference[T], value: T) -> None:
        """Have a value in force from now on, and at the next start."""
        if value != self[preference]:
            kept = value.value if isinstance(value, Enum) else value
            self.settings.store(preference.key, kept)
            self.suppose(preference, value)  # what follows it may have another one chosen

    def suppose(self, preference: Preference[T], value: T) -> None:
        """Have a value in force that is not kept for the next start."""
        self._values[preference.key] = value
        for do in self._followers.get(preference.key, ()):
            do(value)
        self.changed.emit(preference)

    def follow(
        self, preference: Preference[T], do: Callable[[T], object], *, at_once: bool = True
    ) -> None:
        """Have something done with the value in force, and with each that comes after it."""
        self._followers.setdefault(preference.key, []).append(do)
        if at_once:
            do(self[preference])


def _is_written(option: object, kept: object) -> bool:
    """Whether this is what is kept; an INI file gives a number back as text."""
    if isinstance(option, Enum):
        return bool(option.value == kept)
    try:
        return isinstance(option, float) and math.isclose(float(str(kept)), option)
    except ValueError:
        return False
