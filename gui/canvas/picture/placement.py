"""Finding a place for every label, so that none lies on another or on a node.

Where there is no room, detail is left out in a fixed order: slopes, then weights, then names; for
weights and slopes one gap between two layers at a time, so that a gap shows all or none.
"""

import numpy as np

from core.arrays import Array, BoolArray
from gui.canvas.picture.edge_places import Ways, crossings, edge_boxes, split_pair
from gui.canvas.picture.geometry import Ground, boxes_around
from gui.canvas.picture.layout import IntArray, Layout, Wiring
from gui.canvas.picture.spots import Extents, Spots
from gui.canvas.picture.type_sizes import (
    DETAIL_SIZE,
    GLYPH,
    LINE,
    NAME_SIZE,
    TITLE_SIZE,
    WEIGHT_SIZE,
    label_height,
    pill_height,
    text_size,
)

_TITLE_ABOVE = 62.0
_SHIFTS = (0.0, 20.0, 40.0, 60.0, 80.0, None)  # of the arithmetic; None is beside the node


def place(layout: Layout, wiring: Wiring, ways: Ways, extents: Extents) -> Spots:
    """Find a place for every text, the most needed first."""
    return _Placing(layout, wiring, ways, extents).run()


class _Placing:
    """One round of finding places; what is put down first has the first choice."""

    def __init__(self, layout: Layout, wiring: Wiring, ways: Ways, extents: Extents) -> None:
        self.layout, self.wiring, self.ways, self.extents = layout, wiring, ways, extents
        self.ground = Ground(np.column_stack((layout.centers, layout.radii + 1)))
        radii = layout.radii.tolist()
        self.name_heights = np.array([label_height(text_size(NAME_SIZE, r)) for r in radii])
        self.detail_heights = np.array([label_height(text_size(DETAIL_SIZE, r)) for r in radii])
        self.rims = layout.radii + 2 + 0.1 * layout.radii
        self.columns = np.repeat(np.arange(len(wiring.sizes)), wiring.sizes)
        self.is_output = self.columns == len(wiring.sizes) - 1
        self.is_hidden = (self.columns > 0) & ~self.is_output
        # Where a node's bias hangs on its rim, what stands below begins lower down.
        self.below = self.rims.copy()
        self.below[wiring.bias_nodes] += self._bias_heights() / 2

    def run(self) -> Spots:
        extents, ground = self.extents, self.ground
        for node in np.flatnonzero(extents.values).tolist():
            height = 0.8 * self.layout.radii[node]
            box = boxes_around(self.layout.centers[node], extents.values[node], height)
            ground.take(box)
        biases = self._place_biases()
        names = self._place_at(
            self._name_offsets()[:, np.newaxis], extents.names, self.name_heights
        )
        lines = self._place_lines()
        weights, slopes, headed = self._place_edges()
        activations = self._place_activations()
        bias_slopes = self._place_bias_slopes(biases)
        node_slopes, short = self._place_node_slopes()
        titles, titles_short = self._place_titles()
        return Spots(
            names,
            activations,
            node_slopes,
            short,
            headed,
            weights,
            slopes,
            biases,
            bias_slopes,
            lines,
            titles,
            titles_short,
            ground,
        )

    # At the nodes

    def _bias_heights(self) -> Array:
        radii = self.layout.radii[self.wiring.bias_nodes].tolist()
        return np.array([pill_height(text_size(WEIGHT_SIZE - 1, r)) for r in radii])

    def _place_biases(self) -> Array:
        """Each bias on the lower rim of its node, a layer at a time."""
        nodes = self.wiring.bias_nodes
        centers = self.layout.centers[nodes] + np.outer(self.layout.radii[nodes], (0, 1))
        boxes = boxes_around(centers, self.extents.biases, self._bias_heights())
        # Only what hangs below the rim can touch anything but the node itself.
        hanging = boxes.copy()
        hanging[:, 1] = centers[:, 1] + 1.5
        hanging[self.layout.radii[nodes] < 15] = np.inf
        for layer in np.unique(self.columns[nodes]).tolist():
            here = self.columns[nodes] == layer
            roomy = np.isfinite(hanging[here]).all()
            if not roomy or not self._clear_of_others(hanging[here], nodes[here]):
                boxes[here] = np.nan
                continue
            for box in boxes[here]:
                self.ground.take(box)
        return boxes

    def _clear_of_others(self, boxes: Array, nodes: IntArray) -> bool:
        for box, node in zip(boxes, nodes, strict=True):
            circles = np.column_stack((self.layout.centers, self.layout.radii))
            circles = np.delete(circles, node, axis=0)
            if not Ground(circles).free(box[np.newaxis])[0]:
                return False
        return not self.ground.on_boxes(boxes).any()

    def _name_offsets(self) -> Array:
        above = -(self.rims + self.name_heights / 2)
        return np.where(self.is_hidden, above, self.below + self.name_heights / 2)

    def _activation_offsets(self) -> Array:
        under_name = np.where(self.is_output, self.name_heights + 1, 0)
        return self.below + under_name + self.detail_heights / 2

    def _place_at(self, offsets: Array, widths: Array, heights: Array) -> Array:
        """Each text above or below its node, at the first free offset, shape (nodes, k)."""
        centers = np.repeat(self.layout.centers[:, np.newaxis], offsets.shape[1], axis=1)
        centers[..., 1] += offsets
        boxes = boxes_around(centers, widths[:, np.newaxis], heights[:, np.newaxis])
        spots = np.full((len(widths), 4), np.nan)
        there = widths > 0
        spots[there] = self.ground.place_each(boxes[there])
        return spots

    def _place_activations(self) -> Array:
        """What the nodes do, below them, a layer at a time."""
        widths = self.extents.activations
        centers = self.layout.centers.copy()
        centers[:, 1] += self._activation_offsets()
        boxes = boxes_around(centers, widths, self.detail_heights)
        spots = np.full((len(widths), 4), np.nan)
        for column in range(1, len(self.wiring.sizes)):
            here = (self.columns == column) & (widths > 0)
            chosen = self.ground.place_all(boxes[here, np.newaxis])
            if chosen is not None:
                spots[here] = chosen
        return spots

    def _place_node_slopes(self) -> tuple[Array, BoolArray]:
        """Each node's slopes on its outer side, a layer at a time, in short where it is tight."""
        full, short = self.extents.node_slopes
        name = np.where(self.is_hidden, self.name_heights + 1, 0)
        above = -(self.rims + name + self.detail_heights / 2)
        has_text = self.extents.activations > 0
        below = self.below + self.detail_heights * (0.5 + has_text) + 1
        upper = self.layout.centers[:, 1] < 0
        offsets = np.stack((np.where(upper, above, below), np.where(upper, below, above)), axis=1)
        centers = np.repeat(self.layout.centers[:, np.newaxis], 2, axis=1)
        centers[..., 1] += offsets
        spots = np.full((len(full), 4), np.nan)
        is_short = np.zeros(len(full), dtype=np.bool_)
        for column in range(len(self.wiring.sizes)):
            here = (self.columns == column) & (full > 0)
            for widths in (full, short):
                boxes = boxes_around(
                    centers[here], widths[here, np.newaxis], self.detail_heights[here, np.newaxis]
                )
                chosen = self.ground.place_all(boxes)
                if chosen is not None:
                    spots[here] = chosen
                    is_short[here] = widths is short
                    break
        return spots, is_short

    # On the edges

    def _place_edges(self) -> tuple[Array, Array, BoolArray]:
        count = len(self.wiring.parameters)
        weights, slopes = np.full((2, count, 4), np.nan)
        headed = np.zeros(count, dtype=np.bool_)
        for layer, is_crowded in enumerate(self.ways.crowded):
            if not is_crowded:
                edges = np.flatnonzero(self.wiring.layers == layer)
                headed[edges] = self._place_layer(edges, weights, slopes)
        return weights, slopes, headed

    def _place_layer(self, edges: IntArray, weights: Array, slopes: Array) -> bool:
        """Numbers of one gap: with slopes, with triangles only, or plain; says whether headed."""
        plain, slope_widths = self.extents.weights[edges], self.extents.slopes[edges]
        sizes = self.ways.sizes[edges]
        headed = plain + GLYPH * sizes
        tries: list[tuple[Array, Array | None]] = [(plain, None)]
        if (slope_widths > 0).all():
            tries = [(headed, slope_widths), (plain, slope_widths), (headed, None), (plain, None)]
        for widths, beside in tries:
            boxes = edge_boxes(self.ways, edges, widths, beside)
            chosen = self.ground.place_all(boxes)
            if chosen is not None:
                weights[edges] = chosen
                if beside is not None:
                    weights[edges], slopes[edges] = split_pair(chosen, sizes)
                return widths is headed
        return False

    def _place_bias_slopes(self, biases: Array) -> Array:
        widths = self.extents.bias_slopes
        spots = np.full_like(biases, np.nan)
        there = (widths > 0) & ~np.isnan(biases[:, 0])
        if not there.any():
            return spots
        middle = (biases[:, :2] + biases[:, 2:]) / 2
        across = (self.extents.biases + widths) / 2 + 4
        heights = self._bias_heights()
        columns = self.columns[self.wiring.bias_nodes]
        for column in np.unique(columns[there]).tolist():
            here = there & (columns == column)
            centers = np.stack((middle[here], middle[here]), axis=1)
            centers[:, 0, 0] += across[here]
            centers[:, 1, 0] -= across[here]
            boxes = boxes_around(centers, widths[here, np.newaxis], heights[here, np.newaxis] - 2)
            chosen = self.ground.place_all(boxes)
            if chosen is not None:
                spots[here] = chosen
        return spots

    # At the predictions and above the columns

    def _place_lines(self) -> Array:
        """The arithmetic under the prediction, or beside it where edges run below."""
        outputs, count = self.extents.lines.shape
        spots = np.full((outputs, count, 4), np.nan)
        for shown in range(count, 0, -1):
            for shift in _SHIFTS if outputs == 1 else (None,):
                boxes = self._line_boxes(shown, shift)
                flat = boxes.reshape(-1, 4)
                if shift is not None and self._is_crossed(flat):
                    continue
                if self.ground.place_all(flat[:, np.newaxis]) is not None:
                    spots[:, :shown] = boxes
                    return spots
        return spots

    def _line_boxes(self, shown: int, shift: float | None) -> Array:
        """Lines under each prediction, shifted to the right, or beside it (None)."""
        nodes = np.flatnonzero(self.is_output)
        centers = self.layout.centers[nodes]
        radii = self.layout.radii[nodes]
        widths = self.extents.lines[:, :shown]
        size = text_size(NAME_SIZE, float(radii[0]))
        rows = (np.arange(shown) + 0.5) * LINE * size
        x = np.repeat(centers[:, :1], shown, axis=1)
        if shift is None:
            x = x + radii[:, np.newaxis] + 14 + widths / 2
            y = centers[:, 1:] + rows - shown * LINE * size / 2
        else:
            details = self.detail_heights[nodes] * (self.extents.activations[nodes] > 0)
            y = centers[:, 1:] + (self.below + self.name_heights)[nodes, np.newaxis]
            x, y = x + shift, y + details[:, np.newaxis] + 7 + rows
        return boxes_around(np.stack((x, y), axis=-1), widths, pill_height(size))

    def _is_crossed(self, boxes: Array) -> bool:
        last = self.ways.lines[self.wiring.layers == len(self.wiring.sizes) - 2]
        return bool(crossings(boxes[:, np.newaxis], last).any())

    def _place_titles(self) -> tuple[Array, bool]:
        tops = self.layout.centers[:, 1] - self.layout.radii
        y = float(tops.min()) - _TITLE_ABOVE
        centers = np.array([(x, y) for x in self.layout.columns])
        for is_short, widths in enumerate(self.extents.titles):
            boxes = boxes_around(centers, widths + 12, label_height(TITLE_SIZE))
            chosen = self.ground.place_all(boxes[:, np.newaxis])
            if chosen is not None:
                return chosen, bool(is_short)
        return self.ground.place_each(boxes[:, np.newaxis]), True
