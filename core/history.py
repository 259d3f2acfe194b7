"""Everything that happened to a document: a tree of moments, none of which is ever lost.

A *line* is an edit, or a branching off, followed by updates: its moment 0 is the document after
the edit, moment i the one i updates later. Changing anything, or stepping from an earlier moment,
begins a new line at that moment and leaves the old one whole. An *action* is what one Undo takes
back: an edit, or a run of updates. The *way* leads from the very beginning through the present to
its tip, where Redo ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.document import Document
from core.trace import Trace

VECTOR_BUDGET = 64 * 2**20


class Moment(NamedTuple):
    """A place in the history: a line, and the number of updates since it began."""

    line: int
    offset: int


class Segment(NamedTuple):
    """The moments of one line from `first` to `last`, both included."""

    line: int
    first: int
    last: int


@dataclass(slots=True, eq=False)
class Action:
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


@dataclass(slots=True, eq=False)
class Line:
    """An edit, or a branching off, and the updates after it.

    Attributes:
        document: the document at moment 0.
        trace: losses and parameters from moment 0 on.
        origin: the moment the line began at, or None for the very first line.
        edit: the action that made moment 0, if it is not just the origin once more.
        runs: the runs of updates, in order.
    """

    document: Document
    trace: Trace
    origin: Moment | None = None
    edit: Action | None = None
    runs: list[Action] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The first moment that is the line's own: 1 if moment 0 is its origin once more."""
        return 1 if self.edit is None and self.origin is not None else 0

    @property
    def updates(self) -> int:
        """The count of updates at moment 0."""
        return self.document.experiment.updates

    @property
    def is_fresh(self) -> bool:
        """Whether a walk begins here: moment 0 is the line's own and has no updates."""
        return self.first == 0 and self.updates == 0


