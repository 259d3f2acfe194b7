"""The same numbers by plain Python: no arrays, no matrices, one multiplication after another.

Nothing here uses the simulator's passes, so that agreeing with it means something.
"""

import math
from collections.abc import Callable, Sequence

from core.nn.arrays import Array
from core.training.experiment import Experiment

Vector = list[float]

ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "identity": lambda z: z,
    "relu": lambda z: z if z > 0 else 0.0,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "softplus": lambda z: math.log(1 + math.exp(z)),
    "elu": lambda z: z if z > 0 else math.exp(z) - 1,
    "silu": lambda z: z / (1 + math.exp(-z)),
    "sine": math.sin,
    "step": lambda z: 1.0 if z > 0 else 0.0,
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
}

SHARES: dict[str, Callable[[float], float]] = {
    "mse": lambda e: e**2,
    "half_mse": lambda e: e**2 / 2,
    "sse": lambda e: e**2,
    "mae": abs,
    "huber": lambda e: e**2 / 2 if abs(e) <= 1 else abs(e) - 0.5,
    "log_cosh": lambda e: math.log(math.cosh(e)),
}

PROBABILITY_SHARES: dict[str, Callable[[float, float], float]] = {
    "log_loss": lambda p, t: -t * math.log(p) - (1 - t) * math.log(1 - p),
    "cross_entropy": lambda p, t: -t * math.log(p),
}


def rows_of(columns: Sequence[Array]) -> list[Vector]:
    """Columns of data as rows."""
    return [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def predict(experiment: Experiment, parameters: Vector, inputs: Vector) -> tuple[Vector, Vector]:
    """One row's predictions, and all preactivations on the way."""
    network = experiment.network
    remaining = iter(parameters)
    values, preactivations = inputs, []
    for layer in network.layers:
        sums = []
        for _ in layer.names:
            z = sum(next(remaining) * value for value in values)
            if layer.biased:
                z += next(remaining)
            sums.append(z)
        preactivations += sums
        if layer.activation.key == "softmax":
            values = [math.exp(z) / sum(map(math.exp, sums)) for z in sums]
        else:
            values = [ACTIVATIONS[layer.activation.key](z) for z in sums]
    return values, preactivations


def errors(experiment: Experiment, parameters: Vector) -> Vector:
    """Predicted − actual, for all rows and outputs."""
    return [predicted - actual for predicted, actual in pairs(experiment, parameters)]


def pairs(experiment: Experiment, parameters: Vector) -> list[tuple[float, float]]:
    """Predicted and actual, for all rows and outputs."""
    dataset = experiment.dataset
    return [
        (predicted, actual)
        for inputs, targets in zip(rows_of(dataset.inputs), rows_of(dataset.targets), strict=True)
        for predicted, actual in zip(
            predict(experiment, parameters, inputs)[0], targets, strict=True
        )
    ]


def loss(experiment: Experiment, parameters: Vector) -> float:
    """The loss with these parameters."""
    key, found = experiment.loss.key, pairs(experiment, parameters)
    if key in PROBABILITY_SHARES:
        shares = [PROBABILITY_SHARES[key](*pair) for pair in found]
    else:
        shares = [SHARES[key](predicted - actual) for predicted, actual in found]
    if key == "cross_entropy":
        return sum(shares) / experiment.dataset.rows
    return sum(shares) / (1 if key == "sse" else len(shares))


def slopes(experiment: Experiment, nudge: float = 1e-5) -> Vector:
    """The slope along each parameter, by central differences."""
    start = experiment.network.parameters.tolist()
    found = []
    for index, value in enumerate(start):
        right, left = list(start), list(start)
        right[index], left[index] = value + nudge, value - nudge
        found.append((loss(experiment, right) - loss(experiment, left)) / (2 * nudge))
    return found


def distance_to_corners(experiment: Experiment) -> float:
    """How far the nearest preactivation or error is from a corner of its function."""
    parameters = experiment.network.parameters.tolist()
    activations = [layer.activation for layer in experiment.network.layers for _ in layer.names]
    near = [abs(e - corner) for e in errors(experiment, parameters) for corner in (-1, 0, 1)]
    for inputs in rows_of(experiment.dataset.inputs):
        sums = predict(experiment, parameters, inputs)[1]
        for activation, z in zip(activations, sums, strict=True):
            near += [abs(z - corner) for corner in activation.corners]
    return min(near)
