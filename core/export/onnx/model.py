"""The network as a model of ONNX, which many programs run: own units in, own units out.

Numbers are float64, so that another program predicts what this one predicts; GELU's error function
alone is float32, because runtimes commonly have no other. The file is written without the library
of ONNX: these few messages need no more than `protobuf`.
"""

import msgspec
import numpy as np

from core.document.document import Document
from core.document.made_inputs import given_names
from core.export.onnx.graph import Graph
from core.export.onnx.made_inputs import activation_code, all_inputs
from core.export.onnx.protobuf import block, number, text
from core.nn.network import NodePlace
from core.text.names import distinct

OPSET = 13
INPUTS, PREDICTIONS = "inputs", "predictions"
_FILE_VERSION = 7  # of ONNX 1.8, the first that is sure to know the opset


def onnx_model(document: Document) -> bytes:
    """The present network as a file of ONNX.

    Its input `inputs`, of shape (rows, inputs that are given), and its output `predictions`, of
    shape (rows, outputs), are float64 in their own units. Inputs that are made of others are made
    inside. The nodes' names are in the metadata, as lists in JSON.
    """
    experiment = document.experiment
    network, given = experiment.network, distinct(given_names(experiment))
    last = len(network.layers) - 1
    outputs = [network.node_name(NodePlace(last, node)) for node in range(network.sizes[-1])]
    graph = _network(document).message((INPUTS, len(given)), (PREDICTIONS, len(outputs)))
    parts = [
        number(1, _FILE_VERSION),
        text(2, "Downhill"),
        block(7, graph),
        block(8, text(1, "") + number(2, OPSET)),
    ]
    for key, names in ((INPUTS, given), (PREDICTIONS, outputs)):
        parts.append(block(14, text(1, key) + text(2, msgspec.json.encode(names).decode())))
    return b"".join(parts)


def _network(document: Document) -> Graph:
    network, dataset = document.experiment.network, document.experiment.dataset
    graph = Graph()
    here = all_inputs(graph, dataset.recipe, INPUTS)
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
        here = graph.run(activation_code(layer.activation), {"z": here}, f"a{at}")
    if dataset.target_scaling.is_on:
        factor = graph.array("targets_factor", np.array(dataset.target_scaling.factors))
        offset = graph.array("targets_offset", np.array(dataset.target_scaling.offsets))
        here = graph.add("Mul", [here, factor], "predictions_moved")
        here = graph.add("Add", [here, offset], "predictions_unscaled")
    graph.add("Identity", [here], PREDICTIONS)
    return graph
