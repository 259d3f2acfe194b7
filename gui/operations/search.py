"""Search: a node, a weight or a row by what it is called."""

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from msgspec import Struct

from core.document.document import Document
from core.nn.network import INPUT_LAYER, Network, NodePlace, Place
from gui.formatting.numbers import equals, number

MOST_FOUND = 200
_MOST_DIGITS = 9
_ARROWS = ("→", "->", ">")


class SearchHit(Struct, frozen=True):
    """Something that can be selected: a node, a weight or bias, or a row.

    Attributes:
        name: what it is called.
        value: the value of a weight or bias, as text: "= 2", "≈ 0.6667"; empty for the others.
        node: the node, if it is one.
        parameter: the index of the weight or bias, if it is one.
        row: the row of the data, if it is one.
    """

    name: str
    value: str = ""
    node: NodePlace | None = None
    parameter: int | None = None
    row: int | None = None


def find(document: Document, text: str, layer: int | None = None) -> list[SearchHit]:
    """What a text may mean, the likeliest first, 200 at the most.

    "3 → 7" finds weights by parts of the names at their ends, a number a row, and everything else
    nodes and biases by a part of their names. Without a text these are the heaviest weights, or
    all nodes of a layer.

    Args:
        document: where to look.
        text: what somebody typed.
        layer: nodes of this layer only; −1 is the inputs.
    """
    network = document.experiment.network
    wanted = " ".join(text.casefold().split())
    arrow = next((arrow for arrow in _ARROWS if arrow in wanted), None)
    if arrow is not None:
        start, _, end = wanted.partition(arrow)
        found = _weights(network, _contains(start.strip()), _contains(end.strip()))
    elif not wanted and layer is None:
        found = _weights(network, _contains(""), _contains(""))
    else:
        found = _named(document, wanted, layer)
    return list(islice(found, MOST_FOUND))


def _named(document: Document, wanted: str, layer: int | None) -> Iterator[SearchHit]:
    """Rows, nodes and biases, and the weights at a node that is called just so."""
    network, rows = document.experiment.network, document.experiment.dataset.rows
    digits = wanted.removeprefix("row").strip()
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
    if layer is None and is_number and 1 <= int(digits) <= rows:
        yield SearchHit(f"row {int(digits)}", row=int(digits) - 1)
    nodes = [
        (network.node_name(place), place)
        for place in _places(network)
        if layer is None or place.layer == layer
    ]
    matches = [(name, place) for name, place in nodes if wanted in name.casefold()]
    matches.sort(key=lambda pair: _distance(pair[0].casefold(), wanted))
    for name, place in matches:
        yield SearchHit(name, node=place)
    if wanted.startswith("bias"):
        end = wanted.removeprefix("bias").strip().removeprefix("of").strip()
        yield from _biases(network, _contains(end))
    elif matches and matches[0][0].casefold() == wanted:
        exact = matches[0][0].casefold()
        yield from _weights(network, exact.__eq__, _contains(""))
        yield from _weights(network, _contains(""), exact.__eq__)


def _distance(name: str, wanted: str) -> int:
    """How far a name is from what is wanted: the same, beginning with it, or holding it."""
    return 0 if name == wanted else 1 if name.startswith(wanted) else 2


def _contains(part: str) -> Callable[[str], bool]:
    return lambda name: part in name


def _places(network: Network) -> Iterator[NodePlace]:
    for column, size in enumerate(network.sizes):
        for node in range(size):
            yield NodePlace(column + INPUT_LAYER, node)


def _weights(
    network: Network, at_start: Callable[[str], bool], at_end: Callable[[str], bool]
) -> Iterator[SearchHit]:
    """Weights whose ends are called so, the heaviest first."""
    names = [
        [network.node_name(NodePlace(column + INPUT_LAYER, node)) for node in range(size)]
        for column, size in enumerate(network.sizes)
    ]
    indices, first = [np.empty(0, dtype=np.intp)], 0
    for layer, (rows, columns) in enumerate(network.shapes):
        sources = [at for at, name in enumerate(names[layer]) if at_start(name.casefold())]
        targets = [at for at, name in enumerate(names[layer + 1]) if at_end(name.casefold())]
        block = first + np.array(targets, dtype=np.intp)[:, np.newaxis] * columns
        indices.append((block + np.array(sources, dtype=np.intp)).ravel())
        first += rows * columns
    every = np.concatenate(indices)
    order = np.argsort(-np.abs(network.parameters[every]), kind="stable")
    for index in every[order[:MOST_FOUND]].tolist():
        yield _parameter(network, index)


def _biases(network: Network, fits: Callable[[str], bool]) -> Iterator[SearchHit]:
    for layer, part in enumerate(network.layers):
        for node in range(part.size if part.biased else 0):
            place = NodePlace(layer, node)
            if fits(network.node_name(place).casefold()):
                yield _parameter(network, network.index(Place(layer, node, None)))


def _parameter(network: Network, index: int) -> SearchHit:
    value = float(network.parameters[index])
    name = network.parameter_name(network.place(index))
    return SearchHit(name, f"{equals(value)} {number(value)}", parameter=index)
