"""Limits: how large a document may be, so that every machine opens what another one saved."""

from collections.abc import Sequence
from itertools import pairwise

from core.text.numbers import grouped

MAX_LAYERS = 1_000
MAX_PARAMETERS = 1_100_000
MAX_ROWS = 1_000_000
MAX_CELLS = 10_000_000
MAX_NODE_VALUES = 12_000_000


def check_parameters(count: int) -> None:
    """Accept so many weights and biases.

    Raises:
        ValueError: they are too many; the message is for people.
    """
    if count > MAX_PARAMETERS:
        raise ValueError(
            f"the network has {grouped(count)} weights and biases; the most is"
            f" {grouped(MAX_PARAMETERS)}"
        )


def check_layers(sizes: Sequence[int]) -> None:
    """Accept a network with biases, with so many inputs, nodes layer by layer, and predictions.

    Raises:
        ValueError: it is too large.
    """
    if len(sizes) - 1 > MAX_LAYERS:
        layers, most = grouped(len(sizes) - 1), grouped(MAX_LAYERS)
        raise ValueError(f"there are {layers} layers; the most is {most}")
    check_parameters(sum(after * (before + 1) for before, after in pairwise(sizes)))


def most_rows(sizes: Sequence[int]) -> int:
    """How many rows a network of these sizes, inputs first, may have; see `check_rows`."""
    return min(MAX_ROWS, MAX_CELLS // (sizes[0] + sizes[-1]), MAX_NODE_VALUES // sum(sizes))


def check_rows(rows: int, sizes: Sequence[int]) -> None:
    """Accept so many rows for a network of these sizes, inputs first.

    Raises:
        ValueError: they are too many.
    """
    columns, nodes = sizes[0] + sizes[-1], sum(sizes)
    if rows > MAX_ROWS:
        raise ValueError(f"there are {grouped(rows)} rows; the most is {grouped(MAX_ROWS)}")
    if rows * columns > MAX_CELLS:
        raise ValueError(
            f"{grouped(rows)} rows of {grouped(columns)} numbers are more than"
            f" {grouped(MAX_CELLS)} numbers"
        )
    if rows * nodes > MAX_NODE_VALUES:
        raise ValueError(
            f"{grouped(rows)} rows in {grouped(nodes)} inputs and nodes make"
            f" {grouped(rows * nodes)} values; the most is {grouped(MAX_NODE_VALUES)}"
        )
