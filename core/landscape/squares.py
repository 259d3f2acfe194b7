"""Closed forms of the loss over two weights where it is a sum of squared errors.

Each returns the losses at a grid of values of shapes (n,) and (m,), as an array of shape (n, m).

The prediction is what its node adds up, so a weight into the prediction moves the errors in
proportion, and a node before it moves them by weight × change. The sums over the rows are then
taken once and for all, not for each point.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.landscape.moving import Moving, sums_after
from core.nn.arrays import Array
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment

_DIGITS_LOST = 1e-6  # of the terms: a smaller sum of theirs has lost too many digits
_PORTION_BYTES = 2**18  # small enough to stay in the cache from one operation to the next
_HALF_BYTES = 2**16  # there are four arrays of these


def over_both_last(
    experiment: Experiment,
    evaluation: Evaluation,
    pair: tuple[Moving, Moving],
    grid: tuple[Array, Array],
) -> Array:
    """Both weights lead into predictions: the errors are A · (Δx, Δy, 1).

    With A = Q R, and Q orthogonal, the sum of their squares is |R · (Δx, Δy, 1)|², where R has
    three rows. Unlike the quadratic multiplied out, it loses no digits near its bottom.
    """
    columns = np.zeros((3, *evaluation.errors.shape))
    for column, weight in zip(columns, pair, strict=False):
        column[weight.place.node] = weight.source
    columns[2] = evaluation.errors
    triangle: Array = np.asarray(np.linalg.qr(columns.reshape(3, -1).T, mode="r"))
    dx, dy = (values - weight.value for values, weight in zip(grid, pair, strict=True))
    losses = np.zeros((dx.size, dy.size))
    for of_x, of_y, rest in triangle.tolist():
        losses += np.square(np.add.outer(of_x * dx, of_y * dy + rest))
    return losses * _factor(experiment)


def over_second_last(
    experiment: Experiment,
    evaluation: Evaluation,
    pair: tuple[Moving, Moving],
    grid: tuple[Array, Array],
) -> Array:
    """The second weight leads into a prediction, the first does not.

    For each first value the errors of that prediction are e + Δy d, with d what the second weight
    is multiplied by. With β = e·d / d·d the sum of their squares is |e − β d|² + (Δy + β)² d·d.
    """
    (one, other), (xs, ys) = pair, grid
    node = other.place.node
    losses = np.empty((xs.size, ys.size))
    targets = np.array(experiment.dataset.targets)[:, np.newaxis, :]
    size = _portion(max(experiment.network.sizes[one.place.layer + 1 :]) * targets.shape[2])
    for start in range(0, xs.size, size):
        block = slice(start, start + size)
        way, errors = sums_after(experiment, evaluation, one, xs[block], other.place)
        errors -= targets
        length = np.vecdot(way, way)
        foot = np.vecdot(errors[node], way) / np.where(length > 0, length, 1.0)
        errors[node] -= foot[:, np.newaxis] * way
        rest = np.vecdot(errors, errors).sum(axis=0)
        along = np.square(np.add.outer(foot, ys - other.value))
        losses[block] = rest[:, np.newaxis] + along * length[:, np.newaxis]
    return losses * _factor(experiment)


def over_last_hidden(
    experiment: Experiment,
    evaluation: Evaluation,
    pair: tuple[Moving, Moving],
    grid: tuple[Array, Array],
) -> Array:
    """The weights lead into different nodes of the last hidden layer.

    The errors are a + b, where a depends on the first weight only and b on the second, and
    |a + b|² = |a|² + 2 a·b + |b|²: one product of matrices. Points where these terms nearly
    cancel are computed again row by row.
    """
    of_first, of_second = np.zeros(grid[0].size), np.zeros(grid[1].size)
    product = np.zeros((grid[0].size, grid[1].size))
    halves = _Halves(experiment, evaluation, pair, grid)
    for first, second in halves.each():
        of_first += np.vecdot(first, first)
        of_second += np.vecdot(second, second)
        product += first @ second.T
    terms = np.add.outer(of_first, of_second)
    total = terms + 2.0 * product
    lost = np.nonzero(total < _DIGITS_LOST * terms)
    if lost[0].size:
        total[lost] = _again(halves, lost)
    return total * _factor(experiment)


def _again(halves: "_Halves", points: tuple[npt.NDArray[np.intp], ...]) -> Array:
    """The sum of squares at some points, from the errors themselves."""
    total = np.zeros(points[0].size)
    for first, second in halves.each():
        size = _portion(first.shape[1])
        for start in range(0, total.size, size):
            block = slice(start, start + size)
            errors = first[points[0][block]] + second[points[1][block]]
            total[block] += np.vecdot(errors, errors)
    return total


class _Halves:
    """What two weights into the last hidden layer make of the errors, rows by rows."""

    def __init__(
        self,
        experiment: Experiment,
        evaluation: Evaluation,
        pair: tuple[Moving, Moving],
        grid: tuple[Array, Array],
    ) -> None:
        self._experiment, self._pair, self._grid = experiment, pair, grid
        self._layer = pair[0].place.layer
        nodes = [weight.place.node for weight in pair]
        self._across = experiment.network.weights[self._layer + 1][:, nodes]
        inside = evaluation.activations[self._layer][nodes]
        self._standing = evaluation.errors - self._across @ inside
        self._rows = experiment.dataset.rows
        self._size = min(self._rows, _portion(max(map(len, grid)), _HALF_BYTES))
        self._buffers = [np.empty((2, values.size * self._size)) for values in grid]

    def each(self) -> Iterator[tuple[Array, Array]]:
        """For some rows and one prediction, both parts of its errors: shapes (values, rows)."""
        for start in range(0, self._rows, self._size):
            rows = slice(start, min(start + self._size, self._rows))
            parts = [self._activations(which, rows) for which in (0, 1)]
            for errors, across in zip(self._standing[:, rows], self._across.tolist(), strict=True):
                for (values, scaled), weight in zip(parts, across, strict=True):
                    np.multiply(values, weight, out=scaled)
                first, second = (scaled for _, scaled in parts)
                first += errors
                yield first, second

    def _activations(self, which: int, rows: slice) -> tuple[Array, Array]:
        """What one node passes on for each value of its weight; and room for as much again."""
        weight, values = self._pair[which], self._grid[which]
        shape = (values.size, rows.stop - rows.start)
        room, sums = (b[: shape[0] * shape[1]].reshape(shape) for b in self._buffers[which])
        np.multiply.outer(values - weight.value, weight.source[rows], out=sums)
        sums += weight.sums[rows]
        self._experiment.network.layers[self._layer].activation.apply(sums, room)
        return room, sums


def _portion(numbers: int, size: int = _PORTION_BYTES) -> int:
    """How many things to compute at once, where each takes so many numbers; at least one."""
    return max(1, size // (8 * numbers))


def _factor(experiment: Experiment) -> float:
    dataset, loss = experiment.dataset, experiment.loss
    return loss.square_share / loss.divisor(dataset.rows, len(dataset.targets))
