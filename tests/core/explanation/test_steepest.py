"""The steepest weights, by hand on the network the program opens with."""

import numpy as np
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.steepest import steepest
from core.nn.network_edits import set_locked, set_parameters
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import bank


def found(experiment: Experiment) -> tuple[tuple[int, ...], float]:
    return steepest(Quantities(experiment, evaluate(experiment)))


def test_it_is_the_one_with_the_largest_slope() -> None:
    """Error 11, prediction 16: the slopes are 132, 88, 0, 0, 176, 0."""
    assert found(bank()) == ((4,), 176.0)


def test_a_locked_weight_is_passed_over() -> None:
    experiment = bank()
    locked = set_locked(experiment.network, [4], True)
    assert found(replace(experiment, network=locked)) == ((0,), 132.0)


def test_those_of_one_size_share_it() -> None:
    """With two alike hidden nodes each slope comes twice."""
    experiment = bank()
    alike = set_parameters(experiment.network, range(6), [2, 1, 2, 1, 2, 2])
    parameters, size = found(replace(experiment, network=alike))
    gradient = evaluate(replace(experiment, network=alike)).gradient
    assert parameters == (4, 5)
    assert size == np.abs(gradient).max()


def test_without_slopes_all_share_0_and_with_all_locked_there_is_none() -> None:
    experiment = bank()
    still = set_parameters(experiment.network, range(6), [0, 0, 0, 0, 0, 0])
    parameters, size = found(replace(experiment, network=still))
    assert size == 0
    assert len(parameters) == 6
    locked = set_locked(experiment.network, range(6), True)
    assert found(replace(experiment, network=locked))[0] == ()
