"""Healthy runs raise no alarm: at most it is noted that a slow end is near, or a bottom reached."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.activations import ACTIVATIONS
from core.nn.initializers import SUITED, randomise
from core.opening.sample_data import SAMPLES, Sample, open_sample
from core.opening.starters import STARTERS, Starter, open_starter
from core.training.descent import Descent
from core.training.evaluation import evaluate
from tests.core.builders import as_document, sized_experiment
from tests.core.diagnosis.watching import after, first_step, title_of, troubles, watched
from tests.sweeps import a_few

SHOWN = {  # what some starters and sample data are there to show
    "flat": {"Flat, but no bottom"},
    "asleep": {"hidden 1 and hidden 2 are asleep"},
    "equal_starts": {"4 of 4 nodes of the hidden layer are equal"},
    "vanishing_slopes": {"Slopes vanish on the way back"},
    "sure_and_wrong": {"Wrong predictions have levelled off"},
    "wages_adam": {"Overfitting since step 11"},
}
TRUE_NOTES = {
    "The loss hardly falls",
    "At a bottom",
    "At the bottom: no error is left",
    "The rate is too small",
}


@pytest.mark.parametrize("sample", a_few(SAMPLES), ids=lambda sample: sample.key)
def test_sample_data_run_without_an_alarm(sample: Sample) -> None:
    shown = SHOWN.get(sample.key, set())
    found = list(chain.from_iterable(found for _, found in watched(open_sample(sample), 300)))
    assert set(troubles(found)) == shown
    assert set(map(title_of, found)) <= TRUE_NOTES | shown


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_starters_raise_no_alarm_but_for_what_they_show(starter: Starter) -> None:
    runs = watched(open_starter(starter.key), 300, 10)
    found = list(chain.from_iterable(found for _, found in runs))
    assert set(troubles(found)) == SHOWN.get(starter.key, set())


@pytest.mark.parametrize(
    ("key", "title", "within"),
    [
        ("flat", "Flat, but no bottom", 0),
        ("equal_starts", "4 of 4 nodes of the hidden layer are equal", 0),
        ("vanishing_slopes", "Slopes vanish on the way back", 0),
        ("sure_and_wrong", "Wrong predictions have levelled off", 0),
        ("asleep", "hidden 1 and hidden 2 are asleep", 10),
        ("bouncing", "The weights bounce", 20),
        ("plateau", "The loss hardly falls", 60),
    ],
)
def test_what_a_starter_shows_is_found_in_time(key: str, title: str, within: int) -> None:
    step = first_step(open_starter(key), title, within, 5)
    assert step is not None


@given(
    activation=st.sampled_from(["tanh", "relu", "sigmoid", "silu"]),
    width=st.integers(8, 16),
    depth=st.integers(1, 3),
    seed=st.integers(0, 1000),
    rate=st.sampled_from([0.01, 0.03]),
)
def test_random_networks_with_suited_weights_raise_no_alarm(
    activation: str, width: int, depth: int, seed: int, rate: float
) -> None:
    for _, found in watched(_random_network(activation, (width, depth), seed, rate), 100, 20):
        assert troubles(found) == []


@pytest.mark.parametrize(
    ("activation", "shape", "seed", "stretch"),
    a_few(
        [
            ("relu", (10, 3), 845, range(80, 140)),
            ("relu", (14, 3), 493, range(20, 60)),
            ("silu", (12, 3), 177, range(60, 120)),
        ]
    ),
)
def test_a_rise_far_below_the_start_that_the_run_gets_over_is_no_alarm(
    activation: str, shape: tuple[int, int], seed: int, stretch: range
) -> None:
    """The rate is at the edge of what the hill bears: the loss rises for a while, then falls on."""
    document = _random_network(activation, shape, seed, 0.03)
    runs = list(watched(document, 400, 1, ahead=False))
    losses = [evaluate(present.experiment).loss for present, _ in runs]
    assert any(losses[at] < losses[at + 1] for at in stretch)
    assert min(losses[stretch.stop :]) < min(losses[: stretch.stop]) < losses[0] / 10
    assert troubles(chain.from_iterable(found for _, found in runs)) == []


@pytest.mark.parametrize(
    ("shape", "seed", "updates"),
    a_few([((9, 2), 93, 40), ((8, 2), 787, 20), ((12, 3), 369, 100)]),
)
def test_sigmoids_that_start_slowly_at_a_rate_near_the_largest_are_left_to_learn(
    shape: tuple[int, int], seed: int, updates: int
) -> None:
    """Thirty times as fast is better, but a hundred times explodes; and they learn as it is."""
    present, found = after(_random_network("sigmoid", shape, seed, 0.01), updates)
    assert "The rate is too small" in map(title_of, found)
    assert troubles(found) == []
    descent = Descent(present.experiment)
    before = descent.loss
    descent.run(5000)
    assert descent.loss < before / 10


@pytest.mark.parametrize(("shape", "seed"), [((9, 3), 10), ((16, 3), 95)])
def test_many_nodes_asleep_are_no_alarm_where_the_others_learn(
    shape: tuple[int, int], seed: int
) -> None:
    runs = list(watched(_random_network("relu", shape, seed, 0.03), 400, 20))
    found = [*chain.from_iterable(found for _, found in runs)]
    asleep = [title_of(each) for each in found if "asleep" in title_of(each)]
    assert any(f"of {shape[0]} nodes of hidden layer 3" in each for each in asleep)
    assert troubles(found) == []


def _random_network(activation: str, shape: tuple[int, int], seed: int, rate: float) -> Document:
    """So many nodes in each of so many hidden layers, on 60 rows of three inputs."""
    width, depth = shape
    generator = np.random.default_rng(seed)
    inputs = generator.normal(size=(60, 3))
    targets = np.sin(inputs[:, 0]) + 0.5 * inputs[:, 1]
    experiment = sized_experiment(
        (3, *[width] * depth, 1), 60, ACTIVATIONS[activation], learning_rate=rate
    )
    network = randomise(experiment.network, SUITED, seed)
    return as_document(replace(experiment, network=network, dataset=from_rows(inputs, targets)))
