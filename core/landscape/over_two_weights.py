"""The loss over two weights, with all else as it stands.

A weight moves the sum of its node by change × source, and only what lies after that node is
computed again. Of two weights the one nearer to the inputs is moved in the outer loop; the other
then moves one node only. Where the loss is a square of what is moved there are closed forms
(`core.landscape.squares`).
"""

from collections.abc import Callable, Iterator

import numpy as np

from core.landscape import squares
from core.landscape.moving import (
    Moving,
    activated,
    is_finite,
    moving,
    near,
    sums_after,
    weighted_sums,
)
from core.landscape.penalty import penalty_over
from core.landscape.tail import Tail
from core.nn.activations import IDENTITY, RELU
from core.nn.arrays import Array, read_only
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment
from core.training.propagation import Propagation

_Pair = tuple[Moving, Moving]
_Grid = tuple[Array, Array]
_Way = Callable[[Experiment, Evaluation, _Pair, _Grid], Array]


def loss_over(
    experiment: Experiment, evaluation: Evaluation, pair: tuple[int, int], xs: Array, ys: Array
) -> Array:
    """The loss for each pair of values of two weights or biases.

    Where a number grows too large the loss is infinite or NaN. While no other weight and no value
    is beyond a million, nine digits are right.

    Args:
        experiment: what is computed.
        evaluation: its own numbers.
        pair: the indices of two different weights in the flat vector.
        xs: what the first is set to, shape (n,).
        ys: what the second is set to, shape (m,).

    Returns:
        The losses, shape (n, m), read-only.

    Raises:
        ValueError: both weights are the same.
    """
    first, second = pair
    if first == second:
        raise ValueError("two different weights are needed")
    with np.errstate(all="ignore"):
        if evaluation.is_finite:
            experiment, evaluation = near(experiment, evaluation, {first: xs, second: ys})
        if not is_finite(evaluation):
            return read_only(_one_by_one(experiment, pair, xs, ys))
        one, other = (moving(experiment, evaluation, parameter) for parameter in pair)
        if one.place.layer > other.place.layer:
            return read_only(loss_over(experiment, evaluation, (second, first), ys, xs).T)
        losses = _way(experiment, one, other)(experiment, evaluation, (one, other), (xs, ys))
        if experiment.l2_penalty:
            losses = losses + penalty_over(experiment, pair, xs, ys)
        return read_only(losses)


def _way(experiment: Experiment, one: Moving, other: Moving) -> _Way:
    """The quickest exact way for two weights, the one nearer to the inputs first."""
    last = len(experiment.network.layers) - 1
    linear = experiment.network.layers[last].activation is IDENTITY
    squared = linear and bool(experiment.loss.square_share)
    first, second = one.place, other.place
    if squared and second.layer == last:
        return squares.over_both_last if first.layer == last else squares.over_second_last
    if first.layer != second.layer:
        return _over_two_layers
    if first.node == second.node:
        return _over_one_node
    if squared and first.layer == last - 1:
        return squares.over_last_hidden
    return _over_two_nodes


def _one_by_one(
    experiment: Experiment, pair: tuple[int, int], xs: Array, ys: Array
) -> list[list[float]]:
    """The plain loop: one forward pass for each point."""
    passes = Propagation(experiment)

    def loss(x: float, y: float) -> float:
        passes.parameters[list(pair)] = x, y
        return passes.forward()

    return [[loss(x, y) for y in ys.tolist()] for x in xs.tolist()]


