"""Evaluation: every value, error and slope of an experiment, and its loss, as it stands."""

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, Rows, read_only
from core.nn.loss import Loss
from core.slices.work import Work
from core.training.buffers import LARGE
from core.training.experiment import Experiment
from core.training.propagation import Propagation

_SLICE = 2**17  # numbers, a MB


class Evaluation(Struct, frozen=True, eq=False):
    """What an experiment shows. All arrays are read-only; values have the shape (nodes, rows).

    Attributes:
        inputs: the values that go in.
        preactivations: layer by layer, what each node adds up.
        activations: layer by layer, what each node passes on; the last are the predictions.
        errors: predicted − actual, shape (outputs, rows).
        shares: what each error adds before the mean or sum is taken, shape (outputs, rows).
        loss: the number that descent makes smaller, with the penalty.
        gradient: the slopes that the next step follows, shape (P,): of the loss along each
            parameter, over the rows of its batch.
        full_gradient: the slopes over all rows, shape (P,); the same unless there are batches.
        batch: the rows of the next step, shape (n,); None for all of them.
        validation_loss: the loss of the validation rows, without the penalty; None if there are
            none.
        loss_slopes: layer by layer, the slope of the loss along each node's activation.
        activation_slopes: layer by layer, the slope of the activation function at each node.
        penalty: the part of the loss that the weights cost.
    """

    inputs: Array
    preactivations: tuple[Array, ...]
    activations: tuple[Array, ...]
    errors: Array
    shares: Array
    loss: float
    gradient: Array
    loss_slopes: tuple[Array, ...]
    activation_slopes: tuple[Array, ...]
    full_gradient: Array
    batch: Rows | None = None
    validation_loss: float | None = None
    penalty: float = 0.0

    @property
    def predictions(self) -> Array:
        """The last layer's activations, shape (outputs, rows)."""
        return self.activations[-1]

    @property
    def is_finite(self) -> bool:
        """Whether the loss and every slope are finite numbers."""
        return bool(np.isfinite(self.loss) and np.isfinite(self.gradient).all())


def loss_of_rows(rows: Rows | None, loss: Loss, evaluation: Evaluation) -> float:
    """The loss of some of the rows alone; of all of them for None."""
    if rows is None:
        return evaluation.loss
    shares = evaluation.shares[:, rows]
    with np.errstate(all="ignore"):
        return float(shares.sum()) / loss.divisor(rows.size, len(shares)) + evaluation.penalty


def evaluate(experiment: Experiment) -> Evaluation:
    """Run one forward and one backward pass and keep what they found.

    Numbers too large for float64 come out infinite or NaN; `Evaluation.is_finite` tells.
    """
    with np.errstate(all="ignore"):
        passes = Propagation(experiment)
        loss = passes.forward()
        passes.backward()
        batch = experiment.batch
        gradient = None if batch is None else _gradient_of(experiment.of_batch)
        validation = _validation_loss(experiment)
        passes.find_shares()
    passes.freeze()
    return evaluation_of(passes, loss, batch, gradient, validation)


def preparing(experiment: Experiment) -> Work[None]:
    """Have the memory at hand that it takes to evaluate many rows and to take a step, in slices.

    The system maps and clears it where it is first written to, which takes longer than to compute
    what is to stand there.
    """
    width = max(experiment.network.sizes)
    if 8 * experiment.dataset.rows * width < LARGE:
        return
    arrays = [array for _ in range(2) for array in Propagation(experiment).buffers]
    numbers, done = sum(array.size for array in arrays), 0
    for array in arrays:
        rows = max(1, _SLICE // len(array))
        for first in range(0, array.shape[1], rows):
            part = array[:, first : first + rows]
            part[:] = 0.0
            done += part.size
            yield done / numbers


def evaluation_of(
    passes: Propagation,
    loss: float,
    batch: Rows | None,
    gradient: Array | None,
    validation_loss: float | None,
) -> Evaluation:
    """What both passes found; `gradient` is that of the batch, if there is one."""
    full = read_only(passes.gradient)
    return Evaluation(
        inputs=read_only(passes.inputs[:-1]),
        preactivations=tuple(read_only(layer.preactivations) for layer in passes.layers),
        activations=tuple(read_only(layer.activations) for layer in passes.layers),
        errors=read_only(passes.errors),
        shares=read_only(passes.shares),
        loss=loss,
        gradient=full if gradient is None else read_only(gradient),
        full_gradient=full,
        batch=batch,
        validation_loss=validation_loss,
        loss_slopes=tuple(read_only(layer.loss_slopes) for layer in passes.layers),
        activation_slopes=tuple(read_only(layer.activation_slopes) for layer in passes.layers),
        penalty=passes.penalty,
    )


def _gradient_of(experiment: Experiment) -> Array:
    passes = Propagation(experiment)
    passes.forward()
    passes.backward()
    return read_only(passes.gradient)


def _validation_loss(experiment: Experiment) -> float | None:
    if experiment.validation is None:
        return None
    return Propagation(experiment, rows=experiment.validation).forward()
