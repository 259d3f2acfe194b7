"""Pictures within the drawing: the weights between large layers, and inputs that are pixels.

A raster is a grid of cells, one a number. Where there are more cells than can be told apart, a
block of them shows its number that is farthest from zero.
"""

from collections.abc import Iterable, Iterator
from enum import Enum

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.dataset import Dataset
from core.data.image import ImageShape
from core.document.document import Document
from core.nn.arrays import Array
from core.nn.network import NodePlace
from core.text.numbers import grouped
from gui.canvas.scene.edge_slopes import largest_slope
from gui.canvas.scene.folding import MOST_NODES, gaps
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.room import LEAST_READABLE
from gui.formatting.numbers import number
from gui.geometry import Box, around
from gui.session.snapshot import Focus

MANY_WEIGHTS = 400  # between two layers
_MOST_CELLS = 200  # across or down, as painted
_LARGEST, _SMALLEST = 132.0, 32.0
_HALF_A_GAP, _BELOW_A_GAP = 40.0, 10.0  # of "90 more", across and down
_FIELD = 28.0  # half of a node that is no circle
_BESIDE = 10.0  # between a column and the picture of the weights
_EVEN = 8.0  # what is cleared for texts, lest it changes with each of their numbers
_IMAGE = 168.0
_BESIDE_INPUTS = 20.0
_AROUND = 44.0  # a line of text, and one that says whose numbers are shown
_FRAME = 3.0
_BETWEEN = 46.0  # the two pictures before the inputs, with a line of text


def room_before(image: ImageShape | None) -> float:
    """How much room the pictures before the inputs take, if inputs are pixels."""
    return 0.0 if image is None else _IMAGE * image.columns / max(image) + _BESIDE_INPUTS


class RasterKind(Enum):
    """What the numbers are."""

    WEIGHTS = "weights between two layers"
    SLOPES = "the sizes of their slopes"
    ROW = "the inputs of a row"
    INCOMING = "the weights into a node"


class Raster(Struct, frozen=True, eq=False):
    """A grid of numbers, painted as one picture.

    Attributes:
        kind: what the numbers are.
        box: where.
        values: what is painted, shape (rows, columns), perhaps condensed.
        low: the number with the palest colour; for weights, the other end of `high`.
        high: the number with the fullest colour.
        shape: how many cells there truly are, down and across.
        first: the input or the parameter in the first cell.
        stride: how far on the one in the next row of cells is.
        caption: what stands under it.
    """

    kind: RasterKind
    box: Box
    values: Array
    low: float
    high: float
    shape: tuple[int, int]
    first: int
    stride: int
    caption: str

    @property
    def frame(self) -> Box:
        """The border around it."""
        return self.box.grown(_FRAME)

    def index_at(self, x: float, y: float) -> int:
        """The input or parameter whose cell is at a point inside the box."""
        rows, columns = self.shape
        row = min(int((y - self.box.top) / self.box.height * rows), rows - 1)
        column = min(int((x - self.box.left) / self.box.width * columns), columns - 1)
        return self.first + row * self.stride + column

    def cell(self, index: int) -> Box | None:
        """Where the cell of an input or parameter is, if it has one here."""
        rows, columns = self.shape
        row, column = divmod(index - self.first, self.stride)
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        across, down = self.box.width / columns, self.box.height / rows
        left, top = self.box.left + column * across, self.box.top + row * down
        return Box(left, top, left + across, top + down)


class Rasters:
    """Makes the rasters of pictures, and keeps what the next ones can use again."""

    def __init__(self) -> None:
        self._ranged: Dataset | None = None
        self._range = (0.0, 1.0)

    def of(
        self,
        document: Document,
        row: int,
        focus: Focus,
        plan: Plan,
        slopes: Array | None = None,
    ) -> tuple[Raster, ...]:
        """The rasters of a moment, between the columns of a plan and before its inputs.

        Where slopes are given, shape (P,), they stand in the place of the weights.
        """
        found = [*_between_layers(document, plan, slopes)]
        if document.image is not None:
            found += self._before_inputs(document, document.image, row, focus, plan)
        return tuple(found)

    def _before_inputs(
        self, document: Document, image: ImageShape, row: int, focus: Focus, plan: Plan
    ) -> Iterator[Raster]:
        experiment = document.experiment
        low, high = self._range_of(experiment.dataset)
        inputs = np.array([column[row] for column in experiment.dataset.given_inputs])
        reach = _reach(float(plan.layout.radii[0]))
        largest, frame = _IMAGE, plan.layout.frame
        if frame is not None:
            largest = min(largest, (frame.height - _BETWEEN - 2 * _AROUND) / 2)
        width, height = (largest * side / max(image) for side in (image.columns, image.rows))
        x = plan.layout.columns[0] - reach - _BESIDE_INPUTS - width / 2
        y = (height + _BETWEEN) / 2
        yield Raster(
            RasterKind.ROW,
            around(x, -y, width, height),
            inputs.reshape(image),
            low,
            high,
            image,
            0,
            image.columns,
            f"row {grouped(row + 1)} as a picture",
        )
        node = _first_layer_node(document, focus)
        weights = experiment.network.weights[0][node, : image.pixels]
        largest = _largest(weights)
        name = experiment.network.node_name(NodePlace(0, node))
        yield Raster(
            RasterKind.INCOMING,
            around(x, y, width, height),
            weights.reshape(image),
            -largest,
            largest,
            image,
            node * experiment.network.shapes[0][1],
            image.columns,
            f"weights into {name}, up to {number(largest)}",
        )

    def _range_of(self, dataset: Dataset) -> tuple[float, float]:
        """The least and the greatest pixel."""
        if dataset is not self._ranged:
            self._ranged = dataset
            low = min(float(column.min()) for column in dataset.given_inputs)
            high = max(float(column.max()) for column in dataset.given_inputs)
            self._range = (low, high if high > low else low + 1.0)
        return self._range


