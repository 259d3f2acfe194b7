"""Taking a history apart into the parts of a file, within the room that there is for numbers."""

from collections.abc import Sequence

import msgspec
import numpy as np
from msgspec import Raw, Struct
from msgspec.structs import replace

from core.document.document import Document
from core.files.document_dismantling import all_rows, document_part, experiment_part, no_rows
from core.files.history.block import MOST_NUMBERS, BlockWriter
from core.files.history.parts import (
    ActionPart,
    BranchPart,
    FramePart,
    HistoryPart,
    LinePart,
    NamePart,
    TracePart,
)
from core.history.history import History
from core.history.moments import Action, Line, Moment
from core.nn.arrays import EMPTY, Array
from core.nn.equality import equal
from core.training.experiment import Experiment
from core.training.trace import Trace, TraceRecord

IN_FRAME = -1  # where the start stands with the frame
_MOST_LINES = 20_000
MOST_FRAMES = 8 * 2**20  # bytes of text
_LEAST = 4  # bytes of a number and what is around it


def history_part(history: History, document: Document) -> HistoryPart | None:
    """Return the parts of a history, thinned as the window thins it until there is room for it.

    None where there is none to keep: nothing was done, or even without what lies between the
    beginnings of the lines there is too much.

    Args:
        history: all that was done.
        document: its present, which the file holds beside.
    """
    lines = [*history.lines]
    if len(lines) == 1 and not lines[0].trace.last:
        return None
    if len(lines) > _MOST_LINES:
        return None
    documents = [history.nearest(Moment(at, 0))[0] for at in range(len(lines))]
    writer = _Writer(document, documents)
    if writer.frames_size > MOST_FRAMES:
        return None
    records = _within(MOST_NUMBERS - writer.states_size, [line.trace for line in lines])
    if records is None:
        return None
    by_line = history.branches.by_line
    parts = [
        writer.line_part(at, line, record, by_line.get(at))
        for at, (line, record) in enumerate(zip(lines, records, strict=True))
    ]
    return HistoryPart(
        frames=writer.frames,
        lines=parts,
        present=[*history.present],
        branches=[
            BranchPart(branch.tip, branch.name, branch.is_shown) for branch in history.branches
        ],
        names=[NamePart([*moment], name) for moment, name in history.names.items()],
        numbers=writer.block.text,
    )


def _within(room: int, traces: Sequence[Trace]) -> list[TraceRecord] | None:
    """The records of traces, the largest thinned until all have room; None if they never have."""
    records = [trace.record for trace in traces]
    starts = [np.zeros(record.vectors.shape[1]) for record in records]  # no record has them
    copies = [
        Trace(start, np.nan).take(record) for start, record in zip(starts, records, strict=True)
    ]
    while sum(size := [_size(copy.record) for copy in copies]) > room:
        largest = int(np.argmax(size))
        if not copies[largest].thin():
            return None
    return [copy.record for copy in copies]


def _size(record: TraceRecord) -> int:
    """How many numbers a record has in the file."""
    aside = 0 if record.validation is None else _size(record.validation)
    losses = record.losses.size if _has_pairs(record) else len(record.losses)
    latest = 0 if record.latest is None else record.latest.size
    return losses + record.pending.size + record.vectors.size + latest + aside


def _has_pairs(record: TraceRecord) -> bool:
    return record.bucket > 1


class _Placed(Struct, frozen=True, eq=False):
    """Where the document of a line stands: its frame, its state, and the line of its start."""

    frame: int
    state: Array
    changed: list[int] | None
    start: int | None


