"""How many cells the sheets of a workbook have, with all that are empty, before it is read.

Some hundred bytes can say that there are 17 thousand million, and who reads them makes room for
all.
"""

import re
from collections.abc import Callable, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

_BEYOND = 10**9  # what a number of ten digits or more counts as
_LAST_LETTERS = 8  # of the name of a column; more are too many in any case
_ATTRIBUTE = rb"""\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')"""
_PLACE = rb"""(?:%b)*?\s+r\s*=\s*["']([A-Za-z]*)(\d+)["']""" % _ATTRIBUTE
_PLACES = re.compile(rb"<(?:[\w.-]+:)?(?:c|row)(?=[\s/>])(?:%b)?" % _PLACE)  # of rows and cells
_CELLS = ("table-cell", "covered-table-cell")


def cells_in(parts: Mapping[str, bytes]) -> int:
    """Return how many cells a reader makes room for at once.

    These are all up to the last column and row with something in them: of one sheet of an Excel
    workbook, the largest, and of all sheets of an OpenDocument spreadsheet.

    Args:
        parts: what is in the workbook, by name.

    Raises:
        ValueError: a sheet is not in XML.
    """
    found = [_excel_cells(part) for part in parts.values() if b"sheetData" in part]
    if "content.xml" in parts:
        found.append(_OpenDocument(parts["content.xml"]).cells)
    return max(found, default=0)


def _excel_cells(part: bytes) -> int:
    """Count the cells of a sheet: quickly where each row and cell says where it is, as usual."""
    places = _PLACES.findall(part)
    if not all(row for _, row in places):
        return _Excel(part).cells
    columns = {letters for letters, _ in places}
    rows = {row for _, row in places}
    widest = max((_column_number(letters.decode()) for letters in columns), default=0)
    return widest * max((_number(row.decode(), 0) for row in rows), default=0)


class _Excel:
    """The extent of a sheet: cells say where they are, or stand behind the one before."""

    def __init__(self, part: bytes) -> None:
        self._rows = self._columns = self._row = self._column = 0
        _go_through(part, self._begin)

    @property
    def cells(self) -> int:
        return self._rows * self._columns

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        place = attributes.get("r", "")
        if kind == "row":
            self._row, self._column = _number(place, self._row + 1), 0
        elif kind == "c":
            letters = place.rstrip("0123456789")
            self._column = _column_number(letters) if letters else self._column + 1
            self._rows = max(self._rows, self._row, _number(place[len(letters) :], 0))
            self._columns = max(self._columns, self._column)


class _OpenDocument:
    """The extents of all sheets: rows and cells may be repeated, and are so where empty."""

    def __init__(self, part: bytes) -> None:
        self._before = self._row = self._column = self._rows = self._columns = 0
        _go_through(part, self._begin)

    @property
    def cells(self) -> int:
        return self._before + self._rows * self._columns

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._before = self.cells
            self._row = self._rows = self._columns = 0
        elif kind == "table-row":
            self._row += _number(attributes.get("table:number-rows-repeated", ""), 1)
            self._column = 0
        elif kind in _CELLS:
            self._column += _number(attributes.get("table:number-columns-repeated", ""), 1)
        if kind == "p" or (kind in _CELLS and any(key.startswith("office:") for key in attributes)):
            self._rows = self._row
            self._columns = max(self._columns, self._column)


def _go_through(part: bytes, begin: Callable[[str, dict[str, str]], None]) -> None:
    """Tell of each element that begins."""
    parser = ParserCreate()
    parser.StartElementHandler = begin
    try:
        parser.Parse(part, True)
    except (ExpatError, LookupError) as problem:
        raise ValueError(str(problem)) from None


def _number(digits: str, otherwise: int) -> int:
    if not digits.isdecimal():
        return otherwise
    return int(digits) if len(digits) < 10 else _BEYOND


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:_LAST_LETTERS].upper():
        number = 26 * number + max(ord(letter) - 64, 0)
    return number
