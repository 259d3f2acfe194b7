"""Names of nodes and weights: which are allowed, and short forms where there is little room."""

import unicodedata

from core.nn.network import INPUT_LAYER, Network, NodePlace, Place

LONGEST_NAME = 60


def read_name(text: str) -> str:
    """Read a name as it is typed.

    Raises:
        ValueError: it is too long, or has signs that cannot be seen; the message says so.
    """
    if len(text) > LONGEST_NAME:
        raise ValueError(f"A name may have {LONGEST_NAME} characters at the most.")
    # Control characters, and those that turn the direction of the text around them.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text):
        raise ValueError("A name may only have signs that can be seen.")
    return text


def short_node_name(network: Network, place: NodePlace) -> str:
    """A node's name where there is little room: as it was given, or "x1", "h1.15", "pred."."""
    layer, node = place
    given = network.inputs[node] if layer == INPUT_LAYER else network.layers[layer].names[node]
    if given:
        return given
    if layer == INPUT_LAYER:
        return f"x{node + 1}"
    if layer == len(network.layers) - 1:
        return "pred." if network.sizes[-1] == 1 else f"pred. {node + 1}"
    return f"h{node + 1}" if len(network.layers) == 2 else f"h{layer + 1}.{node + 1}"


def short_parameter_name(network: Network, place: Place) -> str:
    """What a weight or bias is called there: "accounts→h1", "bias of h1"."""
    layer, node, source = place
    target = short_node_name(network, NodePlace(layer, node))
    if source is None:
        return f"bias of {target}"
    return f"{short_node_name(network, NodePlace(layer - 1, source))}→{target}"
