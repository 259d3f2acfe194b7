"""The whole explanation of a node, of a weight, or of a beat of the walkthrough."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from msgspec.structs import replace

from core.explanation.errors import (
    error_equation,
    error_table,
    loss_equation,
    own_error_equations,
    share_equation,
)
from core.explanation.forward import (
    own_value_equations,
    partial_sum_equations,
    value_equation,
)
from core.explanation.quantities import Quantities
from core.explanation.remarks import end_remarks, state_remarks, tendency_remark
from core.explanation.slopes import (
    node_slope_equation,
    row_slope_equation,
    slope_equation,
    slope_table,
)
from core.explanation.terms import Equation, Explanation, Remark, without_captions
from core.explanation.updates import update_equations
from core.explanation.walking.term_walk import stops
from core.explanation.walking.walkthrough import Adding, Beat, Phase
from core.nn.activations import IDENTITY
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.quantity import LEARNING_RATE, Quantity, QuantityKind

MOST_ALIKE = 4  # equations at once; the others can be had by clicking


def about_nodes(numbers: Quantities, nodes: Sequence[NodePlace], row: int) -> Explanation:
    """All about one node, or the values of several."""
    if len(nodes) == 1:
        return about_node(numbers, nodes[0], row)
    values = [partial(value_equation, numbers, node, row) for node in nodes]
    return Explanation(f"{len(nodes)} nodes", _first_ones(values))


def about_node(numbers: Quantities, node: NodePlace, row: int) -> Explanation:
    """Where a node's value comes from, what it does to the loss, and whether it sleeps."""
    network = numbers.network
    value = value_equation(numbers, node, row)
    if node.layer == INPUT_LAYER:
        return Explanation(
            network.node_name(node), (*own_value_equations(numbers, node, row), value)
        )
    slope = node_slope_equation(numbers, node, row)
    states, ends = state_remarks(numbers, node, row), end_remarks(numbers, node, row)
    if node.layer < len(network.layers) - 1:
        return Explanation(network.node_name(node), (value, *states, slope, *ends))
    several = numbers.is_put_together or network.sizes[-1] > 1
    lines: tuple[Equation | Remark, ...] = (
        value,
        *states,
        error_equation(numbers, node, row),
        *own_error_equations(numbers, node, row),
        share_equation(numbers, node, row),
        *((loss_equation(numbers),) if several else ()),
        slope,
        *ends,
    )
    table = partial(error_table, numbers, node) if numbers.rows > 1 else None
    return Explanation(network.node_name(node), lines, table)


def about_weight(numbers: Quantities, parameter: int, row: int) -> Explanation:
    """Where a weight's slope comes from, and where the next step puts the weight."""
    network = numbers.network
    lines = (
        tendency_remark(numbers, parameter),
        row_slope_equation(numbers, parameter, row),
        *((slope_equation(numbers, parameter),) if numbers.is_put_together else ()),
        *(() if network.locked[parameter] else update_equations(numbers, parameter)),
    )
    return Explanation(
        network.parameter_name(network.place(parameter)),
        lines,
        partial(slope_table, numbers, parameter) if numbers.rows > 1 else None,
    )


def about_weights(numbers: Quantities, parameters: Sequence[int]) -> Explanation:
    """Which way several weights want to go."""
    network, chosen = numbers.network, list(parameters)
    changes = numbers.next_parameters[chosen] - network.parameters[chosen]
    lowered, raised = int((changes < 0).sum()), int((changes > 0).sum())
    moves = [f"lower {lowered}"] * (lowered > 0) + [f"raise {raised}"] * (raised > 0)
    text = f"descent will {' and '.join(moves)} of them" if moves else "descent will leave them"
    if numbers.is_refused:
        text = "the next step would be refused: a number would be too large"
    elif numbers.evaluation.batch is not None:
        text = text.replace("descent", "the next step", 1)
    about = Quantity(QuantityKind.SLOPE, parameter=parameters[0])
    return Explanation(f"{len(parameters)} weights", (Remark(text, about),))


