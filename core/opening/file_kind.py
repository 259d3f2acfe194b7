"""Whether a file is a document, a table, or has the weights of a network."""

import codecs
import re
from enum import Enum, auto

from core.files.document_file import SUFFIX
from core.files.file_names import has_ending
from core.files.file_reading import FileContent
from core.models.recognising import kind_of

_OBJECT = re.compile(rb"\s*\{\s*(\"|\}|$)")


class FileKind(Enum):
    """What a file holds."""

    DOCUMENT = auto()
    TABLE = auto()
    WEIGHTS = auto()


def file_kind(content: FileContent) -> FileKind:
    """What a file holds, whatever its name ends in.

    A document is an object in JSON. What is none of all is taken for what its name says.
    """
    if kind_of(content) is not None:
        return FileKind.WEIGHTS
    return FileKind.TABLE if _is_table(content) else FileKind.DOCUMENT


def _is_table(content: FileContent) -> bool:
    if _OBJECT.match(content.data.removeprefix(codecs.BOM_UTF8)):
        return False
    return not has_ending(content.path, [SUFFIX]) or _has_columns(content.data)


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
