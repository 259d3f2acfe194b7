"""The error for a file of rows, and the words that such errors are made of."""

from collections.abc import Sequence

from core.slices.work import WorkError
from core.text.numbers import counted, grouped

USUAL_SAMPLE = 20_000  # rows, that are taken of too many

_QUOTED = 40
_NAMED = 5
_MARKS = dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")  # spaces between thousands


class SpreadsheetError(WorkError, ValueError):
    """What is wrong with a file of rows, where, and what to do about it, in words for people."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)


class OddCellError(SpreadsheetError):
    """A column in which some cells say something else than it is to be read as.

    Attributes:
        column: the name of it.
    """

    def __init__(self, what: str, column: str) -> None:
        super().__init__(
            f"{what}; correct the file, take such cells as missing, or leave the column out", column
        )
        self.column = column


class TooManyRowsError(SpreadsheetError):
    """A table that has too many rows, of which a sample can be taken.

    Attributes:
        sample: how many rows to take: `USUAL_SAMPLE`, or as many as there may be.
    """

    def __init__(self, what: str, most: int) -> None:
        """Say what is too large, and how many rows there may be."""
        self.sample = min(USUAL_SAMPLE, most)
        super().__init__(f"{what}: take a sample of {counted(self.sample, 'row')}")


def quoted(text: str) -> str:
    """Return the beginning of a text that may be anything, in quotes, in one printable line."""
    start = "".join(c if c.isprintable() else _MARKS.get(c, "·") for c in text[:_QUOTED])
    return f"“{start}…”" if len(text) > _QUOTED else f"“{start}”"


def lines_text(first: int, last: int) -> str:
    """Name the lines of a file: "line 3", "lines 3 and 4", "lines 3 to 9"."""
    if first == last:
        return f"line {first}"
    return f"lines {first} {'and' if last == first + 1 else 'to'} {last}"


def first_few(items: Sequence[str], count: int | None = None, joint: str = ", ") -> str:
    """List some items, and say how many more there are: "a, b, c, d, e and 7 more".

    `count` is how many there are in all, if `items` holds only the first of them.
    """
    shown = items[:_NAMED]
    more = (len(items) if count is None else count) - len(shown)
    return joint.join(shown) + (f" and {grouped(more)} more" if more else "")
