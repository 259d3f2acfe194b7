"""Reading a file whole, and its stamp, which tells later whether it still holds the same."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from core.slices.work import Work, WorkError, finish

if TYPE_CHECKING:
    import hashlib

MAX_BYTES = 200_000_000
_AT_ONCE = 2**20  # bytes
_ADDRESSES = (("http:",), ("https:",), ("ftp:",))  # how a path begins that is none


class FileReadError(WorkError):
    """Why a file cannot be read, in words for people; begins with its name."""


class Stamp(Struct, frozen=True):
    """What a file was when it was read or written.

    Attributes:
        path: of the file.
        size: in bytes.
        modified: when it was written, in nanoseconds.
        inode: the number of the file on its disk.
        digest: of the content.
    """

    path: Path
    size: int
    modified: int
    inode: int
    digest: bytes

    def again(self) -> "Stamp | None":
        """Return the stamp that the file has now; None if it is gone.

        The file is only read if it looks as though it were another one. One that cannot be looked
        at counts as the same: whoever writes it will hear why not.
        """
        try:
            status = self.path.stat()
            same = (self.size, self.modified, self.inode)
            if (status.st_size, status.st_mtime_ns, status.st_ino) == same:
                return self
            return read_file(self.path).stamp
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, FileReadError):
            return self


class FileContent(Struct, frozen=True):
    """What was read: where, what the file was then, and what stood in it."""

    path: Path
    status: os.stat_result
    data: bytes

    @property
    def stamp(self) -> Stamp:
        """What tells it from what may stand there later."""
        digest = new_digest()
        digest.update(self.data)
        return stamp_of(self.path, self.status, digest)


def new_digest() -> "hashlib.blake2b":
    """What is told of a content, once it has been updated with all of it."""
    import hashlib  # with all of OpenSSL: the start opens a document that needs no stamp

    return hashlib.blake2b(digest_size=16)


def stamp_of(path: Path, status: os.stat_result, digest: "hashlib.blake2b") -> Stamp:
    """Return the stamp of a file with this status and the digest of its content."""
    return Stamp(path, status.st_size, status.st_mtime_ns, status.st_ino, digest.digest())


def read_file(path: Path, most: int = MAX_BYTES) -> FileContent:
    """Read a file; see `reading_file`."""
    return finish(reading_file(path, most))


def reading_file(path: Path, most: int = MAX_BYTES) -> Work[FileContent]:
    """Read a file, but neither a pipe without end nor much more than `most` bytes of it.

    Raises:
        FileReadError: it cannot be read.
    """
    data = bytearray()
    try:
        _check_kind(path)
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            while len(data) <= most and (part := file.read(_AT_ONCE)):
                data += part
                yield min(1.0, len(data) / max(1, status.st_size))
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise FileReadError(f"{path.name}: it cannot be read: {why}") from problem
    except ValueError as problem:
        raise FileReadError(f"{path.name}: this is not the name of a file") from problem
    del data[most + 1 :]
    return FileContent(path, status, bytes(data))


def is_there(path: Path) -> bool:
    """Whether something stands at a path; False, too, where that cannot be looked at.

    Whoever reads or writes there will hear why not.
    """
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def _check_kind(path: Path) -> None:
    if path.parts[:1] in _ADDRESSES:
        raise FileReadError(
            f"{path.name}: this is an address of the web, not a file: download it, and open what"
            " was saved"
        )
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise FileReadError(f"{path.name}: this is a folder, not a file: open one that is in it")
    if not stat.S_ISREG(mode):
        raise FileReadError(f"{path.name}: this is a device, not a file")
