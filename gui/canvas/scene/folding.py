"""Folding large layers: which of their nodes are drawn, and how many lie between.

A layer with more nodes than can be told apart is drawn as its first and last ones, and those that
somebody looks at. The predictions are never folded.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from core.nn.network import Network, NodePlace
from gui.canvas.scene.room import IntArray
from gui.session.snapshot import Focus

MOST_NODES = 36  # of a layer that is drawn whole
_FIRST, _LAST = 8, 7
_MOST_WANTED = 8


def fold(sizes: Sequence[int], wanted: Iterable[NodePlace] = ()) -> tuple[IntArray, ...]:
    """The nodes that are drawn of each column, in order; inputs are column 0.

    Args:
        sizes: the number of inputs, then of nodes layer by layer.
        wanted: nodes that have to be among them, as far as there is room, the first ones first.
    """
    asked = list(wanted)[:_MOST_WANTED]
    shown = []
    for column, size in enumerate(sizes):
        if size <= MOST_NODES or column == len(sizes) - 1:
            shown.append(np.arange(size))
            continue
        ends = [*range(_FIRST), *range(size - _LAST, size)]
        more = [place.node for place in asked if place.layer == column - 1]
        shown.append(np.unique([*ends, *more]).astype(np.intp))
    return tuple(shown)


def looked_at(network: Network, focus: Focus) -> list[NodePlace]:
    """The nodes that somebody looks at: both ends of selected weights, and the selected ones.

    What was selected last comes first: from there the arrow keys go on, so it has to be drawn.
    """
    found = []
    for index in reversed(focus.parameters[-_MOST_WANTED:]):
        layer, node, source = network.place(index)
        found.append(NodePlace(layer, node))
        if source is not None:
            found.append(NodePlace(layer - 1, source))
    return [*found, *reversed(focus.nodes)]


def gaps(shown: IntArray) -> list[tuple[int, int]]:
    """Where nodes were left out: after which of the drawn ones, and how many."""
    if shown[-1] == len(shown) - 1:
        return []
    steps = np.diff(shown) - 1
    return [(int(at), int(steps[at])) for at in np.flatnonzero(steps)]
