"""The extra numbers of a picture: of chosen weights that it had no room for.

They stand where they hide least; what they cover all the same is left out of the picture.
"""

from collections.abc import Sequence

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.canvas.labels.edge_places import edge_boxes
from gui.canvas.labels.label_boxes import LabelBoxes
from gui.canvas.labels.numbers import Numbers
from gui.canvas.labels.parameter_words import ParameterWords
from gui.canvas.labels.text_sizes import WEIGHT_SIZE, pill_height
from gui.canvas.scene.free_space import FreeSpace, boxes_around
from gui.canvas.scene.picture import Pill, PillKind
from gui.canvas.scene.plan import Plan
from gui.geometry import Box, around

_SIZE = WEIGHT_SIZE - 2
_MOST = 40
_SURE = 2  # that are placed although they cover something
_NOWHERE = (0.0, 0.0, 0.0, pill_height(_SIZE))
_BETWEEN = 2.0  # a weight and its slope below it


class Extras:
    """A finder of places for the numbers of chosen weights and biases."""

    def __init__(self, words: ParameterWords, plan: Plan, numbers: Numbers, slopes: bool) -> None:
        self._words = words
        self._plan, self._numbers, self._slopes = plan, numbers, slopes

    def place(self, wanted: Sequence[int], label_boxes: LabelBoxes) -> list[Pill]:
        """The missing numbers of these weights and biases; the first is always placed."""
        ground = label_boxes.ground.copy()
        placed: list[Pill] = []
        for at, index in enumerate(wanted[:_MOST]):
            stack, rooms = self._missing(index, label_boxes)
            if not stack:
                continue
            free = ground.free(rooms)
            if at < _SURE and not free.any():
                free = self._clear_of_nodes(rooms, label_boxes, placed)
            if free.any() or at == 0:
                room = rooms[int(free.argmax())]
                ground.take(room)
                placed += _stacked(stack, Box(*room.tolist()))
        return placed

    def _clear_of_nodes(
        self, rooms: Array, label_boxes: LabelBoxes, placed: Sequence[Pill]
    ) -> BoolArray:
        """Which rooms hide no node's value and nothing placed, whatever else they hide."""
        layout = self._plan.layout
        reach = np.maximum(layout.radii, label_boxes.fields / 2)
        nodes = boxes_around(layout.centers, 2 * reach, 2 * layout.radii)
        ground = FreeSpace(np.empty((0, 3)))
        for box in (*nodes, *(np.array(pill.box) for pill in placed)):
            ground.take(box)
        return ground.free(rooms)

    def _missing(self, index: int, label_boxes: LabelBoxes) -> tuple[list[Pill], Array]:
        """What is not shown of a weight or bias, and where it could be, best first."""
        wiring, none = self._plan.wiring, np.empty((0, 4))
        at = np.flatnonzero(wiring.parameters == index)
        is_weight = at.size > 0
        if not is_weight:
            at = np.flatnonzero(wiring.bias_parameters == index)
        if not at.size:
            return [], none  # an end of it is folded away
        here = int(at[0])
        box = (label_boxes.weights if is_weight else label_boxes.biases)[here]
        slope_box = (label_boxes.slopes if is_weight else label_boxes.bias_slopes)[here]
        kind = PillKind.WEIGHT if is_weight else PillKind.BIAS
        if not np.isnan(box[0]):
            stack = self._stack(index, kind)[1:]
            if not stack or not np.isnan(slope_box[0]):
                return [], none
            return stack, _rooms_around(Box(*box.tolist()), stack)
        stack = self._stack(index, kind)
        if is_weight:
            return stack, self._rooms_along(here, stack)
        node = int(wiring.bias_nodes[here])
        x, y = self._plan.layout.centers[node].tolist()
        radius = float(self._plan.layout.radii[node])
        return stack, _rooms_around(around(x, y, 2 * radius, 2 * radius), stack)

    def _stack(self, index: int, kind: PillKind) -> list[Pill]:
        words = self._words.weight(index)
        if kind is PillKind.BIAS:
            words = f"b {words}"
        numbers, slope = self._numbers, self._words.slope(index)
        slopes = self._slopes and bool(slope)
        stack = [numbers.number_pill(kind, index, words, _SIZE, _NOWHERE, slopes)]
        if slopes:
            stack.append(numbers.slope_pill(index, slope, _SIZE, _NOWHERE))
        return stack

    def _rooms_along(self, edge: int, stack: list[Pill]) -> Array:
        width, height = _extent(stack)
        widths = np.array([width])
        boxes = edge_boxes(self._plan.ways, np.array([edge]), widths, None)[0]
        return boxes_around((boxes[:, :2] + boxes[:, 2:]) / 2, widths, height)


def _extent(stack: list[Pill]) -> tuple[float, float]:
    height = sum(pill.box.height for pill in stack) + _BETWEEN * (len(stack) - 1)
    return max(pill.box.width for pill in stack), height


def _rooms_around(box: Box, stack: list[Pill]) -> Array:
    """Below, above, at the right and at the left of a box."""
    width, height = _extent(stack)
    x, y = box.center
    across, down = (box.width + width) / 2 + 3, (box.height + height) / 2 + 2
    centers = np.array([(x, y + down), (x, y - down), (x + across, y), (x - across, y)])
    return boxes_around(centers, np.array([width]), height)


def _stacked(stack: list[Pill], room: Box) -> list[Pill]:
    """The pills one below the other in a room."""
    x, _ = room.center
    top, placed = room.top, []
    for pill in stack:
        height = pill.box.height
        placed.append(pill._replace(box=around(x, top + height / 2, pill.box.width, height)))
        top += height + _BETWEEN
    return placed
