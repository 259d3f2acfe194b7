"""Files of Keras 3: an archive of config.json, which has the layers, and their weights in HDF5."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from core.files.document_checks import DocumentError, shortened
from core.models.chaining import check_chain
from core.models.hdf5 import hdf5_arrays
from core.models.keras_parts import ChainPart, LayerPart, ModelPart, part_of
from core.models.keras_words import activation_layer, activation_of, loss_of
from core.models.model import Dense, Layers, Model, Stated, WeightRows
from core.models.recognising import CONFIG, WEIGHTS
from core.models.tensors import tensor
from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.arrays import read_only
from core.tables.containers.zipped import members

_FIRST = "InputLayer"
_LEFT_OUT = (
    "Dropout",
    "AlphaDropout",
    "GaussianDropout",
    "GaussianNoise",
    "ActivityRegularization",
)
_DOES_NOTHING = "Flatten"


class _Found(NamedTuple):
    """A dense layer of the config, and where its weights are."""

    name: str
    part: LayerPart
    group: str
    activation: Activation


def read_keras(data: bytes) -> Model:
    """Return the model in a file.

    Raises:
        DocumentError: it is damaged, or no chain of dense layers.
        SpreadsheetError: there is too much in it, it is damaged, or it needs a password.
    """
    every = members(data, "model")
    if not {CONFIG, WEIGHTS} <= every.keys():
        raise DocumentError(f"there is no {CONFIG} and {WEIGHTS} in it: save the model once more")
    model = _config(every[CONFIG])
    chain = _chain(model)
    found, remarks = _dense(chain)
    layers = _weights(every[WEIGHTS], found)
    given = None if model.compile_config is None else model.compile_config.loss
    loss, activations = loss_of(given), tuple(each.activation for each in found)
    if loss is not None and not loss.fits(activations[-1]):
        loss = None
    if given is not None and loss is None:
        remarks.append("Its loss is none of those here, so another one was taken")
    stated = Stated(activations, loss=loss, remarks=tuple(remarks))
    return Model({WeightRows.INPUTS: layers}, stated)


def _config(data: bytes) -> ModelPart:
    try:
        return msgspec.json.decode(data, type=ModelPart)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise DocumentError("it is damaged: save the model once more", CONFIG) from problem


def _chain(model: ModelPart) -> list[LayerPart]:
    """The layers, one after another."""
    if model.class_name not in ("Sequential", "Functional"):
        raise DocumentError(
            f"it is a {shortened(model.class_name)}; only Sequential and Functional models of dense"
            " layers can be opened",
            CONFIG,
        )
    chain = part_of(model.config, ChainPart, CONFIG)
    if model.class_name == "Functional":
        _check_sources(chain.layers)
        _check_end(chain)
    return chain.layers


def _check_sources(layers: Sequence[LayerPart]) -> None:
    """Accept layers each of which is given what the one before it makes, and nothing else."""
    before = ""
    for layer in layers:
        name = layer.config.name
        if [*_sources(layer.inbound_nodes)] != ([before] if before else []):
            raise DocumentError(
                "it is not given just what the layer before it makes; only chains can be opened",
                shortened(name),
            )
        before = name


def _check_end(chain: ChainPart) -> None:
    """Accept a model that gives what its last layer makes, and nothing else."""
    names = {layer.config.name for layer in chain.layers[:-1]}
    ends = chain.output_layers
    for end in (*ends, *(each[0] for each in ends if isinstance(each, list) and each)):
        if isinstance(end, str) and end in names:
            raise DocumentError(
                "its result is a prediction, too; only the last layer's can be", shortened(end)
            )


def _sources(part: Any) -> list[str]:
    """The names of the layers whose results are in a part of the file."""
    if isinstance(part, dict):
        history = part.get("keras_history")
        if isinstance(history, list) and history:
            return [str(history[0])]
        return [name for each in part.values() for name in _sources(each)]
    if isinstance(part, list):
        return [name for each in part for name in _sources(each)]
    return []


def _dense(chain: Sequence[LayerPart]) -> tuple[list[_Found], list[str]]:
    """The dense layers with their activations, and what was left out."""
    found: list[_Found] = []
    remarks: list[str] = []
    for layer in chain:
        kind, name = layer.class_name, shortened(layer.config.name)
        if kind == "Dense":
            group = f"layers/dense_{len(found)}" if found else "layers/dense"
            activation = activation_of(layer.config.activation, name)
            found.append(_Found(name, layer, group, activation))
        elif kind in _LEFT_OUT:
            about = "it does nothing when the network predicts"
            remarks.append(f"The layer “{name}” was left out: {about}")
        elif kind not in (_FIRST, _DOES_NOTHING):
            _activate(found, layer, name)
    if not found:
        raise DocumentError("there is no dense layer in it", CONFIG)
    for each in found[:-1]:
        if each.activation.is_joint:
            raise DocumentError(f"{each.activation.name} is for the last layer only", each.name)
    return found, remarks


def _activate(found: list[_Found], layer: LayerPart, name: str) -> None:
    """Let a layer that is an activation be that of the dense layer before it."""
    activation = activation_layer(layer.class_name, layer.config, name)
    if activation is None:
        raise DocumentError(
            f"layers of the kind {shortened(layer.class_name)} cannot be opened, only Dense and"
            " activations",
            name,
        )
    if activation is IDENTITY:
        return
    if not found or found[-1].activation is not IDENTITY:
        raise DocumentError("it is not the one activation behind a dense layer", name)
    found[-1] = found[-1]._replace(activation=activation)


def _weights(data: bytes, found: Sequence[_Found]) -> Layers:
    """The layers with their weights, which Keras numbers by the order of the dense layers."""
    places = [[f"{each.group}/vars/0"] for each in found]
    for each, wanted in zip(found, places, strict=True):
        if each.part.config.use_bias:
            wanted.append(f"{each.group}/vars/1")
    arrays = iter(hdf5_arrays(data, [place for each in places for place in each]))
    layers = []
    for each, wanted in zip(found, places, strict=True):
        kernel, *biases = (tensor(each.name, next(arrays)).values for _ in wanted)
        if kernel.ndim != 2 or kernel.shape[1] != each.part.config.units:
            raise DocumentError(
                f"its weights are not those of {each.part.config.units} units", each.name
            )
        layers.append(Dense(each.name, read_only(kernel.T), biases[0] if biases else None))
    check_chain(layers)
    return tuple(layers)
