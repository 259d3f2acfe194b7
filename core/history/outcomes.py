"""What was tried along a branch, and what came of it."""

from collections.abc import Iterator
from typing import NamedTuple

from core.document.document import Document
from core.history.branches import Branch
from core.history.differences import Difference, differences
from core.history.history import History
from core.history.moments import Moment, Segment


class Outcome(NamedTuple):
    """What came of a branch.

    Attributes:
        end: its last moment.
        updates: how many updates had been made there.
        seconds: how long the updates on the way took to compute.
        loss: the loss there; None where it has to be computed again.
        validation: the loss of the rows set aside; None where it has, or where there are none.
    """

    end: Moment
    updates: int
    seconds: float
    loss: float | None
    validation: float | None


class Edit(NamedTuple):
    """What was changed on the way: at which count of updates, its name, and what is another.

    Where the moment before would have to be computed again, nothing was compared.
    """

    updates: int
    name: str
    changed: tuple[Difference, ...]


def outcome_of(history: History, branch: Branch) -> Outcome:
    """What came of a branch so far."""
    line = history.lines[branch.tip]
    end = end_of(history, branch)
    seconds = sum(_seconds(history, segment) for segment in history.since_start(end))
    aside = line.trace.validation
    validation = None if aside is None else aside.loss(end.offset)
    return Outcome(end, history.updates_at(end), seconds, history.loss_at(end), validation)


def end_of(history: History, branch: Branch) -> Moment:
    """The last moment of a branch."""
    return Moment(branch.tip, history.lines[branch.tip].trace.last)


def start_of(history: History, branch: Branch) -> Moment:
    """The moment before a branch's first update, with all that was changed there."""
    path = history.since_start(end_of(history, branch))
    return history.own(Moment(path[_start(history, path)].line, 0))


def start_document(history: History, branch: Branch) -> Document:
    """The document before a branch's first update."""
    return history.nearest(start_of(history, branch))[0]


def edits_of(history: History, branch: Branch) -> Iterator[Edit]:
    """What was changed by hand between the updates of a branch."""
    path = history.since_start(end_of(history, branch))
    for segment in path[_start(history, path) + 1 :]:
        line = history.lines[segment.line]
        if line.edit is not None and line.origin is not None:
            before, missing = history.nearest(line.origin)
            after, _ = history.nearest(Moment(segment.line, 0))
            known = () if missing else differences(before.experiment, after.experiment)
            yield Edit(line.updates, line.edit.name, known)


def _start(history: History, path: list[Segment]) -> int:
    """Where on a path the first update is taken, as a place in it."""
    counts = [history.lines[segment.line].updates for segment in path]
    return max(at for at, count in enumerate(counts) if count == counts[0])


def _seconds(history: History, segment: Segment) -> float:
    """How long the updates of a stretch took, as those of its line did on average."""
    line = history.lines[segment.line]
    begun = max(segment.first - 1, 0)
    return line.seconds * (segment.last - begun) / max(line.trace.last, 1)
