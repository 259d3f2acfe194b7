"""The history of a document: a tree of moments for undo and redo, none of which is lost.

A *line* is an edit, or a branching off, followed by updates: its moment 0 is the document after
the edit, moment i the one i updates later. Changing anything, or stepping from an earlier moment,
begins a new line at that moment and leaves the old one whole. An *action* is what one Undo takes
back: an edit, or a run of updates. The *way* leads from the very beginning through the present to
its tip, where Redo ends.

All numbers together, those of documents and of runs, stay within a budget of memory. Beyond it the
documents of the oldest lines are set aside, where each takes little or none, and runs keep fewer
vectors; what lies between is replayed. So every moment is found again to the last bit.
"""

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from itertools import pairwise

from msgspec.structs import replace

from core.document.document import Document
from core.history.branches import Branches
from core.history.memory.history_memory import HistoryMemory
from core.history.moments import Action, Line, Moment
from core.history.paths import Paths
from core.training.trace import Trace

BUDGET = 64 * 2**20  # bytes


class History(Paths):
    """The tree of moments of one document, and where in it the present is.

    Attributes:
        branches: all ways down that were tried.
    """

    def __init__(self, document: Document, loss: float, validation: float | None = None) -> None:
        super().__init__()
        self.branches = Branches(self.lines)
        self._run: Action | None = None
        self._memory = HistoryMemory(self.lines)
        self.present = self._new_line(document, loss, validation, None)

    @property
    def nbytes(self) -> int:
        """The memory that all numbers take, shared ones counted once."""
        return self._memory.nbytes

    def take_over(self, lines: Sequence[Line], present: Moment) -> None:
        """Hold these lines in the place of its own; its branches are to be taken over, too.

        Args:
            lines: the oldest first.
            present: the moment on show.
        """
        for line in self.lines:
            self._memory.discount(line)
        self.lines[:] = lines
        for line in self.lines:
            self._memory.count(line)
        self.present = present
        self.make_room()

    def to_look_at(self) -> "History":
        """The same moments, where another one can be gone to; nothing is to be added to it."""
        other = copy(self)
        other.lines = [*map(replace, self.lines)]
        return other

    # Growing

    def record_edit(
        self,
        name: str,
        document: Document,
        loss: float,
        back: str = "",
        validation: float | None = None,
    ) -> None:
        """Append an edit at the present moment, and move there."""
        start = self.present
        end = self._new_line(document, loss, validation, start)
        self.lines[end.line].edit = Action(name, start, end, back)
        self._reach(end)
        self.make_room()

    def record_branch(
        self, name: str, document: Document, trace: Trace, seconds: float = 0.0
    ) -> None:
        """Append an edit at the present moment and updates made after it, as one action.

        Args:
            name: what the action is called.
            document: the document after the edit.
            trace: of the updates; moment 0 is that document.
            seconds: how long they took to compute.
        """
        start = self.present
        begun = self._append(document, trace, start)
        line = self.lines[begun.line]
        line.edit = Action(name, start, Moment(begun.line, trace.last))
        if trace.last:
            line.runs.append(line.edit)
            line.seconds = seconds
            self.branches.take_in(begun.line)
        self._reach(line.edit.end)
        self.make_room()

    def begin_run(self, document: Document, loss: float, validation: float | None = None) -> Trace:
        """Begin a run of updates at the present moment.

        Updates are to be appended to the trace returned; after each portion call `extend_run`,
        before the next one `make_room`, after the last one `end_run`.

        Args:
            document: the present document.
            loss: its loss.
            validation: the loss of its validation rows, if there are any.
        """
        start = begun = self.present
        if start.offset != self.lines[start.line].trace.last:
            begun = self._new_line(document, loss, validation, start)
        self._run = Action("Step", start, begun)
        return self.lines[begun.line].trace

    def extend_run(self, seconds: float = 0.0) -> None:
        """Take in what has been appended to the run's trace, and move to its end.

        Args:
            seconds: how long it took to compute.

        Raises:
            RuntimeError: no run has begun.
        """
        run = self._run
        if run is None:
            raise RuntimeError("no run has begun")
        line = self.lines[run.end.line]
        if line.trace.last == run.end.offset:
            return
        if not line.runs or line.runs[-1] is not run:
            line.runs.append(run)
        line.seconds += seconds
        self.branches.take_in(run.end.line)
        self._memory.count_trace(line)
        run.end = Moment(run.end.line, line.trace.last)
        run.name = "Step" if run.updates == 1 else f"Run, {run.updates} steps"
        self._reach(run.end)

    def make_room(self) -> None:
        """Keep within the budget: at any time between two portions of a run."""
        self._memory.keep_within(BUDGET)

    def end_run(self) -> None:
        """End the run; a line branched off for it goes again if no update was made."""
        if self.lines[-1].first > self.lines[-1].trace.last:
            self._memory.discount(self.lines.pop())
        self._run = None
        self.make_room()

    def _new_line(
        self, document: Document, loss: float, validation: float | None, origin: Moment | None
    ) -> Moment:
        experiment = document.experiment
        trace = Trace(experiment.network.parameters, loss, validation, experiment.memory)
        return self._append(document, trace, origin)

    def _append(self, document: Document, trace: Trace, origin: Moment | None) -> Moment:
        self.lines.append(Line(document, document.experiment.updates, trace, origin))
        self._memory.count(self.lines[-1])
        return Moment(len(self.lines) - 1, 0)

    def _reach(self, moment: Moment) -> None:
        self.present = moment
        line = self.lines[moment.line]
        line.onward = None
        if line.origin is not None:
            self.lines[line.origin.line].onward = moment.line

    # Where one can go

    @property
    def undo_action(self) -> Action | None:
        """The action that Undo takes back, or None at the very beginning."""
        return self._action_into(self.present)

    @property
    def redo_action(self) -> Action | None:
        """The action that Redo takes again or finishes, or None at the tip of the way."""
        target = self.redo_moment
        return self._action_into(target) if target else None

    @property
    def redo_moment(self) -> Moment | None:
        """Where Redo leads: the end of the next action on the way, or where the way leaves it."""
        future = list(self._way_from(self.present))
        if not future:
            return None
        line, first, last = future[0]
        action = self._action_into(Moment(line, first))
        return Moment(line, min(action.end.offset if action else last, last))

    # Going there

    def go(self, moment: Moment) -> None:
        """Make another moment the present; the way then leads through it."""
        self._lead_through(moment)
        self.present = moment

    def nearest(self, moment: Moment) -> tuple[Document, int]:
        """The document at the last kept moment up to this one, and how many updates are missing.

        Taking these updates from there gives the moment itself, to the last bit.
        """
        line = self.lines[moment.line]
        document = self._memory.document(moment.line)
        kept, state = line.trace.nearest(moment.offset)
        if kept == 0:
            return document, moment.offset
        begun = document.experiment
        experiment = begun.at_state(state, begun.updates + kept)
        return replace(document, experiment=experiment), moment.offset - kept

    def loss_at(self, moment: Moment) -> float | None:
        """The loss at a moment, or None where it has to be computed again."""
        return self.lines[moment.line].trace.loss(moment.offset)

    def _lead_through(self, moment: Moment) -> None:
        """Have the way pass a moment; what came after it before does so again."""
        path = self.path(moment)
        for before, after in pairwise(path):
            self.lines[before.line].onward = after.line
        line = self.lines[moment.line]
        origin = None if line.onward is None else self.lines[line.onward].origin
        if origin is not None and origin.offset < moment.offset:
            end = Moment(moment.line, line.trace.last)
            later = [k for k, other in enumerate(self.lines) if other.origin == end]
            line.onward = later[-1] if later else None

    def _action_into(self, moment: Moment) -> Action | None:
        """The action that led to a moment, or in the course of which it was passed."""
        line = self.lines[moment.line]
        if moment.offset == 0:
            return line.edit
        at = bisect_left(line.runs, moment.offset, key=lambda run: run.end.offset)
        return line.runs[at]
