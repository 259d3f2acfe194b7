"""Guessing how a file of rows is written, from its beginning.

Every guess can be corrected by hand: `dataclasses.replace` one field, and read again.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from core.tables.cells import is_missing, number_in
from core.tables.dialect import DELIMITER_LINE, DELIMITERS, Dialect

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAMPLE = 65_536  # bytes, of which the first rows are looked at
_SAMPLE_ROWS = 100
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)", re.MULTILINE)

_Rows = list[list[str]]


def guess_dialect(data: bytes | str, first: int = 4_000_000) -> Dialect:
    """Guess how a file or a pasted text is written. Any bytes have a guess, if not a good one.

    A delimiter is right where all rows have the same number of cells, two or more, and most of
    these are numbers. The decimal mark is left to all of the rows. The first row is a header where
    it has no number above a
    column of numbers; and if there are no such columns, where its texts are all different and none
    of them comes again below.

    Args:
        data: the bytes of the file, or a text.
        first: how many of its bytes have to fit the encoding.
    """
    encoding = "utf-8" if isinstance(data, str) else _encoding(data, first)
    text, whole = _sample(data, encoding)
    said = DELIMITER_LINE.match(text)
    offered: Iterable[str] = DELIMITERS
    if said is not None and said[1] in DELIMITERS:
        offered, text = said[1], text[said.end() :]
    quote = '"' if '"' in text or len(_SINGLE_QUOTED.findall(text)) < 2 else "'"
    best = Dialect(encoding, quote=quote)
    rows = _rows(text, best, whole)
    score = 0.5
    for delimiter in offered:
        dialect = Dialect(encoding, delimiter, quote=quote)
        found = _rows(text, dialect, whole)
        if (reached := _score(found, delimiter)) > score:
            best, rows, score = dialect, found, reached
    return Dialect(encoding, best.delimiter, "", quote, _has_header(rows))


def _encoding(data: bytes, first: int) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    start = data[:first]
    try:
        # The last character may have been cut in two.
        codecs.getincrementaldecoder("utf-8")().decode(start, final=len(data) <= first)
    except UnicodeDecodeError:
        return "cp1252" if _fits(start, "cp1252") else "latin-1"
    return "utf-8"


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


def _rows(text: str, dialect: Dialect, whole: bool) -> _Rows:
    """Take the text apart, roughly: what is wrong in it comes to light when it is read."""
    spaces = dialect.delimiter == " "
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        skipinitialspace=not spaces,
    )
    rows = []
    for row, _ in zip(reader, range(_SAMPLE_ROWS), strict=False):
        cells = [cell for cell in row if cell] if spaces else row
        if any(cells):
            rows.append(cells)
    cut = not whole and 1 < len(rows) < _SAMPLE_ROWS
    return rows[:-1] if cut else rows


def _score(rows: _Rows, delimiter: str) -> float:
    """Judge a delimiter, from 0 to 2."""
    if not rows:
        return 0.0
    (width, agreeing), *_ = Counter(map(len, rows)).most_common(1)
    agreement = agreeing / len(rows)
    body = rows[1:] or rows
    numbers = sum(_is_number(cell) for row in body for cell in row)
    share = numbers / sum(map(len, body))
    if width < 2 or (delimiter == " " and (agreement < 1 or share < 0.5)):
        return 0.0
    return agreement * (1 + share)


def _has_header(rows: _Rows) -> bool:
    if not rows:
        return True
    first, body = rows[0], rows[1:]
    columns = [[row[at] for row in body if at < len(row)] for at in range(len(first))]
    votes = [
        -1 if _is_number(name) else 1
        for name, cells in zip(first, columns, strict=True)
        if not is_missing(name) and _are_numbers(cells)
    ]
    if votes:
        return sum(votes) > 0
    if any(map(_is_number, first)) or len(set(first)) < len(first):
        return False
    return not any(name in cells for name, cells in zip(first, columns, strict=True))


def _are_numbers(cells: Iterable[str]) -> bool:
    """Whether nearly all of these cells are numbers."""
    present = [cell for cell in cells if not is_missing(cell)]
    numbers = sum(_is_number(cell) for cell in present)
    return numbers > 0 and numbers >= 0.9 * len(present)


def _is_number(cell: str) -> bool:
    return number_in(cell, ".") is not None or number_in(cell, ",") is not None
