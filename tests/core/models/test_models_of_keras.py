"""Which models of Keras open: chains of dense layers with activations that there are here."""

from typing import Any

import pytest

from core.files.document_checks import DocumentError
from tests.core.models.weight_files import keras, model_in

Config = dict[str, Any]
FIRST, RAIN, LEAKY, LAST = 2, 3, 5, 6  # where layers stand in the sequential sample


def layer(config: Config, at: int) -> Config:
    found: Config = config["config"]["layers"][at]
    return found


def opened(layer_at: int, name: str = "sequential.keras", **changed: Any) -> list[str]:
    """The activations of a sample in which a layer has other settings, or is of another class."""

    def change(config: Config) -> None:
        part = layer(config, layer_at)
        part["class_name"] = changed.pop("class_name", part["class_name"])
        part["config"] |= changed

    model = model_in("mine.keras", keras(change, name))
    return [each.key for each in model.activations]


def function(name: str) -> Config:
    return {"module": "builtins", "class_name": "function", "config": name, "registered_name": name}


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("linear", "identity"),
        (None, "identity"),
        ("relu", "relu"),
        ("elu", "elu"),
        ("sigmoid", "sigmoid"),
        ("tanh", "tanh"),
        ("softplus", "softplus"),
        ("gelu", "gelu"),
        ("silu", "silu"),
        ("swish", "silu"),
        (function("tanh"), "tanh"),
        ({"class_name": "ReLU", "config": {"negative_slope": 0.01}}, "leaky_relu"),
        ({"class_name": "LeakyReLU", "config": {"alpha": 0.01}}, "leaky_relu"),
        ({"class_name": "ELU", "config": {}}, "elu"),
    ],
)
def test_activations_of_dense_layers(given: Any, key: str) -> None:
    assert opened(FIRST, activation=given) == [key, "leaky_relu", "sigmoid"]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"class_name": "ReLU", "negative_slope": 0.0}, "relu"),
        ({"class_name": "ELU"}, "elu"),
        ({"class_name": "Activation", "activation": "gelu"}, "gelu"),
        ({"class_name": "Activation", "activation": "linear"}, "identity"),
        ({"class_name": "Dropout"}, "identity"),
    ],
)
def test_layers_that_are_activations(changed: Config, key: str) -> None:
    assert opened(LEAKY, **changed) == ["relu", key, "sigmoid"]


@pytest.mark.parametrize(
    ("at", "changed", "why"),
    [
        (FIRST, {"class_name": "Conv2D"}, "first: layers of the kind Conv2D cannot be opened"),
        (FIRST, {"class_name": "Sequential"}, "first: layers of the kind Sequential"),
        (RAIN, {"class_name": "BatchNormalization"}, "rain: layers of the kind BatchNorm"),
        (RAIN, {"class_name": "Activation", "activation": "tanh"}, "rain: it is not the one"),
        (FIRST, {"activation": "leaky_relu"}, "first: its activation is leaky ReLU with Keras'"),
        (
            FIRST,
            {"activation": "mish"},
            "first: its activation is “mish”, which this program does not have",
        ),
        (FIRST, {"activation": function("mine")}, "first: its activation is “mine”"),
        (FIRST, {"activation": 3}, "first: "),
        (FIRST, {"activation": "softmax"}, "first: softmax is for the last layer only"),
        (FIRST, {"units": 9}, "first: its weights are not those of 9 units"),
        (FIRST, {"units": "4"}, "config.json: "),
        (LEAKY, {"negative_slope": 0.3}, "leaky_re_lu: its activation is LeakyReLU with settings"),
        (LEAKY, {"class_name": "ReLU", "max_value": 6.0}, "with settings that it has not here"),
        (LEAKY, {"class_name": "ELU", "alpha": 2.0}, "leaky_re_lu: its activation is ELU with"),
        (LAST, {"use_bias": True, "class_name": "Lambda"}, "layers of the kind Lambda"),
    ],
)
def test_what_there_is_not_here_is_refused_by_its_name(at: int, changed: Config, why: str) -> None:
    with pytest.raises(DocumentError) as problem:
        opened(at, **changed)
    assert str(problem.value).startswith("mine.keras: ")
    assert why in str(problem.value)


def branch(config: Config) -> None:
    """The last layer is given the inputs, too."""
    node = layer(config, -1)["inbound_nodes"][0]
    node["args"].append({"config": {"keras_history": ["input_layer_1", 0, 0]}})


def skip(config: Config) -> None:
    """The last layer is given what the first makes."""
    first, last = layer(config, 1), layer(config, -1)
    tensor = last["inbound_nodes"][0]["args"][0]["config"]
    tensor["keras_history"][0] = first["config"]["name"]


def two_ends(config: Config) -> None:
    ends = config["config"]["output_layers"]
    config["config"]["output_layers"] = [[layer(config, 1)["config"]["name"], 0, 0], ends]


def subclass(config: Config) -> None:
    config["class_name"] = "MyModel"


def deep(config: Config) -> None:
    node: list[Any] = []
    for _ in range(800):
        node = [node]
    layer(config, 1)["inbound_nodes"] = node


def deep_activation(config: Config) -> None:
    activation: Any = "relu"
    for _ in range(400):
        activation = {"class_name": "Activation", "config": {"activation": activation}}
    layer(config, 1)["config"]["activation"] = activation


@pytest.mark.parametrize(
    "change",
    [branch, skip, two_ends, subclass, deep, deep_activation],
    ids=lambda one: one.__name__,
)
def test_what_is_no_chain_is_refused(change: Any) -> None:
    with pytest.raises(DocumentError):
        model_in("mine.keras", keras(change, "functional.keras"))


@pytest.mark.parametrize(
    ("loss", "key"),
    [
        ("mse", "mse"),
        ("mean_absolute_error", "mae"),
        ("huber", "huber"),
        ("log_cosh", "log_cosh"),
        ({"class_name": "LogCosh", "config": {}}, "log_cosh"),
        ({"class_name": "BinaryCrossentropy", "config": {"from_logits": False}}, "log_loss"),
        ({"class_name": "BinaryCrossentropy", "config": {"from_logits": True}}, None),
        ({"class_name": "Huber", "config": {"delta": 2.0}}, None),
        ("kl_divergence", None),
        ("categorical_crossentropy", None),
        (["mse"], None),
        (None, None),
    ],
)
def test_the_loss_is_the_one_that_the_model_was_compiled_with(loss: Any, key: str | None) -> None:
    def change(config: Config) -> None:
        config["compile_config"]["loss"] = loss

    stated = model_in("mine.keras", keras(change)).stated
    assert (stated.loss and stated.loss.key) == key
    remark = "Its loss is none of those here, so another one was taken"
    assert (remark in stated.remarks) is (loss is not None and key is None)
