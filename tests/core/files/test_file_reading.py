"""Files are read whole or not at all, and known again."""

import os
from pathlib import Path

import pytest

from core.files.document_file import write_document
from core.files.file_reading import FileContent, FileReadError, Stamp, read_file
from core.opening.file_kind import FileKind, file_kind
from core.opening.starters import BANK, open_starter

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "file"
    made.write_bytes(b"content")
    return made


def again(stamp: Stamp) -> bytes | None:
    now = stamp.again()
    return None if now is None else now.digest


def test_a_file_that_stays_is_the_same_though_it_is_touched(path: Path) -> None:
    stamp = read_file(path).stamp
    assert again(stamp) == stamp.digest
    os.utime(path, (1, 1))
    assert again(stamp) == stamp.digest
    copy = path.with_name("copy")
    copy.write_bytes(b"content")
    copy.replace(path)
    assert again(stamp) == stamp.digest


def test_another_content_is_noticed_though_it_is_as_long(path: Path) -> None:
    stamp = read_file(path).stamp
    path.write_bytes(b"kontent")
    os.utime(path, (1, 1))
    assert again(stamp) not in (None, stamp.digest)


def test_a_file_that_is_gone_is_noticed(path: Path) -> None:
    stamp = read_file(path).stamp
    path.rename(path.with_name("elsewhere"))
    assert stamp.again() is None


def test_what_is_written_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "bank.downhill"
    stamp = write_document(path, open_starter(BANK))
    assert stamp.again() is stamp
    assert read_file(path).stamp.digest == stamp.digest


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileReadError, match=r"^none\.csv: it cannot be read: No such file"):
        read_file(tmp_path / "none.csv")
    with pytest.raises(FileReadError, match=f"^{tmp_path.name}: this is a folder"):
        read_file(tmp_path)


@needs_pipes
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(FileReadError, match="this is a device"):
        read_file(tmp_path / "pipe.csv")


def test_no_more_is_read_than_asked_for(path: Path) -> None:
    assert read_file(path, 3).data == b"cont"


@pytest.mark.parametrize(
    ("name", "data", "table"),
    [
        ("a.downhill", b'{"version": 4}', False),
        ("a.txt", b'\xef\xbb\xbf\n {\n "version": 4}', False),
        ("a.csv", b"{}", False),
        ("a.csv", b"x,y\n1,2\n", True),
        ("a.downhill", b"x,y\n1,2\n3,4\n", True),
        ("a", b"x,y\n1,2\n", True),
        ("a.csv", b"{x},y\n1,2\n", True),
        ("a.csv", b"", True),
        ("a.downhill", b"", False),
        ("a.downhill", b"no document", False),
        ("a.downhill", b"\x89HNP\r\n\x1a\n", False),
        ("a.downhill", b'{"version": 4, "title"', False),
    ],
)
def test_the_content_says_what_a_file_is(path: Path, name: str, data: bytes, table: bool) -> None:
    named = FileContent(Path(name), path.stat(), data)
    assert file_kind(named) is (FileKind.TABLE if table else FileKind.DOCUMENT)