class _Writer:
    """Finds the frames of documents, and writes their numbers."""

    def __init__(self, present: Document, documents: Sequence[Document]) -> None:
        self.block = BlockWriter()
        self.frames: list[FramePart] = []
        self.frames_size = 0
        self._known: dict[bytes, int] = {}
        self._rows: list[tuple[int, Experiment]] = [(-1, present.experiment)]
        self._documents = documents
        self._placed = [self._place(at) for at in range(len(documents))]

    @property
    def states_size(self) -> int:
        """How many numbers the states are that lines begin with."""
        return sum(
            placed.state.size if placed.changed is None else len(placed.changed)
            for placed in self._placed
        )

    def line_part(self, at: int, line: Line, record: TraceRecord, branch: int | None) -> LinePart:
        """A line, its numbers written to the block."""
        placed = self._placed[at]
        state = placed.state
        self.block.write(state if placed.changed is None else state[placed.changed])
        return LinePart(
            frame=placed.frame,
            updates=line.updates,
            changed=placed.changed,
            start=placed.start,
            trace=self._trace_part(record),
            aside=None if record.validation is None else self._trace_part(record.validation),
            origin=None if line.origin is None else [*line.origin],
            edit=None if line.edit is None else _action_part(line.edit),
            runs=[_action_part(run) for run in line.runs],
            onward=line.onward,
            seconds=line.seconds,
            branch=branch,
        )

    def _trace_part(self, record: TraceRecord) -> TracePart:
        pairs = _has_pairs(record)
        self.block.write(record.losses if pairs else record.losses[:, 0])
        self.block.write(record.pending)
        self.block.write(record.vectors)
        if record.latest is not None:
            self.block.write(record.latest)
        return TracePart(
            last=record.last,
            stride=record.stride,
            bucket=record.bucket,
            losses=len(record.losses),
            pairs=pairs,
            pending=record.pending.size,
            vectors=len(record.vectors) if record.vectors.shape[1] else 0,
            latest=record.latest is not None,
        )

    def _place(self, at: int) -> _Placed:
        document = self._documents[at]
        experiment = document.experiment
        start = self._line_of_start(at)
        frame = self._frame(document, has_start=start == IN_FRAME)
        state, before = experiment.state, self._documents[at - 1].experiment.state if at else EMPTY
        return _Placed(frame, state, _changed(before, state), start)

    def _line_of_start(self, at: int) -> int | None:
        """The line whose first experiment is the start of a document."""
        document = self._documents[at]
        if document.start is document.experiment or equal(document.start, document.experiment):
            return None
        for line in range(at, -1, -1):
            candidate = self._documents[line].experiment
            if candidate.updates == 0 and equal(candidate, document.start):
                return line
        return IN_FRAME

    def _frame(self, document: Document, *, has_start: bool) -> int:
        """The place of a document's frame among all, where it is put if it is a new one."""
        experiment, rows_of = document.experiment, None
        bare = _without_state(experiment)
        known = next((at for at, one in self._rows if _has_rows_of(experiment, one)), None)
        least = 0 if known is not None else _LEAST * _numbers(experiment)
        if self.frames_size + least > MOST_FRAMES:  # taken apart, they would take seconds
            self.frames_size += least
            return 0
        part = experiment_part(bare, all_rows if known is None else no_rows)
        if known is not None:
            part.dataset, part.validation = None, Raw()
            part.validation_places = []
            rows_of = known
        start = experiment_part(document.start, all_rows) if has_start else None
        frame = FramePart(document=document_part(document, part, start), rows_of=rows_of)
        encoded = msgspec.json.encode(frame)
        if encoded in self._known:
            return self._known[encoded]
        self._known[encoded] = len(self.frames)
        if known is None:
            self._rows.append((len(self.frames), experiment))
        self.frames.append(frame)
        self.frames_size += len(encoded)
        return len(self.frames) - 1


def _without_state(experiment: Experiment) -> Experiment:
    network = experiment.network
    bare = network.with_parameters(np.zeros_like(network.parameters))
    return replace(experiment, network=bare, memory=EMPTY, updates=0)


def _numbers(experiment: Experiment) -> int:
    dataset = experiment.dataset
    return dataset.rows * (len(dataset.own_inputs) + len(dataset.own_targets))


def _has_rows_of(one: Experiment, other: Experiment) -> bool:
    return equal(one.dataset, other.dataset) and equal(one.validation, other.validation)


def _changed(before: Array, after: Array) -> list[int] | None:
    """The places where a state differs from the one before, to the last bit; None if many do."""
    if before.size != after.size:
        return None
    places = np.flatnonzero(before.view(np.uint64) != after.view(np.uint64))
    return places.tolist() if 4 * places.size <= after.size else None


def _action_part(action: Action) -> ActionPart:
    return ActionPart(name=action.name, start=[*action.start], end=[*action.end], back=action.back)
