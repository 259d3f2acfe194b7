"""Guessing how a file of rows is written, from its beginning.

Every guess can be corrected by hand: `msgspec.structs.replace` one field, and read again.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from core.tables.cells import is_missing
from core.tables.containers.workbook import is_workbook, read_sheet
from core.tables.dialect import DELIMITER_LINE, DELIMITERS, Dialect
from core.tables.guesses.heads import head_over
from core.tables.guesses.layout import first_row, is_number, layout_of, width_of
from core.tables.problems import SpreadsheetError
from core.tables.source import unwrapped

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_USUAL = (",", ";", "\t")
_UNUSUAL = "~^:"  # where nothing else parts cells, and each row has as many
_SAMPLE = 65_536  # bytes, of which the first rows are looked at
_SAMPLE_ROWS = 100
_TABLE_OF_NUMBERS = 1.5  # the score of rows of one width, of which half of the cells are numbers
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)", re.MULTILINE)
_WRAPPED = re.compile(r'(?:[ \t]*"(?:[^"\r\n]|"")+"[ \t]*(?:[\r\n]+|$)){2,}')
_THOUSANDS = re.compile(r"\d{3}(?:[.,]\d+)?", re.ASCII)
_SEPARATED = re.compile(r"[,;\t|]")
# Lines of comments, but not cells that are errors of a spreadsheet program.
_COMMENT = re.compile(r"[ \t]*#(?!(?:N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!))", re.IGNORECASE)


class _Part(Struct, frozen=True):
    """The beginning of a file without what stands above its rows.

    Attributes:
        text: of the rows.
        whole: whether that is all of them.
        above: the lines above.
    """

    text: str
    whole: bool
    above: tuple[str, ...] = ()


class _Rows(Struct, frozen=True):
    """Rows, and the lines where they begin, counted from 0."""

    rows: list[list[str]]
    lines: list[int]


def guess_dialect(
    data: bytes | str,
    first: int = 4_000_000,
    sheet: str = "",
    delimiter: str = "",
    skip: int | None = None,
) -> Dialect:
    """Guess how a file or a pasted text is written. Any bytes have a guess, if not a good one.

    A delimiter is right where all rows have the same number of cells, two or more, and most of
    these are numbers. The decimal mark is left to all of the rows. What stands above the data, and
    whether there are names, `layout_of` tells; comments at the top are left out, but the last of
    them where it has a name for each column.

    Args:
        data: the bytes of the file, or a text.
        first: how many of its bytes have to fit the encoding.
        sheet: of a workbook, the one that is read; empty, the first with something in it.
        delimiter: what stands between two cells, if that is known; a workbook has its own.
        skip: how many lines at the top are none of the table, if that is known.
    """
    if is_workbook(data):
        return _in_workbook(data, sheet, skip)
    encoding = "utf-8" if isinstance(data, str) else guess_encoding(data, first)
    text, whole = _sample(data, encoding)
    said = DELIMITER_LINE.match(text)
    offered: Sequence[str] = (*DELIMITERS, *_UNUSUAL)
    before: tuple[str, ...] = ()
    if said is not None and _may_delimit(said[1]):
        offered, before, text = said[1], (said[0],), text[said.end() :]
    lines = list(io.StringIO(text, newline=""))
    left_out = max(0, (skip or 0) - len(before))
    before, text = (*before, *lines[:left_out]), "".join(lines[left_out:])
    wrapped = _WRAPPED.fullmatch(text) is not None and _SEPARATED.search(text) is not None
    if wrapped:
        text = "".join(map(unwrapped, io.StringIO(text, newline="")))
    part = _below_comments(_Part(text, whole, before))
    quote = '"' if '"' in text or len(_SINGLE_QUOTED.findall(text)) < 2 else "'"
    first_of_all = Dialect(encoding, delimiter or ",", "", quote, wrapped=wrapped)
    best, rows = _best(part, first_of_all, delimiter or offered)
    is_plain = bool(delimiter) or len(offered) == 1 or best.delimiter in _USUAL
    is_spaces = best.delimiter == " " and "\t" not in part.text
    is_plain = is_plain or (is_spaces and _are_plain_numbers(rows.rows))
    found = _with_doubts(_with_head(best, part, rows), data, is_plain=is_plain)
    return found if skip is None else replace(found, skip=skip)


def _best(part: _Part, best: Dialect, delimiters: Sequence[str]) -> tuple[Dialect, _Rows]:
    """Choose the delimiter with which the rows are most like a table, and take them apart."""
    rows = _rows(part, best)
    score = 0.5
    for delimiter in delimiters:
        if delimiter == " " and score >= _TABLE_OF_NUMBERS and _has_spaces(best, rows.rows):
            continue
        dialect = replace(best, delimiter=delimiter)
        found = _rows(part, dialect)
        if (reached := _score(found.rows, delimiter)) > score:
            best, rows, score = dialect, found, reached
    return best, rows


def _are_plain_numbers(rows: list[list[str]]) -> bool:
    """Whether below the first row spaces part numbers only, and not the thousands of some."""
    body = rows[1:]
    in_groups = all(_THOUSANDS.fullmatch(cell) for row in body for cell in row[1:])
    return not in_groups and all(
        is_number(cell) or is_missing(cell) for row in body for cell in row
    )


def _has_spaces(dialect: Dialect, rows: list[list[str]]) -> bool:
    """Whether in a table of tabs spaces are parts of its texts."""
    cells = (cell for row in rows[1:] for cell in row)
    return dialect.delimiter == "\t" and any(" " in cell.strip() for cell in cells)


def _with_doubts(dialect: Dialect, data: bytes | str, *, is_plain: bool) -> Dialect:
    """Say, too, which encoding and which delimiter may be wrong."""
    doubts = set(dialect.doubts)
    marked = isinstance(data, str) or data.startswith(tuple(_MARKS))
    if not marked and dialect.encoding != "utf-8":
        doubts.add(("encoding", dialect.encoding))
    if not is_plain:
        doubts.add(("delimiter", dialect.delimiter))
    return replace(dialect, doubts=frozenset(doubts))


def _in_workbook(data: bytes, sheet: str, skip: int | None) -> Dialect:
    """Guess how the rows of a sheet are; what cannot be read is refused when it is."""
    try:
        found = read_sheet(data, sheet)
    except SpreadsheetError:
        return Dialect(sheet=sheet)
    delimiter = "," if found.width > 1 else ""
    return replace(guess_dialect(found.text, delimiter=delimiter, skip=skip), sheet=found.name)


def _with_head(dialect: Dialect, part: _Part, found: _Rows) -> Dialect:
    """Say where the names and the data begin."""
    layout = layout_of(found.rows)
    comments = any(map(_COMMENT.match, part.above))
    at_last = max((at for at, line in enumerate(part.above) if line.strip()), default=0)
    if comments and not layout.has_header and _names_behind_mark(dialect, part, at_last, found):
        return replace(dialect, has_header=True, head_mark="#", skip=at_last)
    skip = len(part.above) if comments else 0
    if layout.start:
        skip = len(part.above) + found.lines[layout.start]
    doubts = frozenset({("has_header", layout.has_header)} if layout.in_doubt else ())
    return replace(
        dialect, has_header=layout.has_header, skip=skip, under=layout.under, doubts=doubts
    )


def _names_behind_mark(dialect: Dialect, part: _Part, at: int, found: _Rows) -> bool:
    """Whether a comment has a name for each column of the rows below it."""
    cells = _rows(_Part(part.above[at], whole=True), dialect).rows
    if not cells or not found.rows:
        return False
    names = head_over(cells[0], found.rows, "#")
    return len(names) == width_of(found.rows) > 1 and not any(map(is_number, names))


def _below_comments(part: _Part) -> _Part:
    """Take off comments and empty lines at the top, if there are comments, and rows below them."""
    lines = list(io.StringIO(part.text, newline=""))
    count = 0
    while count < len(lines) and (not lines[count].strip() or _COMMENT.match(lines[count])):
        count += 1
    if count == len(lines) or not any(map(_COMMENT.match, lines[:count])):
        return part
    return replace(part, text="".join(lines[count:]), above=(*part.above, *lines[:count]))


def _may_delimit(sign: str) -> bool:
    try:
        return bool(Dialect(delimiter=sign)) and (sign.isprintable() or sign == "\t")
    except ValueError:
        return False


def guess_encoding(data: bytes, first: int = 4_000_000) -> str:
    """Guess the encoding of a text, whose first bytes have to fit it."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    start = data[:first]
    if wide := _wide(start[:_SAMPLE]):
        return wide
    try:
        # The last character may have been cut in two.
        codecs.getincrementaldecoder("utf-8")().decode(start, final=len(data) <= first)
    except UnicodeDecodeError:
        return "cp1252" if _fits(start, "cp1252") else "latin-1"
    return "utf-8"


