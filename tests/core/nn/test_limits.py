"""What is just allowed, and what is one too many."""

from collections.abc import Sequence

import pytest

from core.nn.limits import check_layers, check_parameters, check_rows


def test_parameters_up_to_the_limit_are_accepted() -> None:
    check_parameters(1_100_000)
    with pytest.raises(
        ValueError,
        match="has 1\u202f100\u202f001 weights and biases; the most is 1",
    ):
        check_parameters(1_100_001)


def test_layers_up_to_the_limit_are_accepted_and_their_biases_count() -> None:
    """999 × 1,100 + 1,100 is 1,100,000: with one input more it is too much."""
    check_layers([1] * 1001)
    check_layers([999, 1_100])
    with pytest.raises(ValueError, match="there are 1001 layers; the most is 1000"):
        check_layers([1] * 1002)
    with pytest.raises(ValueError, match="1\u202f101\u202f100 weights"):
        check_layers([1_000, 1_100])


@pytest.mark.parametrize(
    ("rows", "sizes", "problem"),
    [
        (1_000_000, [2, 8, 1], ""),
        (1_000_001, [1, 1], "there are 1\u202f000\u202f001 rows; the most is 1\u202f000\u202f000"),
        (100_000, [99, 1], ""),
        (
            100_001,
            [99, 1],
            "100\u202f001 rows of 100 numbers are more than 10\u202f000\u202f000",
        ),
        (120_000, [1, 98, 1], ""),
        (
            120_001,
            [1, 98, 1],
            "120\u202f001 rows in 100 inputs and nodes make 12\u202f000\u202f100",
        ),
    ],
)
def test_rows_up_to_the_limits_are_accepted(rows: int, sizes: Sequence[int], problem: str) -> None:
    if not problem:
        check_rows(rows, sizes)
        return
    with pytest.raises(ValueError, match=problem):
        check_rows(rows, sizes)
