"""Files of safetensors, as PyTorch's state dicts are saved, read and written.

A file begins with the size of its header, 8 bytes, then has the header in JSON, then the numbers.
Lists of texts stand in the metadata, which are texts alone, as JSON; of a single word it is enough.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from core.files.document_checks import DocumentError, shortened
from core.models.tensors import Tensor, check_shapes, tensor
from core.nn.arrays import Array

_SIZE = 8  # of the size of the header, in bytes
_METADATA = "__metadata__"
_BRAIN = "BF16"  # the upper half of a float32
_KINDS = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    _BRAIN: "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "<i1",
    "U64": "<u8",
    "U32": "<u4",
    "U16": "<u2",
    "U8": "<u1",
}


class Entry(msgspec.Struct, frozen=True):
    """What the header says of an array; its numbers lie between these offsets."""

    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


class Header(NamedTuple):
    """The header of a file.

    Attributes:
        entries: what it says of each array.
        said: its metadata.
        end: where it ends, and the numbers begin.
    """

    entries: dict[str, Entry]
    said: dict[str, list[str]]
    end: int


def read_safetensors(data: bytes) -> tuple[list[Tensor], dict[str, list[str]]]:
    """Return the arrays in a file, and what its metadata say.

    Raises:
        DocumentError: it is damaged, or an array is none of a network's.
    """
    header = header_of(data)
    entries, numbers = header.entries, memoryview(data)[header.end :]
    check_shapes(entry.shape for entry in entries.values())
    every = [tensor(name, _array(name, entry, numbers)) for name, entry in entries.items()]
    return every, header.said


def header_of(data: bytes) -> Header:
    """Return what stands in the header of a file.

    Raises:
        DocumentError: it is damaged.
    """
    end = _SIZE + int.from_bytes(data[:_SIZE], "little")
    if not _SIZE < end <= len(data):
        raise DocumentError("this file of safetensors is cut off, or none: get it once more")
    try:
        header = msgspec.json.decode(data[_SIZE:end], type=dict[str, Any])
        said = msgspec.convert(header.pop(_METADATA, {}), dict[str, str])
        entries = msgspec.convert(header, dict[str, Entry])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise DocumentError("its header is damaged: get the file once more") from problem
    return Header(entries, {key: _texts(text) for key, text in said.items()}, end)


def _array(name: str, entry: Entry, numbers: memoryview) -> npt.NDArray[Any]:
    where = shortened(name)
    if entry.dtype not in _KINDS:
        raise DocumentError(
            f"it holds numbers of the kind {shortened(entry.dtype)}: save weights as F64 or F32",
            where,
        )
    kind, (start, end) = np.dtype(_KINDS[entry.dtype]), entry.data_offsets
    size = math.prod(entry.shape) * kind.itemsize
    if not 0 <= start <= end <= len(numbers) or end - start != size:
        raise DocumentError("its numbers are not all there: get the file once more", where)
    array = np.frombuffer(numbers[start:end], kind).reshape(entry.shape)
    if entry.dtype == _BRAIN:
        return (array.astype(np.uint32) << 16).view(np.float32)
    return array


def _texts(text: str) -> list[str]:
    """A list in JSON, or words with commas between."""
    try:
        return msgspec.json.decode(text, type=list[str])
    except msgspec.MsgspecError:
        return [word.strip() for word in text.split(",")]


def safetensors_of(arrays: Mapping[str, Array], said: Mapping[str, Sequence[str]]) -> bytes:
    """The bytes of a file of float64 arrays, with lists of texts in its metadata."""
    texts = {key: msgspec.json.encode(list(each)).decode() for key, each in said.items()}
    header: dict[str, Any] = {_METADATA: texts}
    at = 0
    for name, array in arrays.items():
        header[name] = Entry("F64", [*array.shape], (at, at + array.nbytes))
        at += array.nbytes
    written = msgspec.json.encode(header)
    written += b" " * (-len(written) % _SIZE)
    numbers = [array.astype("<f8").tobytes() for array in arrays.values()]
    return b"".join([len(written).to_bytes(_SIZE, "little"), written, *numbers])
