"""Any small network, for properties that hold for all of them."""

import numpy as np
from hypothesis import strategies as st

from core.nn.activations import ACTIVATIONS, SINE, STEP
from core.nn.network import INPUT_LAYER, Layer, Network, NodePlace

FINITE = st.floats(-1e6, 1e6)
# Of a huge sum, rounding alone makes another sine, or crosses a step.
SMOOTH = [one for one in ACTIVATIONS.values() if one not in (SINE, STEP)]


@st.composite
def networks(draw: st.DrawFn, hidden: tuple[int, int] = (0, 3)) -> Network:
    """Any small network: names, activations, biases, weights and locks of all kinds."""
    inputs = draw(st.lists(st.sampled_from(["", "x", "y"]), min_size=1, max_size=4))
    layer = st.builds(
        Layer,
        st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=4).map(tuple),
        st.sampled_from(SMOOTH),
        st.booleans(),
    )
    layers = draw(st.lists(layer, min_size=1 + hidden[0], max_size=1 + hidden[1]))
    sizes = [len(inputs), *(each.size for each in layers)]
    count = sum(
        each.size * (sources + each.biased) for each, sources in zip(layers, sizes, strict=False)
    )
    parameters = draw(st.lists(FINITE, min_size=count, max_size=count))
    locked = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    return Network(tuple(inputs), tuple(layers), np.array(parameters), np.array(locked))


@st.composite
def networks_with_room(draw: st.DrawFn) -> tuple[Network, NodePlace]:
    """A network and a place where a node can come in."""
    network = draw(networks())
    layer = draw(st.integers(INPUT_LAYER, len(network.layers) - 1))
    return network, NodePlace(layer, draw(st.integers(0, network.sizes[layer + 1])))
