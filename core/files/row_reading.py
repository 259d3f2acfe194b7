"""The rows in a file, read a slice at a time: a million of them take seconds."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from core.files.document_checks import check_count
from core.files.document_parts import RowPart
from core.files.json_problems import misfit
from core.nn.arrays import Array
from core.slices.work import Work

_BYTES = 2**18  # of text that are read at once
_ROWS = msgspec.json.Decoder(list[RowPart])


def are_there(text: msgspec.Raw) -> bool:
    """Whether there are rows where they may be left out, or be null."""
    return bytes(text) not in (b"", b"null")


def reading_rows(
    text: msgspec.Raw, sizes: tuple[int, int], where: str
) -> Work[tuple[Array, Array]]:
    """Read rows, and return their columns: inputs, shape (inputs, rows), and targets, likewise.

    Args:
        text: the JSON of the rows, which is known to be JSON.
        sizes: how many inputs and how many targets a row has.
        where: its place in the file.

    Raises:
        DocumentError: it is no list of rows, or one has another number of inputs or targets.
    """
    data = bytes(text)
    inputs, targets = [np.empty((sizes[0], 0))], [np.empty((sizes[1], 0))]
    rows = 0
    for end, part in _parts(data):
        read = _read(part, data, where)
        _check_sizes(read, sizes, rows, where)
        rows += len(read)
        inputs.append(_columns([row.inputs for row in read], sizes[0]))
        targets.append(_columns([row.targets for row in read], sizes[1]))
        yield end / len(data)
    return np.concatenate(inputs, axis=1), np.concatenate(targets, axis=1)


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lists of some of the rows, and where in the text they end: each row ends with a brace."""
    begin = data.find(b"[") + 1
    while end := data.find(b"}", begin + _BYTES) + 1:
        yield end, b"[" + data[begin:end] + b"]"
        begin = data.find(b",", end) + 1
        if not begin:
            return
    yield len(data), b"[" + data[begin:] if begin else data


def _read(part: bytes, data: bytes, where: str) -> list[RowPart]:
    """Some of the rows; what is wrong with one is said of its place among all."""
    try:
        return _ROWS.decode(part)
    except msgspec.DecodeError as problem:
        trouble = problem
    try:
        _ROWS.decode(data)
    except msgspec.DecodeError as problem:
        trouble = problem
    raise misfit(str(trouble), where) from trouble


def _check_sizes(rows: Sequence[RowPart], sizes: tuple[int, int], first: int, where: str) -> None:
    if any((len(row.inputs), len(row.targets)) != sizes for row in rows):
        for index, row in enumerate(rows, first):
            at = f"{where}[{index}]"
            check_count(row.inputs, sizes[0], "number", "input", f"{at}.inputs")
            check_count(row.targets, sizes[1], "number", "prediction", f"{at}.targets")


def _columns(rows: Sequence[Sequence[float]], columns: int) -> Array:
    return np.array(rows, dtype=np.float64).reshape(len(rows), columns).T
