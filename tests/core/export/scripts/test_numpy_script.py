"""The script of NumPy, run: it prints the program's own losses."""

import contextlib
import io
from dataclasses import replace

import numpy as np
import pytest

from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, scale_targets
from core.document.document import Document
from core.export.scripts.numpy_script import numpy_script
from core.export.scripts.replay import ExportError, Replay, replay_of
from core.nn.activations import TANH
from core.nn.losses import HUBER
from core.nn.network_edits import set_locked
from core.opening.starters import BANK, STARTERS, Starter, open_starter
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.original_units import own_figures
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import ExponentialDecay, StepDecay
from tests.core.builders import sized_experiment


def printed(script: str) -> list[list[float]]:
    """The numbers of each line that a script prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
    return [[float(word) for word in line.split()] for line in out.getvalue().splitlines()]


def losses(experiment: Experiment, steps: int) -> list[float]:
    descent, found = Descent(experiment), []
    for _ in range(steps):
        found.append(descent.evaluate().loss)
        assert descent.run(1) is None
    return [*found, descent.evaluate().loss]


def check(experiment: Experiment, steps: int = 100) -> None:
    found = printed(numpy_script(Replay(experiment, steps)))
    assert [line[0] for line in found] == list(
        range(experiment.updates, experiment.updates + steps + 1)
    )
    expected = losses(experiment, steps)
    np.testing.assert_allclose([line[1] for line in found], expected, 1e-12, 1e-20)


def small() -> Experiment:
    """Two inputs, two hidden layers, two predictions and five rows."""
    return sized_experiment((2, 3, 2, 2), 5, TANH, HUBER, learning_rate=0.05, seed=3)


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_a_hundred_updates_of_each_starter(starter: Starter) -> None:
    """As many of them as can be taken: some starters show a descent that breaks off."""
    experiment = open_starter(starter.key).experiment
    descent = Descent(experiment)
    descent.run(100)
    check(experiment, descent.updates - experiment.updates)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_batches_locks_clipping_and_penalty(key: str) -> None:
    experiment = small()
    network = set_locked(experiment.network, [1, experiment.network.parameters.size - 1], True)
    optimizer = OPTIMIZERS[key](learning_rate=0.02)
    check(
        replace(
            experiment, network=network, batch_size=2, max_norm=0.3, l2_penalty=0.01
        ).with_optimizer(optimizer)
    )


@pytest.mark.parametrize("schedule", [StepDecay(0.5, 7), ExponentialDecay(0.99)])
def test_a_rate_that_falls_and_a_beginning_halfway(schedule: StepDecay | ExponentialDecay) -> None:
    """With what Adam remembers, and in the middle of an epoch."""
    experiment = replace(small(), batch_size=2, schedule=schedule)
    descent = Descent(experiment.with_optimizer(OPTIMIZERS["adam"](learning_rate=0.02)))
    descent.run(10)
    check(descent.experiment, 30)


@pytest.mark.parametrize("size", [0, 2])
def test_scaled_targets_give_both_losses(size: int) -> None:
    experiment = replace(small(), batch_size=size)
    document = scale_inputs(Document(experiment, experiment), Scale.STANDARD)
    experiment = scale_targets(document, Scale.MIN_MAX).experiment
    check(experiment)
    descent = Descent(experiment)
    for line in printed(numpy_script(Replay(experiment, 5))):
        own = own_figures(descent.experiment, descent.evaluate())
        assert own is not None
        np.testing.assert_allclose(line[2], own.loss, 1e-12)
        descent.run(1)


def test_names_of_the_user_are_but_comments() -> None:
    experiment = open_starter(BANK).experiment
    hostile = ("a\nimport os", '\\ """ \u2028 \x00 # x')
    named = replace(experiment, network=replace(experiment.network, inputs=hostile))
    check(named, 3)
    script = numpy_script(Replay(named, 3))
    assert [line for line in script.splitlines() if "import" in line] == [
        "import numpy as np",
        '# The inputs, a row each: a import os, \\ """ # x',
    ]


def test_the_script_begins_at_the_very_start() -> None:
    document = open_starter(BANK)
    descent = Descent(document.experiment)
    descent.run(7)
    replay = replay_of(document.with_experiment(descent.experiment))
    assert (replay.experiment.updates, replay.steps) == (0, 7)


def test_what_was_changed_on_the_way_begins_at_the_present() -> None:
    document = open_starter(BANK)
    descent = Descent(document.experiment)
    descent.run(7)
    changed = descent.experiment.at_rate(0.02)
    replay = replay_of(document.with_experiment(changed))
    assert replay.experiment is changed
    assert replay.steps == 100


def test_too_many_numbers_are_refused() -> None:
    experiment = sized_experiment((2, 1), 700_000, TANH, HUBER)
    with pytest.raises(ExportError, match=r"2,100,00[0-9] numbers; up to 2,000,000"):
        Replay(experiment, 1)
