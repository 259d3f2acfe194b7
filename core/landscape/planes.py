"""Planes through the hill: two directions in the space of all weights, and the loss over them."""

from collections.abc import Callable
from functools import partial

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.landscape.along_directions import Lines, grid_points
from core.landscape.over_two_weights import loss_over
from core.nn.arrays import Array, read_only
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment

_NOWHERE = 1e-15  # of the largest weight: a shorter path is rounding
_SPREADS = 1e-12  # of the largest: the smaller ones have few digits, or none


class Plane(Struct, frozen=True, eq=False):
    """Two directions through a point. Coordinates are weights, or lengths along the directions.

    Attributes:
        names: what the two coordinates are called.
        origin: the weights at the coordinates 0, shape (P,), read-only.
        directions: what one unit of each coordinate adds, shape (2, P), read-only.
        pair: the indices of the two weights that are the coordinates, or None.
    """

    names: tuple[str, str]
    origin: Array
    directions: Array
    pair: tuple[int, int] | None = None

    def coordinates(self, parameters: Array) -> Array:
        """Where weights lie on the plane, or right above it: shape (…, P) to (…, 2)."""
        if self.pair is not None:
            return np.asarray(parameters[..., list(self.pair)])
        with np.errstate(all="ignore"):
            return np.asarray((parameters - self.origin) @ self.directions.T)

    def along(self, vector: Array) -> Array:
        """The part of a change of the weights that the plane shows: shape (P,) to (2,)."""
        return np.asarray(self.directions @ vector)

    def through(self, parameters: Array) -> "Plane":
        """The plane shifted, not turned, so that it passes through other weights, shape (P,)."""
        aside = parameters - self.coordinates(parameters) @ self.directions
        return replace(self, origin=read_only(aside))

    def moved(self, parameters: Array, to: tuple[float, float]) -> Array:
        """The weights shifted along the plane to other coordinates, shape (P,)."""
        if self.pair is not None:
            shifted = parameters.copy()
            shifted[list(self.pair)] = to
            return shifted
        change = np.array(to) - self.coordinates(parameters)
        return np.asarray(parameters + change @ self.directions)


def of_two_weights(experiment: Experiment, pair: tuple[int, int]) -> Plane:
    """The plane of two weights, the one nearer to the inputs across.

    Raises:
        ValueError: both are the same.
    """
    first, second = sorted(pair)
    if first == second:
        raise ValueError("two different weights are needed")
    network = experiment.network
    directions = np.zeros((2, network.parameters.size))
    directions[[0, 1], [first, second]] = 1.0
    origin = network.parameters.copy()
    origin[[first, second]] = 0.0
    names = [network.parameter_name(network.place(index)) for index in (first, second)]
    return Plane((names[0], names[1]), read_only(origin), read_only(directions), (first, second))


def steepest_two(experiment: Experiment, evaluation: Evaluation) -> tuple[int, int]:
    """The two weights with the largest slopes, locked ones last.

    Raises:
        ValueError: there is one weight only.
    """
    gradient = np.nan_to_num(np.abs(evaluation.full_gradient))
    if gradient.size < 2:
        raise ValueError("two different weights are needed")
    order = np.lexsort((-gradient, experiment.network.locked))
    first, second = sorted(order[:2].tolist())
    return first, second


def of_gradient_and_random(experiment: Experiment, evaluation: Evaluation, seed: int) -> Plane:
    """Straight downhill, and a random direction at a right angle to it, both of length 1.

    Locked weights stay where they are. Where there is no slope the first is random too.
    """
    network = experiment.network
    free = ~network.locked
    generator = np.random.default_rng(seed)
    downhill = -np.nan_to_num(evaluation.full_gradient) * free
    first = _unit(downhill, generator.normal(size=free.size) * free)
    second = _across(generator.normal(size=free.size) * free, first)
    directions = read_only(np.stack((first, second)))
    names = ("downhill", "a random direction")
    return Plane(names, read_only(network.parameters), directions)


def of_path(parameters: Array, path: Array) -> Plane:
    """The two directions in which a path spreads most: its principal components, of length 1.

    Args:
        parameters: where the plane passes, shape (P,).
        path: the weights at moments of the path, shape (n, P).

    Raises:
        ValueError: the path goes nowhere.
    """
    size = np.abs(path).max(initial=0.0)
    scaled = path / size if 0 < size < np.inf else np.zeros_like(path)
    centred = scaled - scaled.mean(axis=0) if len(path) else scaled
    if not np.abs(centred).max(initial=0.0) > _NOWHERE:
        raise ValueError("there is no path yet")
    components = _main_directions(centred / np.abs(centred).max())
    first = components[0]
    first = first if first @ (centred[-1] - centred[0]) >= 0 else -first
    spare = np.random.default_rng(0).normal(size=first.size)
    second = _across(components[1] if len(components) > 1 else spare, first)
    names = ("main direction", "second direction")
    return Plane(names, read_only(parameters), read_only(np.stack((first, second))))


def _main_directions(centred: Array) -> Array:
    """One or two directions of length 1 in which rows, shape (n, P), spread most; shape (k, P).

    They come from the eigenvectors of the small matrix of the rows' products, n × n.
    """
    spreads, vectors = np.linalg.eigh(centred @ centred.T)
    kept = np.flatnonzero(spreads > _SPREADS * spreads[-1])[::-1][:2]
    directions = vectors[:, kept].T @ centred
    return np.asarray(directions / np.linalg.norm(directions, axis=1, keepdims=True))


class PlaneLosses:
    """The loss over a plane through the hill of one experiment.

    Args:
        experiment: what is computed.
        evaluation: its own numbers.
        plane: where.
    """

    def __init__(self, experiment: Experiment, evaluation: Evaluation, plane: Plane) -> None:
        if plane.pair is None:
            self._losses = _over_directions(experiment, plane)
        else:
            self._losses = partial(loss_over, experiment, evaluation, plane.pair)

    def losses(self, xs: Array, ys: Array) -> Array:
        """The losses at first coordinates of shape (n,) and second ones of shape (m,).

        Returns:
            Shape (n, m), read-only; infinite or NaN where a number grows too large.
        """
        return self._losses(xs, ys)


def _over_directions(experiment: Experiment, plane: Plane) -> Callable[[Array, Array], Array]:
    lines = Lines(experiment, plane.origin, plane.directions)

    def losses(xs: Array, ys: Array) -> Array:
        return read_only(lines.losses(grid_points(xs, ys)).reshape(xs.size, ys.size))

    return losses


def _unit(vector: Array, otherwise: Array) -> Array:
    chosen = vector if vector.any() else otherwise
    largest = float(np.abs(chosen).max())
    if not largest:
        return np.zeros_like(chosen)
    scaled = chosen / largest
    return np.asarray(scaled / np.linalg.norm(scaled))


def _across(vector: Array, first: Array) -> Array:
    """A direction at a right angle to another; of length 0 if there is none."""
    rest = vector - (vector @ first) * first
    rest -= (rest @ first) * first  # once more, for what rounding has left
    negligible = float(np.linalg.norm(rest)) <= 1e-9 * float(np.linalg.norm(vector))
    none = np.zeros_like(first)
    return none if negligible else _unit(rest, none)
