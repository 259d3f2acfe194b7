"""Slopes layer by layer: whether they vanish or explode on their way back."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.diagnosis.finding import Case, Finding, Remedy, Sentence
from core.diagnosis.remedies import with_clipping, with_relu, with_suited_weights
from core.nn.activation import Start
from core.nn.arrays import Array
from core.nn.network import Network
from core.nn.quantity import QuantityKind
from core.training.evaluation import Evaluation
from core.training.in_blocks import blocks

_RATIO = 1e3  # between the first layer and the last
_UNSUITED = 2.0  # times more or less spread than the weights that suit an activation


def mean_slopes(evaluation: Evaluation) -> Array:
    """The mean |slope| of the loss along the sums of each layer's nodes, shape (layers,).

    Other than the slopes of weights it depends neither on how large the inputs are nor on how far
    the slopes of the rows cancel out.
    """
    pairs = zip(evaluation.loss_slopes, evaluation.activation_slopes, strict=True)
    with np.errstate(all="ignore"):
        return np.array([_mean_size(loss, own) for loss, own in pairs])


def _mean_size(slopes: Array, own: Array) -> float:
    nodes, rows = slopes.shape
    parts = blocks(rows, nodes)
    return float(sum(np.abs(slopes[:, part] * own[:, part]).sum() for part in parts)) / slopes.size


def layer_slopes(case: Case) -> Iterator[Finding]:
    """That slopes vanish or explode from the last layer to the first."""
    network, means = case.document.experiment.network, mean_slopes(case.evaluation)
    if not (np.isfinite(means).all() and means.all()):
        return  # where nothing passes, nodes are asleep
    first, last = float(means[0]), float(means[-1])
    if first * _RATIO <= last:
        title, how, factor, remedies = "vanish", "small", last / first, _against_vanishing(network)
    elif first >= last * _RATIO:
        title, how, factor, remedies = "explode", "large", first / last, _against_exploding(network)
    else:
        return
    yield Finding(
        Sentence(f"Slopes {title} on the way back"),
        (
            Sentence(
                "Along a node's sum the loss has a mean slope of {} in the predictions, and of {}"
                f" in hidden layer 1: {{}} times as {how}.",
                (last, first, float(f"{factor:.2g}")),
            ),
        ),
        frozenset({QuantityKind.SLOPE}),
        is_trouble=True,
        parameters=tuple(range(network.split(network.parameters)[0].size)),
        remedies=tuple(remedies),
    )


def _against_vanishing(network: Network) -> Iterator[Remedy]:
    if any(layer.activation.saturated_below for layer in network.layers[:-1]):
        yield Remedy(Sentence("ReLU with He weights"), with_relu)
    if _are_unsuited(network):
        yield Remedy(Sentence("New weights that suit the activations"), with_suited_weights)


def _against_exploding(network: Network) -> Iterator[Remedy]:
    if _are_unsuited(network):
        yield Remedy(Sentence("New weights that suit the activations"), with_suited_weights)
    clip = partial(with_clipping, max_norm=1.0)
    yield Remedy(Sentence("Clip the slopes to a norm of {}", (1.0,)), clip)


def _are_unsuited(network: Network) -> bool:
    """Whether the weights into some hidden layer are far more or less spread than would suit it."""
    for layer, weights in zip(network.layers[:-1], network.weights, strict=False):
        nodes, sources = weights.shape
        is_he = layer.activation.start is Start.HE
        suited = (2 / sources) ** 0.5 if is_he else (2 / (sources + nodes)) ** 0.5
        spread = float(np.sqrt(np.mean(weights * weights)))
        if not suited / _UNSUITED <= spread <= suited * _UNSUITED:
            return True
    return False
