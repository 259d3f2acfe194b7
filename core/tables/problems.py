"""The error for a file of rows, and the words that such errors are made of."""

from collections.abc import Sequence

_QUOTED = 40
_NAMED = 5


class SpreadsheetError(ValueError):
    """What is wrong with a file of rows, where, and what to do about it, in words for people."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)


def quoted(text: str) -> str:
    """Return the beginning of a text that may be anything, in quotes, in one printable line."""
    start = "".join(c if c.isprintable() else "·" for c in text[:_QUOTED])
    return f"“{start}…”" if len(text) > _QUOTED else f"“{start}”"


def counted(count: int, noun: str) -> str:
    """Return a number of things: "1 row", "2,000 rows"."""
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def first_few(items: Sequence[str], count: int | None = None, joint: str = ", ") -> str:
    """List some items, and say how many more there are: "a, b, c, d, e and 7 more".

    `count` is how many there are in all, if `items` holds only the first of them.
    """
    shown = items[:_NAMED]
    more = (len(items) if count is None else count) - len(shown)
    return joint.join(shown) + (f" and {more:,} more" if more else "")
