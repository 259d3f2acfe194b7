"""Forward and backward passes: a network's predictions, its loss and all its slopes.

Arrays are feature-major, shape (nodes, rows). Under the values of each layer lies a row of ones,
so that a bias is the weight of a source that always gives 1 and W·x + b is one matrix product:

    z = W · x           preactivations            (nodes, rows)
    a = f(z)            activations               (nodes, rows)
    loss = Σ share(a − target) / divisor          at the last layer

Backpropagation finds ∂loss/∂W for every layer. It follows from the chain rule, from the prediction
back to the inputs. Suppose the loss slopes ∂loss/∂a at the nodes of a layer are known; at the last
layer they are, for a appears in its own share alone:

    ∂loss/∂a = share′(a − target) / divisor

z is in the loss only through a = f(z), so a small change dz changes a by f′(z) dz, and

    ∂loss/∂z = ∂loss/∂a × f′(z)

The weight W[j, i] is in the loss only through z[j] = Σᵢ W[j, i] x[i], once in each row, and there
∂z[j]/∂W[j, i] = x[i]; the loss adds the rows up, so

    ∂loss/∂W[j, i] = Σ over the rows of ∂loss/∂z[j] × x[i]         or  ∂loss/∂W = ∂loss/∂z · xᵀ

The value x[i] is in the loss through every node j of this layer, with ∂z[j]/∂x[i] = W[j, i], so

    ∂loss/∂x[i] = Σⱼ W[j, i] × ∂loss/∂z[j]                         or  ∂loss/∂x = Wᵀ · ∂loss/∂z

and that is ∂loss/∂a of the layer before, where the same begins again.

A loss of probabilities goes together with the activation of the predictions: their shares come from
the logits z, and ∂loss/∂z = (probability − target) / divisor stands as the loss slope of the last
layer, with an activation slope of 1.

Where weights cost, λ/2 × Σ weight² is a part of the loss, and λ × weight of each weight's slope.
"""

from functools import cached_property

import numpy as np
from typing_extensions import override

from core.data.dataset import Dataset
from core.nn.activations import IDENTITY
from core.nn.arrays import Array, Rows, read_only
from core.nn.loss import Loss, Outputs
from core.nn.network import Layer
from core.training.buffers import BUFFERS
from core.training.experiment import Experiment


class _LayerPass:
    """The buffers of one layer, and the views on the flat vectors that belong to it."""

    __slots__ = (
        "activation",
        "activation_slopes",
        "activations",
        "back_weights",
        "extended",
        "gradient",
        "linear",
        "loss_slopes",
        "matrix",
        "preactivation_slopes",
        "preactivations",
        "source",
        "source_rows",
        "source_slopes",
        "straight",
    )

    def __init__(
        self,
        layer: Layer,
        source: Array,
        source_slopes: Array | None,
        matrix: Array,
        gradient: Array,
        *,
        bare: bool = False,
    ) -> None:
        sources, rows = source.shape[0] - 1, source.shape[1]
        shape = (layer.size, rows)
        self.activation = layer.activation
        self.linear = layer.activation is IDENTITY
        self.straight = self.linear or bare
        self.matrix = matrix
        self.gradient = gradient
        self.back_weights = matrix[:, :sources].T
        self.source = source if layer.biased else source[:-1]
        self.source_rows = self.source.T
        self.source_slopes = source_slopes
        self.extended = BUFFERS.empty((layer.size + 1, rows))
        self.extended[-1] = 1.0
        self.activations = self.extended[:-1]
        self.loss_slopes = BUFFERS.empty(shape)
        self.activation_slopes = BUFFERS.empty(shape)
        if self.straight:
            self.activation_slopes[:] = 1.0
        # An identity layer needs no second copy of the same numbers.
        self.preactivations = self.activations if self.linear else BUFFERS.empty(shape)
        self.preactivation_slopes = self.loss_slopes if self.straight else BUFFERS.empty(shape)

    def forward(self) -> None:
        self.matrix.dot(self.source, self.preactivations)
        if not self.linear:
            self.activation.apply(self.preactivations, self.activations)

    def backward(self) -> None:
        """From the loss slopes at the nodes to those of the weights and at the layer before."""
        if not self.straight:
            slopes = self.activation_slopes
            self.activation.slope(self.preactivations, self.activations, slopes)
            np.multiply(self.loss_slopes, slopes, self.preactivation_slopes)
        self.preactivation_slopes.dot(self.source_rows, self.gradient)
        if self.source_slopes is not None:
            self.back_weights.dot(self.preactivation_slopes, self.source_slopes)


class _LossPass:
    """The loss of what the last layer predicts, and its slope there."""

    def __init__(self, loss: Loss, of: Outputs, divisor: int) -> None:
        self._loss, self._of, self._divisor = loss, of, divisor
        self._slope_divisor = read_only(divisor)
        self.shares = BUFFERS.empty(of.targets.shape)
        self._flat_shares = self.shares.ravel()

    def find_shares(self) -> None:
        """Compute what each error adds, shape (outputs, rows)."""
        self._loss.share(self._of, self.shares)

    def find(self) -> float:
        """The loss."""
        self.find_shares()
        return float(self._flat_shares.dot(self._ones)) / self._divisor

    @cached_property
    def _ones(self) -> Array:
        return np.ones(self.shares.size)

    def find_slope(self, out: Array) -> None:
        """The slope of the loss along each prediction, or sum."""
        self._loss.slope(self._of, out)
        if self._divisor != 1:
            np.divide(out, self._slope_divisor, out)


