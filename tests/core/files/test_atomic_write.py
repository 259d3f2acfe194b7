"""Whatever happens while a file is written, the old one or the new one is there, whole."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.files.atomic_write import sweep_leftovers, write_file, write_pieces

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and links as POSIX has them")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def fail_with(number: int) -> Callable[..., int]:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new file"
    write_file(path, b"\r\n\x00\xff")
    assert path.read_bytes() == b"\r\n\x00\xff"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a longer one")
    write_file(path, b"")
    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_file(tmp_path / "new", b"x")
    assert mode(tmp_path / "new") == mode(tmp_path / "usual")


@posix_only
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(kept)
    write_file(path, b"new")
    assert mode(path) == kept
    assert path.read_bytes() == b"new"


@posix_only
def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    target = folder / "target"
    target.write_bytes(b"old")
    (tmp_path / "first").symlink_to("folder/target")
    (tmp_path / "second").symlink_to("first")
    write_file(tmp_path / "second", b"new")
    assert target.read_bytes() == b"new"
    assert (tmp_path / "second").readlink() == Path("first")
    assert (tmp_path / "first").is_symlink()
    assert not target.is_symlink()


@posix_only
def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@posix_only
def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(OSError, match="symbolic links"):
        write_file(tmp_path / "link", b"new")


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, fail_with(number))
    with pytest.raises(OSError, match=r".") as caught:
        write_file(path, b"new")
    assert caught.value.errno == number
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    write = os.write
    taken: list[int] = []

    def write_a_little(descriptor: int, data: memoryview) -> int:
        if len(taken) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken.append(write(descriptor, data[:10]))
        return taken[-1]

    monkeypatch.setattr(os, "write", write_a_little)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"n" * 100)
    assert taken == [10, 10, 10]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_data_that_is_taken_in_pieces_is_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    write_file(tmp_path / "file", bytes(range(100)))
    assert (tmp_path / "file").read_bytes() == bytes(range(100))


def test_a_move_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", fail_with(errno.EACCES))
    with pytest.raises(PermissionError):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_the_file_is_synced_before_the_move_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    order: list[str] = []
    sync, move = os.fsync, Path.replace

    def note_sync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        order.append(f"sync {kind}")
        sync(descriptor)

    def note_move(source: Path, target: Path) -> Path:
        order.append("move")
        return move(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_move)
    write_file(path, b"new")
    assert order == ["sync file", "move", "sync folder"]


@posix_only
def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(IsADirectoryError):
        write_file(folder, b"new")
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "missing" / "file", b"new")
    assert list(tmp_path.iterdir()) == [folder]


@posix_only
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="device"):
        write_file(tmp_path / "pipe", b"new")
    assert (tmp_path / "pipe").is_fifo()


def test_a_write_protected_file_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="write-protected"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"


def test_pieces_that_cannot_be_made_leave_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_pieces(path, pieces())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_sweeping_a_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    sweep_leftovers(tmp_path / "missing")
