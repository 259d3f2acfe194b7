"""The weights of the network as files that other programs load, and that open here again.

An array is as the exported scripts have it: a row of weights for each node. What a file of weights
does not hold: how numbers are scaled, how inputs are made of others, locks and the loss.
"""

from collections.abc import Mapping

from core.document.document import Document
from core.export.scripts.torch_parts import state_of
from core.export.vectorised import parameter_arrays
from core.models.model import WeightRows
from core.models.numpy_archive import numpy_archive_of
from core.models.safetensors_file import safetensors_of
from core.models.statements import ACTIVATIONS, INPUTS, PREDICTIONS, ROWS
from core.nn.network import Network


def safetensors_file(document: Document) -> bytes:
    """A file of safetensors with `layer1.weight`, `layer1.bias` and so on, float64.

    The exported script for PyTorch loads it with `model.load_state_dict`.
    """
    network = document.experiment.network
    return safetensors_of(state_of(network, network.parameters), _said(network))


def numpy_file(document: Document) -> bytes:
    """An archive of NumPy with `w1`, `b1` and so on, float64, as the exported script names them."""
    network = document.experiment.network
    return numpy_archive_of(parameter_arrays(network, network.parameters), _said(network))


def _said(network: Network) -> Mapping[str, list[str]]:
    """What belongs to the network beside its weights; names that nobody gave stay empty."""
    layers = network.layers
    said = {
        ACTIVATIONS: [layer.activation.key for layer in layers],
        ROWS: [WeightRows.NODES.value],
        INPUTS: [*network.inputs],
        PREDICTIONS: [*layers[-1].names],
    }
    # Half a surrogate pair, which no file can hold, becomes “?”.
    return {
        key: [text.encode(errors="replace").decode() for text in texts]
        for key, texts in said.items()
    }
