"""A file that is nothing that opens is named for what it is, and what opens is said."""

import gzip
from pathlib import Path

import pytest

from core.files.document_file import SUFFIX
from core.files.file_reading import FileReadError, read_file
from core.lessons.course import SUFFIX as LESSON_SUFFIX
from core.models.recognising import ENDINGS as OF_WEIGHTS
from core.opening.file_kind import FileKind, file_kind
from core.opening.table_file import ENDINGS as OF_TABLES
from tests.core.models.weight_files import content, zipped

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
SCRIPT = b'"""The bank\'s network.\n\nIn NumPy.\n"""\n\nimport numpy as np\n\nprint(np.ones(2))\n'


def why_not(name: str, data: bytes) -> str:
    """Why a file is not opened, after its name."""
    with pytest.raises(FileReadError) as problem:
        file_kind(content(name, data))
    text = str(problem.value)
    assert text.startswith(f"{name}: ")
    return text.removeprefix(f"{name}: ")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (PICTURE, "a picture"),
        (b"GIF89a\x50\0\x3c\0", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "a picture"),
        (b"II*\0\x08\0\0\0", "a picture"),
        (b"MM\0*\0\0\0\x08", "a picture"),
        (b"\0\0\x01\0\x01\0\x10\x10", "a picture"),
        (b"\0\0\0\x1cftypheic\0\0\0\0", "a picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "a picture"),
        (b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg width="9"></svg>', "a picture"),
        (b"%PDF-1.4\n", "a PDF document"),
        (b"%!PS-Adobe-3.0\n", "a PostScript document"),
        (b"{\\rtf1\\ansi rows}", "a text with formats"),
        (b"\0\0\0\x20ftypisom\0\0\x02\0", "a sound or a film"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a sound or a film"),
        (b"ID3\x03\0\0\0", "a sound or a film"),
        (b"OggS\0\x02", "a sound or a film"),
        (b"\x1a\x45\xdf\xa3\x01", "a sound or a film"),
        (b"7z\xbc\xaf'\x1c\0\x04", "an archive"),
        (b"Rar!\x1a\x07\x01\0", "an archive"),
        (b"a.png".ljust(257, b"\0") + b"ustar  \0", "an archive"),
        (gzip.compress(b"rows.csv".ljust(257, b"\0") + b"ustar\x0000", mtime=0), "an archive"),
        (zipped({"ppt/presentation.xml": b""}), "a presentation"),
        (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", "a text document"),
        (zipped({"a.png": PICTURE, "b.png": PICTURE}), "an archive"),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + bytes(40), "a program"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "a program"),
        (SCRIPT, "a script of Python"),
        (b"#!/usr/bin/env python\nfrom math import pi\n", "a script of Python"),
        (b'{\n "cells": [],\n "metadata": {},\n "nbformat": 4\n}', "a notebook"),
    ],
)
def test_it_is_named_whatever_its_name(data: bytes, what: str) -> None:
    for name in ("mine", "mine.csv", f"mine{SUFFIX}"):
        assert why_not(name, data).startswith(f"this is {what}, not ")


def test_bytes_that_are_no_text_are_refused() -> None:
    assert why_not("mine.bin", b"\x01\0\0\0\x03\0\0\0mine\0").startswith("this is not text: ")


def test_what_opens_is_said() -> None:
    why = why_not("mine.png", PICTURE)
    assert why.startswith("this is a picture, not a table in text: type the rows into a")
    for ending in (SUFFIX, OF_TABLES[0], ".xlsx", *OF_WEIGHTS, LESSON_SUFFIX):
        assert ending in why


@pytest.mark.parametrize(
    "rows",
    [
        "BMI,age\n21,30\n",
        "MZ,intensity\n1,2\n",
        "import,export\n1,2\n",
        '"""Hello"" he said",2\nimport,3\n',
        "ID3,entropy\n1,2\n",
        "7z,8z\n1,2\n",
        "x,y\n1,2\n\0\0\0",
        "\n \n\t# noted\n" * 300 + "x,y\n1,2\n",  # at once: each line is read in one way
        "<!---->" * 300 + ",y\n1,2\n",
    ],
)
def test_a_table_that_begins_alike_is_a_table(rows: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert file_kind(content("mine.csv", rows.encode(encoding))) is FileKind.TABLE


def test_an_address_and_a_folder_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileReadError, match=r"^rows.csv: this is an address of the web, not a fi"):
        read_file(Path("https://example.org/data/rows.csv"))
    with pytest.raises(FileReadError, match=r"this is a folder, not a file: open one that is in"):
        read_file(tmp_path)
