"""Workbooks, .xlsx and .ods: the rows of a sheet as the text of a file of rows.

So they are read as any other text is, with its titles, units, guesses and remarks.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from core.tables.containers.packed import HAS_PASSWORD, is_archive
from core.tables.problems import SpreadsheetError, first_few, quoted
from core.tables.remarks import Remark
from core.text.numbers import grouped

if TYPE_CHECKING:  # it is loaded when a workbook is opened, not when the program starts
    from python_calamine import CalamineWorkbook

_MOST_CELLS = 10_000_000
_SIGNS = (b"xl/workbook.xml", b"opendocument.spreadsheet")  # in the bytes of each kind
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_KEPT = 1  # the last workbook, which is guessed about, previewed and read one after another
_REPAIR = "open it in a spreadsheet program, and save it once more, or save the sheet as CSV"


class Sheet(Struct, frozen=True):
    """A sheet of a workbook.

    Attributes:
        name: what it is called.
        text: its rows as comma-separated values; the first line is its first row, even if that is
            empty, and no cell has a line break. Of a single column, its cells as they are: somebody
            may have opened a text there.
        width: how many columns it has.
        height: how many rows.
        others: the names of the other sheets, but for those with nothing in them.
    """

    name: str
    text: str
    width: int
    height: int
    others: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Which sheet is read, where there are others."""
        if not self.others:
            return ()
        others = first_few([quoted(name) for name in self.others])
        verb = "is" if len(self.others) == 1 else "are"
        read, instead = f"the sheet {quoted(self.name)} is read", f"there {verb} {others}, too"
        return (Remark(read, "", instead, option=("sheet", self.others[0])),)


def is_workbook(data: bytes | str) -> TypeGuard[bytes]:
    """Whether these are the bytes of a workbook, whole or damaged."""
    if isinstance(data, str) or not is_archive(data):
        return False
    return any(sign in data for sign in _SIGNS)


@lru_cache(_KEPT)
def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets, hidden ones last; () if this is no workbook.

    Raises:
        SpreadsheetError: it is damaged, has a password, or too much is in it.
    """
    if not is_workbook(data):
        return ()
    with _opened(data) as book:
        return _names(book)


def read_sheet(data: bytes, sheet: str = "") -> Sheet:
    """Read a sheet of a workbook; without a name, the first that may be a table.

    That is one with two rows and two columns, or, if there is none, with anything in it.

    Raises:
        SpreadsheetError: there is no such sheet, or nothing in any; or the workbook is damaged, has
            a password, or too much is in it.
    """
    names = sheet_names(data)
    if sheet and sheet not in names:
        known = first_few([quoted(name) for name in names])
        verb = "is" if len(names) == 1 else "are"
        raise SpreadsheetError(f"there is no sheet {quoted(sheet)}; there {verb} {known}")
    full = (found for name in ([sheet] if sheet else names) if (found := _read(data, name)).height)
    first = next(full, None)
    if first is None:
        where = f"the sheet {quoted(sheet)}" if sheet else "this workbook"
        raise SpreadsheetError(f"there is nothing in {where}")
    tables = (found for found in chain([first], full) if min(found.width, found.height) > 1)
    chosen = next(tables, first)
    empty = _empty_sheets(data) if len(names) > 1 else frozenset()
    others = tuple(name for name in names if name != chosen.name and name not in empty)
    return replace(chosen, others=others)


@lru_cache(_KEPT)
def _empty_sheets(data: bytes) -> frozenset[str]:
    from core.tables.containers.empty_sheets import empty_sheets
    from core.tables.containers.zipped import members

    return empty_sheets(members(data, "workbook"))


@lru_cache(_KEPT)
def _read(data: bytes, sheet: str) -> Sheet:
    """Read a sheet, which may be empty."""
    with _opened(data) as book:
        found = book.get_sheet_by_name(sheet)
        above = 0 if found.start is None else found.start[0]
        text = _csv(above, found.to_python(), found.width)
        return Sheet(sheet, text, found.width, found.height)


@contextmanager
def _opened(data: bytes) -> Iterator["CalamineWorkbook"]:
    """Give a workbook that holds what was looked at here, whatever else its bytes may say."""
    from core.tables.containers.zipped import members, packed

    parts = _looked_through(members(data, "workbook"))
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise SpreadsheetError(
            "workbooks cannot be read here, as python-calamine is not installed: save the sheet as"
            " CSV and open that"
        ) from None
    try:
        with load_workbook(io.BytesIO(packed(parts))) as book:
            yield book
    except CalamineError:
        raise SpreadsheetError(f"this workbook cannot be read: {_REPAIR}") from None


def _looked_through(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a workbook, if they can be read and are not too large."""
    from core.tables.containers.sheet_size import cells_in

    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise SpreadsheetError(f"this workbook {HAS_PASSWORD}")
    try:
        cells = cells_in(parts)
    except ValueError:
        raise SpreadsheetError(f"this workbook is damaged: {_REPAIR}") from None
    if cells > _MOST_CELLS:
        raise SpreadsheetError(
            f"a sheet has more than {grouped(_MOST_CELLS)} cells, with those that are empty, too"
            " many: save a part of it as CSV"
        )
    return parts


def _names(book: "CalamineWorkbook") -> tuple[str, ...]:
    """The names of the sheets of cells, hidden ones last."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    ordered = sorted(sheets, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
    return tuple(sheet.name for sheet in ordered)


def _csv(above: int, rows: Iterable[Iterable[object]], width: int) -> str:
    texts = (map(_text, row) for row in rows)
    if width == 1:
        return "\n" * above + "".join(f"{cell}\n" for row in texts for cell in row)
    written = io.StringIO("\n" * above, newline="")
    written.seek(0, io.SEEK_END)
    csv.writer(written, lineterminator="\n").writerows(texts)
    return written.getvalue()


def _text(cell: object) -> str:
    """A cell as it would stand in a text; of numbers, nothing is lost."""
    if isinstance(cell, float):
        text = repr(cell).removesuffix(".0")
        # 1.2340 has a decimal point for certain, where 1.234 may be 1234.
        return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return " ".join(str(cell).replace("\0", "").splitlines())
