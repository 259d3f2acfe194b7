"""The state of a node over all rows, in words."""

import numpy as np
import pytest

from core.diagnosis.finding import Sentence
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, RELU, SIGMOID, STEP
from core.nn.arrays import Array
from core.response.curve import respond
from core.response.state import state_of
from core.training.diagnosis import Sleep, nodes_that
from core.training.evaluation import evaluate
from tests.core.builders import bank, sized_experiment


def told(activation: Activation, sums: Array, row: int | None) -> str:
    """What is said of a node, with the slopes that belong to its sums."""
    return written(state_of(activation, sums, respond(activation, sums)[1], row))


def written(sentence: Sentence) -> str:
    return sentence.words.format(
        *(value if isinstance(value, str) else f"{value:g}" for value in sentence.values)
    )


NEARLY = [*[-1.0] * 199, 2.0]


@pytest.mark.parametrize(
    ("sums", "row", "text"),
    [
        ([-1, -2, -3, -0.5], 0, "asleep: all 4 sums are below 0"),
        ([-1, 2, 3, 4], 0, "off for this row: 3 of 4 sums are above 0"),
        ([-1, 2, 3, 4], 1, "awake: 3 of 4 sums are above 0"),
        ([-1, 0, 0, -4], 1, "on the corner: 0 of 4 sums are above 0"),
        (NEARLY, 199, "nearly asleep: 1 of 200 sums is above 0"),
        ([8], 0, "awake: its only sum is above 0"),
        ([0], 0, "on the corner: its only sum is exactly 0"),
        ([-3], 0, "asleep: its only sum is below 0"),
        ([np.inf, 1], 0, "some of its sums are too large to be numbers"),
    ],
)
def test_a_relu(sums: list[float], row: int, text: str) -> None:
    assert told(RELU, np.array(sums, dtype=np.float64), row) == text


@pytest.mark.parametrize(
    ("sums", "text"),
    [
        ([7, -9, 8], "saturated: it has levelled off in all 3 rows"),
        ([7], "saturated: it has levelled off in the only row"),
        ([7, 0, 1], "awake: it has levelled off in 1 of 3 rows"),
        ([0, 1], "awake: levelled off in none of 2 rows"),
    ],
)
def test_a_sigmoid(sums: list[float], text: str) -> None:
    assert told(SIGMOID, np.array(sums, dtype=np.float64), 0) == text


def test_without_a_row_on_show_none_is_off() -> None:
    assert told(RELU, np.array([-1.0, 2.0]), None) == "awake: 1 of 2 sums is above 0"


def test_others_tell_their_slopes() -> None:
    sums = np.array([-1.0, 2.0])
    words = {key: told(ACTIVATIONS[key], sums, 0) for key in ACTIVATIONS}
    assert words["identity"] == "awake: its slope is 1 in all 2 rows"
    assert words["leaky_relu"] == "awake: its slopes go from 0.01 to 1 in 2 rows"
    assert told(STEP, sums, 0) == "no slope passes: the slope of step is 0 everywhere"


@pytest.mark.parametrize("seed", range(6))
def test_the_words_agree_with_the_drawing(seed: int) -> None:
    experiment = sized_experiment((2, 6, 1), 3, seed=seed)
    evaluation = evaluate(experiment)
    asleep = {place.node for place in nodes_that(Sleep.ASLEEP, experiment.network, evaluation)}
    found = {
        node
        for node, sums in enumerate(evaluation.preactivations[0])
        if told(RELU, sums, 0).startswith("asleep")
    }
    assert found == asleep


def test_the_bank_has_a_node_on_its_corner() -> None:
    sums = evaluate(bank()).preactivations[0]
    assert sums.tolist() == [[8.0], [0.0]]
    assert told(RELU, sums[1], 0) == "on the corner: its only sum is exactly 0"
