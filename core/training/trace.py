"""The trace of a run: the loss at every moment, and checkpoints of the parameters."""

import math

import numpy as np
from msgspec import Struct

from core.nn.arrays import EMPTY, Array, read_only
from core.training.row_blocks import RowBlocks

EXACT_LOSSES = 1_000_000
FEW_LOSSES = 1_000  # that every trace may keep


class LossSeries(Struct, frozen=True, eq=False):
    """Losses for drawing: bucket k covers `bucket` moments from `first[k]` on.

    With a bucket of 1, `lowest` and `highest` are the losses themselves.
    """

    bucket: int
    first: Array
    lowest: Array
    highest: Array


class TraceRecord(Struct, frozen=True, eq=False):
    """What a trace holds but the start's state, as plain arrays.

    Attributes:
        last: the last moment.
        stride: a state is kept every so many moments.
        bucket: how many moments share a bucket of losses.
        losses: the lowest and the highest of each whole bucket, shape (n, 2).
        pending: the losses of the bucket that is being filled, shape (m,).
        vectors: the states that are kept from moment `stride` on, shape (k, P + M).
        latest: the last moment's state, where it is none of those.
        validation: the losses of the validation rows, if there are any.
    """

    last: int
    stride: int
    bucket: int
    losses: Array
    pending: Array
    vectors: Array
    latest: Array | None
    validation: "TraceRecord | None" = None


class _GrowingLosses:
    """Pairs of losses appended without copying all of them each time, shape (n, 2)."""

    def __init__(self) -> None:
        self._rows = np.empty((0, 2))
        self.size = 0

    @property
    def rows(self) -> Array:
        return self._rows[: self.size]

    @property
    def nbytes(self) -> int:
        return int(self._rows.nbytes)

    def extend(self, rows: Array) -> None:
        needed = self.size + len(rows)
        if needed > len(self._rows):
            grown = np.empty((max(needed, 2 * len(self._rows)), 2))
            grown[: self.size] = self.rows
            self._rows = grown
        self._rows[self.size : needed] = rows
        self.size = needed

    def replace(self, rows: Array) -> None:
        self._rows = rows.copy()
        self.size = len(rows)


