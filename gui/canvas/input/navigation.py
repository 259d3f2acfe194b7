"""Navigation with arrow keys: from each number of the drawing to the next one in a direction.

Left and right lead along the edges: input, weight, node, weight, prediction, and its target where
there is room for it. A node's bias lies between the node and the weights that lead to it. Up and
down lead to the next node of the layer, to the next weight between the same two layers, or to the
next bias or target.
"""

from enum import Enum
from typing import NamedTuple

import numpy as np

from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.picture import Picture, PillKind
from gui.canvas.scene.room import IntArray


class Direction(Enum):
    """The direction of an arrow key."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Stop(NamedTuple):
    """Where one stands: on a weight or bias, on a node, or on the target of a prediction."""

    parameter: int | None = None
    node: NodePlace | None = None
    target: int | None = None


def navigate(picture: Picture, wiring: Wiring, stop: Stop, way: Direction) -> Stop:
    """The next stop that way, or the same where the drawing ends."""
    map_ = _Map(picture, wiring)
    if stop.target is not None:
        return map_.from_target(stop.target, way)
    if stop.node is not None:
        return map_.from_node(stop.node, way)
    if stop.parameter is None:
        return Stop(node=NodePlace(INPUT_LAYER, 0))
    at = np.flatnonzero(wiring.parameters == stop.parameter)
    if at.size:
        return map_.from_edge(int(at[0]), way)
    return map_.from_bias(wiring.bias_parameters.tolist().index(stop.parameter), way)


class _Map:
    """What lies next to what."""

    def __init__(self, picture: Picture, wiring: Wiring) -> None:
        self._picture = picture
        self._wiring = wiring
        self._heights = [node.y for node in picture.nodes]
        self._targets = drawn_targets(picture)

    def from_node(self, place: NodePlace, way: Direction) -> Stop:
        node = self._wiring.node(place)
        if way is Direction.RIGHT:
            if place.layer == len(self._wiring.sizes) - 2:
                has_target = place.node in self._targets
                return Stop(target=place.node) if has_target else Stop(node=place)
            return self._edge_to(np.flatnonzero(self._wiring.sources == node), place)
        if way is Direction.LEFT:
            biases = np.flatnonzero(self._wiring.bias_nodes == node)
            if biases.size:
                return Stop(parameter=int(self._wiring.bias_parameters[biases[0]]))
            return self._edge_to(np.flatnonzero(self._wiring.targets == node), place)
        column = self._column(place.layer)
        ordered = sorted(column, key=lambda other: (self._heights[other], other))
        return Stop(node=self._wiring.place(_next(ordered, node, way)))

    def from_edge(self, edge: int, way: Direction) -> Stop:
        wiring = self._wiring
        if way is Direction.LEFT:
            return Stop(node=wiring.place(int(wiring.sources[edge])))
        if way is Direction.RIGHT:
            return Stop(node=wiring.place(int(wiring.targets[edge])))
        gap = np.flatnonzero(wiring.layers == wiring.layers[edge])
        ordered = self._from_top_to_bottom(gap).tolist()
        return Stop(parameter=int(wiring.parameters[_next(ordered, edge, way)]))

    def from_bias(self, at: int, way: Direction) -> Stop:
        wiring = self._wiring
        node = int(wiring.bias_nodes[at])
        place = wiring.place(node)
        if way is Direction.RIGHT:
            return Stop(node=place)
        if way is Direction.LEFT:
            return self._edge_to(np.flatnonzero(wiring.targets == node), place)
        column = self._column(place.layer)
        ordered = sorted(column, key=lambda other: (self._heights[other], other))
        other = _next(ordered, node, way)
        found = np.flatnonzero(wiring.bias_nodes == other)
        return Stop(parameter=int(wiring.bias_parameters[found[0]]))

    def from_target(self, target: int, way: Direction) -> Stop:
        last = len(self._wiring.sizes) - 2
        if way is Direction.LEFT:
            return Stop(node=NodePlace(last, target))
        if way is Direction.RIGHT:
            return Stop(target=target)
        return Stop(target=_next(sorted({*self._targets, target}), target, way))

    def _column(self, layer: int) -> list[int]:
        start = self._wiring.starts[layer + 1]
        return list(range(start, start + self._wiring.sizes[layer + 1]))

    def _edge_to(self, edges: IntArray, place: NodePlace) -> Stop:
        """The most level of the edges, or the node itself where there is none."""
        if not edges.size:
            return Stop(node=place)
        heights = np.array(self._heights)
        rises = heights[self._wiring.targets[edges]] - heights[self._wiring.sources[edges]]
        level = int(np.abs(rises).argmin())
        return Stop(parameter=int(self._wiring.parameters[edges[level]]))

    def _from_top_to_bottom(self, edges: IntArray) -> IntArray:
        """Edges in the order in which their numbers stand, or would, whatever is selected."""
        at, rooms = np.array(self._heights), self._picture.rooms[edges]
        near, far = at[self._wiring.sources[edges]], at[self._wiring.targets[edges]]
        left, down = rooms[:, 0], (rooms[:, 1] + rooms[:, 3]) / 2
        has_none = np.isnan(left)
        down = np.where(has_none, 0.7 * near + 0.3 * far, down)
        order = np.lexsort((edges, np.where(has_none, 0.0, left), down))
        return edges[order]


def _next(ordered: list[int], present: int, way: Direction) -> int:
    at = ordered.index(present) + (1 if way is Direction.DOWN else -1)
    return ordered[min(max(at, 0), len(ordered) - 1)]


def drawn_targets(picture: Picture) -> list[int]:
    """The predictions that have room for their target, from top to bottom."""
    of = (pill.node for pill in picture.pills if pill.kind is PillKind.TARGET)
    return [place.node for place in of if place is not None]


def tab_order(picture: Picture, wiring: Wiring) -> list[Stop]:
    """Every drawn number that can be edited, in the order in which Tab leads through them."""
    parameters = np.sort(np.concatenate((wiring.parameters, wiring.bias_parameters)))
    return [
        *(Stop(node=NodePlace(INPUT_LAYER, column)) for column in wiring.shown[0].tolist()),
        *(Stop(parameter=index) for index in parameters.tolist()),
        *(Stop(target=output) for output in drawn_targets(picture)),
    ]
