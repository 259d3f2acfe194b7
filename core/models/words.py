"""What other programs call activations."""

from core.nn.activation import Activation
from core.nn.activations import IDENTITY, OUTPUT_ACTIVATIONS, SIGMOID, SILU, SINE


def plain(word: str) -> str:
    """A name as all write it alike: "LeakyReLU", "leaky_relu" and "leaky ReLU" are one."""
    return "".join(sign for sign in word.lower() if sign not in "_- ")


_OTHERS = {
    "linear": IDENTITY,
    "none": IDENTITY,
    "logistic": SIGMOID,
    "swish": SILU,
    "sin": SINE,
}


def activation_called(name: str) -> Activation | None:
    """The activation that this program, PyTorch or Keras calls so; None if there is none here."""
    known = {plain(key): activation for key, activation in OUTPUT_ACTIVATIONS.items()}
    return (known | _OTHERS).get(plain(name))
