"""Every line of an update over all rows is what the program computes."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.explanation.walking.walkthrough import PHASES, Phase, beats
from core.export.vectorised import vectorised
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, IDENTITY, TANH
from core.nn.loss import Loss
from core.nn.losses import LOSSES, MEAN_SQUARED_ERROR
from core.nn.network_edits import set_locked
from core.opening.starters import BANK, STARTERS, Starter, open_starter
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.rules.optimizers import OPTIMIZERS
from tests.core.builders import sized_experiment
from tests.core.export.run_lines import check_each, feed, named_arrays, run, space_of


def small(activation: Activation = TANH, loss: Loss = MEAN_SQUARED_ERROR) -> Experiment:
    """Two inputs, two hidden layers, two predictions and five rows."""
    return sized_experiment((2, 3, 2, 2), 5, activation, loss, learning_rate=0.05, seed=3)


def test_the_bank_in_lines() -> None:
    texts = [line.text for line in vectorised(open_starter(BANK).experiment)]
    assert texts == [
        "z1 = x @ w1.T",
        "a1 = relu(z1)",
        "z2 = a1 @ w2.T",
        "a2 = z2",
        "error = a2 - target",
        "share = error**2",
        "loss = share.mean()",
        "da2 = 2 * error",
        "dz2 = da2",
        "dw2 = dz2.T @ a1 / len(x)",
        "da1 = dz2 @ w2",
        "df1 = relu_slope(z1)",
        "dz1 = da1 * df1",
        "dw1 = dz1.T @ x / len(x)",
        "w1 = w1 - rate * dw1",
        "w2 = w2 - rate * dw2",
    ]


def test_adam_in_lines() -> None:
    experiment = open_starter(BANK).experiment
    texts = [
        line.text
        for line in vectorised(experiment.with_optimizer(OPTIMIZERS["adam"]()))
        if line.name.endswith("w1") and line.phase is Phase.STEP
    ]
    assert texts == [
        "m_w1 = 0.9 * m_w1 + 0.1 * dw1",
        "v_w1 = 0.999 * v_w1 + 0.001 * dw1**2",
        "m_hat_w1 = m_w1 / (1 - 0.9**n)",
        "v_hat_w1 = v_w1 / (1 - 0.999**n)",
        "w1 = w1 - rate * (m_hat_w1 / (np.sqrt(v_hat_w1) + 1e-08))",
    ]


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_each_line_of_each_starter(starter: Starter) -> None:
    experiment = replace(open_starter(starter.key).experiment, batch_size=ALL_ROWS)
    for row in {0, experiment.dataset.rows - 1}:
        assert check_each(vectorised(experiment, row), experiment, row) >= 8


@pytest.mark.parametrize("loss", LOSSES.values(), ids=lambda loss: loss.key)
def test_each_line_of_each_loss(loss: Loss) -> None:
    experiment = small(loss=loss)
    assert check_each(vectorised(experiment, 4), experiment, 4) > 60


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda each: each.key)
def test_each_line_of_each_activation(activation: Activation) -> None:
    experiment = small(activation)
    assert check_each(vectorised(experiment, 1), experiment, 1) > 60


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_hundred_updates_of_each_optimizer(key: str) -> None:
    """In batches, with weights that are locked, clipped slopes and a penalty."""
    experiment = small()
    network = set_locked(experiment.network, [1, 7, experiment.network.parameters.size - 1], True)
    experiment = replace(
        experiment, network=network, batch_size=2, max_norm=0.3, l2_penalty=0.01
    ).with_optimizer(OPTIMIZERS[key](learning_rate=0.02))
    space, lines = space_of(experiment), vectorised(experiment)
    descent = Descent(experiment)
    for _ in range(100):
        feed(space, descent.experiment)
        run(lines, space)
        space["n"] += 1
        assert descent.run(1) is None
        for name, array in named_arrays(network, descent.experiment.network.parameters).items():
            np.testing.assert_allclose(space[name], array, rtol=1e-12, atol=1e-14)


def test_each_line_of_a_step_halfway() -> None:
    """Of a rule that remembers, with numbers in all that it remembers."""
    descent = Descent(small().with_optimizer(OPTIMIZERS["adamw"]()))
    descent.run(5)
    experiment = replace(descent.experiment, max_norm=1e-3, l2_penalty=0.1)
    assert check_each(vectorised(experiment, 2), experiment, 2) > 150


def test_lines_come_phase_by_phase_and_in_the_order_of_the_walkthrough() -> None:
    experiment = small()
    lines = vectorised(experiment)
    phases = [line.phase for line in lines]
    assert phases == sorted(phases, key=PHASES.index)
    every = beats(experiment.network)
    for line in lines:
        assert line.beats(experiment.network), line.text
        known = {every[at].phase for at in line.beats(experiment.network)}
        assert line.phase in known or line.phase is Phase.STEP, line.text


def test_no_name_comes_from_the_user() -> None:
    experiment = open_starter(BANK).experiment
    layers = tuple(
        replace(layer, names=("__import__('os')",) * layer.size)
        for layer in experiment.network.layers
    )
    network = replace(experiment.network, inputs=("x\n1", '"""'), layers=layers)
    named = replace(experiment, network=network)
    assert [line.text for line in vectorised(named)] == [
        line.text for line in vectorised(experiment)
    ]


def test_one_layer_is_as_short_as_it_gets() -> None:
    experiment = sized_experiment((2, 1), 3, IDENTITY, MEAN_SQUARED_ERROR, seed=1)
    texts = [line.text for line in vectorised(experiment) if line.phase is Phase.FORWARD]
    assert texts == ["z1 = x @ w1.T + b1", "a1 = z1"]
