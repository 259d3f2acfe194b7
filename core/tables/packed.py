"""Unpacking a file that holds its rows packed, gzip or zip, and no more of it than may be read."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from core.tables.problems import SpreadsheetError

MAX_BYTES = 200_000_000
HAS_PASSWORD = "has a password: take it off, or save the rows as CSV"
TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".data", ".dat")
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_WITH_HEADER = 31  # what zlib calls a stream of gzip
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


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
        return _only_table(data) or data
    return _ungzipped(data) if data.startswith(_GZIP) else data


def members(data: bytes, what: str = "archive") -> dict[str, bytes]:
    """Return what is in an archive, by name.

    Whatever the directory of the archive says, no more than `MAX_BYTES` are unpacked.

    Raises:
        SpreadsheetError: there is more in it, it is damaged, or it needs a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_size(sum(info.file_size for info in infos))
            if any(info.flag_bits & 1 for info in infos):
                raise SpreadsheetError(f"this {what} {HAS_PASSWORD}")
            if any(info.compress_type not in _USUAL for info in infos):
                raise NotImplementedError
            parts: dict[str, bytes] = {}
            room = MAX_BYTES
            for info in infos:
                with archive.open(info) as file:
                    parts[info.filename] = file.read(room + 1)
                room -= len(parts[info.filename])
                _check_size(MAX_BYTES - room)
            return parts
    except SpreadsheetError:
        raise
    except _DAMAGES:
        raise SpreadsheetError(
            f"this {what} is damaged, or not all of it is here: get it once more"
        ) from None


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive that has just this in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def _only_table(data: bytes) -> bytes:
    """The file of rows in an archive, if there is one and no other; else nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except _DAMAGES:
        return b""
    tables = [
        name
        for name in names
        if name.lower().endswith(TEXT_ENDINGS) and not name.startswith("__MACOSX/")
    ]
    return members(data)[tables[0]] if len(tables) == 1 else b""


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
        _check_size(MAX_BYTES - room)
        if not stream.eof:
            raise SpreadsheetError("this compressed file is cut off: get it once more")
        parts.append(part)
        data = stream.unused_data
    return b"".join(parts)


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise SpreadsheetError(
            f"unpacked, there are more than {MAX_BYTES / 1e6:,.0f} MB in it, too many: open a"
            " part of the file"
        )
