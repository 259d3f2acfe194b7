"""A quantity: the name of one number in an experiment, without the number.

"The loss slope at hidden 1 for row 3" is one. Whatever explains, hides or lights up a number speaks
of it in this way.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from core.nn.network import INPUT_LAYER, Network, NodePlace


class QuantityKind(StrEnum):
    """What a number is; the value is what a learner calls it."""

    INPUT = "input value"
    TARGET = "target"
    WEIGHT = "weight"
    LOCK = "lock"
    LEARNING_RATE = "learning rate"
    STEP_COUNT = "count of this step"
    PARTIAL_SUM = "sum so far"
    PREACTIVATION = "sum"
    ACTIVATION = "value"
    ERROR = "error"
    SHARE = "share of the loss"
    LOSS = "loss"
    LOSS_SLOPE = "loss slope"
    ACTIVATION_SLOPE = "activation slope"
    SUM_SLOPE = "loss slope along the sum"
    ROW_SLOPE = "slope of one row"
    SLOPE = "slope"
    SLOPE_NORM = "norm of the slopes"
    CLIP_FACTOR = "clipping factor"
    CLIPPED_SLOPE = "clipped slope"
    REMEMBERED = "what the optimizer remembers"
    WORKING = "number on the way to the new weight"
    NEW_WEIGHT = "new weight"


_FIRST_INPUT = NodePlace(INPUT_LAYER, 0)


class Quantity(NamedTuple):
    """One number.

    Attributes:
        kind: what it is.
        node: where it stands, for what stands at a node.
        parameter: the weight or bias it belongs to, as an index of the flat vector.
        row: the row it belongs to, for what differs from row to row.
        part: which of several such numbers of one weight or node it is.
    """

    kind: QuantityKind
    node: NodePlace = _FIRST_INPUT
    parameter: int = 0
    row: int = 0
    part: int = 0


# There is one of these for all rows.
SHARED = frozenset(
    {
        QuantityKind.LOSS,
        QuantityKind.LEARNING_RATE,
        QuantityKind.STEP_COUNT,
        QuantityKind.WEIGHT,
        QuantityKind.LOCK,
        QuantityKind.SLOPE,
        QuantityKind.SLOPE_NORM,
        QuantityKind.CLIP_FACTOR,
        QuantityKind.CLIPPED_SLOPE,
        QuantityKind.REMEMBERED,
        QuantityKind.WORKING,
        QuantityKind.NEW_WEIGHT,
    }
)


OF_WEIGHTS = frozenset(
    {
        QuantityKind.WEIGHT,
        QuantityKind.LOCK,
        QuantityKind.SLOPE,
        QuantityKind.ROW_SLOPE,
        QuantityKind.CLIPPED_SLOPE,
        QuantityKind.REMEMBERED,
        QuantityKind.WORKING,
        QuantityKind.NEW_WEIGHT,
    }
)


LOSS = Quantity(QuantityKind.LOSS)


LEARNING_RATE = Quantity(QuantityKind.LEARNING_RATE)


STEP_COUNT = Quantity(QuantityKind.STEP_COUNT)


SLOPE_NORM = Quantity(QuantityKind.SLOPE_NORM)


CLIP_FACTOR = Quantity(QuantityKind.CLIP_FACTOR)


def node_value(node: NodePlace, row: int) -> Quantity:
    """What a node passes on for a row: an input's value, or an activation."""
    kind = QuantityKind.INPUT if node.layer == INPUT_LAYER else QuantityKind.ACTIVATION
    return Quantity(kind, node=node, row=row)


def still_there(
    quantities: Iterable[Quantity], before: Network, after: Network
) -> tuple[Quantity, ...]:
    """The same quantities of a network of another structure, each where its name is now.

    What has no namesake there is left out.
    """
    weights: dict[str, int] = {}
    for index, weight in enumerate(after.places()):
        weights.setdefault(after.parameter_name(weight), index)
    nodes: dict[str, NodePlace] = {}
    for layer, size in enumerate(after.sizes, INPUT_LAYER):
        for node in (NodePlace(layer, at) for at in range(size)):
            nodes.setdefault(after.node_name(node), node)
    found = []
    for each in quantities:
        if each.kind in OF_WEIGHTS:
            name = before.parameter_name(before.place(each.parameter))
            found += [each._replace(parameter=weights[name])] if name in weights else []
        else:
            name = before.node_name(each.node)
            found += [each._replace(node=nodes[name])] if name in nodes else []
    return tuple(found)