class _SquaresPass(_LossPass):
    """The same in fewer operations, where a share is a multiple of error².

    The sum of squares is one product, and 2 e / n is e / (n / 2) to the last bit.
    """

    def __init__(self, loss: Loss, of: Outputs, divisor: int) -> None:
        super().__init__(loss, of, divisor)
        self._flat_errors = of.errors.ravel()
        self._squares_divisor = divisor / loss.square_share
        self._slope_divisor = read_only(self._squares_divisor / 2)

    @override
    def find(self) -> float:
        return float(self._flat_errors.dot(self._flat_errors)) / self._squares_divisor

    @override
    def find_slope(self, out: Array) -> None:
        np.divide(self._of.errors, self._slope_divisor, out)


class Propagation:
    """Both passes over one dataset, with their buffers made once and used again.

    The parameters are read from `parameters`, shape (P,), which the caller may change between
    passes and share with other passes; the slopes stand in `gradient`, shape (P,), after
    `backward`. Numbers may overflow to infinity on the way: call inside
    `np.errstate(all="ignore")` and look at the results.

    Args:
        experiment: whose network, rows and loss.
        parameters: shape (P,), not copied; those of the network, copied, if none are given.
        rows: other rows than those learnt from. Their loss is theirs alone, without the penalty.

    Attributes:
        has_values: whether the values stand there that `forward` computes.
        shares: what each error adds to the loss, shape (outputs, rows), after `find_shares`.
        penalty: what the weights cost, as a part of the loss that `forward` found.
    """

    def __init__(
        self,
        experiment: Experiment,
        parameters: Array | None = None,
        rows: Dataset | None = None,
    ) -> None:
        network, loss = experiment.network, experiment.loss
        dataset = experiment.dataset if rows is None else rows
        self.parameters = network.parameters.copy() if parameters is None else parameters
        self.gradient = np.zeros_like(self.parameters)
        self.inputs = BUFFERS.empty((len(dataset.inputs) + 1, dataset.rows))
        self.inputs[-1] = 1.0
        for row, column in zip(self.inputs, dataset.inputs, strict=False):
            row[:] = column
        self.layers: list[_LayerPass] = []
        source, source_slopes = self.inputs, None
        for layer, matrix, gradient in zip(
            network.layers,
            network.split(self.parameters),
            network.split(self.gradient),
            strict=True,
        ):
            bare = loss.is_from_logits and layer is network.layers[-1]
            layer_pass = _LayerPass(layer, source, source_slopes, matrix, gradient, bare=bare)
            source, source_slopes = layer_pass.extended, layer_pass.loss_slopes
            self.layers.append(layer_pass)
        self.targets = BUFFERS.empty((len(dataset.targets), dataset.rows))
        for row, column in zip(self.targets, dataset.targets, strict=True):
            row[:] = column
        self.errors = BUFFERS.empty(self.targets.shape)
        last = self.layers[-1]
        of = Outputs(last.preactivations, last.activations, self.errors, self.targets)
        make = _SquaresPass if loss.square_share else _LossPass
        self._loss: _LossPass = make(loss, of, loss.divisor(dataset.rows, len(dataset.targets)))
        self.shares = self._loss.shares
        self.has_values = self._is_backward = False
        self.penalty = 0.0
        self._costs: Array | None = None  # λ for each weight, 0 for each bias
        if experiment.l2_penalty and rows is None:
            self._costs = costs_of(experiment)

    def take(self, source: "Propagation", rows: Rows) -> None:
        """Take over these rows of another's data, as many as there is room for."""
        np.take(source.inputs, rows, axis=1, out=self.inputs)
        np.take(source.targets, rows, axis=1, out=self.targets)

    def know(self, gradient: Array) -> None:
        """Take over the slopes that both passes found before, at the present parameters."""
        self.gradient[:] = gradient
        self.has_values, self._is_backward = False, True

    def freeze(self) -> None:
        """Let nobody write to what was found, so that it can be part of a value as it is."""
        found = [self.inputs, self.gradient, self.errors, self.shares]
        for layer in self.layers:
            found += [layer.extended, layer.activations, layer.preactivations]
            found += [layer.loss_slopes, layer.activation_slopes]
        for array in found:
            array.flags.writeable = False
            if array.base is not None:
                array.base.flags.writeable = False

    @property
    def buffers(self) -> list[Array]:
        """All that is as long as there are rows, shape (nodes, rows) each."""
        found = [self.inputs, self.targets, self.errors, self.shares]
        for layer in self.layers:
            found += [layer.extended, layer.preactivations, layer.activation_slopes]
            found += [layer.loss_slopes, layer.preactivation_slopes]
        return found

    def find_shares(self) -> None:
        """Compute the shares of the loss that `forward` found, which a step does not need."""
        self._loss.find_shares()

    def forward(self) -> float:
        """Compute every value up to the loss, and return the loss."""
        self.has_values, self._is_backward = True, False
        for layer in self.layers:
            layer.forward()
        last = self.layers[-1]
        np.subtract(last.activations, self.targets, self.errors)
        loss = self._loss.find()
        if self._costs is None:
            return loss
        self.penalty = penalty_of(self._costs, self.parameters)
        return loss + self.penalty

    def backward(self) -> None:
        """Compute every slope of the loss that `forward` found, unless that was done."""
        if self._is_backward:
            return
        self._is_backward = True
        self._loss.find_slope(self.layers[-1].loss_slopes)
        for layer in reversed(self.layers):
            layer.backward()
        if self._costs is not None:
            self.gradient += self._costs * self.parameters


def costs_of(experiment: Experiment) -> Array:
    """λ for each weight and 0 for each bias, shape (P,)."""
    return experiment.l2_penalty * experiment.network.is_weight.astype(np.float64)


def penalty_of(costs: Array, parameters: Array) -> float:
    """What weights cost, λ/2 × Σ weight²."""
    return float((costs * parameters).dot(parameters)) / 2
