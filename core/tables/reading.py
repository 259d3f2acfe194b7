"""Reading a file into a table, slice by slice.

The limits keep the largest table below a gigabyte: a cell that is not repeated takes some 65 bytes,
and ten million of them took 0.9 GB, 80 MB of these the file, and four seconds.
"""

import csv
from array import array
from collections.abc import Iterator
from itertools import chain

import numpy as np

from core.tables.dialect import DELIMITERS, Dialect
from core.tables.formulas import unguarded
from core.tables.heads import ROW_NAMES, about_file, about_head, head_over, with_units
from core.tables.marks import deciding
from core.tables.problems import SpreadsheetError, counted, first_few
from core.tables.remarks import Remark
from core.tables.source import Source, first_lines
from core.tables.table import Table, clean_names
from core.tables.work import Work, finish
from core.tables.workbook import is_workbook, read_sheet

MAX_ROWS = 1_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 10_000_000
MAX_CELL = 131_072  # where Python's csv module stops: more is a quote that is not closed
_SLICE_ROWS = 2_000
_SLICE_LINES = 10_000
_SLICE_CHARACTERS = 200_000


class _Rows:
    """The rows of a file, one after another; those that have nothing in them are empty.

    Attributes:
        line: where the row given last begins.
    """

    def __init__(self, source: Source, dialect: Dialect) -> None:
        self.line = 1
        self._source = source
        self._at_end = False
        self._between_spaces = dialect.delimiter == " "
        self._cells = csv.reader(
            self._lines(),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote or None,
            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
            skipinitialspace=not self._between_spaces,
        )

    def __iter__(self) -> Iterator[list[str]]:
        """Give one row after another.

        Raises:
            SpreadsheetError: a quote is not closed, or what `Source.lines` raises.
        """
        try:
            for row in self._cells:
                self._source.row_length = 0
                if self._at_end and row:
                    raise SpreadsheetError(
                        "a quote is opened in this row and never closed", f"line {self.line}"
                    )
                cells = [cell for cell in row if cell] if self._between_spaces else row
                blank = not any(cells) or (len(cells) == 1 and not cells[0].strip())
                yield [] if blank else cells
                self.line = self._cells.line_num + 1
        except csv.Error:
            raise SpreadsheetError(
                f"a cell has more than {MAX_CELL:,} characters; is a quote not closed?",
                f"line {self.line}",
            ) from None

    def _lines(self) -> Iterator[str]:
        for line in self._source.lines():
            yield line.replace("\t", " ") if self._between_spaces else line
        # An empty row comes of this line, unless it falls into a quote that is still open.
        self._at_end = True
        yield "\n"


class _Growing:
    """A table that gets longer."""

    def __init__(self, dialect: Dialect, least_columns: int) -> None:
        self.names: tuple[str, ...] = ()
        self.lines = array("q")
        self.remarks: list[Remark] = []
        self._dialect = dialect
        # Tuples of texts, because the garbage collector looks through long lists now and again.
        self._parts: list[list[tuple[str, ...]]] = []
        self._least_columns = least_columns
        self._width = 0
        self._last_is_unnamed = False
        self._comments = array("q")

    def add(self, rows: list[list[str]], lines: list[int]) -> None:
        """Put some rows below.

        Raises:
            SpreadsheetError: they have another number of cells than the rows above, or there are
                more of them than a table may have.
        """
        if rows and not self._parts:
            below = 1 + self._dialect.under if self._dialect.has_header else 0
            self._begin(rows[:below] or rows[:1], rows[below:])
            if self._dialect.has_header:
                self.remarks += about_head(self._dialect, rows[:below], lines[:below])
                rows, lines = rows[below:], lines[below:]
        rows, lines = self._without_comments(rows, lines)
        for row, line in zip(rows, lines, strict=True):
            if len(row) == self._width + 1 and not row[-1]:
                del row[-1]  # the row ends with a delimiter
            if len(row) != self._width:
                raise self._ragged(len(row), line)
        for parts, cells in zip(self._parts, zip(*rows, strict=True), strict=False):
            parts.append(unguarded(cells))
        self.lines.extend(lines)
        if len(self.lines) > MAX_ROWS or len(self.lines) * self._width > MAX_CELLS:
            raise SpreadsheetError(
                f"there are more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells, too many to learn"
                " from: open a part of the file"
            )

    def columns(self) -> Work[tuple[tuple[str, ...], ...]]:
        """Return the columns in one piece each."""
        done: list[tuple[str, ...]] = []
        for parts in self._parts:
            done.append(tuple(chain.from_iterable(parts)))
            parts.clear()
            yield 1.0
        if self._comments:
            shown = [f"line {line}" for line in self._comments[:5]]
            told = first_few(shown, len(self._comments))
            self.remarks.append(Remark(f"{told} left out: comments"))
        if self._last_is_unnamed and len(done) > 1 and not any(done[-1]):
            self.names = self.names[:-1]
            self.remarks.append(Remark("the last column has nothing in it and is left out"))
            del done[-1]
        return tuple(done)

    def _begin(self, head: list[list[str]], below: list[list[str]]) -> None:
        first, *units = head
        if self._dialect.has_header:
            first = head_over(first, below, self._dialect.head_mark)
            if first[0] == ROW_NAMES:
                self.remarks.append(Remark("the first column has names of rows and is not used"))
            self._last_is_unnamed = not first[-1].strip()
        self._width = len(first)
        if self._width < self._least_columns:
            raise SpreadsheetError(
                "there is only one column; two are needed, one to learn from and one to predict."
                " If there are more in the file, choose another delimiter"
            )
        if self._width > MAX_COLUMNS:
            raise SpreadsheetError(
                f"there are {self._width:,} columns; the most is {MAX_COLUMNS:,}:"
                " is this the right delimiter?"
            )
        header = unguarded(first) if self._dialect.has_header else [""] * self._width
        self.names = clean_names(with_units(header, units))
        self._parts = [[] for _ in first]

    def _without_comments(
        self, rows: list[list[str]], lines: list[int]
    ) -> tuple[list[list[str]], list[int]]:
        """Leave out rows that begin like a comment and have another number of cells."""
        comments = {
            line
            for row, line in zip(rows, lines, strict=True)
            if len(row) != self._width and row[0].lstrip().startswith("#")
        }
        if not comments:
            return rows, lines
        self._comments.extend(sorted(comments))
        kept = [at for at, line in enumerate(lines) if line not in comments]
        return [rows[at] for at in kept], [lines[at] for at in kept]

    def _ragged(self, found: int, line: int) -> SpreadsheetError:
        name = DELIMITERS.get(self._dialect.delimiter, self._dialect.delimiter)
        return SpreadsheetError(
            f"there {'is' if found == 1 else 'are'} {counted(found, 'cell')} in this row, but"
            f" {self._width} in the rows above: look for a {name} too many or too few, or choose"
            " another delimiter",
            f"line {line}",
        )


