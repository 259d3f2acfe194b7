"""The tail of a network: from the sums of one layer to the loss, for many points at once."""

from typing import NamedTuple

import numpy as np

from core.nn.activations import IDENTITY, RELU
from core.nn.arrays import Array, read_only
from core.nn.loss import Outputs
from core.training.experiment import Experiment

BLOCK_BYTES = 2**20  # what is computed at once fits into a processor's cache
_NOTHING = read_only(0.0)
_ALL = slice(None)


def points_a_block(numbers: int) -> int:
    """How many points to compute at once, where each takes so many numbers; at least one."""
    return max(1, BLOCK_BYTES // (8 * numbers))


class _Standing(NamedTuple):
    """What many points have in common at one layer, each of shape (nodes, across, down, rows).

    `sums` is added to what moves (the targets taken off at an identity layer of predictions). At a
    ReLU layer max(0, s + m) = max(−s, m) + s: `below` is −s, and `onward` what s adds up to in the
    next layer; elsewhere `onward` holds the biases alone.
    """

    sums: Array
    below: Array
    onward: Array


class Tail:
    """The part of a network from the sums of one layer to the loss, with its buffers.

    A sum has two parts: what stands, which many points have in common, and what moves. The points
    form a rectangle, and each part may have the length 1 along a side where it does not change.

    Args:
        experiment: what is computed.
        layer: the layer whose sums are given.
    """

    def __init__(self, experiment: Experiment, layer: int) -> None:
        network, dataset = experiment.network, experiment.dataset
        self._layer, self._last = layer, len(network.layers) - 1
        self._activations = [layer.activation for layer in network.layers]
        self._loss = experiment.loss
        self._rows = dataset.rows
        self._nodes = network.sizes[1:]
        numbers = max(self._nodes[layer:]) * self._rows
        self.points = points_a_block(numbers)
        # Of one layer and the next; the one after that can use those of the first again.
        self._buffers = np.empty((2, 2, numbers * self.points))
        self._targets = np.array(dataset.targets)[:, np.newaxis, np.newaxis, :]
        self._weights, self._biases = network.weights, network.biases
        self._divisor = experiment.loss.divisor(dataset.rows, len(dataset.targets))
        self._ground = _Standing(_NOTHING, _NOTHING, _NOTHING)

    def room(self, across: int, down: int) -> Array:
        """Room for what moves at so many points, shape (nodes, across, down, rows)."""
        return self._room(self._layer, 0, (across, down))

    def stand_on(self, sums: Array) -> None:
        """Take in what stands, shape (nodes, across or 1, down or 1, rows)."""
        self._ground = self._ground_of(self._layer, sums)

    def losses(self, moved: Array, across: slice = _ALL) -> Array:
        """The loss at each point of a rectangle of at most `points`.

        Args:
            moved: what moves, shape (nodes, across or 1, down or 1, rows); may be written over.
            across: on which part of what stands.

        Returns:
            The losses, shape (across, down).
        """
        ground = self._ground
        if across is not _ALL:
            ground = _Standing(*(part[:, across] for part in ground))
        for layer in range(self._layer, self._last):
            ground, moved = self._onward(layer, ground, moved)
        shares = self._shares(ground, moved)
        return np.asarray(shares.sum(axis=0) / self._divisor)

    def _shares(self, ground: _Standing, moved: Array) -> Array:
        """What each output adds, summed over the rows, shape (outputs, across, down)."""
        sums, errors = self._sums_and_errors(ground, moved)
        if self._loss.square_share:
            return np.asarray(np.vecdot(errors, errors) * self._loss.square_share)
        each = np.empty_like(sums)
        self._loss.share(Outputs(sums, _NOTHING, errors, self._targets), each)
        return np.asarray(each.sum(axis=3))

    def _ground_of(self, layer: int, sums: Array) -> _Standing:
        """All that follows at once from what stands."""
        if layer == self._last:
            if self._activations[layer] is IDENTITY:
                sums = sums - self._targets
            return _Standing(sums, sums, sums)
        weights, biases = self._weights[layer + 1], self._biases[layer + 1]
        onward = np.zeros((len(weights), *sums.shape[1:]))
        if self._activations[layer] is RELU:
            product(weights, sums, onward)
        if biases is not None:
            onward += biases[:, np.newaxis, np.newaxis, np.newaxis]
        return _Standing(sums, -sums, onward)

    def _onward(self, layer: int, ground: _Standing, moved: Array) -> tuple[_Standing, Array]:
        """What stands and what moves at the next layer."""
        points = np.broadcast_shapes(ground.sums.shape, moved.shape)[1:3]
        values = self._room(layer, 1, points)
        if self._activations[layer] is RELU:
            np.maximum(moved, ground.below, out=values)
        else:
            sums = self._room(layer, 0, points)
            np.add(moved, ground.sums, out=sums)
            self._activations[layer].apply(sums, values)
        room = self._room(layer + 1, 0, points)
        product(self._weights[layer + 1], values, room)
        return self._ground_of(layer + 1, ground.onward), room

    def _sums_and_errors(self, ground: _Standing, moved: Array) -> tuple[Array, Array]:
        """Sums, and predicted − actual, in buffers; only what the loss is computed from is right.

        Of identity predictions the errors stand in the place of the sums: the targets are taken
        off what stands already. Of a loss from logits there are no errors.
        """
        points = np.broadcast_shapes(ground.sums.shape, moved.shape)[1:3]
        sums = self._room(self._last, 0, points)
        np.add(moved, ground.sums, out=sums)
        activation = self._activations[self._last]
        if activation is IDENTITY or self._loss.is_from_logits:
            return sums, sums
        values = self._room(self._last, 1, points)
        activation.apply(sums, values)
        values -= self._targets
        return sums, values

    def _room(self, layer: int, which: int, points: tuple[int, ...]) -> Array:
        nodes = self._nodes[layer]
        across, down = points
        size = nodes * across * down * self._rows
        return self._buffers[layer % 2, which, :size].reshape(nodes, across, down, self._rows)


def product(weights: Array, values: Array, out: Array) -> None:
    """Weights times values, by shape: (nodes, sources) · (sources, …) → (nodes, …)."""
    flat = values.reshape(len(values), -1)
    if len(weights) == 1:
        np.dot(weights[0], flat, out=out.reshape(-1))  # a vector is quicker than a matrix
    else:
        np.dot(weights, flat, out=out.reshape(len(weights), -1))
