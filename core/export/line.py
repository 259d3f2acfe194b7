"""A line of code of one update, and what its names stand for."""

import re
from collections.abc import Mapping

from msgspec import Struct, field

from core.explanation.walking.walkthrough import Phase, beat_of
from core.nn.network import Network
from core.nn.quantity import Quantity

Quantities = tuple[Quantity, ...]
Names = Mapping[str, Quantities]
_NAME = re.compile(r"[A-Za-z_]\w*(?:\['\w+'\])?")


class Line(Struct, frozen=True):
    """A line of code.

    Attributes:
        text: the line, in Python with NumPy as `np`.
        phase: the part of the update it belongs to.
        finds: the numbers that it computes, or those that it helps to compute.
        names: what the names in it stand for, each for one number or, for an array, for many. Of
            an array over all rows of the data they are those of the row on show. The name before
            the equals sign stands for what is found.
    """

    text: str
    phase: Phase
    finds: Quantities = ()
    names: Names = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that is given a value: "a1"; with a key, "weights['node_0']"."""
        return self.text.split(" = ", 1)[0]

    def name_at(self, column: int) -> str:
        """The name at a column, if it stands for numbers; all else belongs to the one found."""
        for found in _NAME.finditer(self.text):
            if found.start() <= column < found.end() and found.group() in self.names:
                return found.group()
        return self.name

    def beats(self, network: Network) -> frozenset[int]:
        """The beats of the walkthrough in which its numbers come to be known, counted from 0."""
        found = {beat_of(network, quantity) for quantity in self.finds}
        return frozenset(at for at in found if at is not None)


def line_with(names: Names, phase: Phase, text: str, found: str = "") -> Line:
    """A line whose names stand for what they stand for in the whole update.

    Args:
        names: of the whole update.
        phase: the part of the update it belongs to.
        text: the line.
        found: the name whose numbers it helps to compute, if its own stands for none.
    """
    known = {name: names[name] for name in _NAME.findall(text) if name in names}
    return Line(text, phase, names.get(found or text.split(" = ", 1)[0], ()), known)
