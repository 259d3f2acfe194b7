"""Unpacking a file that holds its rows packed: gzip."""

import zlib

from core.tables.problems import SpreadsheetError
from core.tables.source import MAX_BYTES

_GZIP = b"\x1f\x8b"
_WITH_HEADER = 31  # what zlib calls a stream of gzip


def unpacked(data: bytes | str) -> bytes | str:
    """Return the bytes of the rows; a text, and those of a file that is not packed, as they are.

    Raises:
        SpreadsheetError: there is more in it than a table may have, or it is damaged.
    """
    if isinstance(data, str) or not data.startswith(_GZIP):
        return data
    parts: list[bytes] = []
    room = MAX_BYTES
    while data.startswith(_GZIP):
        stream = zlib.decompressobj(_WITH_HEADER)
        try:
            part = stream.decompress(data, room + 1)
        except zlib.error:
            raise SpreadsheetError("this compressed file is damaged: get it once more") from None
        room -= len(part)
        if room < 0:
            raise SpreadsheetError(
                f"unpacked, there are more than {MAX_BYTES / 1e6:,.0f} MB in it, too many: open a"
                " part of the file"
            )
        if not stream.eof:
            raise SpreadsheetError("this compressed file is cut off: get it once more")
        parts.append(part)
        data = stream.unused_data
    return b"".join(parts)
