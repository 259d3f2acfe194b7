"""The `.downhill` file: JSON, in UTF-8, described in `docs/file-format.md`."""

import codecs
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.document.document import Document
from core.files.atomic_write import write_file
from core.files.document_assembly import put_together
from core.files.document_checks import DocumentError as DocumentError
from core.files.document_checks import shortened
from core.files.document_dismantling import take_apart
from core.files.document_parts import FORMAT_VERSION, DocumentPart
from core.files.file_reading import FileContent, FileReadError, Stamp, read_file, stamp_of
from core.files.pretty_json import pretty

if TYPE_CHECKING:
    from core.history.history import History

SUFFIX = ".downhill"
FIRST_VERSION = 1
MAX_BYTES = 128 * 2**20
MAX_LISTS = 4_500_000
_HISTORY = b'"history"'

_NO_NUMBER = re.compile(rb"-?(?:NaN|Inf)", re.IGNORECASE)
_POSITION = re.compile(r" \(byte (\d+)\)$")
_PLACE = re.compile(r" - at `\$\.?(.*)`$", re.DOTALL)
_KEY = re.compile(r"^Object (missing required|contains unknown) field `(.*)`$", re.DOTALL)
_TYPE = re.compile(r"^Expected `(.*)`, got `(.*)`$")
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


class _Versioned(msgspec.Struct, frozen=True):
    """Any version of the format, now or later."""

    version: int


def read_document(path: Path) -> Document:
    """Open a document.

    Raises:
        DocumentError: it cannot be read, or what it holds is no document; the message begins with
            the name of the file.
    """
    try:
        return document_in(read_file(path, MAX_BYTES))
    except FileReadError as problem:
        raise DocumentError(str(problem)) from problem


def document_in(content: FileContent) -> Document:
    """Make the document that a file holds.

    Raises:
        DocumentError: it holds none; the message begins with the name of the file.
    """
    try:
        _check_size(content.status.st_size)
        return decode_document(content.data)
    except DocumentError as problem:
        raise DocumentError(str(problem), content.path.name) from problem


def write_document(path: Path, document: Document, history: "History | None" = None) -> Stamp:
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
    data = encode_document(document, history)
    return stamp_of(path, write_file(path, data), data)


def decode_document(data: bytes) -> Document:
    """Make the document that these bytes describe.

    Raises:
        DocumentError: they describe none.
    """
    _check_size(len(data))
    _check_lists(data)
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise DocumentError("the file is empty")
    try:
        data.decode()
        _check_version(msgspec.json.decode(data, type=_Versioned).version)
        part = msgspec.json.decode(data, type=DocumentPart)
        return put_together(part)
    except UnicodeDecodeError as problem:
        raise DocumentError("this is not UTF-8 text", _line(data, problem.start)) from problem
    except RecursionError as problem:
        raise DocumentError("lists are nested too deeply for a document") from problem
    except msgspec.ValidationError as problem:
        raise _misfit(str(problem)) from problem
    except msgspec.DecodeError as problem:
        raise _malformed(str(problem), data) from problem


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
        raise _misfit(str(problem)) from problem


def check_document(document: Document) -> None:
    """Accept a document that a file can hold.

    Raises:
        DocumentError: it holds what a file cannot, or too much.
    """
    put_together(take_apart(document))


def encode_document(document: Document, history: "History | None" = None) -> bytes:
    """Return the document as a file holds it: the same document, the same bytes.

    Args:
        document: what the file holds.
        history: all that was done, if the file is to hold that, too.

    Raises:
        DocumentError: it holds what a file cannot, such as a number that is not finite.
    """
    part = take_apart(document)
    put_together(part)
    whole = msgspec.to_builtins(part)
    if history is not None:
        from core.files.history.dismantling import history_part  # a start saves nothing

        kept = history_part(history, document)
        whole |= {} if kept is None else {"history": msgspec.to_builtins(kept)}
    data = f"{pretty(whole)}\n".encode()
    _check_size(len(data))
    _check_lists(data)
    return data


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise DocumentError(
            f"{math.ceil(size / 2**20):,} MB are too many for a document;"
            f" the most is {MAX_BYTES / 2**20:.0f} MB"
        )


def _check_lists(data: bytes) -> None:
    """Refuse what would fill the memory: an empty list takes 2 bytes of file and 64 of memory."""
    if data.count(b"[") > MAX_LISTS:
        raise DocumentError(f"there are more than {MAX_LISTS:,} lists in it, too many to load")


def _check_version(version: int) -> None:
    if version > FORMAT_VERSION:
        raise DocumentError(
            f"made by a newer version of Downhill (format {shortened(str(version))}; this one knows"
            f" format {FORMAT_VERSION}): open it with that version",
            "version",
        )
    if version < FIRST_VERSION:
        raise DocumentError(f"there is no such format; the first is {FIRST_VERSION}", "version")


def _misfit(message: str) -> DocumentError:
    """Say in plain words what msgspec found in the wrong place."""
    place = _PLACE.search(message)
    where = place.group(1) if place else ""
    what = message[: place.start()] if place else message
    if key := _KEY.match(what):
        name = shortened(key.group(2))
        if key.group(1) == "missing required":
            return DocumentError(f"the key `{name}` is missing", where)
        return DocumentError(f"unknown key `{name}`: correct its spelling or take it out", where)
    if types := _TYPE.match(what):
        return DocumentError(f"expected {_words(types[1])}, found {_words(types[2])}", where)
    if what.endswith("out of range"):
        return DocumentError("the number is too large", where)
    return DocumentError(what, where)


def _words(types: str) -> str:
    return " or ".join(_WORDS.get(name, name) for name in types.split(" | "))


def _malformed(message: str, data: bytes) -> DocumentError:
    """Say where the text stops being JSON."""
    found = _POSITION.search(message)
    if not found:
        return DocumentError("the file ends in the middle: a part of it is missing")
    position = int(found.group(1))
    where = _line(data, position)
    if _NO_NUMBER.match(data, position) or _NO_NUMBER.match(data, position - 1):
        return DocumentError("NaN and infinity cannot stand in a document", where)
    what = message[: found.start()].removeprefix("JSON is malformed: ")
    return DocumentError(f"this is not JSON ({what})", where)


def _line(data: bytes, position: int) -> str:
    before = data[:position]
    line = before.count(b"\n") + 1
    start = before.rfind(b"\n") + 1
    return f"line {line}, column {len(before[start:].decode(errors='replace')) + 1}"
