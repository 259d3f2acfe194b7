"""The cells of a file, as they were written, in named columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.nn.text import in_one_line
from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.remarks import Remark

MAX_NAME = 300

Lines = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of cells.

    Attributes:
        names: one a column, all different.
        columns: the cells of each column, as text; all of one length.
        lines: for each row, the line of the file where it begins, counted from 1; shape (rows,),
            read-only.
        decimal: the decimal mark that most numbers are written with.
        decimals: that of each column; empty, they all have the same.
        remarks: how the file was read where that is not plain.

    Raises:
        ValueError: names or columns that do not fit together.
    """

    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: Lines
    decimal: str = "."
    decimals: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        if not self.decimals:
            object.__setattr__(self, "decimals", (self.decimal,) * len(self.names))
        count = len(self.names)
        if not count == len(self.columns) == len(self.decimals) == len(set(self.names)):
            raise ValueError("a table needs one name a column, and no name twice")
        if any(len(column) != self.lines.size for column in self.columns):
            raise ValueError("a table needs columns of one length")
        lines = self.lines.copy()
        lines.flags.writeable = False
        object.__setattr__(self, "lines", lines)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.lines.size)

    def column(self, name: str) -> tuple[str, ...]:
        """Return the cells of a column.

        Raises:
            SpreadsheetError: there is no such column.
        """
        return self.columns[self._place(name)]

    def decimal_of(self, name: str) -> str:
        """Return the decimal mark of a column.

        Raises:
            SpreadsheetError: there is no such column.
        """
        return self.decimals[self._place(name)]

    def _place(self, name: str) -> int:
        if name not in self.names:
            there = first_few([quoted(other) for other in self.names])
            raise SpreadsheetError(f"there is no column {quoted(name)}; there are {there}")
        return self.names.index(name)


def clean_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Make names of the cells of a header: in one printable line, none empty, none twice.

    Raises:
        SpreadsheetError: a name is longer than `MAX_NAME`.
    """
    names = [in_one_line(cell) or f"column {n}" for n, cell in enumerate(cells, 1)]
    for n, name in enumerate(names, 1):
        if len(name) > MAX_NAME:
            raise SpreadsheetError(
                f"the name of column {n} has {len(name):,} characters, and the most is {MAX_NAME}:"
                " shorten it, or say that there is no header"
            )
    taken = set(names)
    seen = Counter[str]()
    unique = []
    for name in names:
        seen[name] += 1
        chosen = name
        while seen[name] > 1 and chosen in taken:
            chosen = f"{name} ({seen[name]})"
            seen[name] += chosen in taken
        taken.add(chosen)
        unique.append(chosen)
    return tuple(unique)
