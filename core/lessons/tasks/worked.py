"""The worked solution of a number: the equation that explains it everywhere else."""

from collections.abc import Callable

from core.explanation.errors import error_equation, loss_equation, share_equation
from core.explanation.forward import value_equation
from core.explanation.quantities import Quantities
from core.explanation.slopes import node_slope_equation, row_slope_equation, slope_equation
from core.explanation.terms import Equation
from core.explanation.updates import update_equation
from core.nn.expressions import Term
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, QuantityKind

_AT_NODES: dict[QuantityKind, Callable[[Quantities, NodePlace, int], Equation]] = {
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
        return loss_equation(numbers)
    if kind is QuantityKind.SLOPE and numbers.is_put_together:
        return slope_equation(numbers, parameter)
    if kind in (QuantityKind.SLOPE, QuantityKind.ROW_SLOPE):
        return row_slope_equation(numbers, parameter, quantity.row)
    if kind is QuantityKind.NEW_WEIGHT:
        return update_equation(numbers, parameter)
    name = numbers.network.node_name(quantity.node) if kind is QuantityKind.INPUT else kind.value
    return Equation(name, quantity, (Term(numbers.value(quantity), quantity),))
