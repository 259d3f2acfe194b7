"""Moments that were given a name."""

from collections.abc import Sequence
from typing import NamedTuple

from core.history.history import History
from core.history.moments import Moment, Segment


class NamedMoment(NamedTuple):
    """A moment, how many updates had been made, and its name."""

    moment: Moment
    updates: int
    name: str


def every_named(history: History) -> list[NamedMoment]:
    """All moments with a name, by their count of updates."""
    found = (NamedMoment(at, history.updates_at(at), name) for at, name in history.names.items())
    return sorted(found, key=lambda named: (named.updates, named.moment))


def named_on(history: History, path: Sequence[Segment]) -> list[NamedMoment]:
    """Those among the moments of a path, by their count of updates."""
    return [
        named
        for named in every_named(history)
        if any(
            line == named.moment.line and first <= named.moment.offset <= last
            for line, first, last in path
        )
    ]
