"""What was made last, kept until it is asked for from something else."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Kept(Generic[R]):
    """The latest of each kind of things that are made of values which are compared."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, R]] = {}

    def of(self, kind: str, asked: T, make: Callable[[T], R]) -> R:
        """What is made of a value; the one made last if the value is the same."""
        known = self._made.get(kind)
        if known is None or known[0] != asked:
            known = self._made[kind] = asked, make(asked)
        return known[1]
