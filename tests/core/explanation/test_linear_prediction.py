import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.linear_prediction import (
    LinearPrediction,
    StepEffect,
    effect_of_step,
    predict_linearly,
)
from core.explanation.quantities import Quantities
from core.training.descent import Refusal
from core.training.evaluation import evaluate
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import bank, build_experiment


def look(rate: float) -> LinearPrediction:
    experiment = bank(rate)
    return predict_linearly(Quantities(experiment, evaluate(experiment)))


def test_the_banks_first_step_promises_the_impossible() -> None:
    """121 − 0.01 × (132² + 88² + 176²) = −440.44; the step really leads to 19.83."""
    found = look(0.01)
    assert found.promised == pytest.approx(-440.44)
    assert found.is_impossible
    assert found.kept == pytest.approx(19.83, abs=0.005)
    assert found.parameters.tolist() == pytest.approx([0.68, 0.12, 0, 0, 0.24, 2])


def test_a_small_step_keeps_its_promise() -> None:
    found = look(1e-7)
    assert isinstance(found.kept, float)
    assert not found.is_impossible
    assert found.kept - found.loss == pytest.approx(found.promised - found.loss, rel=1e-3)


def test_a_locked_weight_promises_nothing() -> None:
    experiment = bank(1e-4)
    locked = replace(experiment.network, locked=np.arange(6) == 0)
    found = predict_linearly(Quantities(replace(experiment, network=locked), evaluate(experiment)))
    assert found.changes[0] == 0
    assert found.parameters[0] == 2
    assert found.promised == pytest.approx(121 - 1e-4 * (88**2 + 176**2))


def test_a_step_that_would_be_refused_keeps_nothing() -> None:
    experiment = replace(
        build_experiment([[[2.0]]], ["identity"], [[1]], [1]), optimizer=GradientDescent(1e300)
    )
    found = predict_linearly(Quantities(experiment, evaluate(experiment)))
    assert found.kept == Refusal("the loss", 1e300, 0)
    assert math.isnan(found.came_to)
    assert found.promised == 1 - 1e300 * 2**2
    assert found.parameters == 2 - 1e300 * 2


def woken(weight: float) -> StepEffect:
    """From −1, where the ReLU is off and the loss 0, to a weight."""
    asleep, there = (build_experiment([[[at]]], ["relu"], [[1]], [0]) for at in (-1.0, weight))
    return effect_of_step(asleep, evaluate(asleep), there, evaluate(there))


def test_a_step_went_too_far_only_if_a_shorter_one_would_have_been_lower() -> None:
    """Half the way to 3 is 1, a quarter 0: there the loss is what it was, and no less."""
    assert woken(3) == StepEffect(before=0, after=9, too_far=False)
    assert woken(-0.5) == StepEffect(before=0, after=0, too_far=False)


@pytest.mark.parametrize(("weight", "after", "too_far"), [(-3.0, 9, True), (-1.0, 1, False)])
def test_a_step_over_the_valley_went_too_far_if_it_ends_higher(
    weight: float, after: float, too_far: bool
) -> None:
    """From 1 the loss w² is 1: at −3 it is 9, at −1 the same, and lower between.

    Another weight, of an input that is 0, stays where it is.
    """
    begun, ended = (
        build_experiment([[[at, 5.0]]], ["identity"], [[1, 0]], [0]) for at in (1.0, weight)
    )
    found = effect_of_step(begun, evaluate(begun), ended, evaluate(ended))
    assert found == StepEffect(before=1, after=after, too_far=too_far)
