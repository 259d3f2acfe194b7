"""What is inside a file of a model, read out of its bytes."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from core.export.onnx.inside import arrays_in, operations_in, said_in
from core.models.numpy_archive import archived
from core.models.safetensors_file import header_of


class Held(NamedTuple):
    """An array that a file holds.

    Attributes:
        name: what the file calls it.
        kind: of its numbers, as its format names it: "float64", "F64".
        shape: the length of each side; none for a single number.
    """

    name: str
    kind: str
    shape: tuple[int, ...]


class Contents(Struct, frozen=True):
    """What is inside a file.

    Attributes:
        arrays: in the order of the file.
        said: lists of texts by their keys: activations, names.
        operations: one after another, each as an assignment: "sum1 = MatMul(inputs, w1)".
    """

    arrays: tuple[Held, ...]
    said: dict[str, list[str]]
    operations: tuple[str, ...] = ()


def contents_of(data: bytes, ending: str) -> Contents:
    """What is inside a file that was just made.

    Args:
        data: the file.
        ending: of its name: ".onnx", ".safetensors" or ".npz".

    Raises:
        DocumentError: it is damaged.
    """
    return _READERS[ending](data)


def _of_safetensors(data: bytes) -> Contents:
    header = header_of(data)
    held = [Held(name, each.dtype, tuple(each.shape)) for name, each in header.entries.items()]
    return Contents(tuple(held), header.said)


def _of_archive(data: bytes) -> Contents:
    numbers, said = archived(data)
    held = [Held(name, str(each.kind), each.shape) for name, each in numbers.items()]
    return Contents(tuple(held), said)


def _of_onnx(data: bytes) -> Contents:
    held = [Held(*each) for each in arrays_in(data)]
    return Contents(tuple(held), said_in(data), tuple(operations_in(data)))


_READERS: dict[str, Callable[[bytes], Contents]] = {
    ".onnx": _of_onnx,
    ".safetensors": _of_safetensors,
    ".npz": _of_archive,
}
