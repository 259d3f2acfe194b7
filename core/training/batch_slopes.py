"""The slopes of each step, over all rows or over those whose turn it is."""

from msgspec.structs import replace

from core.data.batches import rows_of_step, turn
from core.nn.arrays import Array
from core.training.experiment import Experiment
from core.training.propagation import Propagation

_MANY_NUMBERS = 20_000_000  # rows × parameters from which on a loss of all rows takes its time
_LOSS_PART = 4  # so many rows are stepped on for each row that the loss is computed of


class BatchSlopes:
    """Finds the slopes of each step, in buffers that are kept from step to step.

    Attributes:
        is_whole: whether every step uses all rows.
        loss_every: the loss of all rows is worth its time after so many steps.
    """

    def __init__(self, experiment: Experiment, passes: Propagation) -> None:
        self._experiment, self._passes = experiment, passes
        self._rows, self._size = experiment.dataset.rows, experiment.batch_size
        self._by_size: dict[int, Propagation] = {}
        numbers = self._rows * passes.parameters.size
        self.is_whole = turn(0, self._rows, self._size).batches == 1
        self.loss_every = 1
        if not self.is_whole and numbers > _MANY_NUMBERS:
            self.loss_every = max(1, self._rows // (_LOSS_PART * self._size))

    def gradient(self, updates: int) -> Array:
        """The slopes of the step after so many updates, shape (P,); a buffer."""
        seed, rows = self._experiment.seed, None
        if not self.is_whole:
            rows = rows_of_step(updates, self._rows, self._size, seed)
        if rows is None:
            self._passes.backward()
            return self._passes.gradient
        batch = self._by_size.get(rows.size)
        if batch is None:
            experiment = self._experiment
            few = replace(experiment, dataset=experiment.dataset.only(rows), validation=None)
            batch = Propagation(few, self._passes.parameters)
            self._by_size[rows.size] = batch
        batch.take(self._passes, rows)
        batch.forward()
        batch.backward()
        return batch.gradient
