"""Making a history of the parts of a file, and naming what does not fit."""

from collections.abc import Sequence

import msgspec
import numpy as np
from msgspec.structs import replace

from core.document.document import Document
from core.files.document_assembly import put_together
from core.files.document_checks import DocumentError
from core.files.history.block import BlockReader
from core.files.history.dismantling import IN_FRAME
from core.files.history.parts import (
    ActionPart,
    BranchPart,
    FramePart,
    HistoryPart,
    LinePart,
    TracePart,
)
from core.history.branches import Branch
from core.history.history import History
from core.history.moments import Action, Line, Moment
from core.nn.arrays import EMPTY, Array
from core.nn.equality import equal
from core.text.names import in_one_line
from core.training.trace import Trace, TraceRecord

_MOST = 2**53  # of what is counted


class _WithHistory(msgspec.Struct, frozen=True):
    """What a file holds of a history."""

    history: HistoryPart | None = None


def decoded(data: bytes, document: Document) -> History | None:
    """The history in a file beside its document; None where there is none.

    Raises:
        DocumentError: the parts do not fit together, or its present is another document.
        msgspec.ValidationError: it is not made of such parts.
    """
    part = msgspec.json.decode(data, type=_WithHistory).history
    return None if part is None else history_of(part, document)


def history_of(part: HistoryPart, document: Document) -> History:
    """Return the history that is made of these parts.

    Args:
        part: what the file holds of it.
        document: its present, which the file holds beside.

    Raises:
        DocumentError: the parts do not fit together, or its present is another document.
    """
    reader = _Reader(part, document)
    lines = [reader.line(at) for at in range(len(part.lines))]
    reader.block.finish()
    present = _moment(part.present, lines, "history.present")
    _check_tree(lines)
    history = History(document, 0.0)
    history.take_over(lines, present)
    branches = [_branch(each, lines) for each in part.branches]
    by_line = {at: each.branch for at, each in enumerate(part.lines) if each.branch is not None}
    if any(not 0 <= branch < len(branches) for branch in by_line.values()):
        raise DocumentError("there is no such branch", "history.lines")
    history.branches.take_over(branches, by_line)
    for name in part.names:
        history.name_moment(_moment(name.moment, lines, "history.names"), name.name)
    there, missing = history.nearest(present)
    if not missing and not equal(there.experiment, document.experiment):
        raise DocumentError("its present is another one than that of the document", "history")
    return history


class _Reader:
    """Reads line after line."""

    def __init__(self, part: HistoryPart, document: Document) -> None:
        self.block = BlockReader(part.numbers)
        self._part, self._present = part, document
        self._frames: list[Document] = []
        for at, frame in enumerate(part.frames):
            self._frames.append(self._frame(frame, at))
        self._documents: list[Document] = []

    def line(self, at: int) -> Line:
        """The next line."""
        part = self._part.lines[at]
        where = f"history.lines[{at}]"
        if not 0 <= part.frame < len(self._frames):
            raise DocumentError("there is no such frame", where)
        frame = self._frames[part.frame]
        _check_count(part.updates, where)
        state = _finite(self._state(part, frame.experiment.state.size, where), where)
        experiment = frame.experiment.at_state(state, part.updates)
        document = replace(frame, experiment=experiment, start=experiment)
        if part.start == IN_FRAME:
            document = replace(document, start=frame.start)
        elif part.start is not None:
            if not 0 <= part.start < len(self._documents):
                raise DocumentError("it cannot start with a later line", where)
            document = replace(document, start=self._documents[part.start].experiment)
        self._documents.append(document)
        width = state.size
        record = self._record(part.trace, width, where)
        if part.aside is not None:
            record = replace(record, validation=self._record(part.aside, 0, where))
        network = experiment.network
        trace = Trace(network.parameters, 0.0, None, experiment.memory).take(record)
        origin = None if part.origin is None else Moment(*_pair(part.origin, where))
        return Line(
            document,
            part.updates,
            trace,
            origin,
            None if part.edit is None else _action(part.edit, where),
            [_action(run, where) for run in part.runs],
            part.onward,
            part.seconds,
            recorded=record.last,
        )

    def _frame(self, part: FramePart, at: int) -> Document:
        shared = None
        if part.rows_of is not None:
            if not -1 <= part.rows_of < at:
                raise DocumentError(
                    "it has the rows of no frame before it", f"history.frames[{at}]"
                )
            shared = self._present if part.rows_of == -1 else self._frames[part.rows_of]
        return put_together(part.document, None if shared is None else shared.experiment)

    def _state(self, part: LinePart, size: int, where: str) -> Array:
        if part.changed is None:
            return self.block.read(size)
        before = self._documents[-1].experiment.state if self._documents else EMPTY
        places = np.array(part.changed, dtype=np.intp)
        if before.size != size or (places.size and not 0 <= places.min() <= places.max() < size):
            raise DocumentError("its weights differ from those of no line before", where)
        state = before.copy()
        state[places] = self.block.read(places.size)
        return state

    def _record(self, part: TracePart, width: int, where: str) -> TraceRecord:
        """The losses and states of a line; those of rows set aside have no states."""
        for count in (part.last, part.stride - 1, part.bucket - 1, part.losses, part.vectors):
            _check_count(count, where)
        moments = part.last + 1
        if part.losses * part.bucket + part.pending != moments or part.pending >= part.bucket:
            raise DocumentError("it has another number of losses than of moments", where)
        if width and part.vectors != part.last // part.stride:
            raise DocumentError("it has another number of states than it says", where)
        losses = self.block.read(part.losses, 2 if part.pairs else 1)
        pending = self.block.read(part.pending)
        vectors = _finite(self.block.read(part.vectors if width else 0, width), where)
        latest = _finite(self.block.read(width), where) if part.latest else None
        return TraceRecord(
            part.last,
            part.stride,
            part.bucket,
            losses if part.pairs else np.repeat(losses, 2, axis=1),
            pending,
            vectors,
            latest,
        )


