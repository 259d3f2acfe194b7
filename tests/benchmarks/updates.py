"""How long one update takes, beside clean NumPy code for the same network.

Contenders take turns in random order; a figure is the median, over the rounds, of how many times
as long as `Descent.run` each takes in the same round, in processor time. `Descent.run` also
competes with itself: if that is not within 0.97 to 1.03, the machine was too busy, and the figures
mean little.
"""

import math
import sys
from collections.abc import Callable

import numpy as np

from core.history.history import BUDGET
from core.nn.arrays import Array
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.trace import Trace
from tests.benchmarks.rounds import Runner, measure
from tests.core.builders import sized_experiment

SLICE = 0.03  # seconds
ROUNDS = 15
CASES = (((2, 2, 1), 4), ((2, 4, 1), 200), ((2, 8, 8, 1), 500), ((9, 100, 100, 1), 534))


def clean_numpy(experiment: Experiment) -> Callable[[int], float]:
    """What one writes who knows NumPy well: ReLU layers, an identity output, the MSE."""
    weights = [matrix.copy() for matrix in experiment.network.weights]
    biases = [bias.copy() for bias in experiment.network.biases if bias is not None]
    inputs = np.array(experiment.dataset.inputs).T.copy()
    targets = np.array(experiment.dataset.targets).T.copy()
    rate = experiment.optimizer.learning_rate

    def forward() -> list[Array]:
        values = [inputs]
        for index, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
            z = values[-1] @ weight.T + bias
            values.append(np.maximum(z, 0) if index < len(weights) - 1 else z)
        return values

    def run(count: int) -> float:
        loss = 0.0
        for _ in range(count):
            values = forward()
            error = values[-1] - targets
            loss = float(np.mean(error**2))
            slope = 2 * error / error.size
            for index in reversed(range(len(weights))):
                back = slope @ weights[index]
                weights[index] -= rate * (slope.T @ values[index])
                biases[index] -= rate * slope.sum(axis=0)
                slope = back * (values[index] > 0)
        return loss

    return run


def recorded(experiment: Experiment) -> Runner:
    """The run that the window makes: loss and parameters kept, within the history's budget."""
    descent = Descent(experiment)
    trace = Trace(experiment.network.parameters, descent.loss)

    def run(count: int) -> None:
        descent.run(count, trace)
        while trace.nbytes > BUDGET:
            trace.thin()

    return run


def contenders(experiment: Experiment) -> dict[str, Runner]:
    """All that compete, by name; the first is what the others are measured against."""
    return {
        "Descent.run": Descent(experiment).run,
        "itself": Descent(experiment).run,
        "recorded": recorded(experiment),
        "clean NumPy": clean_numpy(experiment),
    }


def assert_equal_results(experiment: Experiment) -> None:
    """Refuse to time two things that do not do the same."""
    descent = Descent(experiment)
    descent.run(20)
    loss = clean_numpy(experiment)(21)  # tells the loss before its last update
    assert math.isclose(descent.loss, loss, rel_tol=1e-9)


def main() -> None:
    """Print a table a network."""
    for sizes, rows in CASES:
        experiment = sized_experiment(sizes, rows, learning_rate=1e-4)
        assert_equal_results(experiment)
        sys.stdout.write(f"\n{'-'.join(map(str, sizes))}, {rows} rows\n")
        for name, figure in measure(contenders(experiment), ROUNDS, SLICE).items():
            took = f"{figure.seconds * 1e6:9.2f} µs"
            sys.stdout.write(f"  {name:12} {took} {figure.ratio}\n")
