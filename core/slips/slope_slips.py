"""Slips on the way back: in the loss slopes, the three factors of a slope, and what passes back."""

import numpy as np
from typing_extensions import override

from core.nn.arrays import Array
from core.slips.slip import Slip
from core.training.experiment import Experiment


class NoTwo(Slip):
    """The 2 of the derivative of a square is forgotten."""

    @classmethod
    @override
    def is_possible(cls, experiment: Experiment) -> bool:
        return experiment.loss.square_share == 1

    says = "without the 2: the slope of error² is 2 × error"

    @override
    def slope_at_predictions(self) -> Array:
        return super().slope_at_predictions() / 2


class ErrorForLossSlope(Slip):
    """The error stands where the slope of the loss belongs."""

    says = "with the error in the place of the loss slope"

    @override
    def slope_at_predictions(self) -> Array:
        return self.errors


class NoSource(Slip):
    """The value that goes in is forgotten."""

    says = "without the value that goes in"

    @override
    def going_in(self, layer: int) -> Array:
        return np.ones_like(super().going_in(layer))


class NoLossSlope(Slip):
    """The loss slope at the node is forgotten."""

    says = "without the loss slope at the node it feeds"

    @override
    def products(self, layer: int, loss_slopes: Array) -> Array:
        return super().products(layer, np.ones_like(loss_slopes))


class NoActivationSlope(Slip):
    """The slope of the activation is forgotten."""

    says = "without the {slip.activations} slope"

    @override
    def activation_slope(self, layer: int) -> Array:
        return np.ones_like(self.sums[layer])


class ValueForActivationSlope(Slip):
    """A node's value stands where the slope of its activation belongs."""

    says = "with the node's value in the place of its {slip.activations} slope"

    @override
    def activation_slope(self, layer: int) -> Array:
        return self.values[layer] if layer < self.last else super().activation_slope(layer)


class SumForActivationSlope(Slip):
    """A node's sum stands there."""

    says = "with the node's sum in the place of its {slip.activations} slope"

    @override
    def activation_slope(self, layer: int) -> Array:
        return self.sums[layer] if layer < self.last else super().activation_slope(layer)


class OwnWeight(Slip):
    """A weight itself stands where the next one belongs, along which its slope passes back."""

    says = "with the weight itself in the place of the next one"

    @override
    def products(self, layer: int, loss_slopes: Array) -> Array:
        if layer == self.last:
            return super().products(layer, loss_slopes)
        behind = self.loss_slopes[layer + 1] * self.activation_slope(layer + 1)
        matrix = self.network.split(self.network.parameters)[layer]
        own = matrix[:, :, np.newaxis] * behind.sum(axis=0)
        found: Array = self.going_in(layer) * self.activation_slope(layer)[:, np.newaxis] * own
        return found


SLOPE_SLIPS: tuple[type[Slip], ...] = (
    NoTwo,
    ErrorForLossSlope,
    NoSource,
    NoActivationSlope,
    NoLossSlope,
    OwnWeight,
    ValueForActivationSlope,
    SumForActivationSlope,
)
