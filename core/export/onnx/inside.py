"""What stands in a model of ONNX: its operations, its arrays, and what is said beside them."""

from collections.abc import Iterator

import msgspec

from core.export.onnx.graph import KINDS
from core.export.onnx.protobuf import Message, message


def operations_in(model: bytes) -> Iterator[str]:
    """The operations, one after another: "sum1 = MatMul(inputs, w1)"."""
    for node in _graph(model).messages(1):
        yield f"{node.text(2)} = {node.text(4)}({', '.join(node.texts(1))})"


def arrays_in(model: bytes) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Of each array its name, the kind of its numbers, and its shape."""
    for array in _graph(model).messages(5):
        (kind,) = array.numbers(2)
        yield array.text(8), KINDS[kind], tuple(array.numbers(1))


def said_in(model: bytes) -> dict[str, list[str]]:
    """The lists of names in the metadata."""
    pairs = message(model).messages(14)
    return {pair.text(1): msgspec.json.decode(pair.text(2), type=list[str]) for pair in pairs}


def _graph(model: bytes) -> Message:
    (graph,) = message(model).messages(7)
    return graph