class Trace:
    """The moments of one unbroken line of updates, appended as they are made.

    Moment 0 is the start, moment i comes i updates later. Losses are kept one by one up to
    `EXACT_LOSSES`, then as the lowest and highest of each bucket. State vectors, the parameters and
    what the optimizer remembers, are kept every `stride` moments; those between are found again by
    replaying updates. The start's is not copied: it is that of the document the line begins with.
    Losses that were not computed are NaN, and `is_sampled` tells that there are some. The losses of
    validation rows are a trace of their own, without vectors.

    Args:
        parameters: of the start, shape (P,).
        loss: of the start.
        validation: the loss of its validation rows, if there are any.
        memory: what the optimizer remembers at the start, shape (M,).

    Attributes:
        size: how many parameters there are, P.
    """

    def __init__(
        self,
        parameters: Array,
        loss: float,
        validation: float | None = None,
        memory: Array = EMPTY,
    ) -> None:
        self.last = 0
        self.stride = 1
        self._bucket = 1
        self._pending = np.empty(0)
        self._losses = _GrowingLosses()
        self._losses.extend(np.full((1, 2), loss))
        self.size = parameters.size
        self._start, self._start_memory = read_only(parameters), read_only(memory)
        self._vectors = RowBlocks(self.size + memory.size)  # from moment `stride` on
        self._latest: Array | None = None  # where it is none of those
        self.is_sampled = False
        self.validation: Trace | None = None
        if validation is not None:
            self.validation = Trace(EMPTY, validation)

    @property
    def nbytes(self) -> int:
        """The memory that losses and vectors take, but for the start's."""
        latest = 0 if self._latest is None else self._latest.nbytes
        validation = 0 if self.validation is None else self.validation.nbytes
        return self._vectors.nbytes + latest + self._losses.nbytes + validation

    @property
    def judged(self) -> "Trace":
        """The losses that the run is judged by: of validation rows, where there are any."""
        return self.validation or self

    def kept(self, first: int = 0, last: int | None = None) -> range:
        """The moments from `first` to `last`, or to the end, whose parameters are kept."""
        end = self.last if last is None else last
        begin = -(-first // self.stride) or int(not self._start.size)
        return range(begin * self.stride, end + 1, self.stride)

    def parameters(self, first: int = 0, last: int | None = None, every: int = 1) -> Array:
        """The parameters of each so manieth of the moments that are kept, shape (n, P)."""
        moments = self.kept(first, last)[::every]
        start = self._start[np.newaxis] if 0 in moments else np.empty((0, self.size))
        later = moments[len(start) :]
        step, begin = later.step // self.stride, later.start // self.stride - 1
        rows = self._vectors.rows(begin, begin + step * len(later), step)
        return np.concatenate((start, rows[:, : self.size]))

    def let_go_of_start(self) -> None:
        """Keep the start's state no longer: it is kept elsewhere."""
        self._start = self._start_memory = EMPTY

    def extend(self, losses: Array, vectors: Array, validation: Array | None = None) -> None:
        """Append moments: losses of shape (n,), states of shape (n, P + M).

        The validation losses, shape (n,), are kept if there were any at the start.
        """
        if not len(losses):
            return
        self.is_sampled = self.is_sampled or bool(np.isnan(losses).any())
        if self.validation is not None and validation is not None:
            self.validation.extend(validation, np.empty((len(validation), 0)))
        first_kept = -(self.last + 1) % self.stride
        self._vectors.extend(vectors[first_kept :: self.stride])
        self.last += len(losses)
        self._latest = read_only(vectors[-1]) if self.last % self.stride else None
        self._append_losses(losses)

    def thin(self) -> bool:
        """Drop half of what takes the most memory; False if there is nothing left to drop.

        Of the vectors that is every second one but the latest, and at last that one too; of the
        losses, two buckets become one.
        """
        if self._losses.size > FEW_LOSSES and self._losses.nbytes > self._vectors.nbytes:
            for trace in filter(None, (self, self.validation)):
                trace.halve_losses()
            return True
        if self._vectors.size:
            if self.last % (2 * self.stride):
                self._latest = self.nearest(self.last)[1]
            self._vectors.halve()
            self.stride *= 2
            return True
        had_latest, self._latest = self._latest is not None, None
        return had_latest

    def nearest(self, moment: int) -> tuple[int, Array]:
        """The last kept moment that is not after this one, and its state, shape (P + M,).

        That of a start that was let go of is empty.
        """
        if moment == self.last and self._latest is not None:
            return moment, self._latest
        kept = moment // self.stride
        if kept == 0:
            whole = self._start
            if self._start_memory.size:
                whole = read_only(np.concatenate((whole, self._start_memory)))
            return 0, whole
        return kept * self.stride, read_only(self._vectors.row(kept - 1))

    def loss(self, moment: int) -> float | None:
        """The loss at a moment; None where it is not known, or only the range of its bucket."""
        if self._bucket > 1:
            return None
        loss = float(self._losses.rows[moment, 0])
        return None if self.is_sampled and math.isnan(loss) else loss

    def losses(self, first: int = 0, last: int | None = None) -> LossSeries:
        """The losses of the buckets that hold the moments from `first` to `last`, or to the end.

        Without copying, except where the last bucket is still being filled.
        """
        end = (self.last if last is None else min(last, self.last)) // self._bucket + 1
        begin = min(max(first, 0) // self._bucket, end)
        rows = self._losses.rows[begin:end]
        if begin < end and end > self._losses.size:
            ends = np.fmin.reduce(self._pending), np.fmax.reduce(self._pending)
            rows = np.vstack((rows, ends))
        offsets = np.arange(begin, end, dtype=np.float64) * self._bucket
        return LossSeries(self._bucket, offsets, rows[:, 0], rows[:, 1])

    def _append_losses(self, losses: Array) -> None:
        self._pending = np.concatenate((self._pending, losses))
        self._move_pending()
        while self._losses.size > EXACT_LOSSES:
            self.halve_losses()

    def halve_losses(self) -> None:
        """Make one bucket of each two."""
        rows = self._losses.rows
        even = len(rows) // 2 * 2
        pairs = rows[:even].reshape(-1, 2, 2)
        # A last bucket without a partner waits for one, with as many losses as it stands for.
        rest = np.resize(rows[even:], (len(rows) - even) * self._bucket)
        ends = np.fmin.reduce(pairs[:, :, 0], axis=1), np.fmax.reduce(pairs[:, :, 1], axis=1)
        self._losses.replace(np.stack(ends, axis=1))
        self._bucket *= 2
        self._pending = np.concatenate((rest, self._pending))
        self._move_pending()

    def _move_pending(self) -> None:
        whole = len(self._pending) // self._bucket * self._bucket
        buckets = self._pending[:whole].reshape(-1, self._bucket)
        ends = np.fmin.reduce(buckets, axis=1), np.fmax.reduce(buckets, axis=1)
        self._losses.extend(np.stack(ends, axis=1))
        self._pending = self._pending[whole:]

    # To be kept elsewhere

    @property
    def record(self) -> "TraceRecord":
        """All that it holds but the start's state."""
        return TraceRecord(
            self.last,
            self.stride,
            self._bucket,
            read_only(self._losses.rows),
            read_only(self._pending),
            read_only(self._vectors.rows(0, self._vectors.size)),
            self._latest,
            None if self.validation is None else self.validation.record,
        )

    def take(self, record: "TraceRecord") -> "Trace":
        """Hold what a record holds, from the same start; return itself."""
        self.last, self.stride, self._bucket = record.last, record.stride, record.bucket
        self._losses.replace(record.losses)
        self._pending = record.pending.copy()
        self._vectors.extend(record.vectors)
        self._latest = None if record.latest is None else read_only(record.latest)
        self.is_sampled = bool(np.isnan(record.losses).any() or np.isnan(record.pending).any())
        if record.validation is not None:
            self.validation = Trace(EMPTY, math.nan).take(record.validation)
        return self
