"""Nodes that no row wakes, or hardly any."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.diagnosis.finding import Case, Finding, Remedy, Sentence, several
from core.diagnosis.remedies import with_new_weights, with_raised_biases
from core.document.edits import set_activation
from core.nn.activations import LEAKY_RELU, RELU
from core.nn.arrays import Array
from core.nn.network import NodePlace
from core.nn.quantity import QuantityKind
from core.training.ends.baseline import baseline

_LESS = 0.9  # of the loss of always guessing the same: the network does better than that
_FEW = 0.01  # of the rows wake a node that is nearly asleep
_TELLS = frozenset({QuantityKind.PREACTIVATION})
ASLEEP, ON_THE_CORNER, NEARLY_ASLEEP = "asleep", "on the corner", "nearly asleep"


def sleepers(sums: Array, corner: float) -> Iterator[tuple[str, list[int]]]:
    """Who no row wakes, or hardly any: the nodes in each state, if any are.

    Args:
        sums: of nodes, shape (nodes, rows).
        corner: the sum above which a row wakes a node.
    """
    highest, most = sums.max(axis=1).tolist(), _FEW * sums.shape[1]
    yield from _some(ASLEEP, [node for node, one in enumerate(highest) if one < corner])
    yield from _some(ON_THE_CORNER, [node for node, one in enumerate(highest) if one == corner])
    if most >= 1:
        woken = np.count_nonzero(sums > corner, axis=1).tolist()
        yield from _some(NEARLY_ASLEEP, [at for at, count in enumerate(woken) if 0 < count <= most])


def _some(state: str, nodes: list[int]) -> Iterator[tuple[str, list[int]]]:
    if nodes:
        yield state, nodes


def asleep(case: Case) -> Iterator[Finding]:
    """Layer by layer the nodes that are asleep, on the corner, or woken by very few rows."""
    network, evaluation = case.document.experiment.network, case.evaluation
    for at, layer in enumerate(network.layers):
        if not layer.activation.sleeps:
            continue
        sums, corner = evaluation.preactivations[at], layer.activation.corners[0]
        for state, nodes in sleepers(sums, corner):
            places = tuple(NodePlace(at, node) for node in nodes)
            yield _finding(case, places, state, blocks=bool(sums.max() <= corner))


def _finding(case: Case, places: tuple[NodePlace, ...], state: str, *, blocks: bool) -> Finding:
    size = case.document.experiment.network.sizes[places[0].layer + 1]
    many = state == ASLEEP and 2 * len(places) > size
    evidence = [_evidence(case, places, state)]
    if blocks:
        evidence.append(Sentence("The whole layer passes no slope: nothing before it learns."))
    return Finding(
        several(places, case, (f"is {state}", f"are {state}")),
        tuple(evidence),
        _TELLS,
        is_trouble=blocks or (many and not _learns(case)),
        nodes=places,
        remedies=tuple(_remedies(case, places)),
    )


def _learns(case: Case) -> bool:
    """Whether what is awake does better than always guessing the same."""
    guess = baseline(case.document.experiment)
    return guess is not None and case.evaluation.loss < _LESS * guess.learnt.loss


def _evidence(case: Case, places: tuple[NodePlace, ...], state: str) -> Sentence:
    rows = case.document.experiment.dataset.rows
    it, its = ("it", "its sum is") if len(places) == 1 else ("any of them", "their sums are")
    if state == NEARLY_ASLEEP:
        layer = case.document.experiment.network.layers[places[0].layer]
        sums = case.evaluation.preactivations[places[0].layer][[place.node for place in places]]
        most = int(np.count_nonzero(sums > layer.activation.corners[0], axis=1).max())
        of_rows = "{} of {} rows" if len(places) == 1 else "at most {} of {} rows each"
        return Sentence(f"Woken by {of_rows}: the others teach nothing here.", (most, rows))
    row = "The only row does not wake" if rows == 1 else "None of the {} rows wakes"
    how = "below 0" if state == ASLEEP else "exactly 0 at most, where the slope is taken as 0"
    values = () if rows == 1 else (rows,)
    return Sentence(f"{row} {it}: {its} {how}, so no slope passes.", values)


def _remedies(case: Case, places: tuple[NodePlace, ...]) -> Iterator[Remedy]:
    network = case.document.experiment.network
    layer = network.layers[places[0].layer]
    who = "{}" if len(places) == 1 else "these nodes"
    values = (network.node_name(places[0]),) if len(places) == 1 else ()
    yield Remedy(
        Sentence(f"Give {who} new weights", values), partial(with_new_weights, places=places)
    )
    if layer.biased:
        words = "Raise the bias of {}" if len(places) == 1 else "Raise their biases"
        yield Remedy(Sentence(words, values), partial(with_raised_biases, places=places))
    if layer.activation is RELU:
        leaky = partial(set_activation, layer=places[0].layer, activation=LEAKY_RELU)
        yield Remedy(Sentence("Leaky ReLU in this layer"), leaky)
