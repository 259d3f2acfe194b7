"""All that is to be said about a node, or about a weight."""

from core.explanation.errors import (
    error_equation,
    error_table,
    loss_equation,
    share_equation,
)
from core.explanation.forward import value_equation
from core.explanation.remarks import state_remarks, tendency_remark
from core.explanation.slopes import (
    node_slope_equation,
    row_slope_equation,
    slope_equation,
    slope_table,
    update_equation,
)
from core.explanation.terms import Equation, Explanation, Remark
from core.network import INPUT_LAYER, NodePlace
from core.quantities import Quantities


def about_node(numbers: Quantities, node: NodePlace, row: int) -> Explanation:
    """Where a node's value comes from, what it does to the loss, and whether it sleeps."""
    network = numbers.network
    value = value_equation(numbers, node, row)
    if node.layer == INPUT_LAYER:
        return Explanation(network.node_name(node), (value,))
    slope = node_slope_equation(numbers, node, row)
    states = state_remarks(numbers, node)
    if node.layer < len(network.layers) - 1:
        return Explanation(network.node_name(node), (value, *states, slope))
    several = numbers.rows * network.sizes[-1] > 1
    lines: tuple[Equation | Remark, ...] = (
        value,
        *states,
        error_equation(numbers, node, row),
        share_equation(numbers, node, row),
        *((loss_equation(numbers),) if several else ()),
        slope,
    )
    table = error_table(numbers, node) if numbers.rows > 1 else None
    return Explanation(network.node_name(node), lines, table)


def about_weight(numbers: Quantities, parameter: int, row: int) -> Explanation:
    """Where a weight's slope comes from, and where the next step puts the weight."""
    network = numbers.network
    several = numbers.rows > 1
    lines = (
        tendency_remark(numbers, parameter),
        row_slope_equation(numbers, parameter, row),
        *((slope_equation(numbers, parameter),) if several else ()),
        *(() if network.locked[parameter] else (update_equation(numbers, parameter),)),
    )
    return Explanation(
        network.parameter_name(network.place(parameter)),
        lines,
        slope_table(numbers, parameter) if several else None,
    )
