"""Why a network does not learn: nodes that are asleep, slopes of 0, a standstill."""

from enum import Enum
from itertools import takewhile

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, Rows
from core.nn.network import Network, NodePlace
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment, NextUpdate
from core.training.propagation import Propagation

_ROUNDING = 1e-12  # of the loss: less than that is rounding
_POWERS = 300  # of ten by which a step is made longer
_MOST_NAMED = 3
_PATIENCE = 1000  # steps ahead


class Sleep(Enum):
    """Whether slopes pass through a node, whatever the row."""

    AWAKE = "awake"
    SATURATED = "saturated"
    ON_THE_CORNER = "on the corner"
    ASLEEP = "asleep"


_OFF = (Sleep.ASLEEP, Sleep.ON_THE_CORNER)  # that no slope passes


def sleep(network: Network, evaluation: Evaluation, place: NodePlace) -> Sleep:
    """Tell whether a node is asleep: its preactivation below the corner for every row learnt from.

    A node that stands exactly on its corner for some row and above it for none is on the corner:
    a little more, and it passes slopes again. A node is saturated if its activation has levelled
    off for every row.
    """
    return sleep_in(network, evaluation, place.layer, np.array([place.node]))[0]


def sleep_in(
    network: Network, evaluation: Evaluation, layer: int, nodes: Rows | None = None
) -> list[Sleep]:
    """The same of nodes of one layer: of these, or of all."""
    activation = network.layers[layer].activation
    least, chosen = activation.saturated_below, slice(None) if nodes is None else nodes
    if least:
        steepest = evaluation.activation_slopes[layer][chosen].max(axis=1).tolist()
        return [Sleep.SATURATED if slope < least else Sleep.AWAKE for slope in steepest]
    sums = evaluation.preactivations[layer][chosen]
    if not activation.sleeps:
        return [Sleep.AWAKE] * len(sums)
    corner = activation.corners[0]
    return [
        Sleep.ASLEEP if one < corner else Sleep.ON_THE_CORNER if one == corner else Sleep.AWAKE
        for one in sums.max(axis=1).tolist()
    ]


def nodes_that(state: Sleep, network: Network, evaluation: Evaluation) -> list[NodePlace]:
    """All nodes in this state, layer by layer."""
    return [
        NodePlace(layer, node)
        for layer in range(len(network.layers))
        for node, found in enumerate(sleep_in(network, evaluation, layer))
        if found is state
    ]


class Standstill(Struct, frozen=True):
    """Why further steps change nothing.

    Attributes:
        why: the reason, as half a sentence.
        is_trouble: whether the way down is blocked, and not simply at its end.
    """

    why: str
    is_trouble: bool = False

    @property
    def text(self) -> str:
        """The reason, as a sentence."""
        return f"{self.why}; further steps change nothing"


def standstill(
    experiment: Experiment, evaluation: Evaluation, following: NextUpdate | None = None
) -> Standstill | None:
    """Say why further steps change nothing, or None if they do.

    A place where every slope is 0 is flat; that does not make it the bottom. What the next update
    does may be handed in, where it is known.
    """
    if not evaluation.is_finite or (following is not None and following.moves(experiment)):
        return None
    if _moves(experiment, evaluation.gradient):
        return None
    slopes = _steepest(experiment, evaluation)  # another batch may have more to say
    if _moves(experiment, slopes):
        return None
    if not (slopes * ~experiment.network.locked).any():
        return _flat(experiment, evaluation, any_slope=bool(slopes.any()))
    if falls_at_some_rate(experiment, evaluation):
        return Standstill("the steps are too small to change any weight", is_trouble=True)
    return Standstill("no step along the slopes lowers the loss")


def has_slope(experiment: Experiment, evaluation: Evaluation) -> bool:
    """Whether any row, or all of them where a step uses all, asks a weight that is free to move."""
    return bool((_steepest(experiment, evaluation) * ~experiment.network.locked).any())


def _moves(experiment: Experiment, gradient: Array) -> bool:
    """Whether steps along these slopes change any weight: the first, or a later one.

    What a rule remembers can grow from step to step, until it does; without slopes it only fades.
    """
    grows = experiment.optimizer.remembers and gradient[~experiment.network.locked].any()
    for _ in range(_PATIENCE if grows else 1):
        found = experiment.next_update(gradient)
        if found.moves(experiment):
            return True
        if np.array_equal(found.memory, experiment.memory):
            return False
        experiment = experiment.at_state(
            np.concatenate((found.parameters, found.memory)), experiment.updates + 1
        )
    return False


def _steepest(experiment: Experiment, evaluation: Evaluation) -> Array:
    """A bound for the slopes of any step, shape (P,); in batches Σ |slope of a row|."""
    network = experiment.network
    if evaluation.batch is None:
        return evaluation.full_gradient
    found = np.zeros_like(network.parameters)
    values = (evaluation.inputs, *evaluation.activations)
    scale = experiment.dataset.rows if experiment.loss.averages else 1
    for at, (layer, matrix) in enumerate(zip(network.layers, network.split(found), strict=True)):
        slopes = np.abs(evaluation.loss_slopes[at] * evaluation.activation_slopes[at]) * scale
        matrix[:, : network.sizes[at]] = slopes @ np.abs(values[at]).T
        if layer.biased:
            matrix[:, -1] = slopes.sum(axis=1)
    return found + experiment.l2_penalty * np.abs(network.parameters) * network.is_weight


def falls_at_some_rate(experiment: Experiment, evaluation: Evaluation) -> bool:
    """Whether a step of another size along the slopes of all rows lowers their loss.

    Rates ten times as large as the one before are tried until the loss changes, and then smaller
    ones until it does not change any more.
    """
    network = experiment.network
    update = experiment.next_update(evaluation.full_gradient).change
    passes = Propagation(experiment)
    noise = _ROUNDING * abs(evaluation.loss)
    with np.errstate(all="ignore"):

        def change(power: int) -> float:
            passes.parameters[:] = network.parameters - 10.0**power * update
            return passes.forward() - evaluation.loss

        larger = takewhile(lambda power: abs(change(power)) <= noise, range(1, _POWERS))
        first = max(larger, default=0) + 1
        found = (change(power) for power in range(first, -_POWERS, -1))
        felt = takewhile(lambda one: not abs(one) <= noise, found)
        return any(one < -noise for one in felt)


def _flat(experiment: Experiment, evaluation: Evaluation, *, any_slope: bool) -> Standstill:
    if evaluation.loss == 0:
        aside = "" if experiment.validation is None else " in the rows learnt from"
        return Standstill(f"no error is left{aside}")
    if any_slope:
        return Standstill("every weight with a slope is locked")
    blocked = _blocked(experiment.network, evaluation)
    return Standstill(blocked, is_trouble=True) if blocked else Standstill("every slope is 0 here")


def _blocked(network: Network, evaluation: Evaluation) -> str:
    """Name who keeps slopes from passing a whole layer; empty where there is no such layer."""
    for layer, activation in enumerate(each.activation for each in network.layers):
        if activation.is_flat:
            return f"the slope of {activation.name} is 0 everywhere"
        states = sleep_in(network, evaluation, layer)
        if not all(state in _OFF for state in states):
            continue
        worst = Sleep.ASLEEP if Sleep.ASLEEP in states else Sleep.ON_THE_CORNER
        named = [NodePlace(layer, at) for at, state in enumerate(states) if state is worst]
        names = " and ".join(map(network.node_name, named))
        if len(named) > _MOST_NAMED:
            names = f"{len(named)} nodes"
        return f"{names} {'is' if len(named) == 1 else 'are'} {worst.value}"
    return ""
