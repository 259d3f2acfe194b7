"""What is just allowed, and what is one too many."""

from collections.abc import Sequence

import pytest

from core.nn.limits import check_layers, check_parameters, check_rows


def test_parameters_up_to_the_limit_are_accepted() -> None:
    check_parameters(250_000)
    with pytest.raises(ValueError, match="has 250,001 weights and biases; the most is 250,000"):
        check_parameters(250_001)


def test_layers_up_to_the_limit_are_accepted_and_their_biases_count() -> None:
    """499 × 500 + 500 is 250,000: with one input more it is too much."""
    check_layers([1] * 1001)
    check_layers([499, 500])
    with pytest.raises(ValueError, match="there are 1,001 layers; the most is 1,000"):
        check_layers([1] * 1002)
    with pytest.raises(ValueError, match="250,500 weights"):
        check_layers([500, 500])


@pytest.mark.parametrize(
    ("rows", "sizes", "problem"),
    [
        (100_000, [1, 1], ""),
        (100_001, [1, 1], "there are 100,001 rows; the most is 100,000"),
        (25_000, [99, 1], ""),
        (25_001, [99, 1], "25,001 rows of 100 numbers are more than 2,500,000 numbers"),
        (50_000, [1, 98, 1], ""),
        (50_001, [1, 98, 1], "50,001 rows in 100 inputs and nodes make 5,000,100 values"),
    ],
)
def test_rows_up_to_the_limits_are_accepted(rows: int, sizes: Sequence[int], problem: str) -> None:
    if not problem:
        check_rows(rows, sizes)
        return
    with pytest.raises(ValueError, match=problem):
        check_rows(rows, sizes)
