"""The files that unsaved work is rescued in, and which instance each belongs to.

Each window has one of its own. A lock beside it, which ends with the program however that ends,
tells what another instance is still at work on from what a crash has left.
"""

import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QLockFile

from core.files.atomic_write import write_file, write_pieces
from core.files.document_file import SUFFIX
from core.files.file_reading import Stamp


class About(msgspec.Struct, frozen=True):
    """What the document itself does not say: `path` is as the system writes it."""

    title: str
    path: bytes | None = None
    size: int = 0
    modified: int = 0
    inode: int = 0
    digest: bytes = b""
    keeps_history: bool = True


def about(title: str, file: Stamp | None, *, keeps_history: bool) -> About:
    """What there is to say of work with a title and a file that Save saves it to."""
    if file is None:
        return About(title, keeps_history=keeps_history)
    path = os.fsencode(file.path.absolute())
    return About(
        title, path, file.size, file.modified, file.inode, file.digest, keeps_history=keeps_history
    )


class RescueFile:
    """One rescued document, which nobody else may touch.

    Attributes:
        path: the document, in the format of every other.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self._lock = lock

    @property
    def title(self) -> str:
        """What the work is called."""
        return self._about.title

    @property
    def file(self) -> Stamp | None:
        """The file of the work, as it was when it was read or written last."""
        about = self._about
        if about.path is None:
            return None
        path = Path(os.fsdecode(about.path))
        return Stamp(path, about.size, about.modified, about.inode, about.digest)

    @property
    def keeps_history(self) -> bool:
        """Whether that file is to hold all that was done."""
        return self._about.keeps_history

    @property
    def time(self) -> datetime:
        """When it was written."""
        return datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()

    @property
    def _about(self) -> About:
        try:
            return msgspec.json.decode(self._about_path.read_bytes(), type=About)
        except (OSError, msgspec.DecodeError):
            return About("Untitled")

    @property
    def _about_path(self) -> Path:
        return self.path.with_suffix(".about")

    def write(self, pieces: Iterable[bytes], named: About) -> None:
        """Put a document in the place of what was rescued before.

        Raises:
            OSError: that is not possible; what was rescued before is still there.
        """
        write_file(self._about_path, msgspec.json.encode(named))
        write_pieces(self.path, pieces)

    def remove(self) -> None:
        """Delete the document: it was saved, or given up."""
        self.path.unlink(missing_ok=True)
        self._about_path.unlink(missing_ok=True)

    def release(self) -> None:
        """Unlock it: the next start may offer it."""
        self._lock.unlock()


def new_rescue_file(folder: Path) -> RescueFile:
    """Return a file for one window's work, under a name that was never there.

    Raises:
        OSError: there is no place for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    path = folder / f"{now:%Y-%m-%d-%H%M%S}-{secrets.token_hex(4)}{SUFFIX}"
    lock = _claim(path)
    if lock is None:
        raise OSError(f"{path} cannot be locked")
    return RescueFile(path, lock)


def left_behind(folder: Path) -> list[RescueFile]:
    """Claim what instances that are gone have left, the latest first."""
    names = {path.stem for kind in (SUFFIX, ".lock") for path in folder.glob(f"*{kind}")}
    found: list[RescueFile] = []
    for path in (folder / f"{name}{SUFFIX}" for name in sorted(names, reverse=True)):
        lock = _claim(path)
        if lock is None:
            continue
        file = RescueFile(path, lock)
        if path.exists():
            found.append(file)
        else:  # it ended before it had anything to rescue
            file.remove()
            file.release()
    return found


def _claim(path: Path) -> QLockFile | None:
    """Lock a file, unless somebody else has."""
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    # Another program may have the number that the one that is gone had; the system knows better.
    return lock if lock.removeStaleLockFile() and lock.tryLock(0) else None
