"""Taking a text apart: its rows of cells, some at a time."""

import csv
from collections.abc import Iterator

from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.source import Source
from core.text.numbers import grouped

MAX_CELL = 131_072  # where Python's csv module stops: more is a quote that is not closed
_SLICE_ROWS = 2_000
_SLICE_LINES = 10_000
_SLICE_CHARACTERS = 200_000


def blocks(
    source: Source, dialect: Dialect, most: int | None, *, every_row: bool
) -> Iterator[tuple[list[list[str]], list[int]]]:
    """Give rows and the lines where they begin, some at a time.

    Args:
        source: the text.
        dialect: how it is written.
        most: how many rows to stop after; None for all.
        every_row: whether rows that have nothing in them are given, empty, below the first that
            has; else they are passed over.

    Raises:
        SpreadsheetError: a quote is not closed, or what `Source.lines` raises.
    """
    rows: list[list[str]] = []
    lines: list[int] = []
    count = 0
    reader = _Rows(source, dialect)
    last_line, last_character = _SLICE_LINES, _SLICE_CHARACTERS
    for row in reader:
        if row or (every_row and (rows or count)):
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
                if self._at_end:
                    return
                cells = [cell for cell in row if cell] if self._between_spaces else row
                blank = not any(cells) or (len(cells) == 1 and not cells[0].strip())
                yield [] if blank else cells
                self.line = self._cells.line_num + 1
        except csv.Error:
            raise SpreadsheetError(
                f"a cell has more than {grouped(MAX_CELL)} characters; is a quote not closed?",
                f"line {self.line}",
            ) from None

    def _lines(self) -> Iterator[str]:
        for line in self._source.lines():
            yield line.replace("\t", " ") if self._between_spaces else line
        # An empty row comes of this line, unless it falls into a quote that is still open.
        self._at_end = True
        yield "\n"
