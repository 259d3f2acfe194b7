"""Walking through the sum of a node: input × weight, one term after another, then the bias."""

from collections.abc import Sequence

from core.explanation.walking.walkthrough import Adding, Phase, Walkthrough, beats
from core.nn.network import Network, NodePlace, Place

MOST_STOPS = 16  # of a longer sum, the last stop adds all that is left


def stops(network: Network, node: NodePlace) -> tuple[int, ...]:
    """How many terms are added up at each stop; the bias is the last one of them."""
    layer = network.layers[node.layer]
    count = network.sizes[node.layer] + layer.biased
    return (*range(1, min(count, MOST_STOPS)), count)


def latest_parameter(network: Network, adding: Adding) -> int:
    """The weight or bias of the term that was added last."""
    layer, node = adding.node
    source = adding.terms - 1
    is_bias = source == network.sizes[layer]
    return network.index(Place(layer, node, None if is_bias else source))


def with_next_term(
    network: Network, walkthrough: Walkthrough, selected: Sequence[NodePlace]
) -> Walkthrough | None:
    """The place with the next terms added up; None where there is none to add.

    Args:
        network: what is walked through.
        walkthrough: the place before.
        selected: the first of these is it whose sum is added up, where several values come at once.
    """
    node = _node_to_come(network, walkthrough, selected)
    if node is None:
        return None
    adding = walkthrough.adding
    added = adding.terms if adding is not None and adding.node == node else 0
    more = next((count for count in stops(network, node) if count > added), None)
    return None if more is None else Walkthrough(walkthrough.done, Adding(node, more))


def without_latest_term(
    network: Network, walkthrough: Walkthrough, selected: Sequence[NodePlace]
) -> Walkthrough | None:
    """The place before the latest terms; with the value just found, all terms are there again.

    None where the latest beat is not the value of a node.
    """
    adding = walkthrough.adding
    if adding is not None:
        before = [count for count in stops(network, adding.node) if count < adding.terms]
        fewer = Adding(adding.node, before[-1]) if before else None
        return Walkthrough(walkthrough.done, fewer)
    if not walkthrough.done:
        return None
    earlier = Walkthrough(walkthrough.done - 1)
    node = _node_to_come(network, earlier, selected)
    if node is None:
        return None
    return Walkthrough(earlier.done, Adding(node, stops(network, node)[-1]))


def _node_to_come(
    network: Network, walkthrough: Walkthrough, selected: Sequence[NodePlace]
) -> NodePlace | None:
    """The node whose value comes next; of several at once, the first that is selected."""
    every = beats(network)
    if walkthrough.done == len(every):
        return None
    beat = every[walkthrough.done]
    if beat.phase is not Phase.FORWARD:
        return None
    if len(beat.nodes) == 1:
        return beat.nodes[0]
    return next((node for node in selected if node in beat.nodes), None)
