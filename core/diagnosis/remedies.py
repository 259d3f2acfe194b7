"""Remedies: changes of a document that help it learn.

Those that begin again are tried first: they give None where the first updates do not help.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from core.data.scaling import Scale
from core.document.data_edits import scale_targets
from core.document.document import Document
from core.document.edits import randomise_weights, restart, set_activation, with_network
from core.nn.activations import RELU
from core.nn.arrays import Array
from core.nn.initializers import SUITED
from core.nn.network import NodePlace
from core.slices.work import Work, finish
from core.text.numbers import without_noise
from core.training.descent import Descent
from core.training.evaluation import Evaluation, evaluate

_TRIED = 20  # updates that a remedy is tried with
_MOST_NUMBERS = 20_000_000  # rows × parameters × updates of a trial; one update at least
_RATES = 12  # that are tried, each a tenth of the one before
_ABOVE = 0.1  # the corner: where the sum of the middle row is raised to


def with_scaled_targets(document: Document) -> Document | None:
    """The document at its start with standard targets; None where that is no remedy.

    It is none for classes, for targets that are scaled already, and where the first updates are
    refused or do not lower the loss even so.
    """
    if document.experiment.dataset.target_scaling.is_on:
        return None
    try:
        scaled = scale_targets(restart(document), Scale.STANDARD)
    except ValueError:
        return None
    return scaled if _learns(scaled) else None


def with_smaller_rate(document: Document) -> Document | None:
    """The document at its start with the largest rate of some at which the first updates help.

    The rates are a tenth of the present one, or of 1 if that is less, a hundredth, and so on.
    None where none of them lowers the loss.
    """
    return finish(finding_smaller_rate(document))


def finding_smaller_rate(document: Document) -> Work[Document | None]:
    """The same as work, one rate after the other."""
    start = restart(document)
    known = evaluate(start.experiment)  # the same, whatever the rate
    for tried, rate in enumerate(_smaller(start.experiment.optimizer.learning_rate)):
        yield tried / _RATES
        slower = start.with_experiment(start.experiment.at_rate(rate))
        if _learns(slower, known):
            return slower
    return None


def _smaller(rate: float) -> Iterator[float]:
    rate = min(rate, 1.0)
    for _ in range(_RATES):
        rate = without_noise(rate / 10)
        if rate > 0:
            yield rate


def _learns(document: Document, known: Evaluation | None = None) -> bool:
    """Whether the first updates are all taken, and leave the loss lower than it was."""
    experiment = document.experiment
    cost = experiment.dataset.rows * experiment.network.parameters.size
    descent = Descent(experiment, known)
    before = descent.loss
    refusal = descent.run(min(_TRIED, max(1, _MOST_NUMBERS // cost)))
    return refusal is None and math.isfinite(before) and descent.loss < before


def with_rate(document: Document, rate: float) -> Document:
    """The document with another learning rate of the next step."""
    return document.with_experiment(document.experiment.at_rate(rate))


def with_penalty(document: Document, penalty: float) -> Document:
    """The document at its start, with large weights costing something."""
    start = restart(document)
    return start.with_experiment(replace(start.experiment, l2_penalty=penalty))


def with_clipping(document: Document, max_norm: float) -> Document:
    """The document with the slopes of a step clipped to a norm."""
    return document.with_experiment(replace(document.experiment, max_norm=max_norm))


def with_suited_weights(document: Document) -> Document:
    """The document with all weights drawn anew, as suits the activations."""
    return randomise_weights(document, SUITED, document.experiment.seed + 1)


def with_relu(document: Document) -> Document:
    """The document with ReLU in the hidden layers, and weights that suit it."""
    for layer in range(len(document.experiment.network.layers) - 1):
        document = set_activation(document, layer, RELU)
    return with_suited_weights(document)


def with_new_weights(document: Document, places: Sequence[NodePlace]) -> Document:
    """The document with new weights into some nodes of one layer, and biases of 0.

    They suit the activation; where no row would wake a node so, their signs are turned. What is
    locked stays.
    """
    experiment = document.experiment
    network, layer = experiment.network, places[0].layer
    generator = np.random.default_rng((experiment.seed, experiment.updates))
    activation, shape = network.layers[layer].activation, network.weights[layer].shape
    drawn = SUITED.draw(generator, shape, activation)
    parameters = network.parameters.copy()
    matrix = network.split(parameters)[layer]
    for _, node in places:
        matrix[node] = 0.0
        matrix[node, : shape[1]] = drawn[node]
    tried = _with_free(document, parameters)
    sums = evaluate(tried.experiment).preactivations[layer]
    for _, node in places:
        if activation.sleeps and not (sums[node] > activation.corners[0]).any():
            matrix[node] = -matrix[node]
    return _with_free(document, parameters)


def with_raised_biases(document: Document, places: Sequence[NodePlace]) -> Document:
    """The document with biases of some nodes so that about half of the rows wake each."""
    network = document.experiment.network
    sums = evaluate(document.experiment).preactivations
    parameters = network.parameters.copy()
    for place in places:
        biases = network.biases_of(parameters)[place.layer]
        if biases is not None:
            biases[place.node] += _ABOVE - float(np.median(sums[place.layer][place.node]))
    return _with_free(document, parameters)


def with_parameters(document: Document, parameters: Array) -> Document:
    """The document with other weights, shape (P,); the count of updates stays."""
    return with_network(document, document.experiment.network.with_parameters(parameters))


def _with_free(document: Document, parameters: Array) -> Document:
    """The document with those of these weights that are not locked."""
    network = document.experiment.network
    return with_parameters(document, np.where(network.locked, network.parameters, parameters))
