"""Whether a file is a document, a table, has the weights of a network, or is none of these."""

import codecs
import re
from enum import Enum, auto

from core.files.document_file import SUFFIX
from core.files.file_names import has_ending
from core.files.file_reading import FileContent, FileReadError
from core.models.recognising import ENDINGS as OF_WEIGHTS
from core.models.recognising import kind_of

_OBJECT = re.compile(rb"\s*\{\s*(\"(?!(?:cells|metadata|nbformat)\")|\}|$)")  # and no notebook
_LOOKED_AT = 4_000  # bytes, that tell the encoding of a beginning
_FIRST = 8  # characters of a text, none of which is NUL
_NO_TEXT = "this is not text: save its rows as CSV, and open that"
_OPENS = (
    f"What opens are documents ({SUFFIX}), tables (.csv, .xlsx, .ods and others), weights"
    f" ({', '.join(OF_WEIGHTS)}) and lessons ({SUFFIX}-lesson)"
)


class FileKind(Enum):
    """What a file holds."""

    DOCUMENT = auto()
    TABLE = auto()
    WEIGHTS = auto()


def file_kind(content: FileContent) -> FileKind:
    """What a file holds, whatever its name ends in.

    A document is an object in JSON. What is none of all is taken for what its name says.

    Raises:
        FileReadError: it is certainly something else; the message names what, and what opens.
    """
    if kind_of(content) is not None:
        return FileKind.WEIGHTS
    if _OBJECT.match(content.data.removeprefix(codecs.BOM_UTF8)):
        return FileKind.DOCUMENT
    check_may_be_rows(content)
    if has_ending(content.path, [SUFFIX]) and not _has_columns(content.data):
        return FileKind.DOCUMENT
    return FileKind.TABLE


def check_may_be_rows(content: FileContent) -> None:
    """Accept a file that may hold rows; only imports here what reads tables, as below.

    Raises:
        FileReadError: it is something else.
    """
    from core.tables.containers.packed import unpacked
    from core.tables.containers.workbook import is_workbook
    from core.tables.foreign import what_instead
    from core.tables.problems import SpreadsheetError
    from core.tables.sniffer import guess_encoding

    try:
        rows = unpacked(content.data)
    except SpreadsheetError:
        return  # whoever reads it will hear why not
    if isinstance(rows, str) or is_workbook(rows):
        return
    encoding = guess_encoding(rows, first=_LOOKED_AT)
    instead = what_instead(rows, encoding)
    if not instead and "\0" in rows[:_LOOKED_AT].decode(encoding, "replace")[:_FIRST]:
        instead = _NO_TEXT
    if instead:
        raise FileReadError(f"{content.path.name}: {instead}. {_OPENS}")


def _has_columns(data: bytes) -> bool:
    """Only imports here what reads tables: documents should not wait for it."""
    from core.tables.containers.packed import unpacked
    from core.tables.problems import SpreadsheetError
    from core.tables.reading import read_table
    from core.tables.sniffer import guess_dialect

    try:
        rows = unpacked(data)
        return len(read_table(rows, guess_dialect(rows)).names) > 1
    except SpreadsheetError:
        return False
