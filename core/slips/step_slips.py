"""Slips in the step itself."""

from functools import cached_property

import numpy as np
from typing_extensions import override

from core.nn.arrays import Array
from core.slips.slip import Slip


class SlopeAdded(Slip):
    """The step goes uphill."""

    says = "where the step is added; downhill it is taken off"

    @cached_property
    @override
    def new_parameters(self) -> Array:
        return self.network.parameters + self.next_update.change


class NoRate(Slip):
    """The step is not made smaller."""

    says = "without the learning rate"

    @cached_property
    @override
    def new_parameters(self) -> Array:
        return self.network.parameters - self.next_update.direction


class LastLayerFirst(Slip):
    """Slopes pass back along weights that have taken their step already."""

    says = "where the layer behind is updated first; all slopes come from the old weights"

    @override
    def passed_back(self, layer: int, loss_slopes: Array) -> Array:
        slopes = loss_slopes * self.activation_slope(layer)
        gradient = np.zeros_like(self.network.parameters)
        self.network.split(gradient)[layer][...] = self.slopes_of(layer, loss_slopes)
        moved = self.experiment.next_update(gradient).parameters
        back: Array = self.network.weights_of(moved)[layer].T @ slopes
        return back


STEP_SLIPS: tuple[type[Slip], ...] = (SlopeAdded, NoRate, LastLayerFirst)
