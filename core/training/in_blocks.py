"""Many rows, so few at a time that their values stay in the processor's cache.

Fresh memory for the values of all of them takes longer than to compute what is to stand there.
"""

from collections.abc import Iterator

from core.nn.arrays import Array
from core.training.experiment import Experiment
from core.training.propagation import Propagation, costs_of, penalty_of

_VALUES = 2**16  # half a MB
_LEAST = 2**8  # rows, below which Python takes longer than NumPy


def blocks(rows: int, width: int) -> Iterator[slice]:
    """Part after part of so many rows, where each row has `width` values or fewer in a layer."""
    count = max(_LEAST, _VALUES // width)
    return (slice(first, min(first + count, rows)) for first in range(0, rows, count))


def loss_at(experiment: Experiment, parameters: Array) -> float:
    """The loss of all rows with other parameters, shape (P,), and nothing else."""
    dataset, loss = experiment.dataset, experiment.loss
    parts = list(blocks(dataset.rows, max(experiment.network.sizes)))
    if len(parts) == 1:
        return Propagation(experiment, parameters).forward()
    found = 0.0
    for part in parts:
        rows = dataset.block(part)
        passes = Propagation(experiment, parameters, rows)
        found += loss.divisor(rows.rows, len(rows.targets)) * passes.forward()
    found /= loss.divisor(dataset.rows, len(dataset.targets))
    return found + penalty_of(costs_of(experiment), parameters)
