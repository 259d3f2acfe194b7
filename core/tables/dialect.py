"""How a file of rows is written: its encoding, and which characters mean what."""

import re

from msgspec import Struct
from msgspec.structs import astuple, replace
from typing_extensions import override

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16-le": "UTF-16, little-endian",
    "utf-16-be": "UTF-16, big-endian",
    "cp1252": "Windows-1252 (Western)",
    "latin-1": "Latin-1 (ISO 8859-1)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "gb18030": "GB 18030 (Chinese)",
    "shift_jis": "Shift JIS (Japanese)",
}
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "spaces"}
DECIMALS = (".", ",")
QUOTES = ('"', "'", "")


# What some programs write before the first row: which delimiter follows.
DELIMITER_LINE = re.compile(r"\"?sep=(.)\"?[\r\n]*", re.IGNORECASE)


class Dialect(Struct, frozen=True, eq=False):
    """How a file of rows is written. What is in doubt does not tell two apart.

    Attributes:
        encoding: one of `ENCODINGS`.
        delimiter: what stands between two cells. A space stands for any white space in a line,
            so that no cell between spaces is empty.
        decimal: the decimal mark, one of `DECIMALS`; empty where each column's own numbers say it.
        quote: what stands around a cell that has delimiters or line breaks in it; doubled, it
            stands for itself. One of `QUOTES`; empty where quotes mean nothing.
        has_header: whether the first row has the names of the columns.
        head_mark: the sign of a comment, where it stands before the names; empty if none does.
        skip: how many lines are left out at the top: comments, a title.
        under: how many rows are left out below the names: units.
        wrapped: whether quotes stand round each whole line.
        keep_end: whether rows at the end are data even if they look like totals or notes.
        sheet: the name of the sheet of a workbook; empty, it is the first with something in it.
            What is in a sheet is comma-separated: see `workbook`.
        doubts: names of fields with what was guessed for them, where it may be something else.

    Raises:
        ValueError: a choice that is not offered, or a delimiter that is not one character, or is
            a letter, a digit, the quote or a line break.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    quote: str = '"'
    has_header: bool = True
    head_mark: str = ""
    skip: int = 0
    under: int = 0
    wrapped: bool = False
    keep_end: bool = False
    sheet: str = ""
    doubts: frozenset[tuple[str, str | bool]] = frozenset()

    def __post_init__(self) -> None:
        if self.encoding not in ENCODINGS:
            raise ValueError(f"unknown encoding “{self.encoding}”")
        if self.decimal not in ("", *DECIMALS) or self.quote not in QUOTES:
            raise ValueError("the decimal mark is . or , and the quote \" or ', or nothing")
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n\0\ufeff':
            raise ValueError("the delimiter has to be one character, not a quote or a line break")
        if self.delimiter.isalnum() or self.delimiter == self.quote or self.delimiter > "\ud7ff":
            raise ValueError("the delimiter cannot be a letter, a digit or the quote")

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dialect) and self._choices == other._choices

    @override
    def __hash__(self) -> int:
        return hash(self._choices)

    @property
    def _choices(self) -> tuple[object, ...]:
        return astuple(replace(self, doubts=frozenset()))

    def is_guess(self, field: str) -> bool:
        """Whether a field is what was guessed, and in doubt."""
        return (field, getattr(self, field)) in self.doubts
