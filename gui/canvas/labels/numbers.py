"""The numbers on edges and the biases at nodes, each in its pill."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from core.nn.network import Network
from gui.canvas.labels.label_boxes import LabelBoxes
from gui.canvas.labels.parameter_words import ParameterWords, side_of_zero
from gui.canvas.labels.text_bounds import Measure, pill_width
from gui.canvas.labels.text_sizes import WEIGHT_SIZE, slope_size, text_size
from gui.canvas.labels.words import Words
from gui.canvas.scene.picture import Pill, PillKind, Text, TextRole
from gui.canvas.scene.plan import Plan
from gui.geometry import Box
from gui.operations import numbers

_SLACK = 30.0  # three figures or so


class Numbers:
    """Makes the pills of weights, biases and their slopes."""

    def __init__(
        self, network: Network, words: ParameterWords, plan: Plan, measure: Measure
    ) -> None:
        self._network, self._words, self._gradient = network, words, words.gradient
        self._plan, self._measure = plan, measure

    def _text(self, words: str, size: int, tone: TextRole) -> Text:
        return Text(words, self._measure(words, size, True), size, tone, bold=True)

    def weight_pills(self, words: Words, boxes: LabelBoxes) -> Iterator[Pill]:
        sizes = self._plan.ways.sizes.astype(int).tolist()
        parameters = self._plan.wiring.parameters.tolist()
        shown = np.flatnonzero(~np.isnan(boxes.weights[:, 0])).tolist()
        weight_boxes, slope_boxes = boxes.weights[shown].tolist(), boxes.slopes[shown].tolist()
        for edge, weight_box, slope_box in zip(shown, weight_boxes, slope_boxes, strict=True):
            index, headed = parameters[edge], bool(boxes.headed[edge])
            yield self.number_pill(
                PillKind.WEIGHT, index, words.weights[edge], sizes[edge], weight_box, headed
            )
            if not math.isnan(slope_box[0]):
                yield self.slope_pill(index, words.slopes[edge], slope_size(sizes[edge]), slope_box)

    def bias_pills(self, words: Words, boxes: LabelBoxes, slopes: bool) -> Iterator[Pill]:
        wiring = self._plan.wiring
        for at in np.flatnonzero(~np.isnan(boxes.biases[:, 0])).tolist():
            index, node = int(wiring.bias_parameters[at]), int(wiring.bias_nodes[at])
            size = text_size(WEIGHT_SIZE - 1, float(self._plan.layout.radii[node]))
            box = boxes.biases[at].tolist()
            bias = self.number_pill(PillKind.BIAS, index, words.biases[at], size, box, slopes)
            yield bias
            if not np.isnan(boxes.bias_slopes[at, 0]):
                box = boxes.bias_slopes[at].tolist()
                slope = self.slope_pill(index, words.bias_slopes[at], slope_size(size), box)
                yield _drawn_to(slope, bias)

    def number_pill(
        self, kind: PillKind, index: int, words: str, size: int, room: Sequence[float], headed: bool
    ) -> Pill:
        """A weight or bias; the pill is as wide as its number, in the middle of its room."""
        value = float(self._network.parameters[index])
        tone = (
            TextRole.POSITIVE if value > 0 else TextRole.NEGATIVE if value < 0 else TextRole.MUTED
        )
        if self._words.moves_ahead(index):
            tone = TextRole.DOWN
        locked = bool(self._network.locked[index])
        heading = self._words.heading(index) if headed else 0
        text = self._text(words, size, tone)
        width = pill_width(text.width, size, locked + (heading != 0))
        return Pill(
            kind,
            snug(room, width),
            text,
            numbers.parameter(index),
            index,
            heading=heading,
            locked=locked,
        )

    def slope_pill(self, index: int, words: str, size: int, room: Sequence[float]) -> Pill:
        """The slope of a weight or bias."""
        lean = side_of_zero(self._gradient[index])
        text = self._text(words, size, TextRole.SLOPE if lean else TextRole.MUTED)
        box = snug(room, pill_width(text.width, size, 1 if lean else 0))
        return Pill(PillKind.SLOPE, box, text, None, index, lean=lean)


def snug(room: Sequence[float], width: float) -> Box:
    """A box for a number in a room: all of it, unless that is much too wide.

    So it stays as wide as it is while its figures change.
    """
    across = room[2] - room[0]
    return centered(room, across if width <= across < width + _SLACK else width)


def centered(room: Sequence[float], width: float) -> Box:
    """The box of this width in the middle of a room as high."""
    middle = (room[0] + room[2]) / 2
    return Box(middle - width / 2, room[1], middle + width / 2, room[3])


def _drawn_to(slope: Pill, bias: Pill) -> Pill:
    """The slope right beside its bias, on whichever side it was placed."""
    width = slope.box.width
    left = bias.box.right + 4 if slope.box.left > bias.box.left else bias.box.left - 4 - width
    return slope._replace(box=slope.box._replace(left=left, right=left + width))
