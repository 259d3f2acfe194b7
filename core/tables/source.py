"""A source of text: the lines of a file or paste, decoded one after another."""

import io
from collections.abc import Iterator

from core.tables.containers.packed import MAX_BYTES
from core.tables.containers.workbook import is_workbook
from core.tables.dialect import DELIMITER_LINE, ENCODINGS, Dialect
from core.tables.foreign import what_instead
from core.tables.problems import SpreadsheetError
from core.text.numbers import grouped

MAX_ROW_LENGTH = 1_000_000
_MARK = "\ufeff"


class Source:
    """The text of a file, line by line.

    Attributes:
        characters: how many have been read.
        line: the number of the line read last, counted from 1.
        row_length: how many characters have been read since whoever reads put this to 0, which
            has to happen at the end of each row.
    """

    def __init__(self, data: bytes | str, dialect: Dialect) -> None:
        """Take the bytes of a file, or a text, whose encoding is then of no account.

        An end mark of old, Ctrl+Z, at the very end is left off.

        Raises:
            SpreadsheetError: there is too much of it, it is empty, or it is no text.
        """
        if len(data) > MAX_BYTES:
            raise SpreadsheetError(
                f"there are more than {MAX_BYTES // 10**6} MB in it, too many: open a part of the"
                " file"
            )
        self._data, self._encoding = _as_bytes(data, dialect.encoding)
        self._data = self._data.rstrip(b"\x1a")
        self._dialect = dialect
        if instead := what_instead(self._data, self._encoding):
            raise SpreadsheetError(instead)
        self._raw = io.BytesIO(self._data)
        self._text = io.TextIOWrapper(self._raw, self._encoding, newline="")
        self.characters = 0
        self.line = 0
        self.row_length = 0

    @property
    def fraction(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return self._raw.tell() / max(len(self._data), 1)

    def lines(self) -> Iterator[str]:
        r"""Give one line after another, each with its line break: \n, \r\n or \r.

        Raises:
            SpreadsheetError: bytes that the encoding does not know, NUL characters, or a row that
                is longer than `MAX_ROW_LENGTH`.
        """
        line = self._next().removeprefix(_MARK)
        if DELIMITER_LINE.fullmatch(line):
            line = "\n"  # an empty row, which is passed over
        while line:
            self.line += 1
            self.characters += len(line)
            self.row_length += len(line)
            if self.row_length > MAX_ROW_LENGTH:
                raise SpreadsheetError(
                    f"the row that ends here has more than {grouped(MAX_ROW_LENGTH)} characters:"
                    " either a quote is not closed, or this is not a file of rows",
                    f"line {self.line}",
                )
            if "\0" in line:
                raise SpreadsheetError(
                    "there are NUL characters in it: this is not a text file, or not in"
                    f" {ENCODINGS[self._encoding]}",
                    f"line {self.line}",
                )
            yield self._row_of(line)
            line = self._next()

    def _row_of(self, line: str) -> str:
        """The line as its row is to be taken apart; an empty one is passed over."""
        if self.line <= self._dialect.skip:
            self.row_length = 0
            return "\n"
        return unwrapped(line) if self._dialect.wrapped else line

    def _next(self) -> str:
        try:
            return self._text.readline(MAX_ROW_LENGTH + 1)
        except UnicodeError as problem:
            raise self._undecodable() from problem

    def _undecodable(self) -> SpreadsheetError:
        """Say where the first bytes are that the encoding does not know."""
        line = self.line + 1
        try:
            self._data.decode(self._encoding)
        except UnicodeDecodeError as problem:
            before = self._data[: problem.start].decode(self._encoding, errors="replace")
            line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
        return SpreadsheetError(
            f"this is not {ENCODINGS[self._encoding]}: choose another encoding", f"line {line}"
        )


def unwrapped(line: str) -> str:
    """Return a line without the quotes round all of it."""
    inner = line.strip()
    if len(inner) < 2 or not inner[0] == inner[-1] == '"':
        return line
    return inner[1:-1].replace('""', '"') + "\n"


def first_lines(data: bytes | str, encoding: str, count: int = 50) -> tuple[str, ...]:
    """Return the first lines as they stand in the file, whatever is in them, to be looked at.

    A workbook has none.
    """
    if is_workbook(data):
        return ()
    start = data[: 1000 * count]
    text = start if isinstance(start, str) else start.decode(encoding, errors="replace")
    lines = io.StringIO(text.removeprefix(_MARK), newline=None)
    return tuple(line.rstrip("\n") for line, _ in zip(lines, range(count), strict=False))


def _as_bytes(data: bytes | str, encoding: str) -> tuple[bytes, str]:
    if isinstance(data, bytes):
        return data, encoding
    try:
        return data.encode(), "utf-8"
    except UnicodeEncodeError as problem:
        line = data.count("\n", 0, problem.start) + 1
        raise SpreadsheetError("there is half a character in it", f"line {line}") from None