def clear_of(raster: Raster, texts: Iterable[Box]) -> Raster:
    """The raster, as much smaller as it takes to cover no text, unless it would be too small."""
    box = raster.box
    middle, left, right = box.center[0], box.left, box.right
    for text in texts:
        if text.overlaps(raster.frame):
            if text.center[0] > middle:
                right = min(right, text.left - _FRAME)
            else:
                left = max(left, text.right + _FRAME)
    side = (right - left) // _EVEN * _EVEN
    if right - left == box.width or side < _SMALLEST:
        return raster
    return replace(raster, box=around((left + right) / 2, box.top + side / 2, side, side))


def _first_layer_node(document: Document, focus: Focus) -> int:
    """The node of the first layer that somebody looks at, or the first one."""
    for node in focus.nodes:
        if node.layer == 0:
            return node.node
    for index in focus.parameters[:1]:
        place = document.experiment.network.place(index)
        if place.layer == 0:
            return place.node
    return 0


def _between_layers(document: Document, plan: Plan, slopes: Array | None) -> Iterator[Raster]:
    network, layout = document.experiment.network, plan.layout
    kind, what, numbers = RasterKind.WEIGHTS, "weights", network.weights
    if slopes is not None:
        kind, what = RasterKind.SLOPES, "slopes"
        numbers = network.weights_of(np.abs(slopes))
    starts = plan.wiring.starts
    first = 0
    for layer, weights in enumerate(numbers):
        rows, stride = network.shapes[layer]
        if has_raster(network.sizes, layer):
            left = layout.columns[layer] + _reach(float(layout.radii[starts[layer]]))
            right = layout.columns[layer + 1] - _reach(float(layout.radii[starts[layer + 1]]))
            side = min(_LARGEST, max(_SMALLEST, right - left - 2 * _BESIDE))
            largest = _largest(weights)
            if slopes is not None:  # as the edges, by the largest of all
                largest = largest_slope(network, slopes) or 1.0
            yield Raster(
                kind,
                around((left + right) / 2, _height(plan, layer, side), side, side),
                condensed(weights),
                -largest,
                largest,
                weights.shape,
                first,
                stride,
                f"{grouped(weights.size)} {what}",
            )
        first += rows * stride


def _height(plan: Plan, layer: int, side: float) -> float:
    """Where the middle of a picture is: below what says how many nodes are left out beside it."""
    layout, wiring = plan.layout, plan.wiring
    if layout.columns[layer + 1] - layout.columns[layer] >= side + 2 * _HALF_A_GAP:
        return 0.0
    texts = [
        float(layout.centers[wiring.starts[column] + at :, 1][:2].mean())
        for column in (layer, layer + 1)
        for at, _ in gaps(wiring.shown[column])
    ]
    return max(texts) + _BELOW_A_GAP + side / 2 if texts else 0.0


def _reach(radius: float) -> float:
    """How far a node may reach from its middle."""
    return max(radius, _FIELD) if radius >= LEAST_READABLE else radius


def has_raster(sizes: tuple[int, ...], layer: int) -> bool:
    """Whether the weights into a layer are shown as a picture: many, and next to a folded one."""
    before, after = sizes[layer], sizes[layer + 1]
    return before * after >= MANY_WEIGHTS and max(before, after) > MOST_NODES


def condensed(values: Array) -> Array:
    """A grid of no more than 200 × 200; each cell shows what is farthest from 0 in its block."""
    for axis in (0, 1):
        count = values.shape[axis]
        if count > _MOST_CELLS:
            starts = np.linspace(0, count, _MOST_CELLS, endpoint=False).astype(np.intp)
            highest = np.maximum.reduceat(values, starts, axis=axis)
            lowest = np.minimum.reduceat(values, starts, axis=axis)
            values = np.where(highest >= -lowest, highest, lowest)
    return values


def _largest(weights: Array) -> float:
    """The size of the weight farthest from 0 that is a number; 1 if all are 0."""
    sizes = np.abs(weights[np.isfinite(weights)])
    largest = float(sizes.max()) if sizes.size else 0.0
    return largest or 1.0
