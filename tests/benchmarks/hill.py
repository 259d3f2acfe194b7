"""How long the hill over two weights takes, beside a plain loop of forward passes.

2-8-8-1 on 500 rows, 101 × 101 points, for weights in different places. The plain loop is what one
writes who knows NumPy well: one forward pass for each point. Where the packages loss-landscapes
and torch can be imported, the same plane is also computed with them.

Contenders take turns in random order; a figure is the median, over the rounds, of how many times
as long as `loss_over` each takes in the same round, in processor time. `loss_over` also competes
with itself: if that is not within 0.97 to 1.03, the machine was too busy.
"""

import importlib
import importlib.util
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from core.landscape.over_two_weights import loss_over
from core.nn.arrays import Array
from core.nn.network import Place
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.benchmarks.rounds import measure, repeated
from tests.core.builders import sized_experiment

ROUNDS = 9
SLICE = 0.04  # seconds
POINTS = 101
SAMPLE = 4  # rows of the grid that the slow contenders are timed on
AXIS = np.linspace(-2.0, 2.0, POINTS)
CASES = {
    "both into the prediction": (Place(2, 0, 0), Place(2, 0, 3)),
    "both into the last hidden layer, different nodes": (Place(1, 1, 0), Place(1, 3, 2)),
    "last hidden layer and prediction": (Place(1, 1, 0), Place(2, 0, 3)),
    "first layer and prediction": (Place(0, 0, 0), Place(2, 0, 3)),
    "first and second layer": (Place(0, 0, 0), Place(1, 2, 1)),
    "both in the first layer, different nodes": (Place(0, 0, 0), Place(0, 3, 1)),
    "both in the first layer, same node": (Place(0, 0, 0), Place(0, 0, 1)),
}

Hill = Callable[[Array], Array]


def plain_loop(experiment: Experiment, first: Place, second: Place) -> Hill:
    """One forward pass for each point, in clean NumPy."""
    weights = [matrix.copy() for matrix in experiment.network.weights]
    biases = [bias[:, np.newaxis] for bias in experiment.network.biases if bias is not None]
    inputs, targets = np.array(experiment.dataset.inputs), np.array(experiment.dataset.targets)

    def loss() -> float:
        values = inputs
        for layer, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
            sums = weight @ values + bias
            values = np.maximum(sums, 0.0) if layer < len(weights) - 1 else sums
        return float(np.mean((values - targets) ** 2))

    def losses(xs: Array) -> Array:
        found = np.empty((xs.size, POINTS))
        for i, x in enumerate(xs):
            for j, y in enumerate(AXIS):
                weights[first.layer][first.node, first.source] = x
                weights[second.layer][second.node, second.source] = y
                found[i, j] = loss()
        return found

    return losses


def with_loss_landscapes(experiment: Experiment, first: Place, second: Place) -> Hill:
    """The plane as the package loss-landscapes computes it."""
    torch: Any = importlib.import_module("torch")
    package: Any = importlib.import_module("loss_landscapes")
    metrics: Any = importlib.import_module("loss_landscapes.metrics")
    torch.set_num_threads(1)
    inputs = torch.tensor(np.array(experiment.dataset.inputs).T.copy())
    targets = torch.tensor(np.array(experiment.dataset.targets).T.copy())

    def model(x: float, y: float) -> Any:
        parts: list[Any] = []
        network = experiment.network
        for weight, bias in zip(network.weights, network.biases, strict=True):
            linear = torch.nn.Linear(weight.shape[1], weight.shape[0]).double()
            linear.weight.data[:] = torch.tensor(weight.copy())
            linear.bias.data[:] = torch.tensor(np.array(bias))
            parts += [linear, torch.nn.ReLU()]
        parts[2 * first.layer].weight.data[first.node, first.source] = x
        parts[2 * second.layer].weight.data[second.node, second.source] = y
        return torch.nn.Sequential(*parts[:-1])

    metric = metrics.Loss(torch.nn.MSELoss(), inputs, targets)

    def losses(xs: Array) -> Array:
        step = (AXIS[-1] - AXIS[0]) / (POINTS - 1)
        low, high = float(xs[0]), float(xs[0] + step * xs.size)
        corners = model(low, AXIS[0]), model(high, AXIS[0]), model(low, AXIS[0] + step * xs.size)
        found = package.planar_interpolation(*corners, metric, steps=xs.size)
        return np.asarray(found, dtype=np.float64)

    return losses


def figures(experiment: Experiment, first: Place, second: Place) -> list[str]:
    """Time one pair of weights, after a look whether all find the same."""
    network, evaluation = experiment.network, evaluate(experiment)
    pair = network.index(first), network.index(second)
    loop = plain_loop(experiment, first, second)
    some = AXIS[:SAMPLE]

    def ours() -> Array:
        return loss_over(experiment, evaluation, pair, AXIS, AXIS)

    np.testing.assert_allclose(ours()[:SAMPLE], loop(some), rtol=1e-9, atol=1e-12)
    contenders = {
        "loss_over": repeated(ours),
        "itself": repeated(ours),
        "plain loop": repeated(lambda: loop(some)),
    }
    scales = {"plain loop": POINTS / SAMPLE}
    if importlib.util.find_spec("loss_landscapes"):
        other = with_loss_landscapes(experiment, first, second)
        count = 20
        block = loss_over(experiment, evaluation, pair, AXIS[:count], AXIS[:count])
        found = other(AXIS[:count])
        # The package goes to and fro, and each way forth comes out one point too far.
        np.testing.assert_allclose(found[1::2], block[1::2], rtol=1e-9)
        contenders["loss-landscapes"] = repeated(lambda: other(AXIS[:count]))
        scales["loss-landscapes"] = POINTS**2 / count**2
    lines = []
    for name, figure in measure(contenders, ROUNDS, SLICE).items():
        scale = scales.get(name, 1.0)
        low, middle, high = (ratio * scale for ratio in figure.quartiles)
        seconds = f"{figure.seconds * scale * 1e3:9.2f} ms"
        lines.append(f"  {name:16} {seconds} {middle:8.2f} ×  ({low:.2f} to {high:.2f})")
    return lines


def main() -> None:
    """Print a table for each pair of weights."""
    experiment = sized_experiment((2, 8, 8, 1), 500)
    for name, (first, second) in CASES.items():
        lines = figures(experiment, first, second)
        sys.stdout.write("\n".join([f"\n{name}", *lines, ""]))
