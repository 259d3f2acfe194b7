"""What a learner is not to see yet.

Hiding a topic hides all that would give it away: who does not see the predictions is shown no
error, and who sees no error is shown no loss. What was guessed or revealed is shown again.
"""

from dataclasses import dataclass, replace
from enum import Enum

from core.nn.quantity import Kind, Quantity


class Topic(Enum):
    """What can be hidden."""

    VALUES = "values of nodes"
    ERRORS = "errors"
    LOSS = "loss"
    SLOPES = "slopes"


_VALUES = frozenset({Kind.PREACTIVATION, Kind.ACTIVATION})
_ERRORS = frozenset({Kind.ERROR})
_LOSS = frozenset({Kind.SHARE, Kind.LOSS})
_SLOPES = frozenset(
    {
        Kind.LOSS_SLOPE,
        Kind.ACTIVATION_SLOPE,
        Kind.ROW_SLOPE,
        Kind.SLOPE,
        Kind.NEW_WEIGHT,
    }
)
_HIDES = {
    Topic.VALUES: _VALUES | _ERRORS | _LOSS | _SLOPES,
    Topic.ERRORS: _ERRORS | _LOSS | _SLOPES,
    Topic.LOSS: _LOSS,
    Topic.SLOPES: _SLOPES,
}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is hidden, and what of it has been found out.

    Attributes:
        hidden: the topics that are hidden.
        found: single numbers of them that are shown all the same.
    """

    hidden: frozenset[Topic] = frozenset()
    found: frozenset[Quantity] = frozenset()

    def shows(self, quantity: Quantity) -> bool:
        """Whether a number may be seen."""
        return self.shows_kind(quantity.kind) or quantity in self.found

    def shows_kind(self, kind: Kind) -> bool:
        """Whether all numbers of this kind may be seen."""
        return not any(kind in _HIDES[topic] for topic in self.hidden)

    def with_hidden(self, topic: Topic, hidden: bool) -> "Disclosure":
        """Hide a topic, or show it; whatever was found is hidden again."""
        topics = self.hidden | {topic} if hidden else self.hidden - {topic}
        return Disclosure(topics)

    def reveal(self, quantity: Quantity) -> "Disclosure":
        """Show one number."""
        return replace(self, found=self.found | {quantity})

    def anew(self) -> "Disclosure":
        """For other numbers: what was found of the old ones tells nothing."""
        return Disclosure(self.hidden) if self.found else self


NOTHING_HIDDEN = Disclosure()