def _blocks(points: int, xs: int, ys: int) -> Iterator[tuple[slice, slice]]:
    """Rectangles of the grid of at most so many points; whole columns where they fit."""
    for down in _portions(points, ys):
        for across in _portions(max(1, points // (down.stop - down.start)), xs):
            yield across, down


def _portions(size: int, count: int) -> Iterator[slice]:
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


class _AfterNode:
    """The loss while one node's sum moves, and possibly all that lies before the node too."""

    def __init__(self, experiment: Experiment, layer: int, node: int) -> None:
        self._experiment, self._layer, self._node = experiment, layer, node
        self._is_last = layer == len(experiment.network.layers) - 1
        self.tail = Tail(experiment, layer if self._is_last else layer + 1)
        self._rectified = experiment.network.layers[layer].activation is RELU
        self._own = np.empty(0)
        if not self._is_last:
            weights = experiment.network.weights[layer + 1][:, node]
            self._weights = weights[:, np.newaxis, np.newaxis, np.newaxis]

    def stand_on(self, sums: Array) -> None:
        """Take in the sums of the node's layer, for each first value, shape (nodes, first, rows).

        There may be one first value only, for all of them.
        """
        self._own = sums[self._node][:, np.newaxis]
        if not self._is_last:
            others = activated(self._experiment, self._layer, sums)
            others[self._node] = sums[self._node] if self._rectified else 0.0
            sums = weighted_sums(self._experiment, self._layer + 1, others)
        self.tail.stand_on(sums[:, :, np.newaxis])

    def losses(self, moved: Array) -> Array:
        """The losses for each shift of the node's sum, shape (first, second, rows)."""
        room = self.tail.room(*moved.shape[:2])
        if self._is_last:
            room[:] = 0.0
            room[self._node] = moved
        elif self._rectified:
            np.maximum(moved, -self._own, out=moved)  # max(0, s + m) = max(−s, m) + s
            np.multiply(self._weights, moved, out=room)
        else:
            moved += self._own
            np.multiply(self._weights, activated(self._experiment, self._layer, moved), out=room)
        return self.tail.losses(room)


def _over_one_node(
    experiment: Experiment, evaluation: Evaluation, pair: _Pair, grid: _Grid
) -> Array:
    """Both weights lead into the same node."""
    (one, other), (xs, ys) = pair, grid
    layer, node, _ = one.place
    after = _AfterNode(experiment, layer, node)
    after.stand_on(evaluation.preactivations[layer][:, np.newaxis, :])
    losses = np.empty((xs.size, ys.size))
    for across, down in _blocks(after.tail.points, xs.size, ys.size):
        first = np.multiply.outer(xs[across] - one.value, one.source)
        second = np.multiply.outer(ys[down] - other.value, other.source)
        losses[across, down] = after.losses(first[:, np.newaxis] + second)
    return losses


def _over_two_layers(
    experiment: Experiment, evaluation: Evaluation, pair: _Pair, grid: _Grid
) -> Array:
    """The second weight leads into a later layer than the first."""
    (one, other), (xs, ys) = pair, grid
    layer, node, _ = other.place
    after = _AfterNode(experiment, layer, node)
    losses = np.empty((xs.size, ys.size))
    change = ys - other.value
    size = max(1, after.tail.points // ys.size)
    for start in range(0, xs.size, size):
        across = slice(start, start + size)
        source, sums = sums_after(experiment, evaluation, one, xs[across], other.place)
        source = np.broadcast_to(source, sums.shape[1:])
        after.stand_on(sums)
        for first in range(0, ys.size, after.tail.points):
            down = slice(first, first + after.tail.points)
            losses[across, down] = after.losses(change[down, np.newaxis] * source[:, np.newaxis])
    return losses


def _over_two_nodes(
    experiment: Experiment, evaluation: Evaluation, pair: _Pair, grid: _Grid
) -> Array:
    """The weights lead into different nodes of one layer."""
    (one, other), (xs, ys) = pair, grid
    layer = one.place.layer
    is_last = layer == len(experiment.network.layers) - 1
    tail = Tail(experiment, layer if is_last else layer + 1)
    losses = np.empty((xs.size, ys.size))
    sums = evaluation.preactivations[layer if is_last else layer + 1][:, np.newaxis, :]
    for columns in _portions(tail.points, xs.size):
        standing = sums + _shift(experiment, evaluation, one, xs[columns], is_last)
        tail.stand_on(standing[:, :, np.newaxis])
        for down in _portions(tail.points, ys.size):
            moved = _shift(experiment, evaluation, other, ys[down], is_last)[:, np.newaxis]
            size = tail.points // moved.shape[2]
            for start in range(0, standing.shape[1], size):
                found = tail.losses(moved, slice(start, start + size))
                first = columns.start + start
                losses[first : first + len(found), down] = found
    return losses


def _shift(
    experiment: Experiment, evaluation: Evaluation, weight: Moving, values: Array, is_last: bool
) -> Array:
    """What a weight adds to the sums of its own layer (the last one) or of the next.

    The shape is (nodes, values, rows).
    """
    layer, node, _ = weight.place
    if is_last:
        own = np.zeros((experiment.network.sizes[-1], values.size, weight.sums.size))
        own[node] = np.multiply.outer(values - weight.value, weight.source)
        return own
    change = activated(experiment, layer, weight.moved_sums(values))
    change -= evaluation.activations[layer][node]
    return np.asarray(np.multiply.outer(experiment.network.weights[layer + 1][:, node], change))
