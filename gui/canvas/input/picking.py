"""Picking: what lies under a point of the drawing, or within a frame."""

from typing import NamedTuple

import numpy as np

from core.nn.arrays import Array
from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.input.navigation import Stop
from gui.canvas.scene.maps.rasters import RasterKind
from gui.canvas.scene.picture import LabelKind, Node, Picture, PillKind, SceneLabel
from gui.geometry import Box
from gui.operations.numbers import Editable, EditableKind


class Target(NamedTuple):
    """What something is about: weights and biases, a node, a layer, or nothing."""

    parameters: tuple[int, ...] = ()
    node: NodePlace | None = None
    layer: int | None = None


class Hit(NamedTuple):
    """What lies under a point of the drawing.

    Attributes:
        target: what it is about.
        number: the number under the point that can be edited.
        label: what kind of text is under the point, if any.
        box: where the thing is, if it has a box.
        is_value: whether it is the value of a node.
    """

    target: Target = Target()
    number: Editable | None = None
    label: LabelKind | None = None
    box: Box | None = None
    is_value: bool = False

    @property
    def moves_node(self) -> NodePlace | None:
        """The node that dragging from here moves, if any."""
        return self.target.node if self.number is None else None

    @property
    def stop(self) -> Stop:
        """Where the arrow keys go on from after a click here."""
        if self.number is not None and self.number.kind is EditableKind.TARGET:
            return Stop(target=self.number.index)
        if self.target.parameters:
            return Stop(parameter=self.target.parameters[0])
        return Stop(node=self.target.node)


NOTHING = Hit()


def pick(picture: Picture, x: float, y: float, reach: float) -> Hit:
    """Find what is on top at a point; an edge is found within `reach` of it."""
    return (
        _pick_pill(picture, x, y)
        or _pick_label(picture, x, y)
        or _pick_node(picture, x, y, reach / 2)
        or _pick_raster(picture, x, y)
        or _pick_edge(picture, x, y, reach)
        or NOTHING
    )


def edges_within(picture: Picture, box: Box) -> tuple[int, ...]:
    """The parameters of the edges whose middle, or whose number, lies in a box."""
    lines = picture.edges.lines
    middle = (lines[:, :2] + lines[:, 2:]) / 2
    inside = (
        (middle[:, 0] >= box.left)
        & (middle[:, 0] <= box.right)
        & (middle[:, 1] >= box.top)
        & (middle[:, 1] <= box.bottom)
    )
    found = set(picture.edges.parameters[inside].tolist())
    for pill in picture.pills:
        editable = pill.number is not None and pill.parameter is not None
        if editable and box.contains(*pill.box.center):
            found.add(pill.parameter)
    return tuple(sorted(found))


def distances(lines: Array, x: float, y: float) -> Array:
    """How far a point is from each of the line segments, shape (edges, 4)."""
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    to_point = np.array((x, y)) - start
    length = np.maximum((way**2).sum(axis=1), 1e-12)
    along = np.clip((to_point * way).sum(axis=1) / length, 0, 1)
    off = to_point - along[:, np.newaxis] * way
    return np.asarray(np.hypot(off[:, 0], off[:, 1]))


def _pick_pill(picture: Picture, x: float, y: float) -> Hit | None:
    for pill in reversed(picture.pills):
        if pill.box.contains(x, y):
            target = Target(node=pill.node)
            if pill.parameter is not None:
                target = Target(parameters=(pill.parameter,))
            return Hit(target, pill.number, None, pill.box, pill.kind is PillKind.SLOPE)
    return None


def _pick_label(picture: Picture, x: float, y: float) -> Hit | None:
    for label in picture.labels:
        if label.kind is not LabelKind.CAPTION and label.box.grown(2).contains(x, y):
            return Hit(_about(label), None, label.kind, label.box)
    return None


def _about(label: SceneLabel) -> Target:
    return Target(node=label.node, layer=label.layer)


def _pick_node(picture: Picture, x: float, y: float, reach: float) -> Hit | None:
    found: Node | None = None
    for node in picture.nodes:
        across = max(0.0, abs(node.x - x) - (node.box.width / 2 - node.radius))
        if across**2 + (node.y - y) ** 2 <= (node.radius + reach) ** 2:
            found = node
    if found is None:
        return None
    on_value = found.number_box.contains(x, y)
    number = found.number if on_value else None
    return Hit(Target(node=found.place), number, None, found.number_box, on_value)


def _pick_raster(picture: Picture, x: float, y: float) -> Hit | None:
    """A cell of a raster: an input, or a weight."""
    for raster in picture.rasters:
        if raster.box.contains(x, y):
            index = raster.index_at(x, y)
            if raster.kind is RasterKind.ROW:
                target = Target(node=NodePlace(INPUT_LAYER, index))
            else:
                target = Target(parameters=(index,))
            return Hit(target, None, LabelKind.RASTER, raster.cell(index))
    return None


def _pick_edge(picture: Picture, x: float, y: float, reach: float) -> Hit | None:
    away = distances(picture.edges.lines, x, y)
    if not away.size:
        return None
    nearest = int(away.argmin())
    if away[nearest] > reach:
        return None
    return Hit(Target(parameters=(int(picture.edges.parameters[nearest]),)))
