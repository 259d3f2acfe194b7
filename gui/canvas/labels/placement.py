"""Label placement: a place for every label, so that none lies on another or on a node.

Where there is no room, detail is left out in a fixed order: slopes, then weights, then names; for
weights and slopes one gap between two layers at a time, so that a gap shows all or none.
"""

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.canvas.labels.edge_places import Ways, edge_boxes, may_fit, split_pair
from gui.canvas.labels.label_boxes import LabelBoxes, TextSizes
from gui.canvas.labels.line_places import place_lines
from gui.canvas.labels.text_sizes import (
    DETAIL_SIZE,
    GLYPH,
    NAME_SIZE,
    WEIGHT_SIZE,
    label_height,
    pill_height,
    text_size,
)
from gui.canvas.labels.title_places import place_titles
from gui.canvas.scene.free_space import FreeSpace, boxes_around
from gui.canvas.scene.layout import Layout, Wiring
from gui.canvas.scene.room import IntArray

_FREE_EDGE = 6.0  # of a room
_CAPTION_HEIGHT = 14.0
_MOST_CLOSE = 40  # numbers of a gap that are placed with care
_BETWEEN = 4.0  # what stands side by side


def place(layout: Layout, wiring: Wiring, ways: Ways, text_sizes: TextSizes) -> LabelBoxes:
    """Find a place for every text, the most needed first."""
    return _Placing(layout, wiring, ways, text_sizes).run()


