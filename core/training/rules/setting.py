"""A setting: a number that a rule is set by, with its name and its range."""

import math
from abc import ABCMeta
from typing import Protocol

from msgspec import Struct, StructMeta

from core.text.numbers import number_text

_INFINITE = float("inf")


class Setting(Struct, frozen=True):
    """A number that a rule is set by.

    Attributes:
        key: the attribute of the rule; how files name it and, with dashes, the command line.
        name: how the window names it.
        tip: what it does, a sentence without its full stop.
        least: the smallest that it may be.
        below: what it has to stay below.
        is_open: whether `least` itself is too small.
        is_whole: whether it has to be a whole number.
        is_telling: whether it is worth naming even when it has its usual value.
    """

    key: str
    name: str
    tip: str
    least: float = 0.0
    below: float = _INFINITE
    is_open: bool = False
    is_whole: bool = False
    is_telling: bool = False

    @property
    def range(self) -> str:
        """What it may be: "at least 0 and below 1"."""
        what = "a whole number, " if self.is_whole else ""
        least = f"{'above' if self.is_open else 'at least'} {number_text(self.least)}"
        below = "" if self.below == _INFINITE else f" and below {number_text(self.below)}"
        return f"{what}{least}{below}"

    def check(self, value: float) -> None:
        """Raise ValueError, with a sentence for people, if it cannot be this value."""
        too_small = not value > self.least if self.is_open else not value >= self.least
        if too_small or not value < self.below or (self.is_whole and value % 1):
            given = number_text(value) if math.isfinite(value) else value
            raise ValueError(f"{self.name} has to be {self.range}, not {given}")


class Abstract(StructMeta, ABCMeta):
    """The kind of a rule that is not complete: whoever lacks one of its methods cannot be made."""


class Rule(Protocol):
    """What is set by numbers."""

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The numbers that it is set by; each is an attribute of it."""
        ...


def settings_of(rule: Rule) -> dict[str, float]:
    """What a rule is set to, by the keys of its settings."""
    return {setting.key: float(getattr(rule, setting.key)) for setting in rule.settings}


def check_settings(rule: object, settings: tuple[Setting, ...]) -> None:
    """Raise ValueError, with a sentence for people, if a rule is set to what it cannot be."""
    for setting in settings:
        setting.check(getattr(rule, setting.key))
