"""The network as a model of ONNX, which many programs run: own units in, own units out.

Numbers are float64, so that another program predicts what this one predicts; GELU's error function
alone is float32, because runtimes commonly have no other. The file is written without the library
of ONNX: these few messages need no more than `protobuf`.
"""

import ast
from collections.abc import Sequence

import msgspec
import numpy as np

from core.document.document import Document
from core.export.protobuf import block, number, text
from core.export.scripts.replay import ExportError
from core.nn.arrays import Array
from core.nn.network import NodePlace

OPSET = 13
INPUTS, PREDICTIONS = "inputs", "predictions"
_FILE_VERSION = 7  # of ONNX 1.8, the first that is sure to know the opset
_FLOAT, _DOUBLE = 1, 11
_ONLY_OF_FLOATS = {"Erf"}  # what runtimes commonly compute in float32 alone
_INT = number(20, 2)  # the kind of an attribute


class _Graph:
    """The operations of a model, one after another, and the arrays that they use."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._arrays: list[bytes] = []

    def array(self, name: str, values: Array) -> str:
        """Add a constant array, and return its name."""
        dims = b"".join(number(1, size) for size in values.shape)
        kind = number(2, _DOUBLE) + text(8, name)
        self._arrays.append(dims + kind + block(9, values.astype("<f8").tobytes()))
        return name

    def add(
        self, operation: str, sources: Sequence[str], result: str, settings: bytes = b""
    ) -> str:
        """Add an operation, and return the name of what comes out."""
        inputs = b"".join(text(1, source) for source in sources)
        named = text(2, result) + text(3, result)
        self._nodes.append(inputs + named + text(4, operation) + settings)
        return result

    def _cast(self, source: str, kind: int, result: str) -> str:
        return self.add("Cast", [source], result, block(5, text(1, "to") + number(3, kind) + _INT))

    def run(self, code: str, z: str, result: str) -> str:
        """Add an activation's operations on z, as its entry has them; return what comes out."""
        return self._run(ast.parse(code, mode="eval").body, z, result)

    def _run(self, code: ast.expr, z: str, result: str) -> str:
        match code:
            case ast.Call(func=ast.Name(id=operation), args=args):
                each = [self._run(arg, z, f"{result}_{at}") for at, arg in enumerate(args, start=1)]
                if operation not in _ONLY_OF_FLOATS:
                    return self.add(operation, each, result)
                narrow = [self._cast(source, _FLOAT, f"{source}_narrow") for source in each]
                return self._cast(self.add(operation, narrow, f"{result}_narrow"), _DOUBLE, result)
            case ast.Constant(value=int() | float() as value):
                return self.array(result, np.array(float(value)))
            case _:
                return z

    def message(self, inputs: int, outputs: int) -> bytes:
        """The graph, from `INPUTS` to `PREDICTIONS`."""
        parts = [block(1, node) for node in self._nodes]
        parts.append(text(2, "network"))
        parts += [block(5, array) for array in self._arrays]
        parts.append(block(11, _table(INPUTS, inputs)))
        parts.append(block(12, _table(PREDICTIONS, outputs)))
        return b"".join(parts)


def _table(name: str, columns: int) -> bytes:
    """What is said of an array of any number of rows."""
    shape = block(1, text(2, "rows")) + block(1, number(1, columns))
    return text(1, name) + block(2, block(1, number(1, _DOUBLE) + block(2, shape)))


def onnx_model(document: Document) -> bytes:
    """The present network as a file of ONNX.

    Its input `inputs`, of shape (rows, inputs), and its output `predictions`, of shape (rows,
    outputs), are float64 in their own units. The nodes' names are in the metadata, as lists in
    JSON.

    Raises:
        ExportError: inputs are made of others.
    """
    network, dataset = document.experiment.network, document.experiment.dataset
    if dataset.recipe.formulas:
        raise ExportError(
            "inputs that are made of others by formulas are not part of an ONNX model: remove them,"
            " or export a script"
        )
    graph = _network(document)
    last = len(network.layers) - 1
    outputs = [network.node_name(NodePlace(last, node)) for node in range(network.sizes[-1])]
    parts = [
        number(1, _FILE_VERSION),
        text(2, "Downhill"),
        block(7, graph.message(network.sizes[0], network.sizes[-1])),
        block(8, text(1, "") + number(2, OPSET)),
    ]
    for key, names in ((INPUTS, network.input_names), (PREDICTIONS, outputs)):
        parts.append(block(14, text(1, key) + text(2, msgspec.json.encode(names).decode())))
    return b"".join(parts)


def _network(document: Document) -> _Graph:
    network, dataset = document.experiment.network, document.experiment.dataset
    graph = _Graph()
    here = INPUTS
    if dataset.input_scaling.is_on:
        offset = graph.array("inputs_offset", np.array(dataset.input_scaling.offsets))
        factor = graph.array("inputs_factor", np.array(dataset.input_scaling.factors))
        here = graph.add("Sub", [here, offset], "inputs_moved")
        here = graph.add("Div", [here, factor], "inputs_scaled")
    parts = zip(network.layers, network.weights, network.biases, strict=True)
    for at, (layer, weights, biases) in enumerate(parts, start=1):
        here = graph.add("MatMul", [here, graph.array(f"w{at}", weights.T)], f"sum{at}")
        if biases is not None:
            here = graph.add("Add", [here, graph.array(f"b{at}", biases)], f"z{at}")
        activation = layer.activation
        here = graph.run(activation.onnx_code or f"{activation.key.title()}(z)", here, f"a{at}")
    if dataset.target_scaling.is_on:
        factor = graph.array("targets_factor", np.array(dataset.target_scaling.factors))
        offset = graph.array("targets_offset", np.array(dataset.target_scaling.offsets))
        here = graph.add("Mul", [here, factor], "predictions_moved")
        here = graph.add("Add", [here, offset], "predictions_unscaled")
    graph.add("Identity", [here], PREDICTIONS)
    return graph
