"""Nodes of sigmoid or tanh that have levelled off, so that hardly any slope passes them."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.data.scaling import Scale, is_wide
from core.diagnosis.finding import Case, Finding, Part, Remedy, Sentence, several
from core.diagnosis.remedies import with_new_weights
from core.document.data_edits import scale_inputs
from core.document.edits import set_loss
from core.nn.activation import Activation
from core.nn.activations import SIGMOID
from core.nn.arrays import Array, BoolArray
from core.nn.losses_of_probabilities import LOG_LOSS
from core.nn.network import NodePlace
from core.nn.quantity import QuantityKind

_MOST_ROWS = 0.9  # in which a node is levelled off that is called so
_STALLED = 0.1  # of all predictions are levelled off and far from their targets
_WRONG = 0.5  # away from the target
_VALUES = frozenset({QuantityKind.ACTIVATION})


def levelled_off(activation: Activation, slopes: Array) -> BoolArray:
    """Where an activation has levelled off, of its slopes of any shape; nowhere if it never does.

    There hardly any slope passes.
    """
    return np.asarray(slopes < activation.saturated_below)


def saturated(case: Case) -> Iterator[Finding]:
    """Hidden layer by hidden layer the nodes that have levelled off in nearly every row."""
    network = case.document.experiment.network
    for at, layer in enumerate(network.layers[:-1]):
        if not layer.activation.saturated_below:
            continue
        off = levelled_off(layer.activation, case.evaluation.activation_slopes[at])
        counts = np.count_nonzero(off, axis=1)
        nodes = np.flatnonzero(counts >= _MOST_ROWS * off.shape[1]).tolist()
        if nodes:
            places = tuple(NodePlace(at, node) for node in nodes)
            yield _levelled(case, places, int(counts[nodes].min()))


def _levelled(case: Case, places: tuple[NodePlace, ...], least: int) -> Finding:
    experiment = case.document.experiment
    network, layer = experiment.network, places[0].layer
    at_least = "" if len(places) == 1 else "at least "
    evidence = Sentence(
        f"In {at_least}{{}} of {{}} rows the slope of {network.layers[layer].activation.name} is"
        " less than a hundredth of its steepest: hardly any slope passes.",
        (least, experiment.dataset.rows),
    )
    remedies = [Remedy(Sentence("Give new weights"), partial(with_new_weights, places=places))]
    if layer == 0 and not experiment.dataset.input_scaling.is_on and _are_wide(case):
        scale = partial(scale_inputs, scale=Scale.STANDARD)
        remedies.insert(0, Remedy(Sentence("Scale the inputs"), scale))
    return Finding(
        several(places, case, ("has levelled off", "have levelled off")),
        (evidence,),
        _VALUES,
        is_trouble=2 * len(places) >= network.sizes[layer + 1],
        nodes=places,
        remedies=tuple(remedies),
    )


def _are_wide(case: Case) -> bool:
    return any(map(is_wide, case.evaluation.inputs))


def stalled(case: Case) -> Iterator[Finding]:
    """Predictions that have levelled off although they are far from their targets.

    A loss of probabilities has a slope there all the same.
    """
    experiment, evaluation = case.document.experiment, case.evaluation
    last = experiment.network.layers[-1]
    if not last.activation.saturated_below or experiment.loss.is_from_logits:
        return
    off = levelled_off(last.activation, evaluation.activation_slopes[-1])
    stuck = off & (np.abs(evaluation.errors) > _WRONG)
    share = float(stuck.mean())
    if share < _STALLED:
        return
    remedies = []
    targets = np.array(experiment.dataset.targets)
    if last.activation is SIGMOID and targets.min() >= 0 and targets.max() <= 1:
        remedies = [Remedy(Sentence("Log loss instead"), partial(set_loss, loss=LOG_LOSS))]
    yield Finding(
        Sentence("Wrong predictions have levelled off"),
        (
            Sentence(
                "{} of the predictions are off by more than {} where"
                f" {last.activation.name} is flat: hardly any slope passes back.",
                (Part(share), _WRONG),
            ),
        ),
        frozenset({QuantityKind.ERROR, QuantityKind.ACTIVATION}),
        is_trouble=True,
        nodes=tuple(
            NodePlace(len(experiment.network.layers) - 1, node)
            for node in np.flatnonzero(stuck.any(axis=1)).tolist()
        ),
        remedies=tuple(remedies),
    )
