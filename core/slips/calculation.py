"""A calculation: an update worked out part by part, as one does on paper.

It finds what the two passes find, but each of its parts is a method of its own, so that a slip can
be the same calculation with one of them changed.
"""

from functools import cached_property

import numpy as np

from core.nn.arrays import Array
from core.nn.loss import Outputs
from core.nn.network import INPUT_LAYER
from core.nn.quantity import LOSS, Quantity, QuantityKind
from core.training.experiment import Experiment, NextUpdate


class Calculation:
    """The numbers of one experiment, each worked out from those before it.

    Arrays of values have the shape (nodes, rows), products of slopes (nodes, sources, rows).
    Numbers that grow too large come out infinite or NaN.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.network = experiment.network
        self.inputs = np.array(experiment.dataset.inputs)
        self.targets = np.array(experiment.dataset.targets)
        self.last = len(self.network.layers) - 1

    # The parts of the forward pass

    def source(self, layer: int, before: Array) -> Array:
        """What a layer is given, where the one before it passes on `before`."""
        return before

    def added_up(self, layer: int, source: Array) -> Array:
        """What the nodes of a layer add up."""
        sums: Array = self.network.weights[layer] @ source
        biases = self.network.biases[layer]
        return sums if biases is None else sums + biases[:, np.newaxis]

    def activated(self, layer: int, sums: Array) -> Array:
        """What they pass on."""
        out = np.empty_like(sums)
        self.network.layers[layer].activation.apply(sums, out)
        return out

    @cached_property
    def sums(self) -> list[Array]:
        """What each node adds up, layer by layer."""
        return [sums for sums, _ in self._forward]

    @cached_property
    def values(self) -> list[Array]:
        """What each node passes on, layer by layer."""
        return [values for _, values in self._forward]

    @cached_property
    def _forward(self) -> list[tuple[Array, Array]]:
        found, values = [], self.inputs
        for layer in range(self.last + 1):
            sums = self.added_up(layer, self.source(layer, values))
            values = self.activated(layer, sums)
            found.append((sums, values))
        return found

    # The parts of the loss

    @cached_property
    def errors(self) -> Array:
        """Predicted − actual, shape (outputs, rows)."""
        return self.values[-1] - self.targets

    @cached_property
    def shares(self) -> Array:
        """What each error adds to the loss, shape (outputs, rows)."""
        out = np.empty_like(self.targets)
        self.experiment.loss.share(self._outputs, out)
        return out

    @cached_property
    def loss(self) -> float:
        """The mean of the shares, or their sum, and what the weights cost."""
        divisor = self.experiment.loss.divisor(self.targets.shape[1], len(self.targets))
        return float(self.shares.sum()) / divisor + self._penalty

    @property
    def _outputs(self) -> Outputs:
        return Outputs(self.sums[-1], self.values[-1], self.errors, self.targets)

    @property
    def _penalty(self) -> float:
        weights = self.network.parameters[self.network.is_weight]
        return self.experiment.l2_penalty / 2 * float(weights @ weights)

    # The parts of the slopes

    def slope_at_predictions(self) -> Array:
        """The slope of each row's own loss along its predictions."""
        out = np.empty_like(self.targets)
        self.experiment.loss.slope(self._outputs, out)
        return out / self.experiment.loss.divisor(1, len(self.targets))

    def activation_slope(self, layer: int) -> Array:
        """The slope of the activation at each node of a layer."""
        sums, values = self.sums[layer], self.values[layer]
        out = np.ones_like(sums)
        if layer != self.last or not self.experiment.loss.is_from_logits:
            self.network.layers[layer].activation.slope(sums, values, out)
        return out

    def passed_back(self, layer: int, loss_slopes: Array) -> Array:
        """The loss slopes at the layer before, from those at this one."""
        slopes = loss_slopes * self.activation_slope(layer)
        back: Array = self.network.weights[layer].T @ slopes
        return back

    @cached_property
    def loss_slopes(self) -> list[Array]:
        """The slope of each row's own loss along each node's value, layer by layer."""
        found = [self.slope_at_predictions()]
        for layer in range(self.last, 0, -1):
            found.append(self.passed_back(layer, found[-1]))
        return found[::-1]

    def going_in(self, layer: int) -> Array:
        """What the weights of a layer are multiplied by, and 1 for a bias; (sources, rows)."""
        before = self.inputs if layer == 0 else self.values[layer - 1]
        source = self.source(layer, before)
        if not self.network.layers[layer].biased:
            return source
        return np.concatenate((source, np.ones((1, source.shape[1]))))

    def products(self, layer: int, loss_slopes: Array) -> Array:
        """The slope of each row's own loss along the weights and biases of a layer."""
        slopes = loss_slopes * self.activation_slope(layer)
        return self.going_in(layer) * slopes[:, np.newaxis]

    def put_together(self, products: Array) -> Array:
        """The rows' slopes as one: their mean, or their sum where the loss is a sum."""
        batch = self.experiment.batch
        of_step = products if batch is None else products[..., batch]
        averages = self.experiment.loss.averages
        found: Array = of_step.mean(axis=-1) if averages else of_step.sum(axis=-1)
        return found

    def slopes_of(self, layer: int, loss_slopes: Array) -> Array:
        """The slopes along the weights and biases of a layer, shape (nodes, sources)."""
        slopes = self.put_together(self.products(layer, loss_slopes))
        weights = self.network.weights[layer]
        slopes[:, : weights.shape[1]] += self.experiment.l2_penalty * weights
        return slopes

    @cached_property
    def gradient(self) -> Array:
        """The slopes that the next step follows, shape (P,)."""
        layers = zip(range(self.last + 1), self.loss_slopes, strict=True)
        return np.concatenate([self.slopes_of(*layer).ravel() for layer in layers])

    # The parts of the step

    @cached_property
    def next_update(self) -> NextUpdate:
        """What the optimizer makes of the slopes."""
        return self.experiment.next_update(self.gradient)

    @cached_property
    def new_parameters(self) -> Array:
        """Where the step leads, shape (P,)."""
        return self.next_update.parameters

    # What comes of it

    def value(self, quantity: Quantity) -> float | None:
        """The number that a quantity names; None for one that is given, not worked out."""
        with np.errstate(all="ignore"):
            if quantity == LOSS:
                return self.loss
            if quantity.kind in _AT_NODES:
                return self._at_node(quantity)
            return self._along_weight(quantity)

    def _at_node(self, quantity: Quantity) -> float | None:
        layer, node = quantity.node
        if layer == INPUT_LAYER:
            return None
        match quantity.kind:
            case QuantityKind.PREACTIVATION:
                found = self.sums[layer]
            case QuantityKind.ACTIVATION:
                found = self.values[layer]
            case QuantityKind.ERROR:
                found = self.errors
            case QuantityKind.SHARE:
                found = self.shares
            case QuantityKind.LOSS_SLOPE:
                found = self.loss_slopes[layer]
            case _:
                found = self.activation_slope(layer)
        return float(found[node, quantity.row])

    def _along_weight(self, quantity: Quantity) -> float | None:
        match quantity.kind:
            case QuantityKind.ROW_SLOPE:
                layer, node, source = self.network.place(quantity.parameter)
                products = self.products(layer, self.loss_slopes[layer])
                return float(products[node, -1 if source is None else source, quantity.row])
            case QuantityKind.SLOPE:
                return float(self.gradient[quantity.parameter])
            case QuantityKind.NEW_WEIGHT:
                return float(self.new_parameters[quantity.parameter])
            case _:
                return None


_AT_NODES = frozenset(
    {
        QuantityKind.PREACTIVATION,
        QuantityKind.ACTIVATION,
        QuantityKind.ERROR,
        QuantityKind.SHARE,
        QuantityKind.LOSS_SLOPE,
        QuantityKind.ACTIVATION_SLOPE,
    }
)
