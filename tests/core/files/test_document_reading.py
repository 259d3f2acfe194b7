"""What cannot be read, and how that is said."""

import errno
import os
from pathlib import Path

import pytest

from core.files.document_file import (
    MAX_BYTES,
    DocumentError,
    read_document,
    write_document,
)
from core.opening.starters import BANK, open_starter
from tests.core.document_samples import damaged, document_bits


def test_what_is_too_long_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "long.downhill"
    with path.open("wb") as file:
        file.truncate(100 * MAX_BYTES)
    with pytest.raises(DocumentError, match=r"long.downhill: 12\u202f800 MB are too many"):
        read_document(path)


def test_reading_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bank.downhill"
    path.write_bytes(damaged("[2.0, 1.0]", "[2.0]"))
    with pytest.raises(DocumentError, match=r"^bank\.downhill: experiment\.network"):
        read_document(path)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^none\.downhill: it cannot be read: No such file"):
        read_document(tmp_path / "none.downhill")
    with pytest.raises(DocumentError, match="this is a folder"):
        read_document(tmp_path)
    with pytest.raises(DocumentError, match="not the name of a file"):
        read_document(Path("a\x00b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.downhill"
    os.mkfifo(pipe)
    with pytest.raises(DocumentError, match="this is a device"):
        read_document(pipe)


def test_a_file_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.downhill"
    write_document(path, open_starter(BANK))

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=r"secret\.downhill: it cannot be read: Permission"):
        read_document(path)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a hill.downhill"
    document = open_starter("xor")
    write_document(path, document)
    assert document_bits(read_document(path)) == document_bits(document)
