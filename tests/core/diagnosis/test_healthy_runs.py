"""Healthy runs raise no alarm: at most it is noted that a slow end is near, or a bottom reached."""

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.dataset import from_rows
from core.nn.activations import ACTIVATIONS
from core.nn.initializers import SUITED, randomise
from core.opening.sample_data import SAMPLES, Sample, open_sample
from core.opening.starters import STARTERS, Starter, open_starter
from tests.core.builders import as_document, sized_experiment
from tests.core.diagnosis.watching import first_step, title_of, troubles, watched

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


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
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
)
@settings(max_examples=40)
def test_random_networks_with_suited_weights_raise_no_alarm(
    activation: str, width: int, depth: int, seed: int
) -> None:
    """At a third of this rate some learn so slowly that to say so is no false alarm."""
    generator = np.random.default_rng(seed)
    inputs = generator.normal(size=(60, 3))
    targets = np.sin(inputs[:, 0]) + 0.5 * inputs[:, 1]
    experiment = sized_experiment(
        (3, *[width] * depth, 1), 60, ACTIVATIONS[activation], learning_rate=0.03
    )
    network = randomise(experiment.network, SUITED, seed)
    healthy = replace(experiment, network=network, dataset=from_rows(inputs, targets))
    for _, found in watched(as_document(healthy), 100, 20):
        assert troubles(found) == []
