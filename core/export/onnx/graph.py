"""The graph of a model of ONNX: operations one after another, and the arrays that they use."""

import ast
from collections.abc import Mapping, Sequence

import numpy as np

from core.export.onnx.protobuf import block, number, text
from core.nn.arrays import Array, Rows

_FLOAT, _INT64, _DOUBLE = 1, 7, 11
KINDS = {_FLOAT: "float32", _INT64: "int64", _DOUBLE: "float64"}
"""What the kinds of numbers are called elsewhere."""
_ONLY_OF_FLOATS = {"Erf"}  # what runtimes commonly compute in float32 alone
_COLUMNS = 1  # the axis
_INT = number(20, 2)  # the kind of an attribute


class Graph:
    """The operations of a model; each result is named, and operations name what they are given."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._arrays: list[bytes] = []

    def array(self, name: str, values: Array) -> str:
        """Add a constant array, and return its name."""
        return self._array(name, values.shape, _DOUBLE, values.astype("<f8").tobytes())

    def places(self, name: str, values: Rows) -> str:
        """Add places of columns, counted from 0, and return their name."""
        return self._array(name, values.shape, _INT64, values.astype("<i8").tobytes())

    def _array(self, name: str, shape: Sequence[int], kind: int, data: bytes) -> str:
        dims = b"".join(number(1, size) for size in shape)
        self._arrays.append(dims + number(2, kind) + text(8, name) + block(9, data))
        return name

    def add(
        self, operation: str, sources: Sequence[str], result: str, settings: bytes = b""
    ) -> str:
        """Add an operation, and return the name of what comes out."""
        inputs = b"".join(text(1, source) for source in sources)
        named = text(2, result) + text(3, result)
        self._nodes.append(inputs + named + text(4, operation) + settings)
        return result

    def columns(self, source: str, places: Sequence[int], result: str) -> str:
        """Add the choice of these columns, in this order."""
        chosen = self.places(f"{result}_places", np.array(places, dtype=np.intp))
        return self.add("Gather", [source, chosen], result, _setting("axis", _COLUMNS))

    def beside(self, sources: Sequence[str], result: str) -> str:
        """Put columns beside each other."""
        return self.add("Concat", sources, result, _setting("axis", _COLUMNS))

    def _cast(self, source: str, kind: int, result: str) -> str:
        return self.add("Cast", [source], result, _setting("to", kind))

    def run(self, code: str, given: Mapping[str, str], result: str) -> str:
        """Add operations written as calls; return what comes out.

        Args:
            code: of ONNX's operations, numbers and the names in `given`: "Max(z, Mul(z, 0.01))".
            given: what these names stand for.
            result: what the names of all results begin with.
        """
        return self._run(ast.parse(code, mode="eval").body, given, result)

    def _run(self, code: ast.expr, given: Mapping[str, str], result: str) -> str:
        match code:
            case ast.Call(func=ast.Name(id=operation), args=args):
                each = [
                    self._run(arg, given, f"{result}_{at}") for at, arg in enumerate(args, start=1)
                ]
                if operation not in _ONLY_OF_FLOATS:
                    return self.add(operation, each, result)
                narrow = [self._cast(source, _FLOAT, f"{source}_narrow") for source in each]
                return self._cast(self.add(operation, narrow, f"{result}_narrow"), _DOUBLE, result)
            case ast.Constant(value=int() | float() as value):
                return self.array(result, np.array(float(value)))
            case ast.Name(id=name):
                return given[name]
            case _:
                raise ValueError(f"this is no operation: {ast.unparse(code)}")

    def message(self, inputs: tuple[str, int], outputs: tuple[str, int]) -> bytes:
        """The graph, from a table of so many columns to another."""
        parts = [block(1, node) for node in self._nodes]
        parts.append(text(2, "network"))
        parts += [block(5, array) for array in self._arrays]
        parts.append(block(11, _table(*inputs)))
        parts.append(block(12, _table(*outputs)))
        return b"".join(parts)


def _setting(name: str, value: int) -> bytes:
    return block(5, text(1, name) + number(3, value) + _INT)


def _table(name: str, columns: int) -> bytes:
    """What is said of an array of any number of rows."""
    shape = block(1, text(2, "rows")) + block(1, number(1, columns))
    return text(1, name) + block(2, block(1, number(1, _DOUBLE) + block(2, shape)))
