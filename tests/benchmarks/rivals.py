"""What others do in the same update: clean NumPy, and PyTorch where it is installed.

Both learn what `Descent` learns: ReLU layers with biases, an identity output, the MSE.
"""

import importlib.util
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from core.nn.arrays import Array
from core.training.experiment import Experiment

Rival = Callable[[int], float]
_Change = Callable[[Array, dict[str, Array], int], Array]
_EPSILON = 1e-8


def _momentum(slope: Array, kept: dict[str, Array], _: int) -> Array:
    kept["velocity"] = 0.9 * kept.get("velocity", 0.0) + slope
    return kept["velocity"]


def _nesterov(slope: Array, kept: dict[str, Array], count: int) -> Array:
    return slope + 0.9 * _momentum(slope, kept, count)


def _adagrad(slope: Array, kept: dict[str, Array], _: int) -> Array:
    kept["sum"] = kept.get("sum", 0.0) + slope**2
    return np.asarray(slope / (np.sqrt(kept["sum"]) + 1e-10))


def _rmsprop(slope: Array, kept: dict[str, Array], _: int) -> Array:
    kept["square"] = 0.99 * kept.get("square", 0.0) + 0.01 * slope**2
    return np.asarray(slope / (np.sqrt(kept["square"]) + _EPSILON))


def _adam(slope: Array, kept: dict[str, Array], count: int) -> Array:
    kept["mean"] = 0.9 * kept.get("mean", 0.0) + 0.1 * slope
    kept["square"] = 0.999 * kept.get("square", 0.0) + 0.001 * slope**2
    mean, square = kept["mean"] / (1 - 0.9**count), kept["square"] / (1 - 0.999**count)
    return np.asarray(mean / (np.sqrt(square) + _EPSILON))


_CHANGES: dict[str, _Change] = {
    "gradient_descent": lambda slope, _, __: slope,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "adamw": _adam,
}


def clean_numpy(experiment: Experiment) -> Rival:
    """What one writes who knows NumPy well; it returns the loss before its last update."""
    weights = [matrix.copy() for matrix in experiment.network.weights]
    biases = [bias.copy() for bias in experiment.network.biases if bias is not None]
    inputs = np.array(experiment.dataset.inputs).T.copy()
    targets = np.array(experiment.dataset.targets).T.copy()
    rate, key = experiment.optimizer.learning_rate, experiment.optimizer.key
    change, decay = _CHANGES[key], 0.01 if key == "adamw" else 0.0
    kept: dict[int, dict[str, Array]] = {}
    done = 0

    def step(parameter: Array, slope: Array) -> None:
        if decay:
            parameter *= 1 - rate * decay
        parameter -= rate * change(slope, kept.setdefault(id(parameter), {}), done)

    def run(count: int) -> float:
        nonlocal done
        loss = 0.0
        for _ in range(count):
            done += 1
            values = [inputs]
            for index, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
                z = values[-1] @ weight.T + bias
                values.append(np.maximum(z, 0) if index < len(weights) - 1 else z)
            error = values[-1] - targets
            loss = float(np.mean(error**2))
            slope = 2 * error / error.size
            for index in reversed(range(len(weights))):
                back = slope @ weights[index]
                step(weights[index], slope.T @ values[index])
                step(biases[index], slope.sum(axis=0))
                slope = back * (values[index] > 0)
        return loss

    return run


def has_pytorch() -> bool:
    """Whether PyTorch is there to be compared with."""
    return importlib.util.find_spec("torch") is not None


def pytorch(experiment: Experiment) -> Rival:
    """PyTorch in eager mode on one thread; it returns the loss before its last update."""
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    layers: list[Any] = []
    for fed, size in pairwise(experiment.network.sizes):
        layers += [torch.nn.Linear(fed, size, dtype=torch.float64), torch.nn.ReLU()]
    network = torch.nn.Sequential(*layers[:-1])
    own = zip(experiment.network.weights, experiment.network.biases, strict=True)
    with torch.no_grad():
        for layer, (weight, bias) in zip(layers[::2], own, strict=True):
            layer.weight.copy_(torch.from_numpy(weight.copy()))
            layer.bias.copy_(torch.from_numpy(np.array(bias)))
    inputs = torch.from_numpy(np.array(experiment.dataset.inputs).T.copy())
    targets = torch.from_numpy(np.array(experiment.dataset.targets).T.copy())
    optimizer = _torch_optimizer(torch, experiment, network.parameters())

    def run(count: int) -> float:
        loss = torch.zeros(())
        for _ in range(count):
            loss = torch.nn.functional.mse_loss(network(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return float(loss)

    return run


def _torch_optimizer(torch: Any, experiment: Experiment, parameters: Any) -> Any:
    rate, optim = experiment.optimizer.learning_rate, torch.optim
    match experiment.optimizer.key:
        case "gradient_descent":
            return optim.SGD(parameters, lr=rate)
        case "momentum":
            return optim.SGD(parameters, lr=rate, momentum=0.9)
        case "nesterov":
            return optim.SGD(parameters, lr=rate, momentum=0.9, nesterov=True)
        case "adagrad":
            return optim.Adagrad(parameters, lr=rate)
        case "rmsprop":
            return optim.RMSprop(parameters, lr=rate)
        case "adam":
            return optim.Adam(parameters, lr=rate)
        case _:
            return optim.AdamW(parameters, lr=rate)
