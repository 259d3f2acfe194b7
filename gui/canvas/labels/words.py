"""The texts of the drawing: at nodes, on edges, above layers and beside predictions."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
from msgspec import Struct

from core.document.document import Document
from core.document.made_inputs import told_name
from core.explanation.quantities import Quantities
from core.nn.activations import IDENTITY
from core.nn.arrays import Array, Rows
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.quantity import Quantity, QuantityKind, node_value
from core.training.diagnosis import Sleep, sleep_in
from core.training.evaluation import Evaluation
from gui.canvas.labels.headings import caption, caption_of_point, left_out, of_slopes, titles
from gui.canvas.labels.parameter_words import ParameterWords
from gui.canvas.labels.prediction_lines import prediction_lines
from gui.canvas.labels.value_words import MOST_DETAILED, NodeLook, ValueWords
from gui.canvas.scene.sight import Sight
from gui.formatting.names import short_node_name
from gui.session.visibility import Seen, Visibility

MOST_NAMED = 16
T = TypeVar("T")


class Words(Struct, frozen=True, eq=False):
    """All texts of a moment; an empty one is not shown.

    Attributes:
        values: of each node.
        looks: of each node.
        names: of each node.
        short_names: of each node, where there is little room.
        activations: what each node does: "ReLU(8)".
        node_slopes: of each node: "loss slope +44 · ReLU slope 1".
        parameters: what is written of any weight or bias.
        weights: on each edge.
        slopes: on each edge.
        biases: at the nodes that have one.
        bias_slopes: at the nodes that have one.
        targets: beside each prediction.
        lines: beside each prediction, under its target.
        short_lines: the same where there is little room: what comes out, not how.
        titles: above each column, in full, shorter, and in short.
        caption: which rows the numbers come from, in full and in short.
    """

    values: list[str]
    looks: list[NodeLook]
    names: list[str]
    short_names: list[str]
    activations: list[str]
    node_slopes: list[str]
    parameters: ParameterWords
    weights: list[str]
    slopes: list[str]
    biases: list[str]
    bias_slopes: list[str]
    targets: list[str]
    lines: list[list[str]]
    short_lines: list[list[str]]
    titles: list[tuple[str, str, str]]
    gaps: list[tuple[int, int, str]]
    caption: tuple[str, str]


class Writer:
    """Writes the texts of one moment.

    Args:
        document: what is drawn.
        evaluation: its numbers.
        row: the row whose values are shown.
        visibility: what of the numbers may be seen.
        slopes: whether slopes are shown at all.
        stale: the numbers before the latest step, for values that are not computed anew yet.
        alone: the slopes of the row on show alone, to be shown instead of the next step's.
        point: the inputs, in their own units, of a point that is no row and has no target.
    """

    def __init__(
        self,
        document: Document,
        evaluation: Evaluation,
        row: int,
        visibility: Visibility,
        slopes: bool,
        stale: Evaluation | None = None,
        alone: Array | None = None,
        point: tuple[float, ...] | None = None,
    ) -> None:
        self._point = point
        self._experiment = document.experiment
        self._network = document.experiment.network
        self._pixels = 0 if document.image is None else document.image.pixels
        self._numbers = Quantities(document.experiment, evaluation)
        self._evaluation = evaluation
        self._row = row
        self._visibility = visibility
        self._slopes = slopes
        self._alone = alone
        self._values = ValueWords(self._numbers, evaluation, row, visibility, stale)

    def write(
        self, sight: Sight, change: tuple[Array, Array] | None = None, ahead: bool = False
    ) -> Words:
        """Write all texts in sight; on edges only where a gap between layers is not crowded."""
        network, wiring = self._network, sight.plan.wiring
        step, alone = self._evaluation.gradient, self._alone
        slopes = step if alone is None else alone
        shows_way = self._slopes and alone is None
        following = self._numbers.next_parameters if shows_way else None
        parameters = ParameterWords(network, slopes, self._visibility, change, ahead, following)
        roomy = (~np.array(sight.crowded)[wiring.layers]).tolist()
        edges, biases = wiring.parameters.tolist(), wiring.bias_parameters.tolist()
        places, nodes = wiring.places, sight.nodes
        at_biases = [nodes[node] for node in wiring.bias_nodes.tolist()]
        named = [
            is_seen and wiring.sizes[layer + 1] <= MOST_NAMED and not self._is_pixel(layer, node)
            for (layer, node), is_seen in zip(places, nodes, strict=True)
        ]
        shown = enumerate(wiring.shown, INPUT_LAYER)
        states = [state for layer, of in shown for state in self._states(layer, of)]
        unseen = NodeLook()
        looks = [
            self._values.look(place, state) if is_read or sight.is_far else unseen
            for place, state, is_read in zip(places, states, nodes, strict=True)
        ]
        lines = list(map(self._lines, range(network.sizes[-1])))
        return Words(
            values=_there(self._values.text, nodes, places),
            looks=looks,
            names=_there(self._name, named, places),
            short_names=_there(partial(short_node_name, network), named, places),
            activations=_there(
                lambda at: self._activation(*at), nodes, list(zip(places, states, strict=True))
            ),
            node_slopes=_there(self._node_slope, nodes, places),
            parameters=parameters,
            weights=_there(parameters.weight, roomy, edges),
            slopes=_there(parameters.slope, roomy, edges) if self._slopes else [""] * len(edges),
            biases=_there(lambda index: f"b {parameters.weight(index)}", at_biases, biases),
            bias_slopes=(
                _there(parameters.slope, at_biases, biases) if self._slopes else [""] * len(biases)
            ),
            targets=list(map(self._target, range(network.sizes[-1]))),
            lines=[[full for full, _ in pairs] for pairs in lines],
            short_lines=[[short for _, short in pairs] for pairs in lines],
            titles=[
                forms if nodes[start] else ("", "", "")
                for forms, start in zip(titles(network), wiring.starts, strict=True)
            ],
            gaps=left_out(wiring.shown),
            caption=self._caption(stale=any(look.stale for look in looks)),
        )

    def _is_pixel(self, layer: int, node: int) -> bool:
        return layer == INPUT_LAYER and node < self._pixels

    def _caption(self, *, stale: bool) -> tuple[str, str]:
        if self._point is not None:
            return caption_of_point(self._network, self._point)
        return caption(self._experiment, self._row, stale=stale, slopes=self._of_slopes())

    def _lines(self, output: int) -> list[tuple[str, str]]:
        if self._point is not None:
            return [("", ""), ("", "")]  # no error, and no share of the loss
        return prediction_lines(
            self._numbers, output, self._row, self._visibility, slopes=self._slopes
        )

    def _of_slopes(self) -> str:
        if not self._slopes:
            return ""
        alone = self._alone is not None
        return of_slopes(self._experiment, self._evaluation, alone=alone)

    def _name(self, place: NodePlace) -> str:
        """A node's name; where values are scaled, with what they are in own units."""
        name, dataset = told_name(self._experiment, place), self._experiment.dataset
        is_scaled = dataset.is_scaled and not 0 <= place.layer < len(self._network.layers) - 1
        if not is_scaled or not self._visibility.shows(node_value(place, self._row)):
            return name
        if place.layer == INPUT_LAYER and dataset.input_scaling.is_on:
            own = float(dataset.own_inputs[place.node][self._row])
            return f"{name} {self._visibility.text(own)}"
        if place.layer == len(self._network.layers) - 1 and dataset.target_scaling.is_on:
            predicted = float(self._evaluation.predictions[place.node, self._row])
            own = dataset.target_scaling.original(place.node, predicted)
            if self._point is not None:
                return f"{name} {self._visibility.text(float(f'{own:.4g}'))}"
            target = float(dataset.own_targets[place.node][self._row])
            wanted = self._visibility.text(target)
            return f"{name} {self._visibility.text(float(f'{own:.4g}'))} (target {wanted})"
        return name

    def _states(self, layer: int, nodes: Rows) -> list[Sleep]:
        """Whether nodes of a layer pass slopes on."""
        if layer == INPUT_LAYER or self._point is not None:
            return [Sleep.AWAKE] * nodes.size
        is_whole = nodes.size == self._network.layers[layer].size
        return sleep_in(self._network, self._evaluation, layer, None if is_whole else nodes)

    def _activation(self, place: NodePlace, state: Sleep) -> str:
        if place.layer < 0:
            return ""
        if total := self._values.sum_beside(place):
            return total
        layer = self._network.layers[place.layer]
        before = Quantity(QuantityKind.PREACTIVATION, node=place, row=self._row)
        plain = layer.activation is IDENTITY or layer.size > MOST_DETAILED
        if plain or not self._visibility.shows(before):
            return ""
        suffix = "" if state is Sleep.AWAKE else f", {state.value}"
        text = self._visibility.write(self._numbers.value(before), before)
        return f"{layer.activation.name}({text}){suffix}"

    def _node_slope(self, place: NodePlace) -> str:
        if not self._slopes or place.layer < 0:
            return ""
        layer, visibility = self._network.layers[place.layer], self._visibility
        if layer.size > MOST_DETAILED:
            return ""
        loss_slope = Quantity(QuantityKind.LOSS_SLOPE, node=place, row=self._row)
        own_slope = Quantity(QuantityKind.ACTIVATION_SLOPE, node=place, row=self._row)
        if visibility.seen(loss_slope) is Seen.NOT_YET:
            return ""
        parts = []
        if place.layer < len(self._network.layers) - 1:
            value = self._numbers.value(loss_slope)
            parts.append(f"loss slope {visibility.write_signed(value, loss_slope)}")
        if layer.activation is not IDENTITY:
            own = visibility.write(self._numbers.value(own_slope), own_slope)
            parts.append(f"{layer.activation.name} slope {own}")
        return " · ".join(parts)

    def _target(self, output: int) -> str:
        if self._point is not None:
            return "none"
        value = float(self._experiment.dataset.targets[output][self._row])
        return self._visibility.text(value)


def _there(write: Callable[[T], str], there: Sequence[bool], of: Sequence[T]) -> list[str]:
    """What is written of those that are there; nothing of the others."""
    return [write(one) if is_there else "" for one, is_there in zip(of, there, strict=True)]


def short_slope(text: str) -> str:
    """The first of a node's slopes: "loss slope +44"."""
    return text.partition(" · ")[0]
