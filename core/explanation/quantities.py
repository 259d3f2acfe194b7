"""The numbers behind the quantities of one experiment."""

import math
from functools import cached_property

import numpy as np
from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.nn.arrays import Array, BoolArray, Rows, read_only
from core.nn.expressions import Term
from core.nn.network import NodePlace
from core.nn.quantity import LEARNING_RATE, SHARED, SLOPE_NORM, Quantity, QuantityKind
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment, NextUpdate
from core.training.propagation import Propagation
from core.training.rules.optimizer import Arithmetic, Leaves, norm_of

_SAFE = 1e150  # the square of a number below that, and the sum of many, are finite


class Quantities:
    """The numbers behind the quantities of one experiment.

    Slopes that belong to one row are those of the row's own loss. Where the loss is a mean over
    the rows, a slope over all rows is the mean of the rows' slopes; their sum, where it is a sum.
    """

    def __init__(self, experiment: Experiment, evaluation: Evaluation) -> None:
        self.experiment = experiment
        self.evaluation = evaluation
        self.network = experiment.network
        self.rows = experiment.dataset.rows
        self._row_scale = self.rows if experiment.loss.averages else 1

    @property
    def rows_in_use(self) -> Rows:
        """The rows that the slopes of the next step come from, shape (n,)."""
        batch = self.evaluation.batch
        return np.arange(self.rows) if batch is None else batch

    @property
    def is_put_together(self) -> bool:
        """Whether loss and slopes come from several rows, or from a row and a penalty."""
        return self.rows > 1 or self.experiment.l2_penalty > 0

    @property
    def every_row(self) -> str:
        """The words " for all rows", or nothing where there is only one."""
        learnt = "" if self.experiment.validation is None else " learnt from"
        return f" for all rows{learnt}" if self.rows > 1 else ""

    @property
    def is_in_use(self) -> BoolArray:
        """Whether the slopes of the next step come from each row, shape (rows,)."""
        found = np.zeros(self.rows, dtype=np.bool_)
        found[self.rows_in_use] = True
        return found

    @cached_property
    def next_update(self) -> NextUpdate:
        """What the next step would do."""
        return self.experiment.next_update(self.evaluation.gradient)

    @property
    def next_parameters(self) -> Array:
        """Where the next step puts every weight and bias, shape (P,); a locked one stays."""
        return self.next_update.parameters

    def value(self, quantity: Quantity) -> float:
        """The number that a quantity names."""
        shared = quantity.kind in SHARED
        return self._of_all_rows(quantity) if shared else self._of_row(quantity)

    def slope(self, parameter: int) -> float:
        """The slope that the next step follows along a weight."""
        return float(self.evaluation.gradient[parameter])

    def activation_slope(self, node: NodePlace, row: int) -> float:
        """The slope of a node's activation for one row."""
        return float(self.evaluation.activation_slopes[node.layer][node.node, row])

    @property
    def is_clipped(self) -> bool:
        """Whether the slopes of the next step are made smaller before they are followed."""
        return self.value(SLOPE_NORM) > self.experiment.max_norm > 0

    @property
    def step_count(self) -> float:
        """Which step of an optimizer that counts them the next one is, from 1; 0 for others."""
        experiment = self.experiment
        return float(experiment.memory[-1]) + 1.0 if experiment.optimizer.counts_steps else 0.0

    def arithmetic(self, parameter: int) -> Arithmetic:
        """How the optimizer makes the new value of a weight of what there is."""
        optimizer = self.experiment.optimizer
        weight = Quantity(QuantityKind.WEIGHT, parameter=parameter)
        clipped = QuantityKind.CLIPPED_SLOPE if self.is_clipped else QuantityKind.SLOPE
        slope = Quantity(clipped, parameter=parameter)
        remembered = [
            (Quantity(QuantityKind.REMEMBERED, parameter=parameter, part=part), f"{name} so far")
            for part, name in enumerate(optimizer.remembers)
        ]
        return optimizer.arithmetic(
            Leaves(
                parameter,
                Term(self.value(weight), weight),
                Term(self.value(LEARNING_RATE), LEARNING_RATE, "learning rate"),
                Term(self.value(slope), slope, clipped.value),
                tuple(Term(self.value(one), one, caption) for one, caption in remembered),
                Term(self.step_count),
            )
        )

    def over_all_rows(self) -> "Quantities":
        """The same with the slopes of all rows in the place of those of a batch."""
        evaluation = self.evaluation
        if evaluation.batch is None:
            return self
        whole = replace(evaluation, batch=None, gradient=evaluation.full_gradient)
        return Quantities(replace(self.experiment, batch_size=ALL_ROWS), whole)

    @cached_property
    def is_refused(self) -> bool:
        """Whether the next step would not be taken, because a number would be too large."""
        if not (self.evaluation.is_finite and self.next_update.is_finite):
            return True
        weights = self.next_parameters
        largest = max(1.0, float(np.abs(self.evaluation.inputs).max()))
        with np.errstate(all="ignore"):
            for matrix in self.network.split(weights):  # no activation is larger than |z| + 1
                largest = 1 + largest * float(np.abs(matrix).sum(axis=1).max())
            if largest < _SAFE:
                return False
            experiment = self.experiment
            passes = Propagation(experiment, weights.copy())
            return not math.isfinite(passes.forward())

    def source(self, parameter: int) -> NodePlace | None:
        """The node whose value a weight is multiplied by; None for a bias."""
        layer, _, source = self.network.place(parameter)
        return None if source is None else NodePlace(layer - 1, source)

    def fed(self, parameter: int) -> NodePlace:
        """The node that a weight or bias feeds."""
        layer, node, _ = self.network.place(parameter)
        return NodePlace(layer, node)

    def factors(self, parameter: int) -> tuple[Array, Array, Array]:
        """The three factors of a weight's slope, for every row; each of shape (rows,).

        They are the value that goes in (1 for a bias), the loss slope at the node it feeds, and
        the slope of the activation there.
        """
        layer, node = self.fed(parameter)
        source = self.source(parameter)
        going_in = np.ones(self.rows) if source is None else self._values_of(source)
        evaluation = self.evaluation
        loss_slopes = evaluation.loss_slopes[layer][node] * self._row_scale
        return going_in, loss_slopes, evaluation.activation_slopes[layer][node]

    def row_slopes(self, parameter: int) -> Array:
        """The slope of each row's own loss along a weight, shape (rows,)."""
        going_in, loss_slopes, activation_slopes = self.factors(parameter)
        with np.errstate(all="ignore"):
            return going_in * (loss_slopes * activation_slopes)

    def _of_all_rows(self, quantity: Quantity) -> float:
        match quantity.kind:
            case QuantityKind.LOSS:
                return self.evaluation.loss
            case QuantityKind.LEARNING_RATE:
                return self.experiment.learning_rate
            case QuantityKind.SLOPE_NORM:
                return norm_of(self.evaluation.gradient[~self.network.locked])
            case QuantityKind.CLIP_FACTOR:
                return self.experiment.max_norm / self.value(SLOPE_NORM) if self.is_clipped else 1.0
            case QuantityKind.STEP_COUNT:
                return self.step_count
            case _:
                return self._of_weight(quantity)

    def _of_weight(self, quantity: Quantity) -> float:
        at, optimizer = quantity.parameter, self.experiment.optimizer
        match quantity.kind:
            case QuantityKind.WEIGHT:
                return float(self.network.parameters[at])
            case QuantityKind.LOCK:
                return float(self.network.locked[at])
            case QuantityKind.SLOPE:
                return self.slope(at)
            case QuantityKind.CLIPPED_SLOPE:
                return float(self.next_update.slopes[at])
            case QuantityKind.REMEMBERED:
                kept = optimizer.memory_by_parameter(self.experiment.memory)
                return float(kept[quantity.part, at])
            case QuantityKind.WORKING:
                return self.arithmetic(at).workings[quantity.part].term.value
            case _:
                return float(self.next_parameters[at])

    def _of_row(self, quantity: Quantity) -> float:
        evaluation, row = self.evaluation, quantity.row
        layer, node = quantity.node
        match quantity.kind:
            case QuantityKind.INPUT | QuantityKind.ACTIVATION:
                return float(self._values_of(quantity.node)[row])
            case QuantityKind.TARGET:
                return float(self.experiment.dataset.targets[node][row])
            case QuantityKind.PREACTIVATION:
                return float(evaluation.preactivations[layer][node, row])
            case QuantityKind.ERROR:
                return float(evaluation.errors[node, row])
            case QuantityKind.SHARE:
                return float(evaluation.shares[node, row])
            case QuantityKind.ROW_SLOPE:
                return float(self.row_slopes(quantity.parameter)[row])
            case _:
                return self._slope_at_node(quantity)

    def _slope_at_node(self, quantity: Quantity) -> float:
        (layer, node), row = quantity.node, quantity.row
        along_value = float(self.evaluation.loss_slopes[layer][node, row] * self._row_scale)
        own_slope = self.activation_slope(quantity.node, row)
        return {
            QuantityKind.LOSS_SLOPE: along_value,
            QuantityKind.ACTIVATION_SLOPE: own_slope,
            QuantityKind.SUM_SLOPE: along_value * own_slope,
        }[quantity.kind]

    def _values_of(self, node: NodePlace) -> Array:
        """What a node passes on, for every row."""
        layer, at = node
        evaluation = self.evaluation
        layers = (evaluation.inputs, *evaluation.activations)
        return read_only(layers[layer + 1][at])
