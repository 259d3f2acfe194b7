"""The names by which a lesson speaks of numbers: those that stand on screen.

accounts, hidden 1, prediction          the value of a node
sum of hidden 1                         what it adds up
error, squared error                    of the prediction; "error of prediction 2" of several
loss
loss slope at hidden 1 · activation slope at hidden 1
children → hidden 1, bias of hidden 1   a weight or bias; "->" is read as the arrow
slope of children → hidden 1            over all rows that the step learns from
row slope of children → hidden 1        of the row alone
new children → hidden 1                 where the next step puts it
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.nn.quantity import LEARNING_RATE, LOSS, Quantity, QuantityKind, node_value
from core.text.names import likely

_AT_NODES = {
    "sum of ": QuantityKind.PREACTIVATION,
    "loss slope at ": QuantityKind.LOSS_SLOPE,
    "activation slope at ": QuantityKind.ACTIVATION_SLOPE,
    "error of ": QuantityKind.ERROR,
    "squared error of ": QuantityKind.SHARE,
    "share of ": QuantityKind.SHARE,
}
_ALONG_WEIGHTS = {
    "": QuantityKind.WEIGHT,
    "row slope of ": QuantityKind.ROW_SLOPE,
    "slope of ": QuantityKind.SLOPE,
    "new ": QuantityKind.NEW_WEIGHT,
}
_AT_PREDICTION = {
    "error": QuantityKind.ERROR,
    "squared error": QuantityKind.SHARE,
    "share of the loss": QuantityKind.SHARE,
}


_Place = TypeVar("_Place")


class UnknownNameError(ValueError):
    """A name that nothing has; says which there are."""


def nodes_of(network: Network) -> dict[str, NodePlace]:
    """Every node by its name."""
    columns = [(INPUT_LAYER, network.sizes[0]), *enumerate(network.sizes[1:])]
    places = [NodePlace(layer, node) for layer, size in columns for node in range(size)]
    return {_key(network.node_name(place)): place for place in places}


def parameters_of(network: Network) -> dict[str, int]:
    """Every weight and bias by its name."""
    return {_key(network.parameter_name(p)): at for at, p in enumerate(network.places())}


def speaks_of(text: str, name: str) -> bool:
    """Whether a name, as `nodes_of` and `parameters_of` have them, stands in a text."""
    return name in _key(text)


def quantity_named(text: str, network: Network, row: int = 0) -> Quantity:
    """The number that a name speaks of.

    Args:
        text: the name.
        network: whose numbers they are.
        row: which row, for what differs from row to row.

    Raises:
        UnknownNameError: nothing is called so.
    """
    name, nodes, parameters = _key(text), nodes_of(network), parameters_of(network)
    output = NodePlace(len(network.layers) - 1, 0)
    for prefix, kind in _ALONG_WEIGHTS.items():
        at = parameters.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if at is not None:
            return Quantity(kind, parameter=at, row=row)
    for prefix, kind in _AT_NODES.items():
        node = nodes.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if node is not None:
            return Quantity(kind, node, row=row)
    alone = {"loss": LOSS, "learning rate": LEARNING_RATE}
    alone |= {name: Quantity(kind, output, row=row) for name, kind in _AT_PREDICTION.items()}
    alone |= {name: node_value(node, row) for name, node in nodes.items()}
    if name not in alone:
        raise UnknownNameError(f"nothing is called “{text}”; {_there_are(text, alone, parameters)}")
    return alone[name]


def name_of(quantity: Quantity, network: Network) -> str:
    """What a number is called, as the one of its kind if there is but one such node.

    Raises:
        ValueError: lessons have no name for numbers of this kind.
    """
    kind, node = quantity.kind, quantity.node
    if kind in _ALONG_WEIGHTS.values():
        of_weight = network.parameter_name(network.place(quantity.parameter))
        return _prefix(_ALONG_WEIGHTS, kind) + of_weight
    if kind in _AT_PREDICTION.values() and network.sizes[-1] == 1:
        return _prefix(_AT_PREDICTION, kind)
    if kind in _AT_NODES.values():
        return _prefix(_AT_NODES, kind) + network.node_name(node)
    if quantity == node_value(node, quantity.row):
        return network.node_name(node)
    if quantity in (LOSS, LEARNING_RATE):
        return kind.value
    raise ValueError(f"a lesson has no name for the {kind.value}")


def _prefix(names: Mapping[str, QuantityKind], kind: QuantityKind) -> str:
    return next(prefix for prefix, one in names.items() if one is kind)


def parameter_named(text: str, network: Network) -> int:
    """The weight or bias of a name.

    Raises:
        UnknownNameError: nothing is called so.
    """
    return _found(text, parameters_of(network), "weight")


def node_named(text: str, network: Network) -> NodePlace:
    """The node of a name.

    Raises:
        UnknownNameError: nothing is called so.
    """
    return _found(text, nodes_of(network), "node")


def check_clickable(text: str, network: Network, *others: str) -> None:
    """Check that a node or a weight has this name, or that it is one of others.

    Raises:
        UnknownNameError: nothing to click is called so.
    """
    places = nodes_of(network), parameters_of(network)
    if text not in others and not any(_key(text) in each for each in places):
        there = _there_are(text, others, *places)
        raise UnknownNameError(f"nothing to click is called “{text}”; {there}")


def _found(text: str, places: Mapping[str, _Place], kind: str) -> _Place:
    if _key(text) not in places:
        raise UnknownNameError(f"no {kind} is called “{text}”; {_there_are(text, places)}")
    return places[_key(text)]


def _key(name: str) -> str:
    return " ".join(name.replace("->", "→").replace("→", " → ").casefold().split())


def _there_are(text: str, *names: Iterable[str]) -> str:
    every = [name for each in names for name in each]
    more = f" and {len(every) - 12} more" if len(every) > 12 else ""
    return f"there are {', '.join(every[:12])}{more}{likely(_key(text), every)}"
