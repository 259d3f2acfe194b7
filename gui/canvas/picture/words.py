"""What stands at nodes, on edges, above layers and beside predictions."""

from dataclasses import dataclass

import numpy as np

from core.activations import IDENTITY
from core.arrays import Array
from core.diagnosis import Sleep, sleep
from core.document import Document
from core.evaluation import Evaluation, evaluate
from core.network import Network, NodePlace
from gui.canvas.picture.arithmetic import error_line, share_line, slope_line
from gui.canvas.picture.layout import Wiring
from gui.number_text import number, signed

_MOST_DETAILED = 6  # nodes of a layer that tell more about themselves than name and value
_MOST_NAMED = 16


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All texts of a moment; an empty one is not shown.

    Attributes:
        values: of each node.
        names: of each node.
        activations: what each node does: "ReLU(8)".
        node_slopes: of each node: "loss slope +44 · ReLU slope 1".
        weights: on each edge.
        slopes: on each edge.
        biases: at the nodes that have one.
        bias_slopes: at the nodes that have one.
        targets: beside each prediction.
        lines: beside each prediction, under its target.
        titles: above each column, in full and in short.
        caption: which rows the numbers come from.
        states: whether each node passes slopes on.
    """

    values: list[str]
    names: list[str]
    activations: list[str]
    node_slopes: list[str]
    weights: list[str]
    slopes: list[str]
    biases: list[str]
    bias_slopes: list[str]
    targets: list[str]
    lines: list[list[str]]
    titles: list[tuple[str, str]]
    caption: str
    states: list[Sleep]


def node_values(evaluation: Evaluation, row: int) -> Array:
    """The value of every node for one row, inputs first."""
    return np.concatenate(
        [evaluation.inputs[:, row], *(layer[:, row] for layer in evaluation.activations)]
    )


def write(
    document: Document,
    evaluation: Evaluation,
    row: int,
    wiring: Wiring,
    crowded: tuple[bool, ...],
    slopes: bool,
) -> Words:
    """Write all texts; numbers on edges only where a gap between layers is not crowded."""
    experiment = document.experiment
    network = experiment.network
    single = experiment.dataset.rows == 1
    # The slopes at nodes are those of the row on show, the slopes of weights those of the step.
    own = evaluation if single or not slopes else evaluate(experiment.on_row(row))
    own_row = row if own is evaluation else 0
    states = node_states(network, evaluation)
    weights = network.parameters.tolist()
    gradient = evaluation.gradient.tolist()
    roomy = [
        -1 if crowded[layer] else index
        for layer, index in zip(wiring.layers.tolist(), wiring.parameters.tolist(), strict=True)
    ]
    biases = wiring.bias_parameters.tolist()
    return Words(
        values=list(map(number, node_values(evaluation, row).tolist())),
        names=[
            network.node_name(place) if network.sizes[place.layer + 1] <= _MOST_NAMED else ""
            for place in wiring.places()
        ],
        activations=_activations(network, evaluation, row, states),
        node_slopes=_node_slopes(network, own, own_row, slopes),
        weights=[number(weights[index]) if index >= 0 else "" for index in roomy],
        slopes=[signed(gradient[index]) if slopes and index >= 0 else "" for index in roomy],
        biases=[f"b {number(weights[index])}" for index in biases],
        bias_slopes=[signed(gradient[index]) if slopes else "" for index in biases],
        targets=[number(float(column[row])) for column in experiment.dataset.targets],
        lines=_lines(document, evaluation, row, own if slopes else None, own_row),
        titles=_titles(network),
        caption=_caption(document, row, slopes),
        states=states,
    )


def node_states(network: Network, evaluation: Evaluation) -> list[Sleep]:
    """Whether each node passes slopes on, inputs first."""
    states = [Sleep.AWAKE] * len(network.inputs)
    for index, layer in enumerate(network.layers):
        if layer.activation.sleeps:
            places = (NodePlace(index, node) for node in range(layer.size))
            states += [sleep(network, evaluation, place) for place in places]
        else:
            states += [Sleep.AWAKE] * layer.size
    return states


def _activations(
    network: Network, evaluation: Evaluation, row: int, states: list[Sleep]
) -> list[str]:
    texts = [""] * len(network.inputs)
    for layer, before in zip(network.layers, evaluation.preactivations, strict=True):
        if layer.activation is IDENTITY or layer.size > _MOST_DETAILED:
            texts += [""] * layer.size
            continue
        for value in before[:, row].tolist():
            state = states[len(texts)]
            suffix = "" if state is Sleep.AWAKE else f", {state.value}"
            texts.append(f"{layer.activation.name}({number(value)}){suffix}")
    return texts


def _node_slopes(network: Network, own: Evaluation, row: int, shown: bool) -> list[str]:
    texts = [""] * len(network.inputs)
    last = len(network.layers) - 1
    for index, layer in enumerate(network.layers):
        bare = index == last and layer.activation is IDENTITY
        if not shown or bare or layer.size > _MOST_DETAILED:
            texts += [""] * layer.size
            continue
        name = layer.activation.name
        loss_slopes = own.loss_slopes[index][:, row].tolist()
        own_slopes = own.activation_slopes[index][:, row].tolist()
        for loss_slope, own_slope in zip(loss_slopes, own_slopes, strict=True):
            parts = [f"loss slope {signed(loss_slope)}"] if index < last else []
            if layer.activation is not IDENTITY:
                parts.append(f"{name} slope {number(own_slope)}")
            texts.append(" · ".join(parts))
    return texts


def short_slope(text: str) -> str:
    """The first of a node's slopes: "loss slope +44"."""
    return text.partition(" · ")[0]


def _lines(
    document: Document, evaluation: Evaluation, row: int, own: Evaluation | None, own_row: int
) -> list[list[str]]:
    experiment = document.experiment
    loss, outputs = experiment.loss, len(experiment.dataset.targets)
    shown = []
    for output, targets in enumerate(experiment.dataset.targets):
        error = float(evaluation.errors[output, row])
        lines = [
            error_line(float(evaluation.predictions[output, row]), float(targets[row]), error),
            share_line(loss, error, float(evaluation.shares[output, row])),
        ]
        if own is not None:
            slope = float(own.loss_slopes[-1][output, own_row])
            lines.append(slope_line(loss, error, slope, loss.divisor(1, outputs)))
        shown.append(lines)
    return shown


def _titles(network: Network) -> list[tuple[str, str]]:
    last = len(network.layers) - 1
    inputs = "Inputs" if network.sizes[0] > 1 else "Input"
    shown = [(inputs, inputs)]
    for index, layer in enumerate(network.layers):
        name = layer.activation.name
        if index == last:
            title = "Prediction" if layer.size == 1 else "Predictions"
            plain = layer.activation is IDENTITY
            shown.append((title if plain else f"{title} · {name}", title if plain else name))
        else:
            which = "Hidden layer" if last == 1 else f"Hidden layer {index + 1}"
            shown.append((f"{which} · {name}", name))
    return shown


def _caption(document: Document, row: int, slopes: bool) -> str:
    experiment = document.experiment
    rows = experiment.dataset.rows
    if rows == 1:
        return ""
    text = f"values of row {row + 1} of {rows}"
    if slopes:
        how = "mean" if experiment.loss.averages else "sum"
        text += f" · node slopes of this row · weight slopes: {how} over all {rows} rows"
    return text
