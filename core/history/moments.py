"""What a history is made of: moments, actions, and the lines they lie on."""

from typing import NamedTuple

from msgspec import Struct, field

from core.document.document import Document
from core.training.trace import Trace


class Moment(NamedTuple):
    """A place in the history: a line, and the number of updates since it began."""

    line: int
    offset: int


class Segment(NamedTuple):
    """The moments of one line from `first` to `last`, both included."""

    line: int
    first: int
    last: int


class Action(Struct, eq=False):
    """What one Undo takes back. A run under way moves its own end.

    `back` is what going back over it is called, if that has words of its own.
    """

    name: str
    start: Moment
    end: Moment
    back: str = ""

    @property
    def updates(self) -> int:
        """How many updates the action made; 0 for an edit."""
        same_line = self.end.line == self.start.line
        return self.end.offset - (self.start.offset if same_line else 0)


class Line(Struct, eq=False):
    """An edit, or a branching off, and the updates after it.

    Attributes:
        document: the document at moment 0; None where it was set aside.
        updates: the count of updates at moment 0.
        trace: losses and states from moment 0 on.
        origin: the moment the line began at, or None for the very first line.
        edit: the action that made moment 0, if it is not just the origin once more.
        runs: the runs of updates, in order.
        onward: the line that was last gone on to from here, or None for this one's own end.
        seconds: how long its updates took to compute.
        weighed: the memory that the trace took when it was last looked at, in bytes.
        recorded: the last moment that came with a file; 0 for none.
        replays: whether the updates between two of these, both kept, lead here where they led when
            the file was written; for stretches that were looked at.
    """

    document: Document | None
    updates: int
    trace: Trace
    origin: Moment | None = None
    edit: Action | None = None
    runs: list[Action] = field(default_factory=list)
    onward: int | None = None
    seconds: float = 0.0
    weighed: int = 0
    recorded: int = 0
    replays: dict[tuple[int, int], bool] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The first moment that is the line's own: 1 if moment 0 is its origin once more."""
        return 1 if self.edit is None and self.origin is not None else 0

    @property
    def is_fresh(self) -> bool:
        """Whether a path begins here: moment 0 is the line's own and has no updates."""
        return self.first == 0 and self.updates == 0
