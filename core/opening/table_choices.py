"""What is chosen of a table: how it is read, and what becomes of its columns."""

from msgspec import Struct
from msgspec.structs import replace

from core.columns.coding import Missing
from core.tables.containers.workbook import is_workbook, sheet_names
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.sample import Sample
from core.tables.sniffer import guess_dialect

_MOST_DIGITS = 9  # of the number of a sheet


class TableChoices(Struct, frozen=True):
    """What is chosen of a table; the rest is guessed from what is in it.

    Attributes:
        header: whether the first row has the names of the columns.
        delimiter: what stands between two cells.
        decimal: the decimal mark.
        skip: how many lines at the top are none of the table.
        sheet: of a workbook, by its name or its number from 1.
        without: the columns that are not used, each by its name or its number from 1.
        missing: what becomes of rows where an input is missing. A category of its own is for words;
            of other columns such rows are left out.
        odd_is_missing: whether cells that are none of what their column holds are taken as missing.
        classes: whether what is predicted is learnt as classes, or else as a number.
        sample: the part of the rows that is taken; None for all.
    """

    header: bool | None = None
    delimiter: str = ""
    decimal: str = ""
    skip: int | None = None
    sheet: str = ""
    without: tuple[str, ...] = ()
    missing: Missing = Missing.SKIP_ROW
    odd_is_missing: bool = False
    classes: bool | None = None
    sample: Sample | None = None


USUAL = TableChoices()


def dialect_for(data: bytes | str, choices: TableChoices) -> Dialect:
    """Guess how a file is written where that was not chosen.

    Raises:
        SpreadsheetError: there is no such sheet, or what was chosen is not for such a file.
    """
    if is_workbook(data):
        if choices.delimiter:
            raise SpreadsheetError("this is a workbook: there is no delimiter between its cells")
        sheet = _sheet(data, choices.sheet)
    elif choices.sheet:
        raise SpreadsheetError("this is no workbook: there are no sheets in it")
    else:
        sheet = ""
    found = guess_dialect(data, sheet=sheet, delimiter=choices.delimiter, skip=choices.skip)
    if choices.header is not None:
        doubts = frozenset(doubt for doubt in found.doubts if doubt[0] != "has_header")
        found = replace(found, has_header=choices.header, doubts=doubts)
    return replace(found, decimal=choices.decimal or found.decimal)


def _sheet(data: bytes, wanted: str) -> str:
    """The name of a sheet that is given by its name, or by its number counted from 1."""
    names = sheet_names(data)
    if wanted in names or not (wanted.isascii() and wanted.isdecimal()):
        return wanted
    at = int(wanted) - 1 if len(wanted) <= _MOST_DIGITS else len(names)
    return names[at] if 0 <= at < len(names) else wanted
