"""Equations of the slopes, the backward pass factor by factor."""

import math

import numpy as np

from core.explanation.errors import average_equation, loss_slope_equation
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, RowTable, shortened
from core.nn.arrays import read_only
from core.nn.expressions import Expression, Term, added, multiplied
from core.nn.network import NodePlace, Place
from core.nn.quantity import Quantity, QuantityKind, node_value
from core.text.numbers import grouped


def row_slope_equation(numbers: Quantities, parameter: int, row: int) -> Equation:
    """Slope = 3 × 44 × 1 = 132: what goes in × the loss slope it feeds × the slope there.

    With several rows this is the slope of the row's own loss, and is called so.
    """
    alone = not numbers.is_put_together
    kind = QuantityKind.SLOPE if alone else QuantityKind.ROW_SLOPE
    quantity = Quantity(kind, parameter=parameter, row=0 if alone else row)
    name = "slope" if alone else f"slope on row {grouped(row + 1)}"
    if not numbers.is_in_use[row]:
        name += ", not in this batch,"
    factors = multiplied(*_factors(numbers, parameter, row))
    return Equation(name, quantity, (factors, Term(numbers.value(quantity), quantity)))


def slope_equation(numbers: Quantities, parameter: int) -> Equation:
    """The slope over all rows: (0 + 12 + 0 + 40) / 4 = 13, a sum where the loss is a sum.

    In batches it is the slope over the rows of the batch, and is called so.
    """
    name = "slope" if numbers.evaluation.batch is None else "slope over the batch"
    slope = Equation(name, Quantity(QuantityKind.SLOPE, parameter=parameter), ())
    rows = numbers.rows_in_use
    return average_equation(
        numbers,
        slope,
        numbers.row_slopes(parameter)[rows],
        lambda at: Quantity(QuantityKind.ROW_SLOPE, parameter=parameter, row=int(rows[at])),
        rows.size if numbers.experiment.loss.averages else 1,
        _cost(numbers, parameter),
    )


def _cost(numbers: Quantities, parameter: int) -> Expression | None:
    """λ × weight, what the penalty adds to a slope; None where it adds nothing."""
    penalty = numbers.experiment.l2_penalty
    if not penalty or numbers.source(parameter) is None:
        return None
    weight = Quantity(QuantityKind.WEIGHT, parameter=parameter)
    return multiplied(Term(penalty, caption="λ"), Term(numbers.value(weight), weight, "weight"))


def node_slope_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """The loss slope at a node: Σ over the edges that leave it of weight × loss slope × slope.

    At the prediction it comes from the error.
    """
    network = numbers.network
    layer, at = node
    if layer == len(network.layers) - 1:
        return loss_slope_equation(numbers, node, row)
    products = []
    values = []
    for target in range(network.layers[layer + 1].size):
        weight = Quantity(
            QuantityKind.WEIGHT, parameter=network.index(Place(layer + 1, target, at))
        )
        factors = (
            Term(numbers.value(weight), weight, "weight"),
            *_slopes_at(numbers, NodePlace(layer + 1, target), row),
        )
        products.append(multiplied(*factors))
        values.append(math.prod(factor.value for factor in factors))
    made_of = added(*shortened(values, products.__getitem__))
    quantity = Quantity(QuantityKind.LOSS_SLOPE, node=node, row=row)
    result = Term(numbers.value(quantity), quantity)
    name = f"loss slope at {network.node_name(node)}"
    return Equation(name, quantity, (made_of, result))


def slope_table(numbers: Quantities, parameter: int) -> RowTable:
    """The three factors and the slope of every row."""
    fed = numbers.fed(parameter)
    factors = numbers.factors(parameter)
    shares = numbers.row_slopes(parameter)
    activation = numbers.network.layers[fed.layer].activation
    off = (factors[2] == 0) & activation.sleeps
    sums = numbers.evaluation.preactivations[fed.layer][fed.node]
    on_the_corner = off & np.isin(sums, activation.corners[:1])
    whats = [~numbers.is_in_use, on_the_corner, off]
    return RowTable(
        columns=(
            _input_caption(numbers, parameter),
            f"loss slope at {numbers.network.node_name(fed)}",
            f"{activation.name} slope",
            "slope of the row",
        ),
        quantities=(
            _going_in(numbers, parameter, 0),
            Quantity(QuantityKind.LOSS_SLOPE, node=fed),
            Quantity(QuantityKind.ACTIVATION_SLOPE, node=fed),
            Quantity(QuantityKind.ROW_SLOPE, parameter=parameter),
        ),
        values=read_only(np.column_stack((*factors, shares))),
        notes=tuple(np.select(whats, ["not in this batch", "on the corner", "off"], "").tolist()),
    )


def _factors(numbers: Quantities, parameter: int, row: int) -> tuple[Term, ...]:
    """The three factors of one row's slope, named."""
    source = _going_in(numbers, parameter, row)
    value = 1.0 if source is None else numbers.value(source)
    first = Term(value, source, _input_caption(numbers, parameter))
    return (first, *_slopes_at(numbers, numbers.fed(parameter), row))


def _slopes_at(numbers: Quantities, node: NodePlace, row: int) -> tuple[Term, Term]:
    """The loss slope at a node, and the slope of its activation."""
    network = numbers.network
    loss_slope = Quantity(QuantityKind.LOSS_SLOPE, node=node, row=row)
    own_slope = Quantity(QuantityKind.ACTIVATION_SLOPE, node=node, row=row)
    activation = network.layers[node.layer].activation.name
    last = node.layer == len(network.layers) - 1
    in_the_loss = last and numbers.experiment.loss.is_from_logits
    caption = f"{activation} is in it already" if in_the_loss else f"{activation} slope"
    return (
        Term(numbers.value(loss_slope), loss_slope, f"loss slope at {network.node_name(node)}"),
        Term(numbers.value(own_slope), own_slope, caption),
    )


def _going_in(numbers: Quantities, parameter: int, row: int) -> Quantity | None:
    source = numbers.source(parameter)
    return None if source is None else node_value(source, row)


def _input_caption(numbers: Quantities, parameter: int) -> str:
    source = numbers.source(parameter)
    if source is None:
        return "for a bias"
    return "input value" if source.layer < 0 else f"value of {numbers.network.node_name(source)}"
