"""A moving weight: one weight or bias that takes other values, and the nodes it changes."""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.nn.arrays import Array
from core.nn.network import Place
from core.training.buffers import BUFFERS
from core.training.evaluation import Evaluation, evaluate
from core.training.experiment import Experiment

_FAR = 1e4  # times the values looked at: four of sixteen digits would be lost


class Moving(Struct, frozen=True, eq=False):
    """A weight that is moved while all else stays: its node's sum moves by change × source.

    Attributes:
        place: where the weight sits.
        value: what it is.
        source: what it is multiplied by in every row, shape (rows,); 1 for a bias.
        sums: what its node adds up, shape (rows,).
    """

    place: Place
    value: float
    source: Array
    sums: Array

    def moved_sums(self, values: Array) -> Array:
        """What the node adds up for several values of the weight, shape (values, rows)."""
        sums = BUFFERS.empty((values.size, self.source.size))
        np.multiply.outer(values - self.value, self.source, out=sums)
        sums += self.sums
        return sums


def moving(experiment: Experiment, evaluation: Evaluation, parameter: int) -> Moving:
    """Take hold of the weight at this place of the flat vector."""
    network = experiment.network
    place = network.place(parameter)
    if place.source is None:
        source = np.ones(experiment.dataset.rows)
    else:
        source = values_before(evaluation, place.layer)[place.source]
    sums = evaluation.preactivations[place.layer][place.node]
    return Moving(place, float(network.parameters[parameter]), source, sums)


def near(
    experiment: Experiment, evaluation: Evaluation, weights: Mapping[int, Array]
) -> tuple[Experiment, Evaluation]:
    """Put weights that have grown very large at the smallest of the values they are to be set to.

    The hill is the same from there, and a sum that is moved by far would lose its digits.

    Args:
        experiment: what is computed.
        evaluation: its own numbers.
        weights: what each weight, by its index in the flat vector, is to be set to, shape (n,).
    """
    parameters = experiment.network.parameters.copy()
    for index, values in weights.items():
        smallest = float(values[np.abs(values).argmin()])
        if abs(parameters[index]) > _FAR * max(abs(smallest), 1.0):
            parameters[index] = smallest
    if np.array_equal(parameters, experiment.network.parameters):
        return experiment, evaluation
    network = experiment.network.with_parameters(parameters)
    nearer = replace(experiment, network=network, batch_size=ALL_ROWS, validation=None)
    return nearer, evaluate(nearer)


def is_finite(evaluation: Evaluation) -> bool:
    """Whether all numbers are finite, what each node adds up included."""
    sums = all(bool(np.isfinite(layer).all()) for layer in evaluation.preactivations)
    return evaluation.is_finite and sums


def values_before(evaluation: Evaluation, layer: int) -> Array:
    """What goes into a layer, shape (sources, rows)."""
    return evaluation.activations[layer - 1] if layer else evaluation.inputs


def activated(experiment: Experiment, layer: int, sums: Array) -> Array:
    """What the nodes of a layer pass on for these sums, of any shape."""
    values = BUFFERS.empty(sums.shape)
    experiment.network.layers[layer].activation.apply(sums, values)
    return values


def weighted_sums(experiment: Experiment, layer: int, values: Array) -> Array:
    """A layer's preactivations, by shape: (sources, points, rows) to (nodes, points, rows)."""
    weights, biases = experiment.network.weights[layer], experiment.network.biases[layer]
    flat = weights @ values.reshape(len(values), -1)
    if biases is not None:
        flat += biases[:, np.newaxis]
    return np.asarray(flat.reshape(len(weights), *values.shape[1:]))


def sums_after(
    experiment: Experiment, evaluation: Evaluation, weight: Moving, values: Array, place: Place
) -> tuple[Array, Array]:
    """What a later weight is multiplied by, and what its layer adds up, for values of an earlier.

    Args:
        experiment: what is computed.
        evaluation: its own numbers.
        weight: the earlier weight.
        values: what it is set to.
        place: of the weight in a later layer.

    Returns:
        The source of that weight, shape (values or 1, rows), and the sums of its layer, shape
        (nodes, values, rows).
    """
    layer, node, _ = weight.place
    inside = evaluation.activations[layer][:, np.newaxis, :]
    moved = activated(experiment, layer, weight.moved_sums(values))
    across = experiment.network.weights[layer + 1][:, node]
    sums = np.multiply.outer(across, moved - inside[node])
    sums += evaluation.preactivations[layer + 1][:, np.newaxis, :]
    going_in = None
    for deeper in range(layer + 2, place.layer + 1):
        going_in = activated(experiment, deeper - 1, sums)
        sums = weighted_sums(experiment, deeper, going_in)
    if place.source is None:
        return np.ones((1, weight.sums.size)), sums
    if going_in is not None:
        return going_in[place.source], sums
    return moved if place.source == node else inside[place.source], sums