def about_walkthrough() -> Explanation:
    """What there is to say before the first beat."""
    text = "Only what is given is known so far: inputs, weights, and targets. Now each node"
    return Explanation(
        Phase.FORWARD.value,
        (Remark(f"{text} multiplies, adds and activates, one after another.", LEARNING_RATE),),
    )


def about_partial_sum(numbers: Quantities, adding: Adding, row: int) -> Explanation:
    """The sum of a node as far as it is added up, and what is still to come."""
    network, node = numbers.network, adding.node
    equations = partial_sum_equations(numbers, adding, row)
    left = stops(network, node)[-1] - adding.terms
    activation = network.layers[node.layer].activation
    then = "its value" if activation is IDENTITY else f"{activation.name} of it"
    more = "1 more term" if left == 1 else f"{left} more terms"
    text = f"next: {more}, then {then}" if left else f"next: {then}"
    return Explanation(network.node_name(node), (*equations, Remark(text, LEARNING_RATE)))


def about_beat(numbers: Quantities, beat: Beat, row: int) -> Explanation:
    """What is computed in one beat of the walkthrough."""
    equations = [
        *_about_nodes(numbers, beat, row),
        *_about_weights(numbers, beat, row),
    ]
    return Explanation(beat.phase.value, _first_ones(equations))


def _first_ones(equations: Sequence[Callable[[], Equation]]) -> tuple[Equation | Remark, ...]:
    """The first of several alike, the others without their captions, and how many there are."""
    more = len(equations) - MOST_ALIKE
    found = [make() for make in equations[:MOST_ALIKE]]
    lines: list[Equation | Remark] = [*found[:1], *map(without_captions, found[1:])]
    if more > 0:
        lines.append(Remark(f"and {more} more: click one to see it", LEARNING_RATE))
    return tuple(lines)


def _about_nodes(numbers: Quantities, beat: Beat, row: int) -> Iterator[Callable[[], Equation]]:
    if QuantityKind.LOSS in beat.what:
        yield partial(loss_equation, numbers)
        return
    for kind, explain in (
        (QuantityKind.ACTIVATION, value_equation),
        (QuantityKind.ERROR, error_equation),
        (QuantityKind.SHARE, share_equation),
        (QuantityKind.LOSS_SLOPE, node_slope_equation),
    ):
        if kind in beat.what:
            yield from (partial(explain, numbers, node, row) for node in beat.nodes)


def _about_weights(numbers: Quantities, beat: Beat, row: int) -> Iterator[Callable[[], Equation]]:
    network = numbers.network
    if QuantityKind.NEW_WEIGHT in beat.what:
        steps = range(len(update_equations(numbers, 0)))
        for index in np.flatnonzero(~network.locked).tolist():
            yield from (partial(_of_update, numbers, index, at) for at in steps)
    elif beat.layer is not None:
        first, (rows, columns) = network.starts[beat.layer], network.shapes[beat.layer]
        for index in range(first, first + rows * columns):
            yield partial(_of_slope, numbers, index, row)


def _of_slope(numbers: Quantities, parameter: int, row: int) -> Equation:
    """Where a weight's slope comes from, of all rows or of the one on show."""
    whole = numbers.is_put_together
    equation = (
        slope_equation(numbers, parameter) if whole else row_slope_equation(numbers, parameter, row)
    )
    return _named(numbers, parameter, equation)


def _of_update(numbers: Quantities, parameter: int, at: int) -> Equation:
    """One of the equations of an update: a number on the way, or the new weight."""
    return _named(numbers, parameter, update_equations(numbers, parameter)[at])


def _named(numbers: Quantities, parameter: int, equation: Equation) -> Equation:
    network = numbers.network
    name = network.parameter_name(network.place(parameter))
    return replace(equation, name=f"{name}: {equation.name}")
