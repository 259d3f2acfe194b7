"""Large files are written and read a slice at a time, and whoever waits can give up between."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.document.document import Document
from core.files.document_file import (
    DocumentError,
    decode_document,
    decoding_document,
    encode_document,
    write_document,
    writing_document,
)
from core.files.file_reading import FileReadError, reading_file
from core.nn.equality import equal
from core.slices.work import Result, Work
from tests.core.builders import as_document, sized_experiment

ROWS = 16_000
WHERE = "experiment.dataset.rows"


def sliced(work: Work[Result]) -> tuple[list[float], Result]:
    """The fractions that were told, and the result."""
    fractions = list[float]()
    while True:
        try:
            fractions.append(next(work))
        except StopIteration as end:
            return fractions, end.value


@pytest.fixture(scope="module")
def document() -> Document:
    return as_document(sized_experiment((2, 1), ROWS))


@pytest.fixture(scope="module")
def text(document: Document) -> bytes:
    return encode_document(document)


def test_how_far_it_is_is_told_on_the_way(document: Document, text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.downhill"
    written, stamp = sliced(writing_document(path, document))
    assert path.read_bytes() == text
    assert stamp.again() is stamp
    read, content = sliced(reading_file(path))
    assert content.data == text
    opened, again = sliced(decoding_document(text))
    assert equal(again, document)
    for fractions in (written, opened, read):
        assert fractions == sorted(fractions)
        assert len(fractions) > 1
        assert 0.5 < fractions[-1] <= 1
    assert len(written) > 10


@pytest.mark.parametrize("slices", [1, 3])
def test_a_save_that_is_given_up_leaves_the_file(
    document: Document, tmp_path: Path, slices: int
) -> None:
    path = tmp_path / "rows.downhill"
    path.write_bytes(b"old")
    work = writing_document(path, document)
    for _ in range(slices):
        next(work)
    assert len(list(tmp_path.iterdir())) == 2
    work.close()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("compact", [True, False])
def test_rows_in_any_layout_are_read(document: Document, text: bytes, compact: bool) -> None:
    other = re.sub(rb"\s+", b"" if compact else b" \t\r\n ", text)
    assert equal(decode_document(other), document)


@pytest.mark.parametrize("row", [0, ROWS // 2, ROWS - 1])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"inputs": [', b'"inputs": [1, ', "[{row}].inputs: expected 2 numbers"),
        (b'"targets"', b'"t}"', "[{row}]: unknown key `t}}`: correct its spelling"),
        (b'"inputs": [', b'"inputs": ["}",', "[{row}].inputs[0]: expected a number, found a text"),
        (b"}", b"}, 7", "[{after}]: expected an object, found a whole number"),
    ],
)
def test_a_bad_row_is_named_wherever_it_stands(
    text: bytes, row: int, old: bytes, new: bytes, said: str
) -> None:
    lines = text.split(b"\n")
    first = next(at for at, line in enumerate(lines) if b'{"inputs"' in line)
    lines[first + row] = lines[first + row].replace(old, new, 1)
    message = f"{WHERE}{said.format(row=row, after=row + 1)}"
    with pytest.raises(DocumentError, match=f"^{re.escape(message)}"):
        decode_document(b"\n".join(lines))


def test_a_bad_number_is_named_before_anything_is_written(
    document: Document, tmp_path: Path
) -> None:
    dataset = document.experiment.dataset.with_input(ROWS - 1, 1, float("nan"))
    bad = document.with_experiment(replace(document.experiment, dataset=dataset))
    message = re.escape(f"{WHERE}[{ROWS - 1}].inputs[1]: expected a finite number, found nan")
    with pytest.raises(DocumentError, match=f"^{message}"):
        write_document(tmp_path / "rows.downhill", bad)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileReadError, match=r"^none: it cannot be read: No such file"):
        next(reading_file(tmp_path / "none"))
    with pytest.raises(
        FileReadError, match=r"this is a folder, not a file: open one that is in it$"
    ):
        next(reading_file(tmp_path))
