"""Writing a file so that whatever happens, either the old or the new one is there, whole."""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from core.slices.work import Work, finish

if sys.platform != "win32":
    import fcntl

_LEFTOVER = re.compile(r"\.downhill-[0-9a-f]{16}\.tmp")
_YOUNG = 60  # seconds
_SYNCED = 4 * 2**20  # bytes
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def write_file(path: Path, data: bytes) -> os.stat_result:
    """Put the data in the place of a file, or make a new one.

    The data goes to a temporary file beside it, onto the disk, and then takes the file's name in
    one move. A file that was there keeps its mode, and its owner where that is allowed; a symbolic
    link stays, and what it points to is written.

    Returns:
        The status of what was written.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    return write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> os.stat_result:
    """Write data that is made piece by piece, as `write_file` does; see `writing`."""
    return finish(writing(path, pieces, 0))


def writing(path: Path, pieces: Iterable[bytes], likely: int) -> Work[os.stat_result]:
    """Write data that is made piece by piece, as `write_file` does.

    Args:
        path: the file.
        pieces: the data.
        likely: about how many bytes they are together.

    Raises:
        OSError: it cannot be written; the file is as it was, as it is after what making pieces
            raises, and where the work is given up.
    """
    target = Path(os.path.realpath(path))
    replaced = _file_to_replace(target)
    sweep_leftovers(target.parent)
    temporary = target.with_name(f".downhill-{os.urandom(8).hex()}.tmp")
    try:
        with ExitStack() as opened:
            descriptor = os.open(temporary, _CREATE, 0o666 if replaced is None else 0o600)
            opened.callback(os.close, descriptor)
            with suppress(OSError):  # not every disk knows locks
                _lock(descriptor)
            yield from _fill(descriptor, pieces, likely)
            written = os.fstat(descriptor)
            if replaced is not None:
                _make_alike(temporary, replaced)
            if sys.platform == "win32":
                opened.close()  # there, what is open cannot be moved
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return written


def sweep_leftovers(folder: Path) -> None:
    """Remove what writers that were killed have left in a folder, but nothing still written."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFTOVER.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_left(Path(entry.path))


def _remove_if_left(path: Path) -> None:
    """Remove a leftover unless its writer lives: it holds a lock, which ends with it.

    An empty young file may have been made by a writer that has not locked it yet.
    """
    with suppress(OSError):
        status = path.stat()
        if status.st_size == 0 and time.time() - status.st_mtime < _YOUNG:
            return
        with path.open("r+b") as file:
            _lock(file.fileno())
            path.unlink()


def _lock(descriptor: int) -> None:
    """Lock a file for as long as it is open, where a file that is open could be removed.

    Raises:
        OSError: another program has locked it, or its disk knows no locks.
    """
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


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


def _fill(descriptor: int, pieces: Iterable[bytes], likely: int) -> Work[None]:
    """Write, and bring onto the disk what was written again and again: all at once takes long."""
    size = synced = 0
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        size += len(piece)
        if size - synced > _SYNCED:
            os.fsync(descriptor)
            synced = size
        yield min(1.0, size / max(1, likely))
    os.fsync(descriptor)


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
