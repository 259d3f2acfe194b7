"""Writing a file so that whatever happens, either the old or the new one is there, whole."""

import errno
import os
import re
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

_LEFTOVER = re.compile(r"\.downhill-[0-9a-f]{16}\.tmp")
_LEFTOVER_AGE = 24 * 3600
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def write_file(path: Path, data: bytes) -> None:
    """Put the data in the place of a file, or make a new one.

    The data goes to a temporary file beside it, onto the disk, and then takes the file's name in
    one move. A file that was there keeps its mode, and its owner where that is allowed; a symbolic
    link stays, and what it points to is written.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    target = Path(os.path.realpath(path))
    replaced = _file_to_replace(target)
    sweep_leftovers(target.parent)
    temporary = target.with_name(f".downhill-{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, data, 0o666 if replaced is None else 0o600)
        if replaced is not None:
            _make_alike(temporary, replaced)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def sweep_leftovers(folder: Path) -> None:
    """Remove what writers that were killed a day or more ago have left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFTOVER.fullmatch(entry.name):
                _remove_if_old(entry)


def _remove_if_old(entry: os.DirEntry[str]) -> None:
    with suppress(OSError):
        age = time.time() - entry.stat(follow_symlinks=False).st_mtime
        if entry.is_file(follow_symlinks=False) and age > _LEFTOVER_AGE:
            Path(entry.path).unlink()


def _file_to_replace(target: Path) -> os.stat_result | None:
    """Return the status of the file that is there, or None if there is none.

    A move would put itself over a write-protected file or a device without asking.
    """
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "It is a device, not a file", str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "The file is write-protected", str(target))
    return status


def _write_new(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, _CREATE, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_alike(path: Path, replaced: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):  # only the administrator may give files away
            os.chown(path, replaced.st_uid, replaced.st_gid)
    path.chmod(stat.S_IMODE(replaced.st_mode))


def _sync_folder(folder: Path) -> None:
    """Put the move itself onto the disk, where folders can be synced.

    A failure here is no failure to write: the file is in its place, whole.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