class History:
    """The tree of moments of one document, and where in it the present is."""

    def __init__(self, document: Document, loss: float) -> None:
        self.lines = [Line(document, Trace(document.experiment.network.parameters, loss))]
        self.present = Moment(0, 0)
        self._tip = self.present
        self._tips = {0: self.present}
        self._run: Action | None = None

    # Growing

    def record_edit(self, name: str, document: Document, loss: float, back: str = "") -> None:
        """Append an edit at the present moment, and move there."""
        start = self.present
        end = self._new_line(document, loss)
        self.lines[end.line].edit = Action(name, start, end, back)
        self._reach(end)

    def begin_run(self, document: Document, loss: float) -> Trace:
        """Begin a run of updates at the present moment.

        Updates are to be appended to the trace returned; after each portion call `extend_run`,
        after the last one `end_run`.

        Args:
            document: the present document.
            loss: its loss.
        """
        start = begun = self.present
        if start.offset != self.lines[start.line].trace.last:
            begun = self._new_line(document, loss)
        self._run = Action("Step", start, begun)
        return self.lines[begun.line].trace

    def extend_run(self) -> None:
        """Take in what has been appended to the run's trace, and move to its end."""
        run = self._run
        if run is None:
            raise RuntimeError("no run has begun")
        line = self.lines[run.end.line]
        if line.trace.last == run.end.offset:
            return
        if not line.runs or line.runs[-1] is not run:
            line.runs.append(run)
        run.end = Moment(run.end.line, line.trace.last)
        run.name = "Step" if run.updates == 1 else f"Run, {run.updates} steps"
        self._reach(run.end)
        self._stay_in_budget()

    def end_run(self) -> None:
        """End the run; a line branched off for it goes again if no update was made."""
        if self.lines[-1].first > self.lines[-1].trace.last:
            self.lines.pop()
        self._run = None

    def _new_line(self, document: Document, loss: float) -> Moment:
        trace = Trace(document.experiment.network.parameters, loss)
        self.lines.append(Line(document, trace, self.present))
        return Moment(len(self.lines) - 1, 0)

    def _reach(self, moment: Moment) -> None:
        self.present = moment
        self._set_tip(moment)

    def _set_tip(self, tip: Moment) -> None:
        self._tip = tip
        for segment in self.path(tip):
            self._tips[segment.line] = tip

    def _stay_in_budget(self) -> None:
        traces = [line.trace for line in self.lines]
        while sum(trace.nbytes for trace in traces) > VECTOR_BUDGET:
            if not max(traces, key=lambda trace: trace.nbytes).thin():
                return

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
        future = self._future_of_way()
        if not future:
            return None
        line, first, last = future[0]
        action = self._action_into(Moment(line, first))
        return Moment(line, min(action.end.offset if action else last, last))

    def previous(self, moment: Moment) -> Moment | None:
        """The moment one update or one edit earlier."""
        line = self.lines[moment.line]
        if moment.offset > line.first:
            return Moment(moment.line, moment.offset - 1)
        return line.origin

    def beginning(self) -> Moment | None:
        """The latest moment up to the present at which no update had been made, if any."""
        for line, _, _ in reversed(self.path(self.present)):
            if self.lines[line].is_fresh:
                return Moment(line, 0)
        return None

    def updates_at(self, moment: Moment) -> int:
        """How many updates had been made at a moment."""
        return self.lines[moment.line].updates + moment.offset

    def path(self, moment: Moment) -> list[Segment]:
        """The moments from the very beginning to this one."""
        segments = []
        step: Moment | None = moment
        while step is not None:
            line = self.lines[step.line]
            segments.append(Segment(step.line, line.first, step.offset))
            step = line.origin
        return segments[::-1]

    def past(self) -> list[Segment]:
        """The moments of the present walk up to the present, from its fresh start on."""
        segments = self.path(self.present)
        fresh = [k for k, segment in enumerate(segments) if self._is_fresh(segment)]
        return segments[fresh[-1] :] if fresh else segments

    def future(self) -> list[Segment]:
        """The moments of the present walk that Redo would lead through."""
        # A second start without updates right after the first still belongs to it.
        began = self.updates_at(self.present) > 0
        walk = []
        for segment in self._future_of_way():
            if began and self._is_fresh(segment):
                break
            walk.append(segment)
            began = began or self.updates_at(Moment(segment.line, segment.last)) > 0
        return walk

    def walk_range(self) -> tuple[int, int]:
        """The lowest and the highest count of updates on the present walk."""
        walk = self.past() + self.future()
        return (
            self.updates_at(Moment(walk[0].line, walk[0].first)),
            self.updates_at(Moment(walk[-1].line, walk[-1].last)),
        )

    def at_updates(self, updates: int) -> Moment:
        """The last moment of the present walk with this count of updates, or the nearest one."""
        walk = self.past() + self.future()
        found = Moment(walk[0].line, walk[0].first)
        for line, first, last in walk:
            offset = updates - self.lines[line].updates
            if offset >= first:
                found = Moment(line, min(offset, last))
        return found

    def edits(self, segments: Sequence[Segment]) -> Iterator[tuple[int, str]]:
        """The edits among these moments: the count of updates at each, and its name."""
        for index, _, _ in segments:
            line = self.lines[index]
            if line.edit is not None:
                yield line.updates, line.edit.name

    # Going there

    def go(self, moment: Moment) -> None:
        """Make another moment the present; the way keeps leading through it as far as it did."""
        if not self._on_way(moment):
            known = self._tips.get(moment.line, moment)
            self._tip = known
            if not self._on_way(moment):
                known = Moment(moment.line, self.lines[moment.line].trace.last)
            self._set_tip(known)
        self.present = moment

    def nearest(self, moment: Moment) -> tuple[Document, int]:
        """The document at the last kept moment up to this one, and how many updates are missing.

        Taking these updates from there gives the moment itself, to the last bit.
        """
        line = self.lines[moment.line]
        kept, parameters = line.trace.nearest(moment.offset)
        begun = line.document.experiment
        experiment = replace(
            begun,
            network=begun.network.with_parameters(parameters),
            updates=begun.updates + kept,
        )
        return replace(line.document, experiment=experiment), moment.offset - kept

    def loss_at(self, moment: Moment) -> float | None:
        """The loss at a moment, or None where it has to be computed again."""
        return self.lines[moment.line].trace.loss(moment.offset)

    def _on_way(self, moment: Moment) -> bool:
        return any(
            line == moment.line and first <= moment.offset <= last
            for line, first, last in self.path(self._tip)
        )

    def _future_of_way(self) -> list[Segment]:
        """The moments after the present, up to the tip."""
        way = self.path(self._tip)
        here = next(k for k, segment in enumerate(way) if segment.line == self.present.line)
        line, _, last = way[here]
        rest = [Segment(line, self.present.offset + 1, last)] if self.present.offset < last else []
        return rest + way[here + 1 :]

    def _is_fresh(self, segment: Segment) -> bool:
        return segment.first == 0 and self.lines[segment.line].is_fresh

    def _action_into(self, moment: Moment) -> Action | None:
        """The action that led to a moment, or in the course of which it was passed."""
        line = self.lines[moment.line]
        if moment.offset == 0:
            return line.edit
        return next(run for run in line.runs if moment.offset <= run.end.offset)
