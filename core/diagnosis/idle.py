"""What can have no slope: inputs that are 0 in every row, and activations that are flat."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.diagnosis.finding import Case, Finding, Remedy, Sentence
from core.document.document import Document
from core.document.edits import remove_node, set_activation
from core.nn.activations import SIGMOID
from core.nn.network import INPUT_LAYER, NodePlace


def idle_inputs(case: Case) -> Iterator[Finding]:
    """Inputs that are 0 in every row: their weights have no slope."""
    network, inputs = case.document.experiment.network, case.evaluation.inputs
    if len(inputs) < 2:
        return
    for node in np.flatnonzero(~inputs.any(axis=1)).tolist():
        place = NodePlace(INPUT_LAYER, node)
        name = network.node_name(place)
        yield Finding(
            Sentence("{} says nothing", (name,)),
            (Sentence("It is 0 in every row: its weights have no slope."),),
            frozenset(),
            nodes=(place,),
            remedies=(Remedy(Sentence("Leave {} out", (name,)), partial(_without, place=place)),),
        )


def _without(document: Document, place: NodePlace) -> Document:
    return remove_node(document, place)


def flat_activations(case: Case) -> Iterator[Finding]:
    """Layers whose activation has no slope anywhere."""
    network = case.document.experiment.network
    for at, layer in enumerate(network.layers):
        if layer.activation.is_flat:
            name = layer.activation.name
            smooth = partial(set_activation, layer=at, activation=SIGMOID)
            yield Finding(
                Sentence("{} passes no slope", (name,)),
                (Sentence("Its slope is 0 everywhere: nothing before it learns."),),
                frozenset(),
                is_trouble=True,
                nodes=tuple(NodePlace(at, node) for node in range(layer.size)),
                remedies=(Remedy(Sentence("Sigmoid, a smooth step"), smooth),),
            )
