"""The places on edges where numbers may stand, and where edges run through boxes."""

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array
from gui.canvas.labels.text_sizes import PILL_HEIGHT, SMALLEST, WEIGHT_SIZE, pill_height, text_size
from gui.canvas.scene.free_space import boxes_around
from gui.canvas.scene.layout import Layout, Wiring
from gui.canvas.scene.room import IntArray

_ALONG = np.linspace(0.1, 0.9, 25)  # where on an edge a pill may sit
_FAVOURITE = 0.29
_CROSSING = 0.16  # how far along a pill would rather go than cover another edge
_FEW = 30  # edges of a gap that are drawn as thick as can be
_FILLED = 0.7  # of the rectangle around the edges of a gap, at the most
_FULL = 0.3  # the share of a gap that pills may fill


class Ways(Struct, frozen=True, eq=False):
    """The courses of the edges, known once the nodes stand.

    Attributes:
        lines: each edge from rim to rim, shape (edges, 4).
        layers: the layer each edge goes to, shape (edges,).
        sizes: the text size of the number on each edge, shape (edges,).
        strengths: how thick edges may be, 1 where there is room, shape (edges,).
        crowded: which gaps between layers have no room for numbers, whatever these are.
    """

    lines: Array
    layers: IntArray
    sizes: Array
    strengths: Array
    crowded: tuple[bool, ...]


def find_ways(layout: Layout, wiring: Wiring) -> Ways:
    """Work out how the edges run."""
    smaller = np.minimum(layout.radii[wiring.sources], layout.radii[wiring.targets])
    many = np.bincount(wiring.layers)[wiring.layers]
    known = {radius: text_size(WEIGHT_SIZE, radius) for radius in set(smaller.tolist())}
    sizes = np.array([known[radius] for radius in smaller.tolist()], dtype=np.float64)
    return Ways(
        lines=_lines(layout, wiring),
        layers=wiring.layers,
        sizes=sizes,
        strengths=np.clip(np.minimum(np.sqrt(_FEW / many), smaller / 15), 0.3, 1.0),
        crowded=_crowded_layers(layout, wiring, sizes),
    )


def _lines(layout: Layout, wiring: Wiring) -> Array:
    start, end = layout.centers[wiring.sources], layout.centers[wiring.targets]
    way = end - start
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, np.newaxis]
    unit = way / length
    start = start + unit * layout.radii[wiring.sources, np.newaxis]
    end = end - unit * layout.radii[wiring.targets, np.newaxis]
    return np.concatenate((start, end), axis=1)


def _crowded_layers(layout: Layout, wiring: Wiring, sizes: Array) -> tuple[bool, ...]:
    low = np.minimum.reduceat(layout.centers, wiring.starts)
    high = np.maximum.reduceat(layout.centers, wiring.starts)
    width, height = (np.maximum(high[:-1], high[1:]) - np.minimum(low[:-1], low[1:])).T
    area = np.maximum(width - 60, 1.0) * (height + 60)
    _, first, count = np.unique(wiring.layers, return_index=True, return_counts=True)
    too_many = count * 3.2 * sizes[first] * pill_height(sizes[first]) > _FULL * area
    return tuple(too_many.tolist())


def edge_boxes(ways: Ways, edges: IntArray, weights: Array, slopes: Array | None) -> Array:
    """Where the pills of these edges may sit, best first, shape (edges, k, 4).

    Takes how wide the numbers are; with slopes, a box holds the weight and below it the slope.
    """
    lines = ways.lines
    start, way = lines[edges, :2], lines[edges, 2:] - lines[edges, :2]
    centers = start[:, np.newaxis] + way[:, np.newaxis] * _ALONG[:, np.newaxis]
    widths, sizes = weights, ways.sizes[edges]
    heights = PILL_HEIGHT * sizes
    if slopes is not None:
        widths = np.maximum(widths, slopes)
        heights = heights + PILL_HEIGHT * _slope_sizes(sizes) + 2
    boxes = boxes_around(centers, widths[:, np.newaxis], heights[:, np.newaxis])
    near = lines[np.isin(ways.layers, ways.layers[edges])]
    covered = crossings(boxes, near) - 1  # an edge's own pill covers the edge itself
    cost = np.abs(_ALONG - _FAVOURITE) + _CROSSING * covered
    order = np.argsort(cost, axis=1, kind="stable")
    return np.take_along_axis(boxes, order[..., np.newaxis], axis=1)


def may_fit(ways: Ways, edges: IntArray, weights: Array, slopes: Array | None) -> bool:
    """Whether a gap is large enough for all of its numbers, so that it is worth trying."""
    lines, height = ways.lines[edges], pill_height(float(ways.sizes[edges[0]]))
    widths = weights if slopes is None else np.maximum(weights, slopes)
    area = float(widths.sum()) * height * (1 if slopes is None else 2)
    across, down = np.ptp(lines.reshape(-1, 2), axis=0).tolist()
    return bool(area < _FILLED * across * (down + 2 * height))


def split_pair(boxes: Array, sizes: Array) -> tuple[Array, Array]:
    """Part boxes for two pills into the weight's above and the slope's below."""
    upper, lower = boxes.copy(), boxes.copy()
    upper[:, 3] = upper[:, 1] + PILL_HEIGHT * sizes
    lower[:, 1] = lower[:, 3] - PILL_HEIGHT * _slope_sizes(sizes)
    return upper, lower


def _slope_sizes(sizes: Array) -> Array:
    return np.maximum(sizes - 1, SMALLEST)


def crossings(boxes: Array, lines: Array) -> IntArray:
    """How many of the lines, shape (edges, 4), run through each box, shape (n, k, 4)."""
    if len(boxes) * boxes.shape[1] * len(lines) > 1_000_000:
        return np.ones(boxes.shape[:2], dtype=np.intp)
    middle = (boxes[..., :2] + boxes[..., 2:]) / 2
    half = (boxes[..., 2:] - boxes[..., :2]) / 2
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    normal = np.stack((-way[:, 1], way[:, 0]), axis=1)
    distance = np.abs(middle @ normal.T - (start * normal).sum(axis=1))
    reach = half @ np.abs(normal).T
    # The line runs through the box, and so does the box's stretch along it.
    along = (middle[..., np.newaxis, :] - start) @ np.eye(2)
    position = (along * way).sum(axis=-1)
    spread = half @ np.abs(way).T
    length = (way**2).sum(axis=1)
    hit = (distance < reach) & (position + spread > 0) & (position - spread < length)
    return np.asarray(hit.sum(axis=-1), dtype=np.intp)
