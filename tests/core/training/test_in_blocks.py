"""Very many rows are looked at so few at a time that it takes neither memory nor long."""

import tracemalloc
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.explanation.linear_prediction import predict_linearly
from core.explanation.quantities import Quantities
from core.training.evaluation import evaluate
from core.training.in_blocks import blocks, loss_at
from tests.core.builders import sized_experiment

MANY = 100_000


@pytest.mark.parametrize("rows", [1, 255, 256, 257, 70_000])
@pytest.mark.parametrize("width", [1, 8, 1000])
def test_blocks_are_all_rows_once(rows: int, width: int) -> None:
    parts = list(blocks(rows, width))
    assert [row for part in parts for row in range(rows)[part]] == list(range(rows))


@pytest.mark.parametrize("l2_penalty", [0.0, 0.5])
@pytest.mark.parametrize("rows", [20, 30_000])
def test_the_loss_elsewhere_is_that_of_a_network_that_stands_there(
    rows: int, l2_penalty: float
) -> None:
    experiment = replace(sized_experiment((2, 8, 1), rows), l2_penalty=l2_penalty)
    elsewhere = experiment.network.parameters + 0.1
    there = replace(experiment, network=experiment.network.with_parameters(elsewhere))
    assert loss_at(experiment, elsewhere) == pytest.approx(evaluate(there).loss, rel=1e-13)


def test_looking_a_step_ahead_takes_hardly_any_memory() -> None:
    many = sized_experiment((2, 8, 1), MANY)
    numbers = Quantities(many, evaluate(many))

    def peak(work: Callable[[], object]) -> int:
        tracemalloc.start()
        work()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    column = 8 * MANY
    assert peak(lambda: predict_linearly(numbers)) < 12 * column
