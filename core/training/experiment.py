"""An experiment: network, rows, loss, optimizer and batches, all that decides the next step."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from core.data.batches import ALL_ROWS, Turn, rows_of_step, turn
from core.data.dataset import Dataset
from core.nn.arrays import EMPTY, Array, Rows, read_only
from core.nn.loss import Loss
from core.nn.network import Network
from core.nn.network_edits import Restructured
from core.training.rules.optimizer import Optimizer, Update, state_in
from core.training.rules.schedules import CONSTANT, Schedule
from core.training.rules.setting import Setting, check_settings

MAX_NORM = Setting(
    "max_norm",
    "largest norm",
    "Where the slopes of a step together are larger, √(Σ slope²), they are made smaller by one"
    " factor, norm / √(Σ slope²), where PyTorch adds 1e−6 below; 0 for as they are",
)
L2_PENALTY = Setting(
    "l2_penalty",
    "L2 penalty",
    "Large weights cost: λ/2 × Σ weight² is added to the loss; biases cost nothing, other than with"
    " weight_decay in PyTorch",
)


class NextUpdate(NamedTuple):
    """An update that is looked at before it is taken; read-only, each of shape (P,) but the memory.

    Attributes:
        slopes: that the optimizer is given: clipped, where they are.
        direction: where the step goes; 0 for locked parameters.
        change: what it takes off the parameters: learning rate × direction.
        parameters: where it leads.
        memory: what the optimizer remembers then, shape (M,).
    """

    slopes: Array
    direction: Array
    change: Array
    parameters: Array
    memory: Array

    @property
    def is_finite(self) -> bool:
        """Whether it leads to finite numbers."""
        return bool(np.isfinite(self.parameters).all() and np.isfinite(self.memory).all())

    def moves(self, experiment: "Experiment") -> bool:
        """Whether it changes any weight of an experiment."""
        return bool((self.parameters != experiment.network.parameters).any())


class Experiment(Struct, frozen=True, eq=False):
    """A network, the rows it learns from, and the way down.

    What the optimizer remembers stays when rows, rate, locks or single weights change, and follows
    the weights through a change of structure (`restructured`). It is 0 again where descent begins
    anew (`begun_anew`) and where another optimizer takes over (`with_optimizer`).

    Attributes:
        network: with the present parameters.
        dataset: as many inputs and targets as the network has inputs and predictions.
        loss: what is made smaller.
        optimizer: how slopes become the next parameters.
        seed: where random starts and the order of the rows come from; a whole number from 0 on.
        updates: how many updates led here.
        batch_size: how many rows a step's slopes come from; 0 for all of them.
        validation: rows that are not learnt from, or None.
        memory: what the optimizer remembers, shape (M,), read-only; where none is given, M zeros.
        schedule: how the learning rate falls as steps are taken.
        max_norm: what the norm of the slopes of a step is clipped to; 0 for as it is.
        l2_penalty: λ: λ/2 × Σ weight² is part of the loss; biases cost nothing.

    Raises:
        ValueError: the dataset or the validation rows do not fit the network, the loss does not
            fit its last activation, the memory has another size, or the batch size, the largest
            norm or the penalty are below 0 or not finite.
    """

    network: Network
    dataset: Dataset
    loss: Loss
    optimizer: Optimizer
    seed: int = 0
    updates: int = 0
    batch_size: int = ALL_ROWS
    validation: Dataset | None = None
    memory: Array = EMPTY
    schedule: Schedule = CONSTANT
    max_norm: float = 0.0
    l2_penalty: float = 0.0

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
        check_settings(self, (MAX_NORM, L2_PENALTY))
        activation = self.network.layers[-1].activation
        if not self.loss.fits(activation):
            raise ValueError(f"{self.loss.name} does not go with {activation.name} predictions")
        expected = self.optimizer.memory_size(self.network.parameters.size)
        memory = read_only(self.memory)
        if expected and not memory.size:
            memory = read_only(np.zeros(expected))
        if memory.shape != (expected,):
            raise ValueError(f"expected {expected} remembered numbers, got {memory.shape}")
        force_setattr(self, "memory", memory)

    def on_row(self, row: int) -> "Experiment":
        """Return the experiment with one row of the data and nothing else.

        Its slopes are the row's own: the slopes of all rows are their mean (or their sum, for a
        loss that is a sum).
        """
        dataset = self.dataset.row(row)
        return replace(self, dataset=dataset, batch_size=ALL_ROWS, validation=None)

    def on_block(self, rows: slice) -> "Experiment":
        """The experiment on some rows that follow one another, all in one batch."""
        dataset = self.dataset.block(rows)
        return replace(self, dataset=dataset, batch_size=ALL_ROWS, validation=None)

    def on_rows(self, rows: Rows) -> "Experiment":
        """The experiment on some of its rows, all in one batch."""
        dataset = self.dataset.only(rows)
        return replace(self, dataset=dataset, batch_size=ALL_ROWS, validation=None)

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next step, as far as it has fallen."""
        return float(self.rate_after(self.updates))

    def rate_after(self, updates: int) -> Array:
        """The learning rate of the step after so many updates, an array of shape ()."""
        optimizer = self.optimizer
        if self.schedule == CONSTANT:
            return optimizer.rate
        return np.asarray(optimizer.learning_rate * self.schedule.factor_at(updates))

    def at_rate(self, learning_rate: float) -> "Experiment":
        """Return the experiment with another learning rate of the next step and the same rule.

        Raises:
            ValueError: it is not a finite number above 0.
        """
        fallen = self.schedule.factor_at(self.updates)
        begun = learning_rate / fallen if fallen else learning_rate
        return replace(self, optimizer=replace(self.optimizer, learning_rate=begun))

    def with_optimizer(self, optimizer: Optimizer) -> "Experiment":
        """Return the experiment with another optimizer, or the same with other settings.

        Another one remembers nothing.
        """
        is_same = type(optimizer) is type(self.optimizer)
        return replace(self, optimizer=optimizer, memory=self.memory if is_same else EMPTY)

    def begun_anew(self, network: Network) -> "Experiment":
        """Return the experiment with other parameters, no updates made and nothing remembered."""
        return replace(self, network=network, updates=0, memory=EMPTY)

    def restructured(
        self,
        edit: Restructured,
        change: Callable[[Dataset], Dataset] | None = None,
        loss: Loss | None = None,
    ) -> "Experiment":
        """Return the experiment with a network of another structure, and no updates made.

        What the optimizer remembers follows the parameters; of new ones it remembers nothing.

        Args:
            edit: the network.
            change: what makes the rows, and the validation rows, fit it.
            loss: another loss, where the present one does not fit it.
        """
        dataset, validation = self.dataset, self.validation
        if change is not None:
            dataset = change(dataset)
            validation = None if validation is None else change(validation)
        kept = map(edit.carried, self.optimizer.memory_by_parameter(self.memory))
        count = self.memory[-1:] if self.optimizer.counts_steps else EMPTY
        return replace(
            self,
            network=edit.network,
            dataset=dataset,
            validation=validation,
            loss=loss or self.loss,
            updates=0,
            memory=np.concatenate((*kept, count)),
        )

    @property
    def state(self) -> Array:
        """What an update changes: parameters, then memory, shape (P + M,), read-only."""
        parameters = self.network.parameters
        if not self.memory.size:
            return parameters
        return read_only(np.concatenate((parameters, self.memory)))

    def at_state(self, state: Array, updates: int) -> "Experiment":
        """Return the experiment at another moment of its path.

        Args:
            state: parameters, then memory, shape (P + M,).
            updates: how many updates led there.
        """
        _, parameters, memory = state_in(state, self.network.parameters.size)
        network = self.network.with_parameters(parameters)
        return replace(self, network=network, memory=memory, updates=updates)

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
        size = self.network.parameters.size
        before = state_in(self.state, size)
        after = state_in(np.empty_like(before.vector), size)
        update = Update(self.optimizer, self.network.locked, before, after, self.max_norm)
        with np.errstate(all="ignore"):
            update.apply(slopes, self.rate_after(self.updates))
        found = (update.slopes, update.direction, update.change, after.parameters, after.memory)
        return NextUpdate(*map(read_only, found))
