"""Upright strips of a drawing, to find what is near without looking at everything."""

from collections import defaultdict

import numpy as np

from gui.canvas.scene.room import IntArray


class Strips:
    """Strips of one width, each with the numbers of the things that reach into it.

    Attributes:
        width: of a strip.
    """

    def __init__(self, width: float) -> None:
        self.width = width
        self._members: defaultdict[int, list[int]] = defaultdict(list)

    def put(self, number: int, left: float, right: float) -> None:
        """Have a thing reach from left to right."""
        for strip in self._between(left, right):
            self._members[strip].append(number)

    def near(self, left: float, right: float) -> IntArray:
        """The things that may reach into what lies between; some perhaps several times."""
        there = [self._members.get(strip, ()) for strip in self._between(left, right)]
        return np.array([number for each in there for number in each], dtype=np.intp)

    def copy(self) -> "Strips":
        """Other strips with the same things in them."""
        twin = Strips(self.width)
        for strip, members in self._members.items():
            twin._members[strip] = members.copy()
        return twin

    def _between(self, left: float, right: float) -> range:
        return range(int(left // self.width), int(right // self.width) + 1)
