"""Reading a file into a table, slice by slice.

The limits keep the largest table below a gigabyte: a cell that is not repeated takes some 65 bytes,
and ten million of them took 0.9 GB, 80 MB of these the file, and four seconds.
"""

from array import array
from itertools import chain, compress

import numpy as np

from core.slices.work import Work, finish
from core.tables.containers.workbook import is_workbook, read_sheet
from core.tables.dialect import DELIMITERS, Dialect
from core.tables.formulas import unguarded
from core.tables.guesses.ending import about_end, is_note, rows_below
from core.tables.guesses.heads import ROW_NAMES, about_file, about_head, head_over, with_units
from core.tables.guesses.marks import deciding
from core.tables.problems import SpreadsheetError, TooManyRowsError, first_few
from core.tables.remarks import Remark
from core.tables.rows import blocks
from core.tables.sample import Draw, Sample
from core.tables.source import Source, first_lines
from core.tables.table import Table, clean_names
from core.text.numbers import counted, grouped

MAX_ROWS = 1_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 10_000_000


class _Growing:
    """A table that gets longer."""

    def __init__(
        self, dialect: Dialect, least_columns: int, sample: Sample | None, *, every_row: bool
    ) -> None:
        self.names: tuple[str, ...] = ()
        self.lines = array("q")
        self.remarks: list[Remark] = []
        self._dialect = dialect
        # Tuples of texts, because the garbage collector looks through long lists now and again.
        self._parts: list[list[tuple[str, ...]]] = []
        self._least_columns, self._every_row = least_columns, every_row
        self._draw = None if sample is None else Draw(sample)
        self._width = 0
        self._last_is_unnamed = False
        self._is_last_left_out = False
        self._comments = array("q")
        self._notes: list[tuple[int, int]] = []  # how many cells, and the line

    def add(self, rows: list[list[str]], lines: list[int]) -> None:
        """Put some rows below.

        Raises:
            SpreadsheetError: they have another number of cells than the rows above, or there are
                more of them than a table may have.
        """
        if rows and not self._parts:
            below = 1 + self._dialect.under if self._dialect.has_header else 0
            self._begin(rows[:below] or rows[:1], [row for row in rows[below:] if row])
            if self._dialect.has_header:
                self.remarks += about_head(self._dialect, rows[:below], lines[:below])
                rows, lines = rows[below:], lines[below:]
        if self._every_row:
            rows = list(map(self._filled_up, rows))
        else:
            rows, lines = self._without_notes(*self._without_comments(rows, lines))
        self._check_widths(rows, lines)
        if self._draw is not None:
            held = self._draw.take(len(rows)).tolist()
            rows, lines = list(compress(rows, held)), list(compress(lines, held))
        for parts, cells in zip(self._parts, zip(*rows, strict=True), strict=False):
            parts.append(unguarded(cells))
        self.lines.extend(lines)
        if self._draw is not None and self._draw.is_full:
            self._hold(self._draw.let_go().tolist())
        if len(self.lines) > MAX_ROWS or len(self.lines) * self._width > MAX_CELLS:
            raise TooManyRowsError(
                f"there are more than {grouped(MAX_ROWS)} rows or {grouped(MAX_CELLS)} cells, too"
                " many to learn from",
                min(MAX_ROWS, MAX_CELLS // self._width) // 2,  # as many are held beside them
            )

    def _hold(self, held: list[bool]) -> None:
        """Let go of all rows that are held but these."""
        self.lines = array("q", compress(self.lines, held))
        for parts in self._parts:
            parts[:] = [tuple(compress(chain.from_iterable(parts), held))]

    def columns(self, *, whole: bool) -> Work[tuple[tuple[str, ...], ...]]:
        """Return the columns in one piece each; of a whole table without what is no data below."""
        if self._draw is not None:
            self._hold(self._draw.let_go().tolist())
            self.remarks += self._draw.remarks
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
            self._is_last_left_out = True
            del done[-1]
        if self._is_last_left_out:
            self.remarks.append(Remark("the last column has nothing in it and is left out"))
        keep_end = self._every_row or self._dialect.keep_end or not whole
        below = 0 if keep_end else rows_below(done)
        kept = len(self.lines) - below
        last = list(zip(*(column[kept:] for column in done), strict=True))
        self.remarks += about_end(last, self.lines[kept:], [line for _, line in self._notes])
        del self.lines[kept:]
        return tuple(column[:kept] for column in done) if below else tuple(done)

    def _begin(self, head: list[list[str]], below: list[list[str]]) -> None:
        first, *units = head
        if self._dialect.has_header:
            first = head_over(first, below, self._dialect.head_mark)
            if first[0] == ROW_NAMES:
                self.remarks.append(Remark("the first column has names of rows and is not used"))
            self._last_is_unnamed = not first[-1].strip()
            self._is_last_left_out = len(first) < len(head[0]) and not head[0][-1].strip()
        self._width = len(first)
        if self._width < self._least_columns:
            raise SpreadsheetError(
                "there is only one column; two are needed, one to learn from and one to predict."
                " If there are more in the file, choose another delimiter"
            )
        if self._width > MAX_COLUMNS:
            raise SpreadsheetError(
                f"there are {grouped(self._width)} columns; the most is {grouped(MAX_COLUMNS)}:"
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

    def _check_widths(self, rows: list[list[str]], lines: list[int]) -> None:
        """Take the delimiters at the ends of rows off, and accept rows of one width."""
        for row, line in zip(rows, lines, strict=True):
            if len(row) == self._width + 1 and not row[-1]:
                del row[-1]
                self._is_last_left_out = True
            if len(row) != self._width:
                raise self._ragged(len(row), line)

    def _filled_up(self, row: list[str]) -> list[str]:
        """Give a row of nothing, a comment and a note as many cells as the others have."""
        if not self._is_beside(row):
            return row
        return [self._dialect.delimiter.join(row), *[""] * (self._width - 1)]

    def _is_beside(self, row: list[str]) -> bool:
        """Whether a row of another width is a text and no data: nothing, a comment, a note."""
        if len(row) == self._width:
            return False
        is_text = not row or row[0].lstrip().startswith("#")
        return is_text or (len(row) < self._width and is_note(row))

    def _without_notes(
        self, rows: list[list[str]], lines: list[int]
    ) -> tuple[list[list[str]], list[int]]:
        """Leave out notes below the table, which have fewer cells."""
        if self._dialect.keep_end:
            return rows, lines
        count = len(rows)
        while count and self._is_beside(rows[count - 1]):
            count -= 1
        if self._notes and count:
            raise self._ragged(*self._notes[0])  # it stands between rows of the table
        self._notes += zip(map(len, rows[count:]), lines[count:], strict=True)
        return rows[:count], lines[:count]

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
    sample: Sample | None = None,
    *,
    every_row: bool = False,
) -> Work[Table]:
    """Read a file or a pasted text, in slices of some 10 milliseconds.

    The last slices, one a column, take longer where there are many rows: 5 milliseconds for 100,000
    of them, 50 for a million.

    Rows without anything in them, and comments, are passed over. Cells stay as they were written,
    but for the apostrophe before what looks like a formula; see `formulas`.

    Args:
        data: the bytes of the file, a workbook's too, or the text.
        dialect: how it is written, and which sheet is meant. A text has no encoding.
        most_rows: stop after so many rows, if given, whatever comes after.
        least_columns: how many there have to be.
        sample: how many of the rows to take; the others are not even held.
        every_row: whether there is a row for each below the first, even if nothing or a comment is
            in it; its other cells are empty then.

    Raises:
        SpreadsheetError: what is wrong with the file, and in which line.
    """
    sheet = read_sheet(data, dialect.sheet) if is_workbook(data) else None
    text = data if sheet is None else sheet.text
    source = Source(text, dialect)
    growing = _Growing(dialect, least_columns, sample, every_row=every_row)
    most = None if most_rows is None else most_rows + dialect.has_header + dialect.under
    for rows, lines in blocks(source, dialect, most, every_row=every_row):
        growing.add(rows, lines)
        yield source.fraction
    if not growing.names:
        above = counted(dialect.skip, "line")
        nothing = f"nothing is left below the {above} left out at the top"
        raise SpreadsheetError(nothing if dialect.skip else "the file is empty")
    if not growing.lines:
        raise SpreadsheetError("there are no rows below the header")
    columns = yield from growing.columns(whole=most_rows is None or len(growing.lines) < most_rows)
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
    sample: Sample | None = None,
) -> Table:
    """Read a file or a pasted text to its end; for learning, two columns or more.

    Raises:
        SpreadsheetError: what is wrong with the file, and in which line.
    """
    return finish(reading(data, dialect, least_columns=least_columns, sample=sample))


def preview(data: bytes | str, dialect: Dialect, rows: int = 50) -> Table:
    """Read the first rows, at once however large the file is.

    One column is enough here, so that whoever chooses a delimiter sees what the others make of it.

    Raises:
        SpreadsheetError: what is wrong with these rows.
    """
    return finish(reading(data, dialect, rows, least_columns=1))
