"""Writing a table, for instance of predictions, so that it can be read back."""

import re
from collections.abc import Sequence

from core.nn.arrays import Array
from core.slices.work import SLICE_CELLS, Work, finish
from core.tables.dialect import ENCODINGS, Dialect
from core.tables.formulas import guarded
from core.tables.problems import SpreadsheetError, quoted
from core.tables.rows import MAX_CELL
from core.text.numbers import grouped

Cell = str | float | int


def write_csv(
    names: Sequence[str], columns: Sequence[Sequence[Cell] | Array], dialect: Dialect
) -> bytes:
    """Return the file with these columns; see `writing`.

    Raises:
        SpreadsheetError: a text cannot be written in this dialect.
        ValueError: names or columns that do not fit together.
    """
    return finish(writing(names, columns, dialect))


def writing(
    names: Sequence[str], columns: Sequence[Sequence[Cell] | Array], dialect: Dialect
) -> Work[bytes]:
    r"""Return the file with these columns, as `read_table` reads it with the same dialect.

    What comes back is the same text in each cell, and the same number to the last bit. Only rows
    of empty cells are lost and, unless the dialect keeps them, rows at the end that look like
    totals or notes. UTF-16 gets a byte order mark. Lines end with \n.

    Texts that a spreadsheet program would run are guarded, as `formulas` tells.

    Args:
        names: one a column, all different and without spaces around, to come back the same;
            written if the dialect has a header.
        columns: texts and numbers, one column a name, all of one length.
        dialect: how to write it.

    Raises:
        SpreadsheetError: a text cannot be written in this dialect.
        ValueError: names or columns that do not fit together.
    """
    if len(names) != len(columns) or len({len(column) for column in columns}) > 1:
        raise ValueError("expected one name a column, and columns of one length")
    total = len(columns[0]) if columns else 0
    size = max(1, SLICE_CELLS // max(len(columns), 1))
    parts = [_lines([[name] for name in names], dialect)] if dialect.has_header else []
    for start in range(0, total, size):
        parts.append(_lines([column[start : start + size] for column in columns], dialect))
        yield min(1.0, (start + size) / total)
    text = "".join(parts)
    if dialect.encoding.startswith("utf-16"):
        text = f"\ufeff{text}"
    return _encoded(text, dialect.encoding)


class _Quoting:
    """Puts quotes round the cells that need them."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        # A file that began with < would be taken for a web page.
        self._special = re.compile(
            rf"^<|[\r\n\ufeff{re.escape(dialect.delimiter + dialect.quote)}]|^\s|\s$"
        )

    def quoted(self, cell: str) -> str:
        """Return the cell as it stands in the file.

        Raises:
            SpreadsheetError: it needs quotes, and the dialect has none.
        """
        quote = self._dialect.quote
        if not cell and self._dialect.delimiter == " ":
            raise SpreadsheetError("an empty cell cannot be written between spaces: choose commas")
        if "\0" in cell:
            raise SpreadsheetError(f"{quoted(cell)} has a NUL character in it: take it out")
        if len(cell) > MAX_CELL:
            raise SpreadsheetError(f"{quoted(cell)} has more than {grouped(MAX_CELL)} characters")
        if not self._special.search(cell):
            return cell
        if not quote:
            raise SpreadsheetError(f"{quoted(cell)} cannot be written without quotes")
        return f"{quote}{cell.replace(quote, quote + quote)}{quote}"


def _lines(columns: Sequence[Sequence[Cell] | Array], dialect: Dialect) -> str:
    rows = zip(*(_texts(column, dialect) for column in columns), strict=True)
    return "".join(f"{dialect.delimiter.join(row)}\n" for row in rows)


def _texts(column: Sequence[Cell] | Array, dialect: Dialect) -> list[str]:
    quoting = _Quoting(dialect)
    cells: Sequence[Cell] = column if isinstance(column, Sequence) else column.tolist()
    return [quoting.quoted(_text(cell, dialect.decimal or ".")) for cell in cells]


def _text(cell: Cell, decimal: str) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    return repr(cell if isinstance(cell, int) else float(cell)).replace(".", decimal)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as problem:
        raise _unwritable(text, problem.start, encoding) from None
    back = data.decode(encoding)
    if back != text:
        # Shift JIS writes a yen sign as the byte that it reads as a backslash.
        pairs = enumerate(zip(text, back, strict=False))
        raise _unwritable(text, next(at for at, (one, other) in pairs if one != other), encoding)
    return data


def _unwritable(text: str, at: int, encoding: str) -> SpreadsheetError:
    what = f"{quoted(text[at])} cannot be written in {ENCODINGS[encoding]}: choose UTF-8"
    if "\ud800" <= text[at] <= "\udfff":
        what = "there is half a character in it: take it out"
    return SpreadsheetError(what, f"line {text.count(chr(10), 0, at) + 1}")
