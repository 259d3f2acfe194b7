"""Archives of NumPy, read without ever running what is pickled in them, and written."""

import io
import math
import tokenize
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from core.files.document_checks import DocumentError, shortened
from core.models.tensors import Tensor, check_kind, check_shapes, tensor
from core.nn.arrays import Array
from core.tables.containers.zipped import members, packed

_ARRAY = ".npy"
_TEXTS = "U"  # the kind of an array of texts
_DAMAGES = (ValueError, KeyError, TypeError, SyntaxError, tokenize.TokenError, RecursionError)
_HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


class Stored(NamedTuple):
    """An array that is not made of its bytes yet.

    Attributes:
        shape: the length of each side.
        is_by_column: whether its first side runs fastest.
        kind: of its numbers.
        data: its numbers.
    """

    shape: tuple[int, ...]
    is_by_column: bool
    kind: np.dtype[Any]
    data: bytes


def read_numpy_archive(data: bytes) -> tuple[list[Tensor], dict[str, list[str]]]:
    """Return the arrays of numbers in an archive, and the texts of the others.

    Raises:
        DocumentError: it is damaged, or an array is none of a network's.
        SpreadsheetError: there is too much in it, it is damaged, or it needs a password.
    """
    numbers, texts = archived(data)
    for name, each in numbers.items():
        check_kind(name, each.kind)
    check_shapes(each.shape for each in numbers.values())
    found = [tensor(name, _array(name, each)) for name, each in numbers.items()]
    return found, texts


def archived(data: bytes) -> tuple[dict[str, Stored], dict[str, list[str]]]:
    """Return what an archive holds: arrays of numbers, and the texts of the others.

    Raises:
        DocumentError: it is damaged.
        SpreadsheetError: there is too much in it, it is damaged, or it needs a password.
    """
    every = {name.removesuffix(_ARRAY): part for name, part in members(data).items()}
    stored = {name: _stored(name, part) for name, part in every.items()}
    texts = {name: _words(each) for name, each in stored.items() if each.kind.kind == _TEXTS}
    return {name: each for name, each in stored.items() if name not in texts}, texts


def _stored(name: str, part: bytes) -> Stored:
    """What the header says of an array; pickled objects are not looked at."""
    file = io.BytesIO(part)
    try:
        read = _HEADERS[np.lib.format.read_magic(file)]
        shape, is_by_column, kind = read(file)
    except _DAMAGES as problem:
        raise DocumentError(
            "this array is damaged: save it once more", shortened(name)
        ) from problem
    return Stored(shape, is_by_column, kind, part[file.tell() :])


def _array(name: str, stored: Stored) -> npt.NDArray[Any]:
    size = math.prod(stored.shape) * stored.kind.itemsize
    if min(stored.shape, default=0) < 0 or size != len(stored.data):
        raise DocumentError("its numbers are not all there: save it once more", shortened(name))
    if not size:
        return np.empty(stored.shape, stored.kind)
    flat = np.frombuffer(stored.data, stored.kind)
    return flat.reshape(stored.shape, order="F" if stored.is_by_column else "C")


def _words(stored: Stored) -> list[str]:
    """The texts of an array, decoded with care: NumPy would take any number for a sign."""
    size = stored.kind.itemsize
    code = "utf-32-be" if stored.kind.byteorder == ">" else "utf-32-le"
    parts = [stored.data[at : at + size] for at in range(0, len(stored.data), size or 1)]
    return [part.decode(code, errors="replace").rstrip("\0") for part in parts]


def numpy_archive_of(arrays: Mapping[str, Array], said: Mapping[str, Sequence[str]]) -> bytes:
    """The bytes of an archive of float64 arrays, and of texts in arrays of their own."""
    texts = {name: np.array(each, dtype=np.str_) for name, each in said.items()}
    return packed({f"{name}{_ARRAY}": _written(each) for name, each in {**arrays, **texts}.items()})


def _written(array: npt.NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, array, allow_pickle=False)
    return file.getvalue()
