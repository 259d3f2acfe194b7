"""Unpacking a file that holds its rows packed, gzip or zip, and no more of it than may be read."""

import zlib

from core.tables.problems import SpreadsheetError

MAX_BYTES = 200_000_000
HAS_PASSWORD = "has a password: take it off, or save the rows as CSV"
TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".data", ".dat")
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_WITH_HEADER = 31  # what zlib calls a stream of gzip


def is_archive(data: bytes) -> bool:
    """Whether a file is a zip archive, as workbooks are."""
    return data.startswith(_ZIP)


def unpacked(data: bytes | str) -> bytes | str:
    """Return the bytes of the rows; a text, and those of a file that is not packed, as they are.

    An archive with one file of rows in it is that file; any other stays as it is.

    Raises:
        SpreadsheetError: there is more in it than a table may have, or it is damaged.
    """
    if isinstance(data, str):
        return data
    if is_archive(data):
        from core.tables.containers.zipped import only_table

        return only_table(data) or data
    return _ungzipped(data) if data.startswith(_GZIP) else data


def _ungzipped(data: bytes) -> bytes:
    parts: list[bytes] = []
    room = MAX_BYTES
    while data.startswith(_GZIP):
        stream = zlib.decompressobj(_WITH_HEADER)
        try:
            part = stream.decompress(data, room + 1)
        except zlib.error:
            raise SpreadsheetError("this compressed file is damaged: get it once more") from None
        room -= len(part)
        check_size(MAX_BYTES - room)
        if not stream.eof:
            raise SpreadsheetError("this compressed file is cut off: get it once more")
        parts.append(part)
        data = stream.unused_data
    return b"".join(parts)


def check_size(size: int) -> None:
    """Raise SpreadsheetError if there are more bytes than a table may have."""
    if size > MAX_BYTES:
        raise SpreadsheetError(
            f"unpacked, there are more than {MAX_BYTES // 10**6} MB in it, too many: open a"
            " part of the file"
        )
