"""What a script retells: an experiment, and how many updates follow."""

from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.batches import rows_of_step, turn
from core.document.document import Document
from core.nn.arrays import Array, Rows
from core.nn.equality import equal
from core.slices.work import Work, WorkError
from core.text.numbers import grouped
from core.training.descent import Descent
from core.training.experiment import Experiment

MOST_NUMBERS = 2_000_000  # that a script may hold: some 20 MB of text
USUAL_STEPS = 100
_MOST_WORK = 2e9  # steps × rows × parameters: about a second
_SLICE_WORK, _COST_OF_UPDATE = 10_000_000, 10_000  # likewise, and what an update costs besides


class ExportError(WorkError, ValueError):
    """What was asked for cannot be written; the message says why, and what to do."""


class Replay(Struct, frozen=True, eq=False):
    """A descent to be written down.

    Attributes:
        experiment: where it begins.
        steps: how many updates follow.
    """

    experiment: Experiment
    steps: int

    def check_size(self) -> None:
        """Raise ExportError if all rows with their orders are too many numbers to write down."""
        dataset = self.experiment.dataset
        columns = len(dataset.inputs) + len(dataset.targets)
        epochs = self.epochs.stop - self.epochs.start if self.has_batches else 0
        count = dataset.rows * (columns + epochs) + self.experiment.network.parameters.size
        if count > MOST_NUMBERS:
            raise ExportError(
                "a script with all rows, weights and orders of rows would hold"
                f" {grouped(count)} numbers; up to {grouped(MOST_NUMBERS)} can be written: take"
                " fewer rows or steps, or a script for torchrun, which reads the rows from a table"
            )

    @property
    def has_batches(self) -> bool:
        """Whether a step learns from some of the rows only."""
        return self.experiment.batch is not None

    @property
    def batches(self) -> int:
        """How many batches an epoch has."""
        return self.experiment.turn.batches

    @property
    def epochs(self) -> range:
        """The epochs whose orders of rows the updates need."""
        experiment, first = self.experiment, self.experiment.updates
        rows, size = experiment.dataset.rows, experiment.batch_size
        last = first + max(self.steps, 1) - 1
        return range(turn(first, rows, size).epoch, turn(last, rows, size).epoch + 1)

    def finding_orders(self) -> Work[Rows]:
        """All rows in the order of each of these epochs, shape (epochs, rows)."""
        orders = []
        for epoch in self.epochs:
            orders.append(self._order(epoch))
            yield len(orders) / len(self.epochs)
        return np.stack(orders)

    def _order(self, epoch: int) -> Rows:
        experiment, per_epoch = self.experiment, self.batches
        found = [
            rows_of_step(at, experiment.dataset.rows, experiment.batch_size, experiment.seed)
            for at in range(epoch * per_epoch, (epoch + 1) * per_epoch)
        ]
        return np.concatenate([rows for rows in found if rows is not None])

    @property
    def inputs(self) -> Array:
        """The inputs in their own units, shape (rows, inputs)."""
        return np.column_stack(self.experiment.dataset.own_inputs)

    @property
    def targets(self) -> Array:
        """The targets in their own units, shape (rows, outputs)."""
        return np.column_stack(self.experiment.dataset.own_targets)


def finding_replay(document: Document) -> Work[Replay]:
    """The descent from the very start to the present, if its updates alone lead there.

    Else, where something was changed on the way, and before the first update, it begins at the
    present, and the usual number of updates follows.
    """
    present, start = document.experiment, document.start
    if present.updates and (yield from _finding_whether_leads(start, present)):
        return Replay(start, present.updates)
    return Replay(present, USUAL_STEPS)


def _finding_whether_leads(start: Experiment, present: Experiment) -> Work[bool]:
    """Whether updates alone lead from one to the other; False where that would take too long."""
    count = present.updates - start.updates
    cost = start.dataset.rows * start.network.parameters.size
    if count * cost > _MOST_WORK:
        return False
    if not equal(replace(start, network=present.network, **_moment(present)), present):
        return False
    descent, slice_ = Descent(start), max(1, _SLICE_WORK // (cost + _COST_OF_UPDATE))
    while (left := present.updates - descent.updates) > 0:
        if descent.run(min(left, slice_)) is not None:
            return False
        yield 1 - left / count
    return equal(descent.experiment, present)


def _moment(experiment: Experiment) -> dict[str, Any]:
    return {"memory": experiment.memory, "updates": experiment.updates}
