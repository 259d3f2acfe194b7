"""What is said of several weights, and in one beat of the walk through an update."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, Explanation, Remark
from core.explanation.walking.walkthrough import Phase, beats
from core.explanation.whole_explanations import MOST_ALIKE, about_beat, about_weights
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import bank, build_experiment, sized_experiment


def said(experiment: Experiment, *parameters: int) -> str:
    told = about_weights(Quantities(experiment, evaluate(experiment)), parameters)
    assert told.title == f"{len(parameters)} weights"
    (remark,) = told.lines
    assert isinstance(remark, Remark)
    assert remark.about.parameter == parameters[0]
    return remark.text


def apart(inputs: list[list[float]], targets: list[float], rate: float = 0.01) -> Experiment:
    """Two inputs that go straight into the prediction 0."""
    return build_experiment([[[1.0, 1.0]]], ["identity"], inputs, targets, rate)


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ((0, 1), "descent will lower 2 of them"),
        ((4, 0, 2), "descent will lower 2 of them"),
        ((2, 3, 5), "descent will leave them"),
    ],
)
def test_of_the_banks_weights_those_with_a_slope_go_down(
    parameters: tuple[int, ...], text: str
) -> None:
    assert said(bank(), *parameters) == text


def test_weights_that_go_apart_are_counted_each_way() -> None:
    """The prediction 1 − 1 = 0 is 1 too low: slopes −2 × 1 and −2 × −1."""
    experiment = apart([[1, -1]], [1])
    assert said(experiment, 0, 1) == "descent will lower 1 and raise 1 of them"
    locked = replace(experiment.network, locked=np.array([True, False]))
    assert said(replace(experiment, network=locked), 0, 1) == "descent will lower 1 of them"


def test_a_batch_says_what_the_next_step_does_and_a_refusal_that_there_is_none() -> None:
    experiment = replace(apart([[1, -1], [1, -1]], [1, 1]), batch_size=1)
    assert said(experiment, 0, 1) == "the next step will lower 1 and raise 1 of them"
    refused = "the next step would be refused: a number would be too large"
    assert said(apart([[1, -1]], [1], 1e300), 0, 1) == refused


def beat(experiment: Experiment, at: int) -> Explanation:
    numbers = Quantities(experiment, evaluate(experiment))
    return about_beat(numbers, beats(experiment.network)[at], 0)


def names(explanation: Explanation) -> list[str]:
    return [line.name for line in explanation.lines if isinstance(line, Equation)]


def test_a_beat_of_a_layer_has_an_equation_for_each_weight() -> None:
    told = beat(bank(), -2)
    assert told.title == Phase.SLOPES.value
    assert names(told) == [
        f"input {source} → hidden {node}: slope" for node in (1, 2) for source in (1, 2)
    ]


@pytest.mark.parametrize(("inputs", "more"), [(4, 0), (5, 1), (7, 3)])
def test_of_many_equations_four_are_shown_and_the_others_counted(inputs: int, more: int) -> None:
    told = beat(sized_experiment((inputs, 1), 3, biased=False), -1)
    assert told.title == Phase.STEP.value
    assert len(names(told)) == MOST_ALIKE
    rest = [line.text for line in told.lines if isinstance(line, Remark)]
    assert rest == ([f"and {more} more: click one to see it"] if more else [])
