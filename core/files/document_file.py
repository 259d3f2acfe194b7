"""The `.downhill` file: JSON, in UTF-8, described in `docs/file-format.md`."""

import codecs
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.document.document import Document
from core.files.atomic_write import writing
from core.files.document_assembly import put_together, putting_together
from core.files.document_checks import DocumentError as DocumentError
from core.files.document_checks import shortened
from core.files.document_dismantling import rows_of, take_apart
from core.files.document_parts import FORMAT_VERSION, DocumentPart
from core.files.file_reading import (
    FileContent,
    FileReadError,
    Stamp,
    new_digest,
    reading_file,
    stamp_of,
)
from core.files.json_problems import line_of, malformed, misfit
from core.slices.work import Work, finish, scaled
from core.text.numbers import grouped
from core.training.evaluation import preparing

if TYPE_CHECKING:
    from core.history.history import History

SUFFIX = ".downhill"
FIRST_VERSION = 1
MAX_BYTES = 128 * 2**20
MAX_LISTS = 4_500_000
_HISTORY = b'"history"'
_BYTES_OF_NUMBER = 32  # with its share of what stands around it


class Opened(msgspec.Struct, frozen=True, eq=False):
    """What was opened: a document, the file that Save saves, and how it came about.

    Attributes:
        document: to be shown.
        file: where it was read; None if that is no file of documents.
        history: what the file holds of it; None if there is none that can be used.
        history_lost: why it cannot be used; empty if it can, or there is none.
    """

    document: Document
    file: Stamp | None = None
    history: "History | None" = None
    history_lost: str = ""


class _Versioned(msgspec.Struct, frozen=True):
    """Any version of the format, now or later."""

    version: int


def read_document(path: Path) -> Document:
    """Open a document; see `reading_document`."""
    return finish(reading_document(path))


def reading_document(path: Path) -> Work[Document]:
    """Open a document.

    Raises:
        DocumentError: it cannot be read, or what it holds is no document; the message begins with
            the name of the file.
    """
    try:
        content = yield from reading_file(path, MAX_BYTES)
    except FileReadError as problem:
        raise DocumentError(str(problem)) from problem
    return (yield from opening_document(content))


def document_in(content: FileContent) -> Document:
    """Make the document that a file holds; see `opening_document`."""
    return finish(opening_document(content))


def opening_document(content: FileContent) -> Work[Document]:
    """Make the document that a file holds.

    Raises:
        DocumentError: it holds none; the message begins with the name of the file.
    """
    try:
        _check_size(content.status.st_size)
        return (yield from decoding_document(content.data))
    except DocumentError as problem:
        raise DocumentError(str(problem), content.path.name) from problem


def write_document(path: Path, document: Document, history: "History | None" = None) -> Stamp:
    """Save a document; see `writing_document`."""
    return finish(writing_document(path, document, history))


def writing_document(
    path: Path, document: Document, history: "History | None" = None
) -> Work[Stamp]:
    """Save a document. Either the old file or the new one is there afterwards, whole.

    Args:
        path: the file.
        document: what it holds.
        history: all that was done, if the file is to hold that, too.

    Returns:
        What tells the file from another one that may stand there later.

    Raises:
        DocumentError: the document holds what a file cannot.
        OSError: the file cannot be written.
    """
    digest = new_digest()

    def pieces() -> Iterator[bytes]:
        for piece in _pieces(document, history):
            digest.update(piece)
            yield piece

    status = yield from writing(path, pieces(), _likely_size(document))
    return stamp_of(path, status, digest)


def _likely_size(document: Document) -> int:
    experiment = document.experiment
    dataset = experiment.dataset
    numbers = dataset.rows * (len(dataset.inputs) + len(dataset.targets))
    return _BYTES_OF_NUMBER * (numbers + experiment.network.parameters.size)


def decode_document(data: bytes) -> Document:
    """Make the document that these bytes describe; see `decoding_document`."""
    return finish(decoding_document(data))


