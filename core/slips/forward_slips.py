"""Slips on the way to a prediction."""

import numpy as np
from typing_extensions import override

from core.nn.activations import IDENTITY
from core.nn.arrays import Array
from core.slips.slip import Slip
from core.training.experiment import Experiment


class NoActivation(Slip):
    """Every node passes its sum on."""

    says = "for the network without {slip.activations}"

    @override
    def activated(self, layer: int, sums: Array) -> Array:
        joint = self.network.layers[layer].activation.is_joint
        return super().activated(layer, sums) if joint else sums


class NoHiddenActivation(Slip):
    """Every hidden node passes its sum on."""

    says = "for the network without {slip.activations} in the hidden nodes"

    @override
    def activated(self, layer: int, sums: Array) -> Array:
        return sums if layer < self.last else super().activated(layer, sums)


class SizeOfSum(Slip):
    """A node that cuts off negative sums passes on their size."""

    says = "for |sum| in the place of {slip.activations}(sum)"

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

    says = "with {slip.hidden} at the prediction too"

    @property
    def hidden(self) -> str:
        """The name of the activation before the predictions."""
        return self.network.layers[self.last - 1].activation.name

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

    says = "where the second layer gets the inputs, not the values of the first"

    @override
    def source(self, layer: int, before: Array) -> Array:
        return self.inputs if layer == 1 else before


class NoBias(Slip):
    """The biases are left out."""

    says = "without the bias"

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
