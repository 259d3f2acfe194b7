"""Numbers hidden from a learner, topic by topic, until they are found out.

Hiding a topic hides all that would give it away: who does not see the predictions is shown no
error, and who sees no error is shown no loss. What was guessed or revealed is shown again. After a
slip, the numbers it leads to stand where hidden ones would.
"""

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from core.nn.quantity import Quantity, QuantityKind

if TYPE_CHECKING:
    from core.slips.slip import Slip


class Topic(Enum):
    """What can be hidden."""

    VALUES = "values of nodes"
    ERRORS = "errors"
    LOSS = "loss"
    SLOPES = "slopes"


_VALUES = frozenset({QuantityKind.PARTIAL_SUM, QuantityKind.PREACTIVATION, QuantityKind.ACTIVATION})
_ERRORS = frozenset({QuantityKind.ERROR})
_LOSS = frozenset({QuantityKind.SHARE, QuantityKind.LOSS})
_SLOPES = frozenset(
    {
        QuantityKind.LOSS_SLOPE,
        QuantityKind.ACTIVATION_SLOPE,
        QuantityKind.SUM_SLOPE,
        QuantityKind.ROW_SLOPE,
        QuantityKind.SLOPE,
        QuantityKind.SLOPE_NORM,
        QuantityKind.CLIP_FACTOR,
        QuantityKind.CLIPPED_SLOPE,
        QuantityKind.REMEMBERED,
        QuantityKind.WORKING,
        QuantityKind.NEW_WEIGHT,
    }
)
_HIDES = {
    Topic.VALUES: _VALUES | _ERRORS | _LOSS | _SLOPES,
    Topic.ERRORS: _ERRORS | _LOSS | _SLOPES,
    Topic.LOSS: _LOSS,
    Topic.SLOPES: _SLOPES,
}


class Hiding(Struct, frozen=True):
    """What is hidden, and what of it has been found out.

    Attributes:
        hidden: the topics that are hidden.
        found: single numbers of them that are shown all the same.
        slip: the slip behind the latest guess, replayed in the place of what is hidden.
        is_asked: whether a task asks for it, so that it is hidden until that is over.
    """

    hidden: frozenset[Topic] = frozenset()
    found: frozenset[Quantity] = frozenset()
    slip: "Slip | None" = None
    is_asked: bool = False

    def shows(self, quantity: Quantity) -> bool:
        """Whether a number may be seen."""
        return self.shows_kind(quantity.kind) or quantity in self.found

    def shows_kind(self, kind: QuantityKind) -> bool:
        """Whether all numbers of this kind may be seen."""
        return not any(kind in _HIDES[topic] for topic in self.hidden)

    def with_hidden(self, topic: Topic, hidden: bool) -> "Hiding":
        """Hide a topic, or show it; whatever was found is hidden again."""
        topics = self.hidden | {topic} if hidden else self.hidden - {topic}
        return Hiding(topics)

    def reveal(self, quantity: Quantity) -> "Hiding":
        """Show one number."""
        return replace(self, found=self.found | {quantity}, slip=None)

    def replaying(self, slip: "Slip | None") -> "Hiding":
        """Show what a slip makes of the hidden numbers, or no longer."""
        return replace(self, slip=slip)

    def ghost(self, quantity: Quantity) -> float | None:
        """What the slip makes of a number that it changes."""
        return None if self.slip is None else self.slip.differing(quantity)

    def anew(self) -> "Hiding":
        """For other numbers: what was found of the old ones tells nothing.

        Where a task asks, the numbers of those before stay in view, so that they can be watched.
        """
        found = self.found if self.is_asked else frozenset[Quantity]()
        return replace(self, found=found, slip=None) if self.found or self.slip else self


NOTHING_HIDDEN = Hiding()
