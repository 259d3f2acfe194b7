"""The worked solution of a number: the equation that explains it everywhere else."""

from collections.abc import Callable

from msgspec.structs import replace

from core.explanation.errors import error_equation, loss_equation, share_equation
from core.explanation.forward import sum_equation, value_equation
from core.explanation.quantities import Quantities
from core.explanation.slopes import node_slope_equation, row_slope_equation, slope_equation
from core.explanation.terms import Equation
from core.explanation.updates import update_equation
from core.nn.expressions import Term
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind

_AT_NODES: dict[QuantityKind, Callable[[Quantities, NodePlace, int], Equation]] = {
    QuantityKind.INPUT: value_equation,
    QuantityKind.PREACTIVATION: sum_equation,
    QuantityKind.ACTIVATION: value_equation,
    QuantityKind.ERROR: error_equation,
    QuantityKind.SHARE: share_equation,
    QuantityKind.LOSS_SLOPE: node_slope_equation,
}


def worked(numbers: Quantities, quantity: Quantity) -> Equation:
    """How a number comes about; of one that is given, nothing but the number."""
    kind, parameter = quantity.kind, quantity.parameter
    if kind in _AT_NODES:
        return _AT_NODES[kind](numbers, quantity.node, quantity.row)
    if kind is QuantityKind.LOSS:
        return _loss(numbers)
    if kind is QuantityKind.SLOPE and numbers.is_put_together:
        return slope_equation(numbers, parameter)
    if kind in (QuantityKind.SLOPE, QuantityKind.ROW_SLOPE):
        return row_slope_equation(numbers, parameter, quantity.row)
    if kind is QuantityKind.NEW_WEIGHT:
        return update_equation(numbers, parameter)
    return Equation(kind.value, quantity, (Term(numbers.value(quantity), quantity),))


def _loss(numbers: Quantities) -> Equation:
    """How the loss comes about; where one share is all of it, how that does."""
    experiment, outputs = numbers.experiment, numbers.network.sizes[-1]
    shares = numbers.rows * (1 if experiment.loss.by_row else outputs)
    if shares > 1 or experiment.l2_penalty:
        return loss_equation(numbers)
    targets = [float(target[0]) for target in experiment.dataset.targets]
    true = targets.index(max(targets))  # of classes
    node = NodePlace(len(numbers.network.layers) - 1, true)
    return replace(share_equation(numbers, node, 0), name="loss", quantity=LOSS)
