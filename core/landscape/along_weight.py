"""The loss along one weight, with all else as it stands."""

from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from core.landscape.moving import activated, is_finite, moving, near
from core.landscape.penalty import penalty_along
from core.landscape.tail import Tail
from core.nn.arrays import Array, read_only
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment
from core.training.gradient_check import loss_with
from core.training.in_blocks import blocks


def loss_along(
    experiment: Experiment, evaluation: Evaluation, parameter: int, values: Array
) -> Array:
    """The loss for each of several values of one weight or bias.

    Only what lies after the weight is computed, in blocks. Where a number grows too large the loss
    is infinite or NaN.

    Args:
        experiment: what is computed.
        evaluation: its own numbers.
        parameter: the index of the weight in the flat vector.
        values: what it is set to, shape (n,).

    Returns:
        The losses, shape (n,), read-only.
    """
    if evaluation.is_finite:
        experiment, evaluation = near(experiment, evaluation, {parameter: values})
    if not is_finite(evaluation):
        loss = loss_with(experiment)
        return read_only([loss(parameter, value) for value in values.tolist()])
    losses = np.zeros(values.size)
    divisor = _divisor(experiment)
    with np.errstate(all="ignore"):
        for part, found in _in_blocks(experiment, evaluation):
            losses += _losses(part, found, parameter, values) * (_divisor(part) / divisor)
        if experiment.l2_penalty:
            losses += penalty_along(experiment, parameter, values)
    return read_only(losses)


def _divisor(experiment: Experiment) -> int:
    return experiment.loss.divisor(experiment.dataset.rows, len(experiment.dataset.targets))


def _in_blocks(
    experiment: Experiment, evaluation: Evaluation
) -> Iterator[tuple[Experiment, Evaluation]]:
    """So many rows at a time that all values of a weight find them in the processor's cache."""
    parts = list(blocks(experiment.dataset.rows, max(experiment.network.sizes)))
    if len(parts) == 1:
        yield experiment, evaluation
        return
    for part in parts:
        found = replace(
            evaluation,
            inputs=evaluation.inputs[:, part],
            preactivations=tuple(layer[:, part] for layer in evaluation.preactivations),
            activations=tuple(layer[:, part] for layer in evaluation.activations),
        )
        yield experiment.on_block(part), found


def _losses(experiment: Experiment, evaluation: Evaluation, parameter: int, values: Array) -> Array:
    """The losses without the penalty."""
    weight = moving(experiment, evaluation, parameter)
    layer, node, _ = weight.place
    is_last = layer == len(experiment.network.layers) - 1
    tail = Tail(experiment, layer if is_last else layer + 1)
    tail.stand_on(_without(experiment, evaluation, layer, node)[:, np.newaxis, np.newaxis, :])
    losses = np.empty(values.size)
    for start in range(0, values.size, tail.points):
        moved = weight.moved_sums(values[start : start + tail.points])
        room = tail.room(len(moved), 1)
        if is_last:
            room[:] = 0.0
            room[node, :, 0] = moved
        else:
            values_of = activated(experiment, layer, moved)
            across = experiment.network.weights[layer + 1][:, node]
            np.multiply.outer(across, values_of, out=room[:, :, 0])
        losses[start : start + tail.points] = tail.losses(room)[:, 0]
    return losses


def _without(experiment: Experiment, evaluation: Evaluation, layer: int, node: int) -> Array:
    """The sums that stand while a node moves: those of the next layer without what it gives.

    In the last layer its own sum is what moves, and nothing of it stands.
    """
    if layer == len(experiment.network.layers) - 1:
        sums = evaluation.preactivations[layer].copy()
        sums[node] = 0.0
        return sums
    weights = experiment.network.weights[layer + 1].copy()
    weights[:, node] = 0.0
    sums = np.asarray(weights @ evaluation.activations[layer])
    biases = experiment.network.biases[layer + 1]
    return sums if biases is None else sums + biases[:, np.newaxis]
