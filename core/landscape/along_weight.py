"""The loss along one weight, with all else as it stands."""

import numpy as np

from core.arrays import Array, read_only
from core.evaluation import Evaluation
from core.experiment import Experiment
from core.gradient_check import loss_with
from core.landscape.tail import Tail
from core.network import NodePlace, Place

BLOCK_BYTES = 2**19  # what is computed at once fits into a processor's cache


def loss_along(
    experiment: Experiment, evaluation: Evaluation, parameter: int, values: Array
) -> Array:
    """The loss for each of several values of one weight or bias.

    Only what lies after the weight is computed, in blocks of about `BLOCK_BYTES`. Where a number
    grows too large the loss is infinite or NaN.

    Args:
        experiment: what is computed.
        evaluation: its own numbers.
        parameter: the index of the weight in the flat vector.
        values: what it is set to, shape (n,).

    Returns:
        The losses, shape (n,), read-only.
    """
    if not evaluation.is_finite:
        loss = loss_with(experiment)
        return read_only([loss(parameter, value) for value in values.tolist()])
    network = experiment.network
    place = network.place(parameter)
    node = NodePlace(place.layer, place.node)
    tail = Tail(experiment, evaluation, node)
    going_in = _source(experiment, evaluation, place)
    sums = evaluation.preactivations[node.layer][node.node]
    changes = values - network.parameters[parameter]
    size = max(1, BLOCK_BYTES // (8 * tail.width * going_in.size))
    losses = np.empty(values.size)
    with np.errstate(all="ignore"):
        for start in range(0, values.size, size):
            block = slice(start, start + size)
            moved = sums + np.multiply.outer(changes[block], going_in)
            activations = np.empty_like(moved)
            network.layers[node.layer].activation.apply(moved, activations)
            losses[block] = tail.losses(activations)
    return read_only(losses)


def _source(experiment: Experiment, evaluation: Evaluation, place: Place) -> Array:
    """What the weight is multiplied by in every row; 1 for a bias."""
    if place.source is None:
        return np.ones(experiment.dataset.rows)
    layers = (evaluation.inputs, *evaluation.activations)
    return read_only(layers[place.layer][place.source])