def decoding_document(data: bytes) -> Work[Document]:
    """Make the document that these bytes describe.

    Raises:
        DocumentError: they describe none.
    """
    _check_size(len(data))
    _check_lists(data.count(b"["))
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise DocumentError("the file is empty")
    try:
        data.decode()
        yield 0.0
        _check_version(msgspec.json.decode(data, type=_Versioned).version)
        yield 0.0
        part = msgspec.json.decode(data, type=DocumentPart)
        yield 0.0
        return (yield from putting_together(part))
    except UnicodeDecodeError as problem:
        raise DocumentError("this is not UTF-8 text", line_of(data, problem.start)) from problem
    except RecursionError as problem:
        raise DocumentError("lists are nested too deeply for a document") from problem
    except msgspec.ValidationError as problem:
        raise misfit(str(problem)) from problem
    except msgspec.DecodeError as problem:
        raise malformed(str(problem), data) from problem


def history_in(content: FileContent, document: Document) -> "History | None":
    """The history that a file holds beside its document; None if it holds none.

    Raises:
        DocumentError: what it holds is no history of this document; the message begins with the
            name of the file.
    """
    try:
        return decode_history(content.data, document)
    except DocumentError as problem:
        raise DocumentError(str(problem), content.path.name) from problem


def history_or_why(content: FileContent, document: Document) -> "tuple[History | None, str]":
    """The history that a file holds, and why it cannot be used, if it holds one that cannot."""
    try:
        return history_in(content, document), ""
    except DocumentError as problem:
        return None, str(problem)


def opened_from(content: FileContent, document: Document) -> Opened:
    """The document that a file holds, with the history that it holds."""
    return Opened(document, content.stamp, *history_or_why(content, document))


def opening_with_history(content: FileContent) -> Work[Opened]:
    """Make the document that a file holds, and its history, or why it cannot be used.

    Raises:
        DocumentError: it holds no document; the message begins with the name of the file.
    """
    document = yield from scaled(opening_document(content), 0, 2)
    yield from scaled(preparing(document.experiment), 1, 2)
    return opened_from(content, document)


def decode_history(data: bytes, document: Document) -> "History | None":
    """Make the history that these bytes describe, beside a document that they describe, too.

    Raises:
        DocumentError: it is none of this document.
    """
    if _HISTORY not in data:
        return None
    from core.files.history.assembly import decoded  # a start opens documents without one

    try:
        return decoded(data.removeprefix(codecs.BOM_UTF8), document)
    except msgspec.ValidationError as problem:
        raise misfit(str(problem)) from problem


def check_document(document: Document) -> None:
    """Accept a document that a file can hold.

    Raises:
        DocumentError: it holds what a file cannot, or too much.
    """
    put_together(take_apart(document), datasets=rows_of(document))


def encode_document(document: Document, history: "History | None" = None) -> bytes:
    """Return the document as a file holds it: the same document, the same bytes.

    Args:
        document: what the file holds.
        history: all that was done, if the file is to hold that, too.

    Raises:
        DocumentError: it holds what a file cannot, such as a number that is not finite.
    """
    return b"".join(_pieces(document, history))


def _pieces(document: Document, history: "History | None") -> Iterator[bytes]:
    """What a file is to hold, checked; it is of no use if it ends with an error."""
    from core.files.document_pieces import document_pieces  # a start saves nothing

    check_document(document)
    size = lists = 0
    for piece in document_pieces(document, history):
        size, lists = size + len(piece), lists + piece.count(b"[")
        yield piece if size <= MAX_BYTES else b""
    _check_size(size)
    _check_lists(lists)


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise DocumentError(
            f"{grouped(math.ceil(size / 2**20))} MB are too many for a document;"
            f" the most is {MAX_BYTES // 2**20} MB"
        )


def _check_lists(count: int) -> None:
    """Refuse what would fill the memory: an empty list takes 2 bytes of file and 64 of memory."""
    if count > MAX_LISTS:
        most = grouped(MAX_LISTS)
        raise DocumentError(f"there are more than {most} lists in it, too many to load")


def _check_version(version: int) -> None:
    if version > FORMAT_VERSION:
        raise DocumentError(
            f"made by a newer version of Downhill (format {shortened(str(version))}; this one knows"
            f" format {FORMAT_VERSION}): open it with that version",
            "version",
        )
    if version < FIRST_VERSION:
        raise DocumentError(f"there is no such format; the first is {FIRST_VERSION}", "version")
