"""Whether a file is a table or a document."""

import codecs
import re

from core.files.document_file import SUFFIX
from core.files.file_names import has_ending
from core.files.file_reading import FileContent

_OBJECT = re.compile(rb"\s*\{\s*(\"|\}|$)")


def is_table(content: FileContent) -> bool:
    """Whether a file holds rows rather than a document, whatever its name ends in.

    A document is an object in JSON. What is neither is taken for what its name says.
    """
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
