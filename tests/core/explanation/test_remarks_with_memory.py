"""Which way a weight will go, where the optimizer remembers; with a rule that only tests know."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.remarks import tendency_remark
from core.nn.network_edits import set_locked
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import build_experiment
from tests.core.remembering import remembering


def tendency(weight: float, target: float, mean: float, *, locked: bool = False) -> str:
    """What is said of one weight with input 1, where this mean of slopes is remembered."""
    plain = build_experiment([[[weight]]], ["identity"], [[1]], [target])
    memory = np.array([mean, 0.0, 3.0])
    experiment: Experiment = replace(remembering(plain), memory=memory, updates=3)
    experiment = replace(experiment, network=set_locked(experiment.network, [0], locked))
    return tendency_remark(Quantities(experiment, evaluate(experiment)), 0).text


@pytest.mark.parametrize(("mean", "verb"), [(0.5, "lower"), (-0.5, "raise")])
def test_a_weight_without_slope_moves_on(mean: float, verb: str) -> None:
    said = f"but what the optimizer remembers will {verb} it"
    assert tendency(2.0, 2.0, mean) == f"slope 0: there is no error, {said}"


def test_a_weight_can_go_against_its_slope() -> None:
    assert tendency(3.0, 2.0, -50.0) == (
        "more of it means more loss, but what the optimizer remembers will raise it"
    )
    assert tendency(3.0, 2.0, 50.0) == "more of it means more loss, so descent will lower it"


def test_a_locked_weight_stays_whatever_is_remembered() -> None:
    assert tendency(2.0, 2.0, 0.5, locked=True) == "slope 0: there is no error, and it is locked"


def test_without_slope_and_memory_it_stays() -> None:
    assert tendency(2.0, 2.0, 0.0) == (
        "slope 0: there is no error, so descent leaves it where it is"
    )
