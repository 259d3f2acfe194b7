"""Cells of numbers as text: what spreadsheets put on the clipboard, and take from it."""

import re
from collections.abc import Iterable, Sequence

from core.tables.formulas import guarded
from gui.formatting.typed_numbers import number_in

_THOUSANDS = re.compile(r"[-+−]?\d{1,3}( \d{3})+([.,]\d+)?")


def split_cells(text: str) -> list[list[str]]:
    """Cut text into rows and cells.

    Cells are parted by tabs, else by semicolons, else by commas, else by spaces. A comma that can
    only be a decimal sign, one to a number, parts nothing: "0,5" is one cell and "0,5,1" three.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    lines = whole.split("\n")
    if "\t" in whole:
        rows = [line.split("\t") for line in lines]
    elif ";" in whole:
        rows = [line.split(";") for line in lines]
    elif any(map(_parts_with_comma, whole.split())):
        rows = [line.split(",") for line in lines]
    else:
        rows = [_split_at_spaces(line) for line in lines]
    return [[cell.strip().strip('"').strip() for cell in row] for row in rows]


def read_numbers(text: str, columns: Sequence[str]) -> list[list[float]]:
    """Read rows of numbers that are to fill these columns from the first one on.

    A first row without any number is the header that was copied along, and is left out.

    Raises:
        ValueError: something is not a number, or does not fit; the message says what and where.
    """
    if not text.strip():
        raise ValueError("There is no text on the clipboard.")
    rows = split_cells(text)
    first = 2 if _is_header(rows) else 1
    rows = rows[first - 1 :]
    width = len(rows[0])
    for row, cells in enumerate(rows, first):
        if len(cells) > len(columns):
            raise ValueError(
                f"Row {row} has {_count(len(cells))}, but from “{columns[0]}” on"
                f" there is room for {len(columns)}."
            )
        if len(cells) != width:
            raise ValueError(f"Row {row} has {_count(len(cells))}, but row {first} has {width}.")
    return [
        [_read(cell, row, name) for cell, name in zip(cells, columns, strict=False)]
        for row, cells in enumerate(rows, first)
    ]


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns, and others follow."""
    return len(rows) > 1 and all(cell and not _is_number(cell) for cell in rows[0])


def _is_number(text: str) -> bool:
    try:
        number_in(text)
    except ValueError:
        return False
    return True


def join_cells(rows: Iterable[Iterable[str]]) -> str:
    """Put cells together the way spreadsheets read them: tabs between them, a line a row.

    A text that they would run as a formula is guarded.
    """
    return "\n".join("\t".join(map(guarded, row)) for row in rows)


def plain(value: float) -> str:
    """A number in full, in the signs that every program reads."""
    return repr(float(value)).removesuffix(".0")


def _parts_with_comma(token: str) -> bool:
    return token.count(",") > 1 or ("," in token and "." in token) or token.endswith(",")


def _split_at_spaces(line: str) -> list[str]:
    if _THOUSANDS.fullmatch(line.strip()):
        return [line]
    return re.sub(r"\s*/\s*", "/", line).split() or [""]


def _count(numbers: int) -> str:
    return "1 number" if numbers == 1 else f"{numbers} numbers"


def _read(cell: str, row: int, column: str) -> float:
    where = f"Row {row}, “{column}”"
    if not cell:
        raise ValueError(f"{where}: the cell is empty.")
    try:
        return number_in(cell)
    except ValueError as problem:
        raise ValueError(f"{where}: {problem}") from None
