"""A model: what a file of weights says of a network, and what it leaves open."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from core.nn.activation import Activation
from core.nn.activations import IDENTITY, RELU
from core.nn.arrays import Array
from core.nn.loss import Loss


class WeightRows(StrEnum):
    """What a row of each weight matrix belongs to; the value is how the command line names it.

    With NODES a layer computes `x @ w.T`, as PyTorch's does; with INPUTS `x @ w`, as Keras' does.
    """

    NODES = "nodes"
    INPUTS = "inputs"


class Dense(Struct, frozen=True, eq=False):
    """A layer of a file.

    Attributes:
        name: what the file calls its weights.
        weights: of shape (nodes, sources).
        biases: of shape (nodes,), or None.
    """

    name: str
    weights: Array
    biases: Array | None


Layers = tuple[Dense, ...]


class Stated(Struct, frozen=True, eq=False):
    """What a file says beside its weights.

    Attributes:
        activations: one a layer; none where it does not say.
        rows: what a row of its matrices belongs to; None where it does not say.
        inputs: names; none where it does not say, or they are not as many as there are inputs.
        predictions: likewise.
        loss: what was made smaller; None where it does not say.
        remarks: what was left out, and what is different here, as sentences without a full stop.
    """

    activations: tuple[Activation, ...] = ()
    rows: WeightRows | None = None
    inputs: tuple[str, ...] = ()
    predictions: tuple[str, ...] = ()
    loss: Loss | None = None
    remarks: tuple[str, ...] = ()


class Model(Struct, frozen=True, eq=False):
    """A chain of dense layers.

    Attributes:
        readings: its layers; by what a row of each matrix belongs to, where both are possible.
        stated: what the file says beside.
    """

    readings: dict[WeightRows, Layers]
    stated: Stated = field(default_factory=Stated)

    @property
    def layers(self) -> Layers:
        """The layers, as they are read if nobody says otherwise."""
        return next(iter(self.readings.values()))

    @property
    def is_open(self) -> bool:
        """Whether there is something that the file does not say."""
        return len(self.readings) > 1 or not self.stated.activations

    @property
    def activations(self) -> tuple[Activation, ...]:
        """Those that the file states; else what is usual: ReLU, and identity for predictions."""
        hidden = len(self.layers) - 1
        return self.stated.activations or (*[RELU] * hidden, IDENTITY)


def sizes_of(layers: Sequence[Dense]) -> tuple[int, ...]:
    """The number of inputs, then of nodes layer by layer."""
    return (layers[0].weights.shape[1], *(layer.weights.shape[0] for layer in layers))
