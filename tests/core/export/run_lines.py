"""Running lines of code, and comparing the names they leave with the program's numbers."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.explanation.quantities import Quantities
from core.export.functions import definitions
from core.export.line import Line
from core.export.stepping import memory_names
from core.export.vectorised import parameter_arrays
from core.nn.arrays import Array
from core.nn.network import Network
from core.nn.quantity import SHARED
from core.training.evaluation import evaluate
from core.training.experiment import Experiment

Space = dict[str, Any]


def named_arrays(network: Network, vector: Array) -> dict[str, Array]:
    """The parts of a vector laid out like the parameters, copied, so that lines may change them."""
    return {name: array.copy() for name, array in parameter_arrays(network, vector).items()}


def space_of(experiment: Experiment) -> Space:
    """What the lines of an update begin with."""
    network, optimizer = experiment.network, experiment.optimizer
    space: Space = {
        "np": np,
        "math": math,
        "rate": experiment.learning_rate,
        "n": int(experiment.memory[-1]) + 1 if optimizer.counts_steps else 1,
        **named_arrays(network, network.parameters),
    }
    for name, mask in named_arrays(network, network.locked.astype(np.float64)).items():
        space[f"lock_{name}"] = mask.astype(np.bool_)
    for part, kept in enumerate(optimizer.memory_by_parameter(experiment.memory)):
        for name, array in named_arrays(network, kept).items():
            space[memory_names(optimizer, name)[part]] = array
    exec("\n".join(definitions(layer.activation for layer in network.layers)), space)
    return space


def feed(space: Space, experiment: Experiment) -> None:
    """Hand over the rows of the next step."""
    dataset = experiment.of_batch.dataset
    space["x"] = np.column_stack(dataset.inputs)
    space["target"] = np.column_stack(dataset.targets)


def run(lines: Sequence[Line], space: Space) -> None:
    """Run the lines, one after another."""
    for line in lines:
        exec(line.text, space)


def check_each(lines: Sequence[Line], experiment: Experiment, row: int) -> int:
    """Run an update of all rows line by line; return how many numbers were the program's own."""
    space = space_of(experiment)
    feed(space, experiment)
    numbers = Quantities(experiment, evaluate(experiment))
    count = 0
    for line in lines:
        exec(line.text, space)
        expected = np.array([numbers.value(quantity) for quantity in line.names.get(line.name, ())])
        if not expected.size:
            continue
        found = np.asarray(space[line.name], dtype=np.float64)
        if line.finds[0].kind not in SHARED:
            found = found[row]
        np.testing.assert_allclose(
            found.ravel(), expected, rtol=1e-12, atol=1e-15, err_msg=line.text
        )
        count += expected.size
    return count
