"""How long one update takes with each optimizer, beside NumPy and PyTorch for the same network.

Contenders take turns in random order; a figure is the median, over the rounds, of how many times
as long as gradient descent by `Descent.run` each takes in the same round, in processor time.
Gradient descent also competes with itself: if that is not within 0.97 to 1.03, the machine was too
busy, and the figures mean little. "Recorded" is the run that the window makes, with its losses and
states kept. PyTorch is no part of the project's environment: run this with a Python that has it.
"""

import math
import sys

from core.history.history import BUDGET
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.rules.optimizers import OPTIMIZERS, GradientDescent
from core.training.trace import Trace
from tests.benchmarks.rivals import clean_numpy, has_pytorch, pytorch
from tests.benchmarks.rounds import Runner, measure
from tests.core.builders import sized_experiment

SLICE = 0.03  # seconds
ROUNDS = 9
CASES = (
    ((2, 2, 1), 4),
    ((2, 4, 1), 200),
    ((2, 8, 8, 1), 500),
    ((9, 100, 100, 1), 534),
    ((784, 50, 10), 2000),
)
RATE = 1e-4


def recorded(experiment: Experiment) -> Runner:
    """The run that the window makes: losses and states kept, within the history's budget."""
    descent = Descent(experiment)
    trace = Trace(experiment.network.parameters, descent.loss, memory=experiment.memory)

    def run(count: int) -> None:
        descent.run(count, trace)
        while trace.nbytes > BUDGET:
            trace.thin()

    return run


def contenders(experiment: Experiment) -> dict[str, Runner]:
    """All that compete, by name; the first is what the others are measured against."""
    found: dict[str, Runner] = {
        GradientDescent.name: Descent(experiment).run,
        "itself": Descent(experiment).run,
    }
    for rule in OPTIMIZERS.values():
        by_rule = experiment.with_optimizer(rule(RATE))
        found[rule.name] = Descent(by_rule).run
        found[f"{rule.name}, recorded"] = recorded(by_rule)
        found[f"{rule.name}, NumPy"] = clean_numpy(by_rule)
        if has_pytorch():
            found[f"{rule.name}, PyTorch"] = pytorch(by_rule)
    return found


def assert_equal_results(experiment: Experiment) -> None:
    """Refuse to time things that do not do the same."""
    for rule in OPTIMIZERS.values():
        by_rule = experiment.with_optimizer(rule(RATE))
        descent = Descent(by_rule)
        descent.run(20)
        rivals = [clean_numpy, pytorch] if has_pytorch() else [clean_numpy]
        for rival in rivals:  # they tell the loss before their last update
            assert math.isclose(descent.loss, rival(by_rule)(21), rel_tol=1e-9)


def main() -> None:
    """Print a table a network."""
    for sizes, rows in CASES:
        experiment = sized_experiment(sizes, rows, learning_rate=RATE)
        assert_equal_results(experiment)
        sys.stdout.write(f"\n{'-'.join(map(str, sizes))}, {rows} rows\n")
        for name, figure in measure(contenders(experiment), ROUNDS, SLICE).items():
            took = f"{figure.seconds * 1e6:9.2f} µs"
            sys.stdout.write(f"  {name:26} {took} {figure.ratio}\n")