def _wide(start: bytes) -> str:
    """UTF-16 if nearly half of the bytes are 0, all at even or all at odd places; or nothing."""
    for encoding, zeros, letters in (
        ("utf-16-le", start[1::2], start[::2]),
        ("utf-16-be", start[::2], start[1::2]),
    ):
        if len(zeros) > 1 and zeros.count(0) >= 0.7 * len(zeros) and not letters.count(0):
            return encoding
    return ""


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes | str, encoding: str) -> tuple[str, bool]:
    """Return the beginning of the text, and whether it is all of it."""
    start = data[:_SAMPLE]
    text = start if isinstance(start, str) else start.decode(encoding, errors="replace")
    return text.removeprefix("\ufeff").replace("\0", ""), len(data) <= _SAMPLE


def _rows(part: _Part, dialect: Dialect) -> _Rows:
    """Take the text apart, roughly: what is wrong in it comes to light when it is read."""
    spaces = dialect.delimiter == " "
    text = part.text.replace("\t", " ") if spaces else part.text
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        skipinitialspace=not spaces,
    )
    rows, lines = [], []
    line = 0
    for row, _ in zip(reader, range(_SAMPLE_ROWS), strict=False):
        cells = [cell for cell in row if cell] if spaces else row
        if any(cells):
            rows.append(cells)
            lines.append(line)
        line = reader.line_num
    cut = not part.whole and 1 < len(rows) < _SAMPLE_ROWS
    return _Rows(rows[:-1], lines[:-1]) if cut else _Rows(rows, lines)


def _score(rows: list[list[str]], delimiter: str) -> float:
    """Judge a delimiter, from 0 to 2."""
    start = first_row(rows)
    table = rows[start:]
    if not table:
        return 0.0
    (width, agreeing), *_ = Counter(map(len, table)).most_common(1)
    body = table[1:] or table
    share = sum(is_number(cell) for row in body for cell in row) / sum(map(len, body))
    if width < 2 or (delimiter == " " and (not _are_even(table) or share < 0.5)):
        return 0.0
    if delimiter in _UNUSUAL:
        return 0.3 * (1 + share) if agreeing == len(table) else 0.0
    return agreeing / len(table) * (1 + share) * (0.9 if start else 1)


def _are_even(table: list[list[str]]) -> bool:
    """Whether all rows below the first have as many cells, and the first about as many."""
    widths = {len(row) for row in table[1:] or table}
    return len(widths) == 1 and abs(len(table[0]) - widths.pop()) <= 1
