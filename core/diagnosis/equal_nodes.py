"""Nodes that do the same and stay the same."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.diagnosis.finding import Case, Finding, Remedy, Sentence, several
from core.diagnosis.remedies import with_new_weights, with_suited_weights
from core.nn.arrays import Array
from core.nn.network import NodePlace
from core.training.experiment import Experiment


def equal_nodes(case: Case) -> Iterator[Finding]:
    """Hidden layer by hidden layer the nodes with the same weights going in and coming out.

    Their slopes are the same, too: no step tells them apart.
    """
    experiment = case.document.experiment
    weights = experiment.network.weights
    for layer, size in enumerate(experiment.network.sizes[1:-1]):
        if np.unique(weights[layer].sum(axis=1)).size == size:
            continue  # equal weights have equal sums
        alike: dict[bytes, list[NodePlace]] = {}
        for node, row in enumerate(_about_nodes(experiment, layer)):
            alike.setdefault(row.tobytes(), []).append(NodePlace(layer, node))
        for places in alike.values():
            if len(places) > 1:
                yield _finding(case, tuple(places))


def _about_nodes(experiment: Experiment, layer: int) -> Array:
    """All that tells the nodes of a layer apart, a row each: weights, locks and memory."""
    network = experiment.network
    vectors = (
        network.parameters + 0.0,  # −0 is 0
        network.locked.astype(np.float64),
        *experiment.optimizer.memory_by_parameter(experiment.memory),
    )
    parts = []
    for vector in vectors:
        going_out = network.matrix_of(vector, layer + 1)[:, : network.sizes[layer + 1]]
        parts += [network.matrix_of(vector, layer), going_out.T]
    return np.hstack(parts)


def _finding(case: Case, places: tuple[NodePlace, ...]) -> Finding:
    network = case.document.experiment.network
    whole = len(places) == network.sizes[places[0].layer + 1]
    if whole:
        remedy = Remedy(Sentence("New weights that suit the activations"), with_suited_weights)
    else:
        name = network.node_name(places[-1])
        one = len(places) == 2
        words = Sentence("Give {} new weights", (name,)) if one else Sentence("Give new weights")
        remedy = Remedy(words, partial(with_new_weights, places=places[1:]))
    return Finding(
        several(places, case, ("", "are equal")),
        (
            Sentence(
                "Their weights are the same, going in and coming out, so that their slopes are,"
                " too: {} nodes do the work of one.",
                (len(places),),
            ),
        ),
        frozenset(),
        is_trouble=True,
        nodes=places,
        remedies=(remedy,),
    )
