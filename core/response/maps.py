"""The values of all nodes for any inputs: over the plane of two inputs, or along one."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from core.data.dataset import Dataset
from core.nn.arrays import Array, read_only
from core.response.curve import LARGEST, Span
from core.training.experiment import Experiment
from core.training.propagation import Propagation

_MARGIN = 0.08  # of the range of an input, to either side of all rows
_LEAST = 1e-9  # of an input, that its range is wide


def values_at(experiment: Experiment, inputs: Sequence[Array]) -> tuple[Array, ...]:
    """What every node passes on, in one forward pass.

    Args:
        experiment: with the network.
        inputs: one array a given input in its own units, each of shape (rows,); those that are
            made of them follow.

    Returns:
        The inputs as the network sees them, then layer by layer, each of shape (nodes, rows).
    """
    like = experiment.dataset
    nothing = tuple(np.zeros(inputs[0].size) for _ in like.own_targets)
    rows = Dataset(like.recipe.completed(inputs), nothing, like.input_scaling)
    passes = Propagation(experiment, rows=rows)
    with np.errstate(all="ignore"):
        passes.forward()
    return (passes.inputs[:-1], *(layer.activations for layer in passes.layers))


class Maps(Struct, frozen=True, eq=False):
    """The values of all nodes over the inputs.

    Attributes:
        spans: from where to where each input goes, in its own units.
        values: of the inputs, then layer by layer; each of shape (nodes, n) over one input, and
            (nodes, n, n) over two, the first input along the second axis.
    """

    spans: tuple[Span, ...]
    values: tuple[Array, ...]


def spans_of(dataset: Dataset) -> tuple[Span, ...]:
    """From where to where rows reach along each given input in its own units; a little wider."""
    return tuple(map(span_of, dataset.given_inputs))


def span_of(column: Array) -> Span:
    """From where to where the numbers of a column, shape (rows,), reach; a little wider."""
    low, high = np.clip((column.min(), column.max()), -LARGEST, LARGEST).tolist()
    most = max(abs(low), abs(high))
    if high - low <= _LEAST * most:
        return low - (most or 1.0) / 2, high + (most or 1.0) / 2
    margin = _MARGIN * (high - low)
    return low - margin, high + margin


def maps_over(experiment: Experiment, spans: Sequence[Span], size: int) -> Maps:
    """The values of all nodes at so many places along each input, in one forward pass.

    Args:
        experiment: with a network of one or two inputs that are given.
        spans: from where to where each of them goes.
        size: how many places.
    """
    grid = np.meshgrid(*(np.linspace(*span, size) for span in spans), indexing="ij")
    found = values_at(experiment, [axis.ravel() for axis in grid])
    shape = (size,) * len(spans)
    return Maps(tuple(spans), tuple(read_only(each.reshape(-1, *shape)) for each in found))
