"""The + and − on the drawing that add and remove nodes and layers."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from core.nn.network import NodePlace
from gui.canvas.scene.picture import LabelKind, Node, Picture
from gui.geometry import Box, around

RADIUS = 9.0
_LEAST_RADIUS = 16.0  # of a node with a −: a click on a smaller one would meet the − instead
_ANGLES = (-45, -30, -60, 45, 30, 0, 60, -80, 80, 180, 150, 210, 120, 240)


class Handle(NamedTuple):
    """A handle: a sign to click, and what it adds or removes.

    It adds a node to a layer, removes a node, or inserts a hidden layer that becomes layer `at`.
    """

    x: float
    y: float
    layer: int | None = None
    node: NodePlace | None = None
    at: int | None = None

    @property
    def is_plus(self) -> bool:
        """Whether it adds something."""
        return self.node is None

    @property
    def box(self) -> Box:
        """Where it is."""
        return around(self.x, self.y, 2 * RADIUS, 2 * RADIUS)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies on it, or very near."""
        return math.hypot(self.x - x, self.y - y) <= RADIUS + 3


def handles_near(picture: Picture, x: float, y: float) -> list[Handle]:
    """The handles to be shown while the pointer is at a point."""
    columns = _columns(picture)
    found = _add_node_handles(picture, columns, x)
    found += _insert_layer_handles(picture, columns, x, y)
    for node in picture.nodes:
        alone = len(columns[node.place.layer + 1]) == 1
        near = math.hypot(node.x - x, node.y - y) <= node.radius + 2.4 * RADIUS
        if near and not alone and node.radius >= _LEAST_RADIUS:
            handle = _remove_handle(picture, node, x, y)
            if handle is not None:
                found.append(handle)
    return found


def _columns(picture: Picture) -> list[list[Node]]:
    columns: list[list[Node]] = []
    for node in picture.nodes:
        if node.place.layer + 1 == len(columns):
            columns.append([])
        columns[-1].append(node)
    return columns


def _middle(column: Iterable[Node]) -> float:
    places = [node.x for node in column]
    return sum(places) / len(places)


def _add_node_handles(picture: Picture, columns: list[list[Node]], x: float) -> list[Handle]:
    """A + below the column that the pointer is nearest to."""
    nearest = min(range(len(columns)), key=lambda at: abs(_middle(columns[at]) - x))
    middle = _middle(columns[nearest])
    taken = [box for box in _boxes(picture) if abs(box.center[0] - middle) < box.width / 2 + RADIUS]
    bottom = max(node.y + node.radius for node in columns[nearest])
    bottom = max([bottom, *(box.bottom for box in taken if box.bottom < bottom + 160)])
    return [Handle(middle, bottom + RADIUS + 6, layer=nearest - 1)]


def _insert_layer_handles(
    picture: Picture, columns: list[list[Node]], x: float, y: float
) -> list[Handle]:
    """A + between two titles, while the pointer is between these columns and not far below."""
    titles = [label for label in picture.labels if label.kind is LabelKind.TITLE]
    if not titles:
        return []
    line = titles[0].box.center[1]
    for at in range(len(columns) - 1):
        left, right = _middle(columns[at]), _middle(columns[at + 1])
        middle = (left + right) / 2
        box = around(middle, line, 2 * RADIUS, 2 * RADIUS)
        near = left <= x <= right and y < line + 110
        if near and not any(title.box.overlaps(box) for title in titles):
            return [Handle(middle, line, at=at)]
    return []


def _remove_handle(picture: Picture, node: Node, x: float, y: float) -> Handle | None:
    """A − on the rim, where it covers no text."""
    taken = [box for box in _boxes(picture) if box.overlaps(node.number_box.grown(node.radius * 3))]
    for angle in _ANGLES:
        reach = max(node.radius, RADIUS + node.radius * 0.6)
        at_x = node.x + reach * math.cos(math.radians(angle))
        at_y = node.y + reach * math.sin(math.radians(angle))
        handle = Handle(at_x, at_y, node=node.place)
        clear = not any(box.overlaps(handle.box) for box in taken)
        if clear and not node.number_box.overlaps(handle.box.grown(-2)):
            return handle
    return None


def _boxes(picture: Picture) -> list[Box]:
    return [*(label.box for label in picture.labels), *(pill.box for pill in picture.pills)]
