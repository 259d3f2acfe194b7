"""Walking through one update, phase by phase and beat by beat.

    Forward     the nodes' values, from the inputs to the prediction
    Error       the error, its share of the loss, and the loss
    Slopes      from the prediction back to the inputs: the loss slopes at the nodes of a layer,
                then the slopes of the weights that lead into it
    Step        every weight moves

A place in the walkthrough tells what has been computed so far. Nothing but the step changes a
weight.
"""

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from core.nn.network import Network, NodePlace
from core.nn.quantity import Quantity, QuantityKind

MOST_BEATS_A_LAYER = 8  # the nodes of a wider layer come all at once


class Phase(Enum):
    """A part of an update, as it is numbered on screen."""

    FORWARD = "Forward"
    ERROR = "Error"
    SLOPES = "Slopes"
    STEP = "Step"


PHASES = tuple(Phase)


class Beat(Struct, frozen=True):
    """One stop of the walkthrough: what is computed at once.

    Attributes:
        phase: the part of the update it belongs to.
        what: what comes to be known of it.
        nodes: the nodes that it is known of.
        layer: the layer whose weights it is known of, for the slopes of weights.
    """

    phase: Phase
    what: frozenset[QuantityKind]
    nodes: tuple[NodePlace, ...] = ()
    layer: int | None = None


_FORWARD = frozenset({QuantityKind.PREACTIVATION, QuantityKind.ACTIVATION})
_NODE_SLOPES = frozenset(
    {QuantityKind.LOSS_SLOPE, QuantityKind.ACTIVATION_SLOPE, QuantityKind.SUM_SLOPE}
)
_OF_THE_STEP = frozenset(
    {
        QuantityKind.SLOPE_NORM,
        QuantityKind.CLIP_FACTOR,
        QuantityKind.CLIPPED_SLOPE,
        QuantityKind.WORKING,
        QuantityKind.NEW_WEIGHT,
    }
)
_WEIGHT_SLOPES = frozenset({QuantityKind.ROW_SLOPE, QuantityKind.SLOPE})
_STEP = (QuantityKind.NEW_WEIGHT, None)
_Schedule = dict[tuple[QuantityKind, NodePlace | int | None], int]


def beats(network: Network) -> tuple[Beat, ...]:
    """All beats of one update, in their order."""
    return _beats(network.sizes)


def by_layer(network: Network) -> tuple[Beat, ...]:
    """The way of values to the prediction, a whole layer at a time."""
    return tuple(
        Beat(Phase.FORWARD, _FORWARD, tuple(NodePlace(layer, node) for node in range(size)))
        for layer, size in enumerate(network.sizes[1:])
    )


@lru_cache(maxsize=16)
def _beats(sizes: tuple[int, ...]) -> tuple[Beat, ...]:
    last = len(sizes) - 2
    columns = [
        tuple(NodePlace(layer, node) for node in range(size))
        for layer, size in enumerate(sizes[1:])
    ]
    forward = [
        Beat(Phase.FORWARD, _FORWARD, nodes)
        for column in columns
        for nodes in (
            [(node,) for node in column] if len(column) <= MOST_BEATS_A_LAYER else [column]
        )
    ]
    error = [
        Beat(Phase.ERROR, frozenset({kind}), columns[last])
        for kind in (QuantityKind.ERROR, QuantityKind.SHARE, QuantityKind.LOSS)
    ]
    slopes = [
        beat
        for layer in range(last, -1, -1)
        for beat in (
            Beat(Phase.SLOPES, _NODE_SLOPES, columns[layer]),
            Beat(Phase.SLOPES, _WEIGHT_SLOPES, layer=layer),
        )
    ]
    return (*forward, *error, *slopes, Beat(Phase.STEP, frozenset({QuantityKind.NEW_WEIGHT})))


class Adding(NamedTuple):
    """A node whose sum is being added up, and how many of its terms are by now."""

    node: NodePlace
    terms: int


class Walkthrough(Struct, frozen=True):
    """A place in the walkthrough: how many beats are done.

    0 is before the first node is computed. With all beats but the step done, everything about the
    present weights is known. With the step done the weights are new, and nothing about them is
    computed yet. Before a node's value is known, its sum may be added up term by term.
    """

    done: int = 0
    adding: Adding | None = None

    def phase(self, network: Network) -> Phase:
        """The phase of the latest beat; Forward before the first."""
        return beats(network)[max(self.done - 1, 0)].phase

    def latest(self, network: Network) -> Beat | None:
        """The beat that was done last."""
        return beats(network)[self.done - 1] if self.done else None

    def knows(self, network: Network, quantity: Quantity) -> bool:
        """Whether a number has been computed by now. What is given always is."""
        at = beat_of(network, quantity)
        return at is None or at < self.done <= _schedule_of(network)[_STEP]


def start_of(network: Network, phase: Phase) -> Walkthrough:
    """The place where a phase begins: all earlier phases done."""
    return Walkthrough(next(at for at, beat in enumerate(beats(network)) if beat.phase is phase))


def end_of(network: Network, phase: Phase) -> Walkthrough:
    """The place where a phase is done."""
    return Walkthrough(max(at for at, beat in enumerate(beats(network)) if beat.phase is phase) + 1)


def beat_of(network: Network, quantity: Quantity) -> int | None:
    """Which beat computes a number; None for what is given."""
    kind = quantity.kind
    found = _schedule_of(network)
    if kind is QuantityKind.LOSS:
        return found[kind, None]
    if kind in _OF_THE_STEP:  # with the slopes it is known where the step will lead
        return found[_STEP] - 1
    if kind in _WEIGHT_SLOPES:
        return found[kind, network.place(quantity.parameter).layer]
    return found.get((kind, quantity.node))


@lru_cache(maxsize=1)
def _schedule_of(network: Network) -> _Schedule:
    """The schedule of a network, which is asked for number after number: its sizes may be many."""
    return _schedule(network.sizes)


@lru_cache(maxsize=16)
def _schedule(sizes: tuple[int, ...]) -> _Schedule:
    """When each kind of number comes to be known, for each node or layer it is known of."""
    found: _Schedule = {}
    for at, beat in enumerate(_beats(sizes)):
        for kind in beat.what:
            places = beat.nodes if kind is not QuantityKind.LOSS else (None,)
            for place in places or (beat.layer,):
                found[kind, place] = at
    return found
