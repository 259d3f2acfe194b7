"""The picture of a moment, put together from words and the places found for them."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.nn.arrays import Array
from core.nn.network import INPUT_LAYER, NodePlace
from core.training.experiment import Experiment
from gui.canvas.labels.label_boxes import LabelBoxes
from gui.canvas.labels.numbers import Numbers
from gui.canvas.labels.text_bounds import LONGEST_NAME, Measure, pill_width, value_bounds
from gui.canvas.labels.text_sizes import (
    DETAIL_SIZE,
    NAME_SIZE,
    label_height,
    text_size,
)
from gui.canvas.labels.words import Words
from gui.canvas.scene.drawn_edges import drawn_edges
from gui.canvas.scene.edge_slopes import largest_slope
from gui.canvas.scene.extras import Extras
from gui.canvas.scene.maps.map_rooms import MapRoom, map_rooms
from gui.canvas.scene.maps.rasters import Raster, clear_of
from gui.canvas.scene.node_labels import NodeLabels, elided
from gui.canvas.scene.picture import (
    LabelKind,
    Node,
    NodeKind,
    Picture,
    Pill,
    PillKind,
    SceneLabel,
    Text,
    TextRole,
)
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.sight import is_deep
from gui.formatting.numbers import number
from gui.geometry import Box, around, union
from gui.operations import numbers

_ROOM_ABOVE = 72.0  # the nodes of a deep network, for titles that may come into sight
_ROOM_BEFORE = LONGEST_NAME / 2  # and for names of inputs
_ROOM_BELOW = 64.0  # under the lowest node, for what stands there and for the handles
_MARGIN = 20.0
_RIMS = 6.0  # of a node on both sides of its value
_FREE_BELOW = 4.0  # the caption


class PictureComposer:
    """Puts together the picture of one moment.

    `row` is the one whose inputs and targets can be edited; None where there is none.
    """

    def __init__(
        self,
        experiment: Experiment,
        words: Words,
        row: int | None,
        plan: Plan,
        labels: NodeLabels,
        measure: Measure,
        *,
        maps: bool = False,
    ) -> None:
        self._experiment, self._row = experiment, row
        self._words = words
        self._plan, self._labels, self._measure = plan, labels, measure
        self._wiring, self._layout = plan.wiring, plan.layout
        self._places = plan.wiring.places
        self._map_rooms = [MapRoom.NONE] * len(plan.wiring.sizes)
        if maps:
            self._map_rooms = map_rooms(plan.layout, plan.wiring)
        self._value_bounds: dict[tuple[str, float], tuple[int, float]] = {}
        self._numbers = Numbers(experiment.network, words.parameters, plan, measure)

    def compose(
        self,
        label_boxes: LabelBoxes,
        slopes: bool,
        wanted: Sequence[int],
        rasters: tuple[Raster, ...] = (),
        on_edges: Array | None = None,
    ) -> Picture:
        """Make the picture; `wanted` weights get their numbers even where there is no room.

        Edges tell the slopes `on_edges`, shape (P,), if there are any, else the weights.
        """
        words = self._words
        nodes = tuple(self._nodes(words, label_boxes))
        pills = [
            *self._numbers.weight_pills(words, label_boxes),
            *self._numbers.bias_pills(words, label_boxes, slopes),
            *self._target_pills(words, label_boxes),
        ]
        labels = [*self._labels.of(words, label_boxes), *self._arithmetic(words, label_boxes)]
        if rasters:
            texts = [*(label.box for label in labels), *(pill.box for pill in pills)]
            rasters = tuple(clear_of(raster, texts) for raster in rasters)
            labels += self._raster_labels(rasters, [*(node.box for node in nodes), *texts])
        extras = Extras(words.parameters, self._plan, self._numbers, slopes)
        extra = extras.place(wanted, label_boxes)
        # These stand where they must, and what they would cover is left out.
        covered = [pill.box for pill in extra]
        labels = [label for label in labels if not any(map(label.box.overlaps, covered))]
        pills = [pill for pill in pills if not any(map(pill.box.overlaps, covered))]
        # Without the extra ones, which come and go; a room is what it is, whatever is in it.
        bounds = self._layout.frame or self._bounds(labels, pills, label_boxes)
        bounds = union((bounds, *(raster.box.grown(_MARGIN) for raster in rasters)))
        pills += extra
        caption = self._caption(self._with_legend(words.caption, on_edges), bounds)
        if caption is not None:
            labels = [x for x in labels if not _is_under(x, caption)]
            labels.append(caption)
            bounds = union((bounds, caption.box.grown(_FREE_BELOW)))
        edges = drawn_edges(self._experiment.network, self._plan, wanted, on_edges)
        rooms = label_boxes.weights
        return Picture(nodes, edges, tuple(labels), tuple(pills), bounds, rooms, rasters)

    def _with_legend(self, caption: tuple[str, str], slopes: Array | None) -> tuple[str, str]:
        """The caption, after what edges tell if it is slopes."""
        if slopes is None:
            return caption
        largest = largest_slope(self._experiment.network, slopes)
        legend = f"edges: |slope| from 0 to {number(largest)}"
        long, short = (" · ".join(filter(None, (legend, form))) for form in caption)
        return long, short

    def _text(self, words: str, size: int, tone: TextRole, bold: bool = False) -> Text:
        return Text(words, self._measure(words, size, bold), size, tone, bold)

    # Nodes

    def _nodes(self, words: Words, label_boxes: LabelBoxes) -> Iterator[Node]:
        last = len(self._wiring.sizes) - 2
        radii, rooms = self._layout.radii.tolist(), self._map_rooms
        for index, (place, (x, y)) in enumerate(
            zip(self._places, self._layout.centers.tolist(), strict=True)
        ):
            kind, tone, given = NodeKind.HIDDEN, TextRole.INK, None
            if place.layer == INPUT_LAYER:
                kind = NodeKind.INPUT
                given = numbers.input_number(self._experiment, place, self._row)
            elif place.layer == last:
                kind, tone = NodeKind.PREDICTION, TextRole.ON_PREDICTION
            look, column = words.looks[index], place.layer + 1
            pale = look.stale or look.ghost
            grey = pale or (look.quiet and kind is NodeKind.HIDDEN)
            field, aside = float(label_boxes.fields[index]), 0.0
            if rooms[column] is MapRoom.BESIDE:
                aside = radii[index]
            text = self._value_text(
                words.values[index], radii[index], TextRole.MUTED if grey else tone
            )
            if 0 < field - 2 * aside - _RIMS < text.width:  # it would lie on its neighbour
                text = text._replace(words="", width=0.0, size=0)
            yield Node(
                place,
                kind,
                x,
                y,
                radii[index],
                text,
                look.sign,
                look.quiet,
                given,
                pale,
                look.share,
                field,
                aside,
                rooms[column] is not MapRoom.NONE,
            )

    def _value_text(self, words: str, radius: float, tone: TextRole) -> Text:
        bounds = self._value_bounds.get((words, radius))
        if bounds is None:  # of a deep network, most values are out of sight
            bounds = self._value_bounds[words, radius] = value_bounds(words, radius, self._measure)
        size, width = bounds
        return Text(words, width, size, tone, True)

    # Predictions

    def _target_pills(self, words: Words, label_boxes: LabelBoxes) -> Iterator[Pill]:
        for output, (target, box) in enumerate(zip(words.targets, label_boxes.lines, strict=True)):
            if np.isnan(box[0, 0]):
                continue
            text = self._text(target, self._line_size, TextRole.INK, True)
            label = self._measure("target", self._line_size, True)
            width = pill_width(text.width, self._line_size)
            _, right = self._line_ends(box[0], label + 6 + width, output)
            place = NodePlace(len(self._wiring.sizes) - 2, output)
            yield Pill(
                PillKind.TARGET,
                Box(right - width, box[0, 1], right, box[0, 3]),
                text,
                None if self._row is None else numbers.target_cell(output, self._row),
                node=place,
            )

    @property
    def _line_size(self) -> int:
        return text_size(NAME_SIZE, float(self._layout.radii[-1]))

    def _line_ends(self, box: Array, width: float, output: int) -> tuple[float, float]:
        """From where to where a line runs: in the middle under a node, at the left beside it."""
        left, right = float(box[0]), float(box[2])
        node = len(self._places) - self._wiring.sizes[-1] + output
        if left > self._layout.centers[node, 0] + self._layout.radii[node]:
            return left, left + width
        middle = (left + right) / 2
        return middle - width / 2, middle + width / 2

    def _arithmetic(self, words: Words, label_boxes: LabelBoxes) -> Iterator[SceneLabel]:
        size = self._line_size
        last = len(self._wiring.sizes) - 2
        form = words.short_lines if label_boxes.lines_short else words.lines
        for output, (lines, boxes) in enumerate(zip(form, label_boxes.lines, strict=True)):
            place = NodePlace(last, output)
            tones = (TextRole.INK, TextRole.INK, TextRole.INK, TextRole.SLOPE)
            for at, written in enumerate(["target", *lines]):
                if np.isnan(boxes[at, 0]):
                    break
                text = self._text(written, size, tones[at], at != 2)
                width = text.width
                if at == 0:
                    target = self._measure(words.targets[output], size, True)
                    width += 6 + pill_width(target, size)
                left, _ = self._line_ends(boxes[at], width, output)
                box = _line_box(left, text, boxes[at])
                yield SceneLabel(LabelKind.ARITHMETIC, box, text, place)

    def _raster_labels(
        self, rasters: Sequence[Raster], taken: Sequence[Box]
    ) -> Iterator[SceneLabel]:
        """What each picture shows, where nothing else stands."""
        for raster in rasters:
            text = self._text(raster.caption, DETAIL_SIZE, TextRole.MUTED)
            x, y = raster.box.center[0], raster.box.bottom + label_height(DETAIL_SIZE) / 2 + 6
            box = around(x, y, text.width, label_height(DETAIL_SIZE))
            if not any(map(box.overlaps, taken)):
                yield SceneLabel(LabelKind.RASTER, box, text)

    def _caption(self, forms: tuple[str, str], bounds: Box) -> SceneLabel | None:
        text, short = (self._text(words, DETAIL_SIZE, TextRole.MUTED) for words in forms)
        if not text.words:
            return None
        x, y = bounds.center[0], bounds.bottom + label_height(DETAIL_SIZE) / 2
        frame = self._layout.frame
        if frame is not None:
            room = frame.width - 2 * _FREE_BELOW
            text = elided(text if text.width <= room else short, room, self._measure)
            y = min(y, frame.bottom - label_height(DETAIL_SIZE) / 2 - _FREE_BELOW)
        box = around(x, y, text.width, label_height(DETAIL_SIZE))
        return SceneLabel(LabelKind.CAPTION, box, text)

    # The whole

    def _bounds(
        self, labels: Sequence[SceneLabel], pills: Sequence[Pill], label_boxes: LabelBoxes
    ) -> Box:
        """What encloses all that always stands there, all labels, and room for longer lines."""
        centers, radii = self._layout.centers, self._layout.radii[:, np.newaxis]
        low, high = (centers - radii).min(axis=0), (centers + radii).max(axis=0)
        room = Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]) + _ROOM_BELOW)
        if is_deep(self._wiring):  # the same, whatever is in sight
            room = room._replace(left=room.left - _ROOM_BEFORE, top=room.top - _ROOM_ABOVE)
            labels, pills = (), ()
        boxes = [room, *(label.box for label in labels), *(pill.box for pill in pills)]
        lines = label_boxes.lines[np.isfinite(label_boxes.lines).all(axis=-1)]
        boxes += [Box(*line) for line in lines.tolist()]
        return union(boxes).grown(_MARGIN)


def _is_under(label: SceneLabel, caption: SceneLabel) -> bool:
    """Whether what stands below a picture would lie on the caption of the whole."""
    return label.kind is LabelKind.RASTER and label.box.overlaps(caption.box)


def _line_box(left: float, text: Text, room: Array) -> Box:
    middle = float(room[1] + room[3]) / 2
    half = label_height(text.size) / 2
    return Box(left, middle - half, left + text.width, middle + half)
