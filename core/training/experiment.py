"""An experiment: network, rows, loss, optimizer and batches, all that decides the next step."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.data.batches import ALL_ROWS, Turn, rows_of_step, turn
from core.data.dataset import Dataset
from core.nn.arrays import Array, Rows, read_only
from core.nn.loss import Loss
from core.nn.network import Network
from core.training.optimizer import Optimizer, Update

_NO_MEMORY = read_only(np.empty(0))


class NextUpdate(NamedTuple):
    """An update that is looked at before it is taken; each of shape (P,), read-only.

    Attributes:
        direction: where the step goes; 0 for locked parameters.
        change: what it takes off the parameters: learning rate × direction.
        parameters: where it leads.
    """

    direction: Array
    change: Array
    parameters: Array


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """A network, the rows it learns from, and the way down.

    Attributes:
        network: with the present parameters.
        dataset: as many inputs and targets as the network has inputs and predictions.
        loss: what is made smaller.
        optimizer: how slopes become the next parameters.
        seed: where random starts and the order of the rows come from; a whole number from 0 on.
        updates: how many updates led here.
        batch_size: how many rows a step's slopes come from; 0 for all of them.
        validation: rows that are not learnt from, or None.

    Raises:
        ValueError: the dataset or the validation rows do not fit the network, the loss does not
            fit its last activation, or the batch size is below 0.
    """

    network: Network
    dataset: Dataset
    loss: Loss
    optimizer: Optimizer
    seed: int = 0
    updates: int = 0
    batch_size: int = ALL_ROWS
    validation: Dataset | None = None

    def __post_init__(self) -> None:
        sizes = self.network.sizes
        for dataset in filter(None, (self.dataset, self.validation)):
            columns = (len(dataset.inputs), len(dataset.targets))
            if columns != (sizes[0], sizes[-1]):
                raise ValueError(
                    f"the network has {sizes[0]} inputs and {sizes[-1]} predictions,"
                    f" the data {columns[0]} and {columns[1]} columns"
                )
        if self.batch_size < 0:
            raise ValueError(f"a batch cannot have {self.batch_size} rows")
        activation = self.network.layers[-1].activation
        if not self.loss.fits(activation):
            raise ValueError(f"{self.loss.name} does not go with {activation.name} predictions")

    def on_row(self, row: int) -> "Experiment":
        """Return the experiment with one row of the data and nothing else.

        Its slopes are the row's own: the slopes of all rows are their mean (or their sum, for a
        loss that is a sum).
        """
        dataset = self.dataset.row(row)
        return replace(self, dataset=dataset, batch_size=ALL_ROWS, validation=None)

    def at_rate(self, learning_rate: float) -> "Experiment":
        """Return the experiment with another learning rate and the same rule.

        Raises:
            ValueError: it is not a finite number above 0.
        """
        return replace(self, optimizer=replace(self.optimizer, learning_rate=learning_rate))

    @property
    def turn(self) -> Turn:
        """Where in an epoch the next step stands."""
        return turn(self.updates, self.dataset.rows, self.batch_size)

    @property
    def batch(self) -> Rows | None:
        """The rows that the next step uses, shape (n,); None for all of them."""
        return rows_of_step(self.updates, self.dataset.rows, self.batch_size, self.seed)

    @property
    def of_batch(self) -> "Experiment":
        """The experiment with the rows of the next step only."""
        rows = self.batch
        if rows is None:
            return self
        return replace(self, dataset=self.dataset.only(rows), batch_size=ALL_ROWS)

    def next_update(self, slopes: Array) -> NextUpdate:
        """What an update along these slopes, shape (P,), would do.

        A number that grows too large is infinite or NaN.
        """
        network = self.network
        update, after = Update(self.optimizer, network.locked), np.empty_like(network.parameters)
        with np.errstate(all="ignore"):
            update.apply(slopes, network.parameters, _NO_MEMORY, out=after)
        return NextUpdate(read_only(update.direction), read_only(update.change), read_only(after))