def reading(
    data: bytes | str,
    dialect: Dialect,
    most_rows: int | None = None,
    least_columns: int = 2,
) -> Work[Table]:
    """Read a file or a pasted text, in slices of some 10 milliseconds.

    The last slices, one a column, take longer where there are many rows: 5 milliseconds for 100,000
    of them, 50 for a million.

    Rows without anything in them are passed over. Cells stay as they were written, but for the
    apostrophe before what looks like a formula; see `formulas`.

    Args:
        data: the bytes of the file, a workbook's too, or the text.
        dialect: how it is written, and which sheet is meant. A text has no encoding.
        most_rows: stop after so many rows, if given, whatever comes after.
        least_columns: how many there have to be.

    Raises:
        SpreadsheetError: what is wrong with the file, and in which line.
    """
    sheet = read_sheet(data, dialect.sheet) if is_workbook(data) else None
    text = data if sheet is None else sheet.text
    source = Source(text, dialect)
    growing = _Growing(dialect, least_columns)
    most = None if most_rows is None else most_rows + dialect.has_header + dialect.under
    for rows, lines in _blocks(source, dialect, most):
        growing.add(rows, lines)
        yield source.fraction
    if not growing.names:
        raise SpreadsheetError("the file is empty")
    if not growing.lines:
        raise SpreadsheetError("there are no rows below the header")
    columns = yield from growing.columns()
    lines_array = np.array(growing.lines, dtype=np.int64)
    marks = yield from deciding(growing.names, columns, dialect.decimal, dialect.delimiter)
    about_sheet = () if sheet is None else sheet.remarks
    about_lines = about_file(dialect, first_lines(text, dialect.encoding))
    remarks = (*about_sheet, *about_lines, *growing.remarks)
    return Table(
        growing.names,
        columns,
        lines_array,
        marks.decimal,
        marks.decimals,
        (*remarks, *marks.remarks),
    )


def read_table(
    data: bytes | str,
    dialect: Dialect,
    least_columns: int = 2,
) -> Table:
    """Read a file or a pasted text to its end; for learning, two columns or more.

    Raises:
        SpreadsheetError: what is wrong with the file, and in which line.
    """
    return finish(reading(data, dialect, least_columns=least_columns))


def preview(data: bytes | str, dialect: Dialect, rows: int = 50) -> Table:
    """Read the first rows, at once however large the file is.

    One column is enough here, so that whoever chooses a delimiter sees what the others make of it.

    Raises:
        SpreadsheetError: what is wrong with these rows.
    """
    return finish(reading(data, dialect, rows, least_columns=1))


def _blocks(
    source: Source, dialect: Dialect, most: int | None
) -> Iterator[tuple[list[list[str]], list[int]]]:
    """Give rows and the lines where they begin, some at a time, and no more than the most."""
    rows: list[list[str]] = []
    lines: list[int] = []
    count = 0
    reader = _Rows(source, dialect)
    last_line, last_character = _SLICE_LINES, _SLICE_CHARACTERS
    for row in reader:
        if row:
            rows.append(row)
            lines.append(reader.line)
        if most is not None and count + len(rows) >= most:
            break
        if (
            len(rows) >= _SLICE_ROWS
            or reader.line > last_line
            or source.characters > last_character
        ):
            yield rows, lines
            count += len(rows)
            rows, lines = [], []
            last_line = reader.line + _SLICE_LINES
            last_character = source.characters + _SLICE_CHARACTERS
    yield rows, lines
