"""Every line of an update for one row, node by node, is what the program computes."""

import ast
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.walking.walkthrough import Phase, beats
from core.export.functions import definitions
from core.export.line import Line
from core.export.plain import is_plain_enough, node_key, plain
from core.export.stepping import memory_names
from core.export.vectorised import vectorised
from core.nn.activations import ACTIVATIONS, TANH
from core.nn.arrays import Array
from core.nn.loss import Loss
from core.nn.losses import LOSSES, MEAN_SQUARED_ERROR
from core.nn.network import Network, NodePlace
from core.nn.network_edits import set_locked
from core.opening.starters import BANK, STARTERS, Starter, open_starter
from core.training.descent import Descent
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import OPTIMIZERS
from tests.core.builders import sized_experiment

Space = dict[str, Any]


def by_key(network: Network, vector: Array) -> tuple[dict[str, Array], dict[str, Array]]:
    """Weights and biases in a vector laid out like the parameters, by the keys of the nodes."""
    weights, biases = {}, {}
    for layer, (matrix, bias) in enumerate(
        zip(network.weights_of(vector), network.biases_of(vector), strict=True)
    ):
        for node, row in enumerate(matrix):
            key = node_key(network, NodePlace(layer, node))
            weights[key] = row.copy()
            if bias is not None:
                biases[key] = np.asarray(bias[node])
    return weights, biases


def space_of(experiment: Experiment, row: int) -> Space:
    network, optimizer, dataset = experiment.network, experiment.optimizer, experiment.dataset
    target = np.array([column[row] for column in dataset.targets])
    weights, biases = by_key(network, network.parameters)
    is_many = target.size > 1 or network.layers[-1].activation.is_joint
    space: Space = {
        "np": np,
        "math": math,
        "rate": experiment.learning_rate,
        "n": 1,
        "weights": weights,
        "biases": biases,
        "slopes": {},
        "bias_slopes": {},
        "input_data": np.array([column[row] for column in dataset.inputs]),
        "target": target if is_many else target[0],
    }
    masks = by_key(network, network.locked.astype(np.float64))
    for name, mask in zip(("weights", "biases"), masks, strict=True):
        space[f"lock_{name}"] = {key: array.astype(np.bool_) for key, array in mask.items()}
    for part, kept in enumerate(optimizer.memory_by_parameter(experiment.memory)):
        for name, array in zip(("weights", "biases"), by_key(network, kept), strict=True):
            space[memory_names(optimizer, name)[part]] = array
            space[f"{optimizer.symbols[part]}_hat_{name}"] = {}
    exec("\n".join(definitions(layer.activation for layer in network.layers)), space)
    return space


def check_each(experiment: Experiment, row: int) -> int:
    """Run the lines of a row one by one; return how many numbers were the program's own."""
    space, numbers = space_of(experiment, row), Quantities(experiment, evaluate(experiment))
    count = 0
    for line in plain(experiment, row):
        exec(line.text, space)
        expected = [numbers.value(quantity) for quantity in line.names.get(line.name, ())]
        if expected:
            found = np.ravel(eval(line.name, space))
            np.testing.assert_allclose(found, expected, 1e-12, 1e-15, err_msg=line.text)
            count += len(expected)
    return count


def small(loss: Loss = MEAN_SQUARED_ERROR, rows: int = 4) -> Experiment:
    return sized_experiment((2, 3, 2, 2), rows, TANH, loss, learning_rate=0.05, seed=3)


def test_the_bank_as_in_the_course() -> None:
    lines = plain(open_starter(BANK).experiment)
    assert [line.text for line in lines if line.phase in (Phase.FORWARD, Phase.STEP)] == [
        "node_0_input = (input_data * weights['node_0']).sum()",
        "node_0_output = relu(node_0_input)",
        "node_1_input = (input_data * weights['node_1']).sum()",
        "node_1_output = relu(node_1_input)",
        "hidden_layer_outputs = np.array([node_0_output, node_1_output])",
        "output_input = (hidden_layer_outputs * weights['output']).sum()",
        "prediction = output_input",
        "weights['node_0'] = weights['node_0'] - rate * slopes['node_0']",
        "weights['node_1'] = weights['node_1'] - rate * slopes['node_1']",
        "weights['output'] = weights['output'] - rate * slopes['output']",
    ]


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_each_line_of_each_starter(starter: Starter) -> None:
    experiment = open_starter(starter.key).experiment
    if is_plain_enough(experiment.network):
        assert check_each(experiment, experiment.dataset.rows - 1) >= 7


@pytest.mark.parametrize("loss", LOSSES.values(), ids=lambda loss: loss.key)
def test_each_line_of_each_loss(loss: Loss) -> None:
    assert check_each(small(loss), 2) > 50


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_each_line_of_each_activation(key: str) -> None:
    experiment = sized_experiment((3, 2, 1), 1, ACTIVATIONS[key], MEAN_SQUARED_ERROR, seed=5)
    assert check_each(experiment, 0) > 25


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_hundred_updates_of_each_optimizer(key: str) -> None:
    """Of one row, with a weight that is locked, clipped slopes and a penalty."""
    experiment = small(rows=1)
    network = set_locked(experiment.network, [1, experiment.network.parameters.size - 1], True)
    experiment = replace(experiment, network=network, max_norm=0.3, l2_penalty=0.01).with_optimizer(
        OPTIMIZERS[key](learning_rate=0.02)
    )
    space, descent = space_of(experiment, 0), Descent(experiment)
    update = compile("\n".join(line.text for line in plain(experiment)), "update", "exec")
    for _ in range(100):
        exec(update, space)
        np.testing.assert_allclose(space["loss"], descent.loss, 1e-12)
        space["n"] += 1
        assert descent.run(1) is None
        expected = by_key(network, descent.experiment.network.parameters)
        for name, arrays in zip(("weights", "biases"), expected, strict=True):
            for node, array in arrays.items():
                np.testing.assert_allclose(space[name][node], array, 1e-12, 1e-14)


def test_each_value_has_its_own_beat() -> None:
    experiment = open_starter(BANK).experiment
    every = beats(experiment.network)
    for line in plain(experiment):
        found = line.beats(experiment.network)
        assert found, line.text
        if line.name.endswith("_output"):
            assert [len(every[at].nodes) for at in found] == [1]


def named(code: str) -> set[str]:
    """The names in a line, some with a key, but for those of functions and of what has keys."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            found.add(ast.unparse(node))
    return found - {"len", "np", "relu", "relu_slope", "weights", "slopes"}


@pytest.mark.parametrize("write", [plain, vectorised])
def test_every_name_stands_for_numbers(write: Callable[[Experiment], Sequence[Line]]) -> None:
    for line in write(open_starter(BANK).experiment):
        assert line.names.keys() == named(line.text)


def test_of_many_rows_there_is_no_step_in_one() -> None:
    assert not [line for line in plain(small(), 1) if line.phase is Phase.STEP]
