"""Moments of a history, each kept in full."""

from msgspec import Struct

from core.document.document import Document
from core.history.moments import Moment, Segment
from core.nn.equality import equal
from tests.core.builders import bits


class Deed(Struct, eq=False):
    """An edit, or a run of updates, that Undo takes back as one."""

    name: str
    start: Moment


class Kept(Struct, frozen=True, eq=False):
    """A moment, kept in full."""

    document: Document
    loss: float
    before: Moment | None
    deed: Deed | None

    @property
    def updates(self) -> int:
        return self.document.experiment.updates


def same_document(one: Document, other: Document) -> bool:
    """Equal in every part, to the last bit."""
    mine, theirs = one.experiment, other.experiment
    return (
        bits(mine) == bits(theirs)
        and bits(one.start) == bits(other.start)
        and mine.updates == theirs.updates
        and equal(mine.network.layers, theirs.network.layers)
        and mine.optimizer == theirs.optimizer
        and equal(mine.dataset, theirs.dataset)
        and one.title == other.title
    )


def moments(segments: list[Segment]) -> list[Moment]:
    """The moments of some segments, one by one."""
    return [
        Moment(line, offset) for line, first, last in segments for offset in range(first, last + 1)
    ]
