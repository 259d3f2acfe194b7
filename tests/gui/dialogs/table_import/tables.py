"""Small tables for the tests of the dialog."""

_COLOURS = ("red", "blue", "green")

THINGS = "\n".join(
    [
        "size,colour,cost,sold",
        *[f"{at % 7 + 0.5},{_COLOURS[at % 3]},{at * 2},{at % 2}" for at in range(60)],
    ]
)
"""Sixty things of three colours; every second one is sold."""


def table(head: str, rows: list[str]) -> str:
    """A table of comma-separated values."""
    return "\n".join([head, *rows])
