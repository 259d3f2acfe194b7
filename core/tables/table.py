"""The cells of a file, as they were written, in named columns."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import force_setattr

from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.remarks import Remark
from core.text.names import in_one_line
from core.text.numbers import grouped

MAX_NAME = 300
# Not a number in brackets, which tells columns of one name apart.
_WITH_UNIT = re.compile(r"(?P<name>.*\S)\s*(?:\((?!\d+\))[^()]+\)|\[[^\[\]]+\])")

Lines = npt.NDArray[np.int64]


class Table(Struct, frozen=True, eq=False):
    """Columns of cells.

    Attributes:
        names: one a column, all different; with the unit in brackets where there is one.
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
            force_setattr(self, "decimals", (self.decimal,) * len(self.names))
        count = len(self.names)
        if not count == len(self.columns) == len(self.decimals) == len(set(self.names)):
            raise ValueError("a table needs one name a column, and no name twice")
        if any(len(column) != self.lines.size for column in self.columns):
            raise ValueError("a table needs columns of one length")
        lines = self.lines.copy()
        lines.flags.writeable = False
        force_setattr(self, "lines", lines)

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
        found = same_name(name, self.names)
        if not found:
            there = first_few([quoted(other) for other in self.names])
            raise SpreadsheetError(f"there is no column {quoted(name)}; there are {there}")
        return self.names.index(found)


def without_unit(name: str) -> str:
    """Return the name of a column without the unit in brackets behind it: "length (cm)"."""
    found = _WITH_UNIT.fullmatch(name)
    return found["name"] if found else name


def unit_of(name: str) -> str:
    """Return the unit in brackets behind the name of a column; empty if there is none."""
    return name[len(without_unit(name)) :].strip(" ()[]")


def same_name(wanted: str, names: Sequence[str]) -> str:
    """Return which of the names is the one that is wanted; empty if none is.

    Where only one of the two has a unit, it does not tell them apart.
    """
    if wanted in names:
        return wanted
    bare = without_unit(wanted)
    same = [name for name in names if bare in (name, without_unit(name))]
    return same[0] if len(same) == 1 and (bare == wanted or same[0] == bare) else ""


def unnamed(number: int) -> str:
    """Return what a column without a name is called; columns are counted from 1."""
    return f"column {number}"


def clean_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Make names of the cells of a header: in one printable line, none empty, none twice.

    Raises:
        SpreadsheetError: a name is longer than `MAX_NAME`.
    """
    names = [in_one_line(cell) or unnamed(n) for n, cell in enumerate(cells, 1)]
    for n, name in enumerate(names, 1):
        if len(name) > MAX_NAME:
            raise SpreadsheetError(
                f"the name of column {n} has {grouped(len(name))} characters, and the most is"
                f" {MAX_NAME}: shorten it, or say that there is no header"
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
