"""The script of NumPy, run: it prints the program's own losses."""

import ast
import contextlib
import io

import numpy as np
import pytest
from msgspec.structs import replace

from core.export.scripts.numpy_script import numpy_script
from core.export.scripts.replay import ExportError, Replay, finding_replay
from core.nn.activations import ACTIVATIONS, TANH
from core.nn.arrays import EMPTY
from core.nn.losses import HUBER
from core.opening.starters import BANK, STARTERS, Starter, open_starter
from core.slices.work import finish
from core.training.descent import Descent
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import ExponentialDecay, StepDecay
from tests.core.builders import build_network, sized_experiment, walked
from tests.core.export.scripts.replays import losses, replay, scaled, small, with_everything


def printed(script: str) -> list[list[float]]:
    """The numbers of each line that a script prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
    return [[float(word) for word in line.split()] for line in out.getvalue().splitlines()]


def check(told: Replay) -> None:
    np.testing.assert_allclose(printed(finish(numpy_script(told))), losses(told), 1e-12, 1e-20)


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_a_hundred_updates_of_each_starter(starter: Starter) -> None:
    check(replay(open_starter(starter.key).experiment))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_batches_locks_clipping_and_penalty(key: str) -> None:
    check(replay(with_everything(key)))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_no_function_has_the_name_of_a_number(key: str) -> None:
    """Every activation and rule together: what is called is never given another value."""
    one_node_each = [[[0.5, -0.3]], *[[[0.7]]] * (len(ACTIVATIONS) - 1), [[0.6], [0.4]]]
    network = build_network(one_node_each, [*ACTIVATIONS, "identity"])
    told = Replay(replace(with_everything(key), network=network, memory=EMPTY), 3)
    functions, numbers = set[str](), set[str]()
    for node in ast.walk(ast.parse(finish(numpy_script(told)))):
        if isinstance(node, ast.FunctionDef):
            functions.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            numbers.add(node.id)
    assert "step" in functions
    assert "rate" in numbers
    assert not functions & numbers
    check(told)


@pytest.mark.parametrize("schedule", [StepDecay(0.5, 7), ExponentialDecay(0.99)])
def test_a_rate_that_falls_and_a_beginning_halfway(schedule: StepDecay | ExponentialDecay) -> None:
    """With what Adam remembers, and in the middle of an epoch."""
    experiment = replace(small(), batch_size=2, schedule=schedule)
    adam = OPTIMIZERS["adam"](learning_rate=0.02)
    check(Replay(walked(experiment.with_optimizer(adam), 10), 30))


@pytest.mark.parametrize("size", [0, 2])
def test_scaled_targets_give_both_losses(size: int) -> None:
    told = Replay(scaled(size), 100)
    assert len(losses(told)[0]) == 3
    check(told)


def test_the_script_begins_at_the_very_start() -> None:
    document = open_starter(BANK)
    descent = Descent(document.experiment)
    descent.run(7)
    replay = finish(finding_replay(document.with_experiment(descent.experiment)))
    assert (replay.experiment.updates, replay.steps) == (0, 7)


def test_what_was_changed_on_the_way_begins_at_the_present() -> None:
    document = open_starter(BANK)
    descent = Descent(document.experiment)
    descent.run(7)
    changed = descent.experiment.at_rate(0.02)
    replay = finish(finding_replay(document.with_experiment(changed)))
    assert replay.experiment is changed
    assert replay.steps == 100


def test_too_many_numbers_are_refused() -> None:
    experiment = sized_experiment((2, 1), 700_000, TANH, HUBER)
    with pytest.raises(ExportError, match=r"2\u202f100\u202f00\d numbers; up to 2\u202f000"):
        finish(numpy_script(Replay(experiment, 1)))
