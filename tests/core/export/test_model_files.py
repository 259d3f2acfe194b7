"""Weights that were taken away open again as they were, here and in other programs."""

import io
import json

import numpy as np
import pytest
from hypothesis import given
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.document.document import Document
from core.export.model_files import numpy_file, safetensors_file
from core.nn.activation import Activation
from core.nn.activations import OUTPUT_ACTIVATIONS
from core.nn.losses import loss_for
from core.nn.network import Network
from core.opening.from_model import document_of_model
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import bank, sized_network
from tests.core.models.weight_files import model_in
from tests.core.nn.any_network import networks

FILES = {"a.safetensors": safetensors_file, "a.npz": numpy_file}


def document_with(network: Network) -> Document:
    rows = from_rows(np.ones((1, network.sizes[0])), np.zeros((1, network.sizes[-1])))
    loss = loss_for(network.layers[-1].activation)
    experiment = Experiment(network, rows, loss, GradientDescent())
    return Document(experiment, experiment)


def opened_again(network: Network, name: str) -> Network:
    model = model_in(name, FILES[name](document_with(network)))
    assert not model.is_open
    return document_of_model(model, model.layers, model.activations, "").experiment.network


@given(networks())
def test_every_network_opens_again_to_the_last_bit(network: Network) -> None:
    for name in FILES:
        found = opened_again(network, name)
        assert found.parameters.tobytes() == network.parameters.tobytes()
        assert found.shapes == network.shapes
        assert found.inputs == network.inputs
        assert found.layers[-1].names == network.layers[-1].names
        for layer, before in zip(found.layers, network.layers, strict=True):
            assert (layer.activation, layer.biased) == (before.activation, before.biased)


@pytest.mark.parametrize("activation", OUTPUT_ACTIVATIONS.values(), ids=OUTPUT_ACTIVATIONS)
def test_every_activation_is_known_again(activation: Activation) -> None:
    network = sized_network((3, 3, 3), output=activation)
    for name in FILES:
        assert opened_again(network, name).layers[-1].activation is activation


def test_names_of_any_kind_come_back() -> None:
    network = replace(bank().network, inputs=('"],\n', "\ud800 Zoë\u202e\0"))
    for name in FILES:
        assert opened_again(network, name).inputs in (
            ('"],\n', "? Zoë\u202e\0"),
            ('"],\n', "? Zoë\u202e"),
        )


def test_numpy_opens_the_archive_without_pickles_by_the_names_of_the_script() -> None:
    network = bank().network
    with np.load(io.BytesIO(numpy_file(document_with(network))), allow_pickle=False) as archive:
        assert archive["w1"].tolist() == network.weights[0].tolist()
        assert archive["w2"].tolist() == network.weights[1].tolist()
        assert archive["activations"].tolist() == ["relu", "identity"]


def test_the_other_file_is_as_its_format_says_with_the_names_of_the_script() -> None:
    network = sized_network((2, 3, 1), biased=True)
    data = safetensors_file(document_with(network))
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    assert size % 8 == 0
    assert [*header] == [
        "__metadata__",
        "layer1.weight",
        "layer1.bias",
        "layer2.weight",
        "layer2.bias",
    ]
    assert all(isinstance(text, str) for text in header.pop("__metadata__").values())
    begin, end = header["layer1.weight"]["data_offsets"]
    numbers = np.frombuffer(data[8 + size + begin : 8 + size + end], "<f8")
    assert header["layer1.weight"] | {"data_offsets": []} == {
        "dtype": "F64",
        "shape": [3, 2],
        "data_offsets": [],
    }
    assert numbers.tolist() == network.weights[0].ravel().tolist()
    assert header["layer2.bias"]["data_offsets"][1] == len(data) - 8 - size
