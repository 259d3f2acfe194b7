"""Visibility: which numbers may be seen, and how they are written."""

from enum import Enum

import numpy as np
from msgspec import Struct

from core.explanation.hiding import NOTHING_HIDDEN, Hiding
from core.explanation.walking.walkthrough import Walkthrough
from core.nn.arrays import BoolArray
from core.nn.network import Network
from core.nn.quantity import LOSS, Quantity, QuantityKind
from gui.formatting.numbers import brief, number
from gui.formatting.numerals import Numerals, show
from gui.session.snapshot import Focus

UNKNOWN = "?"


class Seen(Enum):
    """Whether a number is on show."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_YET = "not computed yet"


class Visibility(Struct, frozen=True):
    """A writer of numbers that may be seen; nothing stands for one that is still to come.

    "?" stands for a hidden one; after a slip, "−39?" for one that the slip makes −39.

    Attributes:
        network: whose numbers they are.
        hiding: what is hidden.
        walkthrough: how far the update has been walked through; None for all the way.
        numerals: how numbers are written.
        is_brief: whether there is so little room that short numbers have to be shorter still.
    """

    network: Network
    hiding: Hiding = NOTHING_HIDDEN
    walkthrough: Walkthrough | None = None
    numerals: Numerals = Numerals.SHORT
    is_brief: bool = False

    @property
    def is_open(self) -> bool:
        """Whether every number is on show."""
        return self.walkthrough is None and not self.hiding.hidden

    def seen(self, quantity: Quantity) -> Seen:
        """Whether a number may be seen."""
        if self.is_open:
            return Seen.SHOWN
        if self.walkthrough is not None and not self.walkthrough.knows(self.network, quantity):
            return Seen.NOT_YET
        return Seen.SHOWN if self.hiding.shows(quantity) else Seen.HIDDEN

    def shows(self, quantity: Quantity) -> bool:
        """Whether a number is on show."""
        return self.seen(quantity) is Seen.SHOWN

    def shows_kind(self, kind: QuantityKind) -> bool:
        """Whether all numbers of a kind are on show."""
        return self.walkthrough is None and self.hiding.shows_kind(kind)

    def shows_slopes(self) -> BoolArray:
        """Which parameters' slopes are on show, of shape (P,)."""
        network, walkthrough, kind = self.network, self.walkthrough, QuantityKind.SLOPE
        known = [
            walkthrough is None or walkthrough.knows(network, Quantity(kind, parameter=first))
            for first in network.starts
        ]
        counts = [rows * columns for rows, columns in network.shapes]
        seen = np.repeat(known, counts)
        if not self.hiding.shows_kind(kind):
            found = [quantity.parameter for quantity in self.hiding.found if quantity.kind is kind]
            seen &= np.isin(np.arange(seen.size), found)
        return seen

    def write(self, value: float, quantity: Quantity) -> str:
        """A number, a question mark, or nothing."""
        return self.cover(self.text(value), quantity)

    def write_signed(self, value: float, quantity: Quantity) -> str:
        """A number with its sign, a question mark, or nothing."""
        return self.cover(self.signed_text(value), quantity)

    def unknown(self, quantity: Quantity) -> str:
        """What stands for a hidden number."""
        ghost = self.hiding.ghost(quantity)
        return UNKNOWN if ghost is None else f"{self.text(ghost)}{UNKNOWN}"

    def text(self, value: float) -> str:
        """A number that may be seen."""
        if self.numerals is Numerals.SHORT:
            return brief(value) if self.is_brief else number(value)
        return show(value, self.numerals).text

    def signed_text(self, value: float) -> str:
        """A number with its sign that may be seen."""
        text = self.text(value)
        return f"+{text}" if value > 0 and text != "0" else text

    def cover(self, text: str, quantity: Quantity) -> str:
        """The text of a number, a question mark, or nothing."""
        seen = self.seen(quantity)
        if seen is Seen.SHOWN:
            return text
        return self.unknown(quantity) if seen is Seen.HIDDEN else ""


def way_to_show(hiding: Hiding) -> str:
    """What has to be done for what is hidden to be shown."""
    return "until the task is over" if hiding.is_asked else "(Learn ▸ Hide)"


def cover_text(network: Network, focus: Focus) -> str:
    """What stands in the place of a plot of the loss; empty where the loss may be seen."""
    seen = visibility_of(network, focus).seen(LOSS)
    return {
        Seen.SHOWN: "",
        Seen.HIDDEN: f"The loss is hidden {way_to_show(focus.hiding)}",
        Seen.NOT_YET: "The loss is not computed yet (PgDown goes on)",
    }[seen]


def cover_of_steps(network: Network, focus: Focus) -> str:
    """What stands in the place of where steps lead; empty where that, and the loss, may be seen."""
    visibility = visibility_of(network, focus, in_walkthrough=False)
    may = visibility.shows_kind(QuantityKind.NEW_WEIGHT)
    return cover_text(network, focus) or (
        "" if may else f"Where a step leads is hidden {way_to_show(focus.hiding)}"
    )


def same_visibility(one: Focus, other: Focus) -> bool:
    """Whether the same numbers may be seen, written in the same way."""
    return _seen(one) == _seen(other)


def _seen(focus: Focus) -> tuple[object, ...]:
    return focus.hiding, focus.walkthrough, focus.numerals, focus.mark


def visibility_of(
    network: Network, focus: Focus, *, in_walkthrough: bool = True, is_brief: bool = False
) -> Visibility:
    """What the user may see of a network's numbers, in short ones if there is little room.

    A walkthrough withholds everywhere what is not computed yet, unless it is asked what may be
    seen apart from it.
    """
    walkthrough = focus.walkthrough if in_walkthrough else None
    return Visibility(network, focus.hiding, walkthrough, focus.numerals, is_brief)
