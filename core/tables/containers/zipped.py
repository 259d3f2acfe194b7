"""Zip archives, unpacked and packed; loaded when one is opened, as zipfile takes its time."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from core.tables.containers.packed import HAS_PASSWORD, TEXT_ENDINGS, check_size
from core.tables.problems import SpreadsheetError

_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def members(data: bytes, what: str = "archive") -> dict[str, bytes]:
    """Return what is in an archive, by name.

    What its directory says of the sizes is looked at first, and no more than that is unpacked.

    Raises:
        SpreadsheetError: there is too much in it, it is damaged, or it needs a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            check_size(sum(info.file_size for info in infos))
            if any(info.flag_bits & 1 for info in infos):
                raise SpreadsheetError(f"this {what} {HAS_PASSWORD}")
            if any(info.compress_type not in _USUAL for info in infos):
                raise NotImplementedError
            return {info.filename: _part(archive, info) for info in infos}
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


def names_in(data: bytes) -> list[str]:
    """Return what is in an archive, by name only; nothing in one that is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except _DAMAGES:
        return []


def only_table(data: bytes) -> bytes:
    """Return the file of rows in an archive, if there is one and no other; else nothing."""
    tables = [
        name
        for name in names_in(data)
        if name.lower().endswith(TEXT_ENDINGS) and not name.startswith("__MACOSX/")
    ]
    return members(data)[tables[0]] if len(tables) == 1 else b""


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        return file.read(info.file_size + 1)  # to its end, where its sum is checked
