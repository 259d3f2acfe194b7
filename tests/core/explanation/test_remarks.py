"""Each reason that a remark can give, in a network made for it."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.remarks import end_remarks, state_remarks, tendency_remark
from core.nn.network import NodePlace
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import build_experiment

HIDDEN = NodePlace(0, 0)
Rows = list[list[float]]


def numbers_of(experiment: Experiment) -> Quantities:
    return Quantities(experiment, evaluate(experiment))


def weight(value: float, rows: Rows, targets: list[float], rate: float = 0.01) -> Experiment:
    """One input, one weight, one prediction."""
    return build_experiment([[[value]]], ["identity"], rows, targets, rate)


def hidden(
    into: list[float], out: float, rows: Rows, targets: list[float], kind: str = "relu"
) -> Experiment:
    """One hidden node between the inputs and the prediction."""
    return build_experiment([[into], [[out]]], [kind, "identity"], rows, targets)


def locked(experiment: Experiment) -> Experiment:
    network = experiment.network
    return replace(experiment, network=replace(network, locked=network.parameters != np.inf))


def tendency(experiment: Experiment, parameter: int = 0) -> str:
    remark = tendency_remark(numbers_of(experiment), parameter)
    assert remark.about.parameter == parameter
    return remark.text


@pytest.mark.parametrize(
    ("experiment", "why"),
    [
        (weight(1, [[2]], [2]), "there is no error"),
        (weight(1, [[0]], [1]), "input 1 gives 0"),
        (weight(1, [[1], [1]], [0, 2]), "the slopes of the rows cancel out"),
        (hidden([-1], 1, [[1]], [1]), "hidden 1 is asleep"),
        (hidden([0], 1, [[1]], [1]), "hidden 1 is on the corner"),
        (hidden([1], 0, [[1]], [1]), "no loss slope reaches hidden 1"),
        (hidden([1, 1], 1, [[0, 1], [-2, 1]], [2, 2]), "in each row one of its factors is 0"),
    ],
)
def test_a_slope_of_0_has_its_reason(experiment: Experiment, why: str) -> None:
    assert tendency(experiment) == f"slope 0: {why}, so descent leaves it where it is"
    assert tendency(locked(experiment)) == f"slope 0: {why}, and it is locked"


def test_a_weight_out_of_a_node_at_0_has_that_for_its_reason() -> None:
    asleep = hidden([-1], 1, [[1]], [1])
    why = "slope 0: hidden 1 gives 0, so descent leaves it where it is"
    assert tendency(asleep, 1) == why


@pytest.mark.parametrize(
    ("experiment", "row", "why"),
    [
        (weight(1, [[1], [2]], [0, 2]), 1, "there is no error in this batch"),
        (weight(1, [[1], [0]], [0, 2]), 1, "input 1 gives 0 in this batch"),
        (hidden([1], 1, [[1], [-1]], [0, 2]), 1, "hidden 1 is off in this batch"),
        (hidden([1], 0, [[1], [2]], [1, 2]), 0, "no loss slope reaches hidden 1 in this batch"),
    ],
)
def test_in_batches_the_reason_is_the_batchs(experiment: Experiment, row: int, why: str) -> None:
    seeds = (replace(experiment, batch_size=1, seed=seed) for seed in range(50))
    of_row = next(one for one in seeds if one.batch is not None and one.batch.tolist() == [row])
    assert tendency(of_row) == f"slope 0: {why}, so descent leaves it where it is"


@pytest.mark.parametrize(
    ("experiment", "said"),
    [
        (weight(1, [[1]], [0]), "more of it means more loss, so descent will lower it"),
        (weight(1, [[1]], [2]), "more of it means less loss, so descent will raise it"),
        (
            locked(weight(1, [[1]], [2])),
            "more of it means less loss, but it is locked: descent leaves it alone",
        ),
        (
            weight(1, [[1]], [0], 1e300),
            (
                "more of it means more loss, but the next step would be refused: a number would be"
                " too large"
            ),
        ),
        (
            weight(1, [[1]], [0], 1e-300),
            "more of it means more loss, but a step is too small to change it",
        ),
        (
            replace(weight(1, [[1], [1]], [0, 0]), batch_size=1),
            "more of it means more loss in this batch, so the next step will lower it",
        ),
        (
            weight(1, [[1e200]], [0]),
            "the loss or a slope is too large to be a number, so no step can be taken",
        ),
    ],
)
def test_a_slope_says_which_way_and_what_comes_of_it(experiment: Experiment, said: str) -> None:
    assert tendency(experiment) == said


@pytest.mark.parametrize(
    ("experiment", "row", "said"),
    [
        (hidden([1], 1, [[1]], [0]), 0, []),
        (hidden([1], 1, [[1], [-1]], [0, 0]), 0, []),
        (
            hidden([1], 1, [[1], [-1]], [0, 0]),
            1,
            ["hidden 1 is off for this row: its sum is below 0"],
        ),
        (
            hidden([1], 1, [[1], [0]], [0, 0]),
            1,
            ["hidden 1 is off for this row: its sum is exactly 0"],
        ),
        (
            hidden([-1], 1, [[1]], [0]),
            0,
            ["hidden 1 is asleep: its sum is below 0, so no slope passes"],
        ),
        (
            hidden([-1], 1, [[1], [2]], [0, 0]),
            0,
            ["hidden 1 is asleep: its sum is below 0 for all rows, so no slope passes"],
        ),
        (
            hidden([0], 1, [[1]], [0]),
            0,
            ["hidden 1 is on the corner: its sum is exactly 0, where the slope is taken as 0"],
        ),
        (
            hidden([1], 1, [[0], [-1]], [0, 0]),
            1,
            [
                (
                    "hidden 1 is on the corner: its sum is exactly 0 for some rows, where the slope"
                    " is taken as 0, and above it for none"
                )
            ],
        ),
        (
            hidden([50], 1, [[1]], [0], "sigmoid"),
            0,
            ["hidden 1 is saturated: its sigmoid has levelled off, so hardly any slope passes"],
        ),
        (hidden([1], 1, [[1]], [0], "sigmoid"), 0, []),
    ],
)
def test_a_node_that_lets_no_slope_pass_says_why(
    experiment: Experiment, row: int, said: list[str]
) -> None:
    assert [remark.text for remark in state_remarks(numbers_of(experiment), HIDDEN, row)] == said


@pytest.mark.parametrize(
    ("experiment", "row", "ends"),
    [
        (hidden([1], 1, [[1], [-1]], [0, 1]), 1, True),
        (hidden([1], 1, [[1], [-1]], [0, 1]), 0, False),
        (hidden([1], 0, [[1], [-1]], [0, 1]), 1, False),
        (hidden([1], 1, [[1], [-1]], [0, 1], "leaky_relu"), 1, False),
    ],
)
def test_a_loss_slope_ends_at_a_node_that_is_off(
    experiment: Experiment, row: int, ends: bool
) -> None:
    found = [remark.text for remark in end_remarks(numbers_of(experiment), HIDDEN, row)]
    said = ["it ends here: times the ReLU slope 0 nothing of it passes"]
    assert found == (said if ends else [])
