"""Why a network does not learn, as far as its numbers tell."""

from enum import Enum

import numpy as np

from core.evaluation import Evaluation
from core.experiment import Experiment
from core.network import Network, NodePlace


class Sleep(Enum):
    """Whether slopes pass through a node, whatever the row."""

    AWAKE = "awake"
    SATURATED = "saturated"
    ON_THE_CORNER = "on the corner"
    ASLEEP = "asleep"


def sleep(network: Network, evaluation: Evaluation, place: NodePlace) -> Sleep:
    """Tell whether a node is asleep: its preactivation below the corner for every row.

    A node that stands exactly on its corner for some row and above it for none is on the corner:
    a little more, and it passes slopes again. A node is saturated if its activation has levelled
    off for every row.
    """
    activation = network.layers[place.layer].activation
    if activation.saturated_below:
        steepest = evaluation.activation_slopes[place.layer][place.node].max()
        return Sleep.SATURATED if steepest < activation.saturated_below else Sleep.AWAKE
    if not activation.sleeps:
        return Sleep.AWAKE
    highest = evaluation.preactivations[place.layer][place.node].max()
    corner = activation.corners[0]
    if highest < corner:
        return Sleep.ASLEEP
    return Sleep.ON_THE_CORNER if highest == corner else Sleep.AWAKE


def nodes_that(state: Sleep, network: Network, evaluation: Evaluation) -> list[NodePlace]:
    """All nodes in this state, layer by layer."""
    places = (
        NodePlace(layer, node)
        for layer, size in enumerate(network.sizes[1:])
        for node in range(size)
    )
    return [place for place in places if sleep(network, evaluation, place) is state]


def standstill(experiment: Experiment, evaluation: Evaluation) -> str | None:
    """Say why further steps change nothing, or None if they do.

    A place where every slope is 0 is flat; that does not make it the bottom.
    """
    network = experiment.network
    if not evaluation.is_finite:
        return None
    if not (evaluation.full_gradient * ~network.locked).any():
        return f"{_why_flat(network, evaluation)}; further steps change nothing"
    update = np.empty_like(network.parameters)
    with np.errstate(all="ignore"):
        experiment.optimizer.update(evaluation.full_gradient, update)
        moved = (network.parameters - update != network.parameters) & ~network.locked
    if moved.any():
        return None
    return "the steps are too small to change any weight; further steps change nothing"


def _why_flat(network: Network, evaluation: Evaluation) -> str:
    if evaluation.loss == 0:
        return "no error is left"
    if evaluation.full_gradient.any():
        return "every weight with a slope is locked"
    for state in (Sleep.ASLEEP, Sleep.ON_THE_CORNER):
        places = nodes_that(state, network, evaluation)
        if places:
            names = " and ".join(map(network.node_name, places[:3]))
            if len(places) > 3:
                names = f"{len(places)} nodes"
            return f"{names} {'is' if len(places) == 1 else 'are'} {state.value}"
    return "every slope is 0 here"


def divergence(evaluation: Evaluation) -> str | None:
    """Say what about the present numbers is too large to compute with, or None."""
    if not np.isfinite(evaluation.loss):
        return "the loss is too large to be a number"
    if not np.isfinite(evaluation.gradient).all():
        return "a slope is too large to be a number"
    return None
