"""The equation of a node's value, the forward pass of one node: multiply, add, activate."""

from collections.abc import Callable

import numpy as np

from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, shortened
from core.explanation.walking.walkthrough import Adding
from core.formulas.formula import of_row
from core.nn.activations import IDENTITY, SOFTMAX
from core.nn.expressions import (
    Expression,
    Term,
    activated,
    added,
    divided,
    exponential,
    multiplied,
    subtracted,
)
from core.nn.network import INPUT_LAYER, NodePlace, Place
from core.nn.quantity import Quantity, QuantityKind, node_value


def value_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """Hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8; an input is given, made, or scaled of that."""
    name = numbers.network.node_name(node)
    quantity = node_value(node, row)
    result = Term(numbers.value(quantity), quantity)
    if node.layer == INPUT_LAYER:
        is_scaled = numbers.experiment.dataset.input_scaling.is_on
        seen = _scaled(numbers, node, row) if is_scaled else _made(numbers, node, row)
        return Equation(name, quantity, (*seen, result))
    made_of = _sum(numbers, node, row)
    activation = numbers.network.layers[node.layer].activation
    if activation is IDENTITY:
        return Equation(name, quantity, (made_of, result))
    before = _preactivation(numbers, node, row)
    if activation is SOFTMAX:
        outputs = [NodePlace(node.layer, at) for at in range(numbers.network.sizes[-1])]
        sums = [_preactivation(numbers, output, row) for output in outputs]
        with np.errstate(all="ignore"):
            powers: list[float] = np.exp([term.value for term in sums]).tolist()
        all_of_them = added(*shortened(powers, lambda at: exponential(sums[at])))
        share = divided(exponential(before), all_of_them)
        return Equation(name, quantity, (activated(activation, made_of), share, result))
    return Equation(
        name, quantity, (activated(activation, made_of), activated(activation, before), result)
    )


def sum_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """What a node adds up before its activation: sum of hidden 1 = 3 × 2 + 2 × 1 = 8."""
    quantity = Quantity(QuantityKind.PREACTIVATION, node=node, row=row)
    steps = (_sum(numbers, node, row), _preactivation(numbers, node, row))
    return Equation(f"sum of {numbers.network.node_name(node)}", quantity, steps)


def own_value_equations(numbers: Quantities, node: NodePlace, row: int) -> tuple[Equation, ...]:
    """How an input is made of others, in own units, where the network sees it scaled."""
    made = _made(numbers, node, row)
    if not made or not numbers.experiment.dataset.input_scaling.is_on:
        return ()
    name = f"{numbers.network.node_name(node)} in own units"
    return (Equation(name, node_value(node, row), (*made, Term(_own(numbers, node, row)))),)


def _made(numbers: Quantities, node: NodePlace, row: int) -> tuple[Expression, ...]:
    """How an input is made of others, in own units; nothing for one that is given."""
    dataset, network = numbers.experiment.dataset, numbers.network
    formula = dataset.recipe.formula_of(node.node)

    def source(at: int) -> Term:
        place = NodePlace(INPUT_LAYER, at)
        if dataset.input_scaling.is_on:
            return Term(_own(numbers, place, row), caption=network.node_name(place))
        return Term(_own(numbers, place, row), node_value(place, row))

    return () if formula is None else (of_row(formula, source),)


def _own(numbers: Quantities, node: NodePlace, row: int) -> float:
    """An input in own units."""
    return float(numbers.experiment.dataset.own_inputs[node.node][row])


def partial_sum_equations(numbers: Quantities, adding: Adding, row: int) -> tuple[Equation, ...]:
    """The latest term of a sum, 6 + 2 × 1 = 8, and all so far: 3 × 2 + 2 × 1 = 8."""
    network, (node, terms) = numbers.network, adding
    name = f"sum of {network.node_name(node)} so far"
    parts, products = _terms(numbers, node, row)
    with np.errstate(all="ignore"):
        totals = np.cumsum(products[:terms]).tolist()
    if terms == len(products):  # to the last bit what the node passes to its activation
        totals[-1] = _preactivation(numbers, node, row).value
    quantity = Quantity(QuantityKind.PARTIAL_SUM, node=node, row=row, part=terms)
    total = Term(totals[-1], quantity)
    every = added(*shortened(products[:terms], parts))
    if terms == 1:
        return (Equation(name, quantity, (every, total)),)
    before = Term(totals[-2], quantity._replace(part=terms - 1))
    latest = Equation(name, quantity, (added(before, parts(terms - 1)), total))
    return latest, Equation("all of it", quantity, (every, total))


def _scaled(numbers: Quantities, node: NodePlace, row: int) -> tuple[Expression, ...]:
    """How the network came to see an input: (own − offset) / factor."""
    scaling = numbers.experiment.dataset.input_scaling
    own = Term(_own(numbers, node, row), caption="in own units")
    offset, factor = Term(scaling.offsets[node.node]), Term(scaling.factors[node.node])
    return (divided(subtracted(own, offset), factor),)


def _preactivation(numbers: Quantities, node: NodePlace, row: int) -> Term:
    quantity = Quantity(QuantityKind.PREACTIVATION, node=node, row=row)
    return Term(numbers.value(quantity), quantity)


def _sum(numbers: Quantities, node: NodePlace, row: int) -> Expression:
    """What a node adds up: source × weight, source by source, and its bias."""
    part, values = _terms(numbers, node, row)
    return added(*shortened(values, part))


def _terms(
    numbers: Quantities, node: NodePlace, row: int
) -> tuple[Callable[[int], Expression], list[float]]:
    """The terms of a node's sum, each made when it is asked for, and the value of each."""
    network = numbers.network
    layer, at = node
    sources = [NodePlace(layer - 1, source) for source in range(network.sizes[layer])]
    going_in = np.array([numbers.value(node_value(source, row)) for source in sources])
    with np.errstate(all="ignore"):
        products = going_in * network.weights[layer][at]

    def part(source: int) -> Expression:
        if source == len(sources):
            return _weight(numbers, Place(layer, at, None), "bias")
        value = Term(float(going_in[source]), node_value(sources[source], row))
        return multiplied(value, _weight(numbers, Place(layer, at, source)))

    biases = network.biases[layer]
    bias = [] if biases is None else [float(biases[at])]
    return part, [*products.tolist(), *bias]


def _weight(numbers: Quantities, place: Place, caption: str = "") -> Term:
    quantity = Quantity(QuantityKind.WEIGHT, parameter=numbers.network.index(place))
    return Term(numbers.value(quantity), quantity, caption)
