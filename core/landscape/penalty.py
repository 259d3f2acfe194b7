"""What the L2 penalty adds to the loss where weights move: λ/2 × Σ weight²; biases cost nothing."""

import numpy as np

from core.nn.arrays import Array
from core.training.experiment import Experiment


def penalty_along(experiment: Experiment, parameter: int, values: Array) -> Array:
    """What the weights cost while one of them takes these values, shape (n,)."""
    network = experiment.network
    if not network.is_weight[parameter]:
        return np.full(values.size, _cost(experiment, network.parameters))
    return np.asarray(_others(experiment, (parameter,)) + _cost_of(experiment, values))


def penalty_over(experiment: Experiment, pair: tuple[int, int], xs: Array, ys: Array) -> Array:
    """What the weights cost while two of them take these values, shape (n, m)."""
    costs = [
        _cost_of(experiment, values) * experiment.network.is_weight[parameter]
        for parameter, values in zip(pair, (xs, ys), strict=True)
    ]
    return np.asarray(np.add.outer(*costs) + _others(experiment, pair))


def penalty_at(experiment: Experiment, vectors: Array, weights: Array) -> Array:
    """What the weights cost at places that are sums of vectors.

    Args:
        experiment: whose penalty, and which parameters are weights.
        vectors: shape (k, P).
        weights: how much of each vector there is in each place, shape (n, k).

    Returns:
        The costs, shape (n,): λ/2 × c · (V Vᵀ) · c for each place c.
    """
    only = vectors[:, experiment.network.is_weight]
    squares = np.einsum("ni,ij,nj->n", weights, only @ only.T, weights)
    return np.asarray(_half(experiment) * squares)


def _others(experiment: Experiment, moving: tuple[int, ...]) -> float:
    standing = experiment.network.parameters.copy()
    standing[list(moving)] = 0.0
    return _cost(experiment, standing)


def _cost(experiment: Experiment, parameters: Array) -> float:
    only = parameters[experiment.network.is_weight]
    return float(_half(experiment) * only.dot(only))


def _cost_of(experiment: Experiment, values: Array) -> Array:
    return np.asarray(_half(experiment) * values * values)


def _half(experiment: Experiment) -> float:
    return experiment.l2_penalty / 2
