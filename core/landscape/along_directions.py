"""The loss where all weights move together, along one direction or over a plane of two."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.landscape.penalty import penalty_at
from core.nn.arrays import Array, BoolArray, read_only
from core.nn.loss import Outputs
from core.training.experiment import Experiment

_BLOCK_BYTES = 2**18


class Lines:
    """Places origin + coordinates · directions in the space of all weights.

    The sums of the first layer move in proportion, so they are not computed again at each place.

    Args:
        experiment: what is computed.
        origin: the weights at the coordinates 0, shape (P,).
        directions: what one unit of each coordinate adds, shape (k, P).
    """

    def __init__(self, experiment: Experiment, origin: Array, directions: Array) -> None:
        self._experiment = experiment
        network, dataset = experiment.network, experiment.dataset
        self._layers = [layer.activation for layer in network.layers]
        self._vectors = np.vstack((origin, *directions))
        split = [network.split(vector) for vector in self._vectors]
        self._matrices = [np.stack(parts) for parts in zip(*split, strict=True)]
        self._biased = [layer.biased for layer in network.layers]
        extended = np.vstack((*dataset.inputs, np.ones(dataset.rows)))
        with np.errstate(all="ignore"):
            self._first = self._matrices[0] @ extended[: self._matrices[0].shape[2]]
        self._targets = np.array(dataset.targets)
        self._size = max(1, _BLOCK_BYTES // (8 * max(network.sizes[1:]) * dataset.rows))
        self._divisor = experiment.loss.divisor(dataset.rows, len(dataset.targets))

    def losses(self, coordinates: Array) -> Array:
        """The loss at places given by their coordinates, shape (n, k).

        Returns:
            Losses of shape (n,), read-only; infinite or NaN where a number grows too large.
        """
        found = np.empty(len(coordinates))
        for block, passes in self._passes(coordinates):
            found[block] = self._losses_of(passes, coordinates[block])
        return read_only(found)

    def losses_and_asleep(self, coordinates: Array) -> tuple[Array, BoolArray]:
        """What `losses` and `asleep` tell of places, computed together."""
        found = np.empty(len(coordinates))
        sleepers = self._nobody(len(coordinates))
        for block, passes in self._passes(coordinates):
            found[block] = self._losses_of(passes, coordinates[block])
            self._note_asleep(passes, sleepers[block])
        return read_only(found), sleepers

    def _losses_of(self, passes: list[tuple[Array, Array]], coordinates: Array) -> Array:
        with np.errstate(all="ignore"):
            losses = np.asarray(self._shares(*passes[-1]).sum(axis=(0, 2)) / self._divisor)
            if self._experiment.l2_penalty:
                weights = _with_origin(coordinates)
                losses += penalty_at(self._experiment, self._vectors, weights)
        return losses

    def _shares(self, sums: Array, predictions: Array) -> Array:
        z, values = (np.moveaxis(each, 1, 0) for each in (sums, predictions))  # outputs first
        targets = self._targets[:, np.newaxis]
        shares = np.empty_like(z)
        self._experiment.loss.share(Outputs(z, values, values - targets, targets), shares)
        return shares

    def asleep(self, coordinates: Array) -> BoolArray:
        """Which nodes are asleep: their sum below the corner in every row.

        Returns:
            Truth values of shape (n, nodes), layer after layer, read-only.
        """
        found = self._nobody(len(coordinates))
        for block, passes in self._passes(coordinates):
            self._note_asleep(passes, found[block])
        return found

    def _nobody(self, places: int) -> BoolArray:
        """That no node is asleep at so many places."""
        return np.zeros((places, sum(len(each[0]) for each in self._matrices)), dtype=np.bool_)

    def _note_asleep(self, passes: list[tuple[Array, Array]], found: BoolArray) -> None:
        first = 0
        for activation, (sums, _) in zip(self._layers, passes, strict=True):
            if activation.sleeps:
                highest = sums.max(axis=2)
                found[:, first : first + sums.shape[1]] = highest < activation.corners[0]
            first += sums.shape[1]

    def _passes(self, coordinates: Array) -> Iterator[tuple[slice, list[tuple[Array, Array]]]]:
        """Blocks of places and, for each layer, sums and values of shape (places, nodes, rows)."""
        weights = _with_origin(coordinates)
        for start in range(0, len(weights), self._size):
            block = slice(start, start + self._size)
            with np.errstate(all="ignore"):
                yield block, self._forward(weights[block])

    def _forward(self, weights: Array) -> list[tuple[Array, Array]]:
        sums = np.tensordot(weights, self._first, axes=1)
        passes: list[tuple[Array, Array]] = []
        for layer, activation in enumerate(self._layers):
            if layer:
                matrices = np.tensordot(weights, self._matrices[layer], axes=1)
                sources = passes[-1][1].shape[1]
                sums = matrices[:, :, :sources] @ passes[-1][1]
                if self._biased[layer]:
                    sums += matrices[:, :, sources:]
            values = np.empty_like(sums)
            if not activation.is_joint:  # whose loss is one of the sums
                activation.apply(sums, values)
            passes.append((sums, values))
        return passes


def _with_origin(coordinates: Array) -> Array:
    """How much of the origin, 1, and of each direction there is in each place."""
    return np.hstack((np.ones((len(coordinates), 1)), coordinates))


def grid_points(xs: npt.ArrayLike, ys: npt.ArrayLike) -> Array:
    """All pairs of two coordinates, shape (n · m, 2), the second changing faster."""
    return np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)
