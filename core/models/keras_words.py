"""What Keras calls activations and losses, with their settings, as its files have them."""

from typing import Any

from core.files.document_checks import DocumentError, shortened
from core.models.keras_parts import NamedPart, Settings, part_of
from core.models.words import activation_called, plain
from core.nn.activation import Activation
from core.nn.activations import ELU, IDENTITY, LEAK, LEAKY_RELU, RELU, SOFTMAX
from core.nn.loss import Loss
from core.nn.losses import HUBER, LOG_COSH, MEAN_ABSOLUTE_ERROR, MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS

_LOSSES = {
    "mse": MEAN_SQUARED_ERROR,
    "meansquarederror": MEAN_SQUARED_ERROR,
    "mae": MEAN_ABSOLUTE_ERROR,
    "meanabsoluteerror": MEAN_ABSOLUTE_ERROR,
    "huber": HUBER,
    "logcosh": LOG_COSH,
    "binarycrossentropy": LOG_LOSS,
    "categoricalcrossentropy": CROSS_ENTROPY,
    "sparsecategoricalcrossentropy": CROSS_ENTROPY,
}
_USUAL = {
    "from_logits": False,
    "label_smoothing": 0.0,
    "delta": 1.0,
    "reduction": "sum_over_batch_size",
    "axis": -1,
    "ignore_class": None,
}


def activation_of(given: Any, where: str) -> Activation:
    """The activation of a dense layer, by its name or as a part of the file.

    Raises:
        DocumentError: there is none like it here.
    """
    if given is None:
        return IDENTITY
    if isinstance(given, str):
        found = activation_called(given)
        if found is LEAKY_RELU:
            raise _another(where, f"leaky ReLU with Keras' slope of 0.2; here it has {LEAK}")
    else:
        part = part_of(given, NamedPart, where)
        if isinstance(part.config, str):
            return activation_of(part.config, where)
        given = part.class_name
        found = activation_layer(given, part_of(part.config, Settings, where), where)
    if found is None:
        raise _another(where, f"“{shortened(given)}”, which this program does not have")
    return found


def activation_layer(kind: str, settings: Settings, where: str) -> Activation | None:
    """The activation that a layer is, if it is one.

    Raises:
        DocumentError: it is one, and there is none with these settings here.
    """
    match kind:
        case "Activation":
            return activation_of(settings.activation, where)
        case "ReLU" | "LeakyReLU":
            return _relu(kind, settings, where)
        case "ELU" if settings.alpha not in (None, 1.0):
            raise _another(where, "ELU with another alpha than 1, which it has here")
        case "ELU":
            return ELU
        case "Softmax":
            return SOFTMAX
        case _:
            return None


def _relu(kind: str, settings: Settings, where: str) -> Activation:
    usual = 0.0 if kind == "ReLU" else 0.3  # of the versions that leave it out
    slopes = (settings.negative_slope, settings.alpha, usual)
    slope = next(each for each in slopes if each is not None)
    if slope not in (0.0, LEAK) or settings.max_value is not None or settings.threshold:
        raise _another(where, f"{kind} with settings that it has not here: bent at 0 alone, {LEAK}")
    return LEAKY_RELU if slope else RELU


def loss_of(given: Any) -> Loss | None:
    """The loss that a model was compiled with; None if there is none like it here."""
    settings: Any = {}
    if isinstance(given, dict):
        given, settings = given.get("class_name"), given.get("config")
    found = _LOSSES.get(plain(given)) if isinstance(given, str) else None
    if found is None or not isinstance(settings, dict):
        return None
    is_usual = all(settings.get(key, usual) == usual for key, usual in _USUAL.items())
    return found if is_usual else None


def _another(where: str, what: str) -> DocumentError:
    return DocumentError(f"its activation is {what}", where)
