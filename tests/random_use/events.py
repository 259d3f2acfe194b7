"""What a hand may do at random, as lines of text that can be kept, cut down and done again."""

import random
from pathlib import Path

from msgspec import Struct
from typing_extensions import override

KINDS = {
    "click": 14,
    "click_something": 22,
    "double_click": 5,
    "double_click_something": 5,
    "double_click_grip": 3,
    "press_grip": 2,
    "press": 3,
    "move": 12,
    "release": 5,
    "drag": 10,
    "wheel": 5,
    "key": 24,
    "type": 14,
    "choose": 16,
    "open_menu": 5,
    "context_menu": 4,
    "dock": 6,
    "drag_dock": 4,
    "walk": 8,
    "resize": 1,
    "wait": 8,
    "step_or_go_back": 14,
}
_NUMBERS = 6


class Event(Struct, frozen=True):
    """One thing that a user does: its kind, and numbers from 0 to 1 that say where, what and how.

    The numbers mean shares: 0.5 of the width, or the middle one of what can be chosen from. So an
    event can be sent in any state of the window, also when those before it were left out.
    """

    kind: str
    numbers: tuple[float, ...]

    @override
    def __str__(self) -> str:
        return " ".join([self.kind, *(f"{number:.4f}" for number in self.numbers)])


def event_of(line: str) -> Event:
    """Read an event from its line."""
    kind, *numbers = line.split()
    return Event(kind, tuple(map(float, numbers)))


def random_events(seed: int, count: int) -> list[Event]:
    """So many events; the same seed gives the same ones."""
    source = random.Random(seed)
    kinds = source.choices(list(KINDS), list(KINDS.values()), k=count)
    return [
        event_of(str(Event(kind, tuple(source.random() for _ in range(_NUMBERS)))))
        for kind in kinds
    ]


def read_events(path: Path) -> list[Event]:
    """The events of a log."""
    return [event_of(line) for line in path.read_text().splitlines()]
