"""Slips on the way to a prediction."""

import numpy as np
from typing_extensions import override

from core.nn.activations import IDENTITY
from core.nn.arrays import Array
from core.slips.slip import Slip
from core.training.experiment import Experiment


class NoActivation(Slip):
    """Every node passes its sum on."""

    @property
    @override
    def words(self) -> str:
        return f"for the network without {self.activations}"

    @override
    def activated(self, layer: int, sums: Array) -> Array:
        joint = self.network.layers[layer].activation.is_joint
        return super().activated(layer, sums) if joint else sums


class NoHiddenActivation(Slip):
    """Every hidden node passes its sum on."""

    @property
    @override
    def words(self) -> str:
        return f"for the network without {self.activations} in the hidden nodes"

    @override
    def activated(self, layer: int, sums: Array) -> Array:
        return sums if layer < self.last else super().activated(layer, sums)


class SizeOfSum(Slip):
    """A node that cuts off negative sums passes on their size."""

    @property
    @override
    def words(self) -> str:
        return f"for |sum| in the place of {self.activations}(sum)"

    @override
    def activated(self, layer: int, sums: Array) -> Array:
        cuts_off = self.network.layers[layer].activation.sleeps
        return np.abs(sums) if cuts_off else super().activated(layer, sums)


class ActivatedPrediction(Slip):
    """The predictions go through the activation of the hidden nodes."""

    @classmethod
    @override
    def is_possible(cls, experiment: Experiment) -> bool:
        layers = experiment.network.layers
        return len(layers) > 1 and layers[-1].activation is IDENTITY

    @property
    @override
    def words(self) -> str:
        hidden = self.network.layers[self.last - 1].activation.name
        return f"with {hidden} at the prediction too"

    @override
    def activated(self, layer: int, sums: Array) -> Array:
        return super().activated(min(layer, self.last - 1), sums)


class InputsAgain(Slip):
    """The second layer is given the inputs, not what the first one passes on."""

    @classmethod
    @override
    def is_possible(cls, experiment: Experiment) -> bool:
        sizes = experiment.network.sizes
        return len(sizes) > 2 and sizes[0] == sizes[1]

    @property
    @override
    def words(self) -> str:
        return "where the second layer gets the inputs, not the values of the first"

    @override
    def source(self, layer: int, before: Array) -> Array:
        return self.inputs if layer == 1 else before


class NoBias(Slip):
    """The biases are left out."""

    @property
    @override
    def words(self) -> str:
        return "without the bias"

    @override
    def added_up(self, layer: int, source: Array) -> Array:
        sums: Array = self.network.weights[layer] @ source
        return sums


FORWARD_SLIPS: tuple[type[Slip], ...] = (
    NoActivation,
    NoHiddenActivation,
    SizeOfSum,
    ActivatedPrediction,
    InputsAgain,
    NoBias,
)
