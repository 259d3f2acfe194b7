"""What docs/optimizers.md says differs from PyTorch is so, in numbers worked out by hand."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.nn.network_edits import set_locked
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import Adam, GradientDescent
from tests.core.builders import build_experiment, build_network


def biased(l2_penalty: float = 0.0) -> Experiment:
    """Weight 3 and bias 4 on an input of 1 with the target 7: no error, whatever else."""
    experiment = build_experiment([[[3.0]]], ["identity"], [[1.0]], [7.0], 0.1)
    network = build_network([[[3.0, 4.0]]], ["identity"], biased=True)
    return replace(experiment, network=network, l2_penalty=l2_penalty)


def next_slopes(experiment: Experiment) -> list[float]:
    return [*map(float, experiment.next_update(evaluate(experiment).gradient).slopes)]


def test_slopes_are_clipped_to_the_norm_itself() -> None:
    """A weight of 2e−6 on the penalty 1 has the slope 2e−6; PyTorch leaves two thirds of that."""
    experiment = build_experiment([[[2e-6]]], ["identity"], [[0.0]], [0.0], 0.1)
    clipped = replace(experiment, l2_penalty=1.0, max_norm=1e-6)
    assert next_slopes(clipped) == pytest.approx([1e-6], rel=1e-12)


def test_the_penalty_is_of_weights_alone_and_is_a_part_of_loss_and_slope() -> None:
    experiment = biased(l2_penalty=0.5)
    found = evaluate(experiment)
    assert found.loss == 0.5 / 2 * 3**2
    assert found.gradient.tolist() == [1.5, 0.0]
    assert next_slopes(replace(experiment, max_norm=0.3)) == pytest.approx([0.3, 0.0])


def test_adam_counts_its_steps_for_all_weights_at_once() -> None:
    """The slope is always 1: m and v of a weight that was locked for nine steps begin with it.

    Its first step is 0.1 / (1 − 0.9^10) over √(0.001 / (1 − 0.999^10)) times the learning rate.
    """
    experiment = build_experiment([[[0.0, 0.0]]], ["identity"], [[1.0, 1.0]], [0.0], 0.1)
    experiment = experiment.with_optimizer(Adam(0.01))
    network = set_locked(experiment.network, [1], locked=True)
    experiment = replace(experiment, network=network)
    slopes = np.ones(2)
    for _ in range(9):
        update = experiment.next_update(slopes)
        network = experiment.network.with_parameters(update.parameters)
        experiment = replace(experiment, network=network, memory=update.memory)
    experiment = replace(experiment, network=set_locked(experiment.network, [1], locked=False))
    change = experiment.next_update(slopes).change
    first = 0.1 / (1 - 0.9**10) / (0.001 / (1 - 0.999**10)) ** 0.5
    assert change[0] == pytest.approx(0.01, rel=1e-6)
    assert change[1] == pytest.approx(0.01 * first, rel=1e-6)


def test_the_rate_is_no_part_of_what_is_remembered() -> None:
    assert GradientDescent().memory_size(5) == 0
    update = biased().with_optimizer(Adam(0.01)).next_update(np.array([2.0, -1.0]))
    other = biased().with_optimizer(Adam(7.0)).next_update(np.array([2.0, -1.0]))
    assert np.array_equal(update.memory, other.memory)