class _Placing:
    """One round of finding places; what is put down first has the first choice."""

    def __init__(self, layout: Layout, wiring: Wiring, ways: Ways, text_sizes: TextSizes) -> None:
        self.layout, self.wiring, self.ways, self.text_sizes = layout, wiring, ways, text_sizes
        limits = None
        if layout.frame is not None:
            limits = layout.frame.grown(-_FREE_EDGE)
            limits = limits._replace(bottom=limits.bottom - _CAPTION_HEIGHT)
        self.ground = FreeSpace(np.column_stack((layout.centers, layout.radii + 1)), limits)
        radii = layout.radii.tolist()
        self.name_heights = np.array([label_height(text_size(NAME_SIZE, r)) for r in radii])
        self.detail_heights = np.array([label_height(text_size(DETAIL_SIZE, r)) for r in radii])
        self.rims = layout.radii + 2 + 0.1 * layout.radii
        self.columns = np.repeat(np.arange(len(wiring.sizes)), wiring.sizes)
        self.is_output = self.columns == len(wiring.sizes) - 1
        self.is_hidden = (self.columns > 0) & ~self.is_output
        self.names = np.full((len(radii), 4), np.nan)
        self.names_short = np.zeros(len(radii), dtype=np.bool_)
        self.biases = np.full((len(wiring.bias_nodes), 4), np.nan)
        radii = layout.radii[wiring.bias_nodes].tolist()
        self.bias_heights = np.array([pill_height(text_size(WEIGHT_SIZE - 1, r)) for r in radii])
        # Where a bias stands below its node, what stands below begins lower down.
        self.below = self.rims.copy()
        self.below[wiring.bias_nodes] += self.bias_heights

    def run(self) -> LabelBoxes:
        text_sizes, ground = self.text_sizes, self.ground
        heights = 2 * self.layout.radii
        widths = np.minimum(text_sizes.values, self.layout.width - _BETWEEN)
        fields = boxes_around(self.layout.centers, widths, heights)
        for node in np.flatnonzero(widths).tolist():
            ground.take(fields[node])
        with_biases = self.wiring.bias_nodes[text_sizes.biases > 0]
        named = np.flatnonzero(text_sizes.names[0])
        for column in self._columns_of(np.concatenate((named, with_biases))):
            self._place_names(column)
            self._place_biases(column)
        activations = self._place_activations()
        lines, lines_short = self._place_lines()
        weights, slopes, headed = self._place_edges()
        bias_slopes = self._place_bias_slopes(self.biases)
        node_slopes, short = self._place_node_slopes()
        titles, title_form = place_titles(self.layout, text_sizes.titles, ground)
        return LabelBoxes(
            widths,
            bool((widths < text_sizes.values).any()),
            self.names,
            self.names_short,
            activations,
            node_slopes,
            short,
            headed,
            weights,
            slopes,
            self.biases,
            bias_slopes,
            lines,
            lines_short,
            titles,
            title_form,
            ground,
        )

    def _columns_of(self, nodes: IntArray) -> list[int]:
        return sorted(set(self.columns[nodes].tolist()))

    # At the nodes

    def _place_names(self, column: int) -> None:
        """Names of a layer: all at the first of the places that has room for all of them."""
        here = np.flatnonzero((self.columns == column) & (self.text_sizes.names[0] > 0))
        if not here.size or self._place_pairs(column, here):
            return
        tries = self._name_places(here)
        for boxes, is_short in tries:
            chosen = self.ground.place_all(boxes[:, np.newaxis])
            if chosen is not None:
                self.names[here], self.names_short[here] = chosen, is_short
                return
        if self.ground.limits is None:
            self.names[here] = self.ground.place_each(tries[0][0][:, np.newaxis])

    def _name_places(self, here: IntArray) -> list[tuple[Array, bool]]:
        """Where the names of a layer can stand, and whether in short, best first."""
        centers, (full, short) = self.layout.centers[here], self.text_sizes.names[:, here]
        heights = self.name_heights[here]
        if self.is_hidden[here[0]]:
            shift = -(self.rims[here] + heights / 2)
        else:
            shift = self.below[here] + heights / 2
        centers = centers + np.outer(shift, (0, 1))
        boxes = [self.ground.moved_inside(boxes_around(centers, w, heights)) for w in (full, short)]
        tries = [(boxes[0], False), (boxes[1], True)]
        if self.columns[here[0]] == 0:
            tries.insert(1, (self._beside(here), False))
        return tries

    def _beside(self, here: IntArray) -> Array:
        """Names at the left of their nodes, cut off where the room ends."""
        half = np.maximum(self.layout.radii[here], self.text_sizes.values[here] / 2)
        right = self.layout.centers[here, 0] - half - 5
        left = right - self.text_sizes.names[0, here]
        if self.ground.limits is not None:
            left = np.maximum(left, self.ground.limits.left)
        y, half_height = self.layout.centers[here, 1], self.name_heights[here] / 2
        return np.stack((left, y - half_height, right, y + half_height), axis=1)

    def _place_pairs(self, column: int, here: IntArray) -> bool:
        """Where nodes are close, short names beside the biases, below their nodes."""
        at = np.flatnonzero(self.columns[self.wiring.bias_nodes] == column)
        nodes = self.wiring.bias_nodes[at]
        if column == 0 or len(nodes) != len(here):
            return False
        heights = self.bias_heights[at]
        between = self.layout.pitches[column] - 2 * self.layout.radii[nodes]
        if (between > heights + self.name_heights[nodes] + _BETWEEN).all():
            return False
        names, biases = self.text_sizes.names[1, nodes], self.text_sizes.biases[at]
        widths = names + _BETWEEN + biases
        centers = self.layout.centers[nodes] + np.outer(
            self.layout.radii[nodes] + 1.5 + heights / 2, (0, 1)
        )
        chosen = self.ground.place_all(boxes_around(centers, widths, heights)[:, np.newaxis])
        if chosen is None:
            return False
        self.names[nodes], self.names_short[nodes] = chosen, True
        self.names[nodes, 2] = chosen[:, 0] + names
        self.biases[at] = chosen
        self.biases[at, 0] = chosen[:, 2] - biases
        return True

    def _place_biases(self, column: int) -> None:
        """The biases of a layer, below their nodes: all or none."""
        at = np.flatnonzero(self.columns[self.wiring.bias_nodes] == column)
        if not np.isnan(self.biases[at, 0]).all():
            return
        nodes, heights = self.wiring.bias_nodes[at], self.bias_heights[at]
        shift = self.layout.radii[nodes] + 1.5 + heights / 2
        centers = self.layout.centers[nodes] + np.outer(shift, (0, 1))
        boxes = boxes_around(centers, self.text_sizes.biases[at], heights)
        chosen = self.ground.place_all(self.ground.moved_inside(boxes)[:, np.newaxis])
        if chosen is not None:
            self.biases[at] = chosen

    def _activation_offsets(self) -> Array:
        under_name = np.where(self.is_output, self.name_heights + 1, 0)
        return self.below + under_name + self.detail_heights / 2

    def _place_activations(self) -> Array:
        """What the nodes do, below them, a layer at a time."""
        widths = self.text_sizes.activations
        centers = self.layout.centers.copy()
        centers[:, 1] += self._activation_offsets()
        boxes = boxes_around(centers, widths, self.detail_heights)
        label_boxes = np.full((len(widths), 4), np.nan)
        for column in self._columns_of(np.flatnonzero(widths)):
            here = (self.columns == column) & (widths > 0)
            chosen = self.ground.place_all(boxes[here, np.newaxis])
            if chosen is not None:
                label_boxes[here] = chosen
        return label_boxes

    def _place_node_slopes(self) -> tuple[Array, BoolArray]:
        """Each node's slopes on its outer side, a layer at a time, in short where it is tight."""
        full, short = self.text_sizes.node_slopes
        name = np.where(self.is_hidden, self.name_heights + 1, 0)
        above = -(self.rims + name + self.detail_heights / 2)
        has_text = self.text_sizes.activations > 0
        below = self.below + self.detail_heights * (0.5 + has_text) + 1
        upper = self.layout.centers[:, 1] < 0
        offsets = np.stack((np.where(upper, above, below), np.where(upper, below, above)), axis=1)
        centers = np.repeat(self.layout.centers[:, np.newaxis], 2, axis=1)
        centers[..., 1] += offsets
        label_boxes = np.full((len(full), 4), np.nan)
        is_short = np.zeros(len(full), dtype=np.bool_)
        for column in self._columns_of(np.flatnonzero(full)):
            here = (self.columns == column) & (full > 0)
            for widths in (full, short):
                boxes = boxes_around(
                    centers[here], widths[here, np.newaxis], self.detail_heights[here, np.newaxis]
                )
                chosen = self.ground.place_all(boxes)
                if chosen is not None:
                    label_boxes[here] = chosen
                    is_short[here] = widths is short
                    break
        return label_boxes, is_short

    # On the edges

    def _place_edges(self) -> tuple[Array, Array, BoolArray]:
        count = len(self.wiring.parameters)
        weights, slopes = np.full((2, count, 4), np.nan)
        headed = np.zeros(count, dtype=np.bool_)
        for layer in sorted(set(self.wiring.layers[self.text_sizes.weights > 0].tolist())):
            edges = np.flatnonzero(self.wiring.layers == layer)
            headed[edges] = self._place_layer(edges, weights, slopes)
        return weights, slopes, headed

    def _place_layer(self, edges: IntArray, weights: Array, slopes: Array) -> bool:
        """Numbers of one gap: with slopes, with triangles only, or plain; says whether headed."""
        plain, slope_widths = self.text_sizes.weights[edges], self.text_sizes.slopes[edges]
        sizes = self.ways.sizes[edges]
        headed = plain + GLYPH * sizes
        tries: list[tuple[Array, Array | None]] = [(plain, None)]
        if (slope_widths > 0).all():
            tries = [(headed, slope_widths), (plain, slope_widths), (headed, None), (plain, None)]
        for widths, beside in tries:
            if not may_fit(self.ways, edges, widths, beside):
                continue
            boxes = edge_boxes(self.ways, edges, widths, beside)
            chosen = self.ground.place_all(boxes)
            if chosen is None and len(edges) <= _MOST_CLOSE:
                chosen = self.ground.place_closely(boxes)
            if chosen is not None:
                weights[edges] = chosen
                if beside is not None:
                    weights[edges], slopes[edges] = split_pair(chosen, sizes)
                return widths is headed
        return False

    def _place_bias_slopes(self, biases: Array) -> Array:
        widths = self.text_sizes.bias_slopes
        label_boxes = np.full_like(biases, np.nan)
        there = (widths > 0) & ~np.isnan(biases[:, 0])
        if not there.any():
            return label_boxes
        middle = (biases[:, :2] + biases[:, 2:]) / 2
        across = (self.text_sizes.biases + widths) / 2 + 4
        heights = self.bias_heights
        columns = self.columns[self.wiring.bias_nodes]
        for column in sorted(set(columns[there].tolist())):
            here = there & (columns == column)
            centers = np.stack((middle[here], middle[here]), axis=1)
            centers[:, 0, 0] += across[here]
            centers[:, 1, 0] -= across[here]
            boxes = boxes_around(centers, widths[here, np.newaxis], heights[here, np.newaxis] - 2)
            chosen = self.ground.place_all(boxes)
            if chosen is not None:
                label_boxes[here] = chosen
        return label_boxes

    # At the predictions

    def _place_lines(self) -> tuple[Array, bool]:
        below = self.below + self.name_heights
        below += self.detail_heights * (self.text_sizes.activations > 0)
        return place_lines(
            self.layout, self.wiring, self.ways, self.text_sizes.lines, below, self.ground
        )