def _check_tree(lines: Sequence[Line]) -> None:
    """Every line begins at a moment of an earlier one, and goes on to a later one."""
    for at, line in enumerate(lines):
        where = f"history.lines[{at}]"
        if (line.origin is None) != (at == 0):
            raise DocumentError("one line begins the history, the first", where)
        if line.origin is not None and not (
            0 <= line.origin.line < at
            and 0 <= line.origin.offset <= lines[line.origin.line].trace.last
        ):
            raise DocumentError("it begins at no moment of an earlier line", where)
        onward = line.onward
        if onward is not None and not (
            at < onward < len(lines) and (lines[onward].origin or Moment(-1, 0)).line == at
        ):
            raise DocumentError("it goes on to no line that begins on it", where)
        _check_actions(at, lines, where)


def _check_actions(at: int, lines: Sequence[Line], where: str) -> None:
    """The runs of a line follow one another and lead to its end."""
    line = lines[at]
    for action in filter(None, (line.edit, *line.runs)):
        for moment in (action.start, action.end):
            _moment([*moment], lines, where)
    ends = [run.end for run in line.runs]
    if ends != sorted(ends) or any(end.line != at for end in ends):
        raise DocumentError("its runs do not come one after another", where)
    if line.trace.last and (not ends or ends[-1].offset != line.trace.last):
        raise DocumentError("its last run does not lead to its end", where)
    if not 0 <= line.seconds < np.inf:
        raise DocumentError("it cannot have taken so long", where)


def _branch(part: BranchPart, lines: Sequence[Line]) -> Branch:
    if not 0 <= part.tip < len(lines):
        raise DocumentError("there is no line that it ends with", "history.branches")
    return Branch(part.tip, in_one_line(part.name), part.shown)


def _action(part: ActionPart, where: str) -> Action:
    start, end = Moment(*_pair(part.start, where)), Moment(*_pair(part.end, where))
    return Action(in_one_line(part.name), start, end, in_one_line(part.back))


def _moment(part: list[int], lines: Sequence[Line], where: str) -> Moment:
    moment = Moment(*_pair(part, where))
    if not (0 <= moment.line < len(lines) and 0 <= moment.offset <= lines[moment.line].trace.last):
        raise DocumentError("there is no such moment", where)
    return moment


def _pair(part: list[int], where: str) -> tuple[int, int]:
    if len(part) != 2:
        raise DocumentError("a moment is a line and a count of updates", where)
    return part[0], part[1]


def _finite(numbers: Array, where: str) -> Array:
    if not np.isfinite(numbers).all():
        raise DocumentError("one of its weights is no finite number", where)
    return numbers


def _check_count(count: int, where: str) -> None:
    if not 0 <= count < _MOST:
        raise DocumentError(f"{count} is no count", where)
