"""The commands that choose preferences: switches, and menus of which one entry is ticked."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from gui.operations.command import Command, Shortcut
from gui.session.preferences import OneOf, Preferences, Switch

T = TypeVar("T")


def switch_command(
    preferences: Preferences,
    switch: Switch,
    keys: tuple[Shortcut, ...] = (),
    is_possible: Callable[[], bool] = lambda: True,
) -> Command:
    """On, or off again."""
    return Command(
        switch.key,
        switch.title,
        lambda: preferences.choose(switch, not preferences[switch]),
        keys,
        switch.tip,
        is_possible,
        is_checked=lambda: preferences[switch],
    )


def option_commands(preferences: Preferences, preference: OneOf[T]) -> list[Command]:
    """One of several, in a menu of their own."""
    return [
        Command(
            f"{preference.key}.{nth}",
            words,
            partial(preferences.choose, preference, option),
            is_checked=partial(_is_chosen, preferences, preference, option),
        )
        for nth, (option, words) in enumerate(preference.options)
    ]


def _is_chosen(preferences: Preferences, preference: OneOf[T], option: T) -> bool:
    return preferences[preference] == option
