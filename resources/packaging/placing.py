"""Putting a folder that is complete in its place."""

from pathlib import Path


def put_in_place(made: Path, folder: Path, room: Path) -> None:
    """Move a folder to its place; one that stands there goes, or stays if that does not work.

    Args:
        made: what is complete.
        folder: its place.
        room: a folder on the same file system; what was there before is left in it.

    Raises:
        OSError: it cannot be moved.
    """
    old = room / "old"
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
