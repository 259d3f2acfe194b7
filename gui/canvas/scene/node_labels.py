"""The labels at nodes, above layers, and where nodes are left out."""

import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from core.nn.arrays import Array
from gui.canvas.labels.kept import Kept
from gui.canvas.labels.label_boxes import LabelBoxes
from gui.canvas.labels.numbers import centered
from gui.canvas.labels.text_bounds import Measure
from gui.canvas.labels.text_sizes import (
    DETAIL_SIZE,
    NAME_SIZE,
    TITLE_SIZE,
    label_height,
    text_size,
)
from gui.canvas.labels.words import Words, short_slope
from gui.canvas.scene.picture import LabelKind, SceneLabel, Text, TextRole
from gui.canvas.scene.plan import Plan
from gui.geometry import Box, around

Titles = list[tuple[str, str, str]]
CUT = "…"
_NUMBERS = re.compile(r"(?<![^ ])(?:\([^()]*\d[^()]*\)|[+−-]?\d[^ ]*)")


class NodeLabels:
    """Makes the labels of one moment after another in one plan.

    Labels of a kind that say the same in the same places as at the moment before are kept.
    """

    def __init__(self, plan: Plan, measure: Measure) -> None:
        self._plan, self._measure = plan, measure
        self._radii = plan.layout.radii.tolist()
        self._kept = Kept[list[SceneLabel]]()

    def of(self, words: Words, boxes: LabelBoxes) -> list[SceneLabel]:
        """All labels of a moment that have a place."""
        kept = self._kept.of
        return [
            *kept("names", (boxes, words.names, words.short_names), self._names),
            *kept("activations", (boxes, words.activations), self._activations),
            *kept("slopes", (boxes, words.node_slopes), self._slopes),
            *kept("titles", (boxes, words.titles), self._titles),
            *kept("gaps", words.gaps, self._gaps),
        ]

    def _text(self, words: str, size: int, tone: TextRole, bold: bool = False) -> Text:
        return Text(words, self._measure(words, size, bold), size, tone, bold)

    def _names(self, asked: tuple[LabelBoxes, list[str], list[str]]) -> list[SceneLabel]:
        boxes, names, short = asked
        written = np.where(boxes.names_short, short, names).tolist()
        return self._at_nodes(LabelKind.NAME, written, boxes.names, NAME_SIZE)

    def _activations(self, asked: tuple[LabelBoxes, list[str]]) -> list[SceneLabel]:
        boxes, texts = asked
        return self._at_nodes(LabelKind.ACTIVATION, texts, boxes.activations, DETAIL_SIZE)

    def _slopes(self, asked: tuple[LabelBoxes, list[str]]) -> list[SceneLabel]:
        boxes, texts = asked
        written = np.where(boxes.node_slopes_short, list(map(short_slope, texts)), texts).tolist()
        return self._at_nodes(LabelKind.NODE_SLOPE, written, boxes.node_slopes, DETAIL_SIZE)

    def _at_nodes(
        self, kind: LabelKind, texts: Sequence[str], boxes: Array, size: int
    ) -> list[SceneLabel]:
        is_slope = kind is LabelKind.NODE_SLOPE
        tone = TextRole.SLOPE if is_slope else TextRole.MUTED
        labels = []
        for index in np.flatnonzero(~np.isnan(boxes[:, 0])).tolist():
            text = self._text(texts[index], text_size(size, self._radii[index]), tone, is_slope)
            room = Box(*boxes[index].tolist())
            text = elided(text, room.width, self._measure)
            box = around(*room.center, text.width, room.height)
            if text.words != CUT:
                labels.append(SceneLabel(kind, box, text, self._plan.wiring.places[index]))
        return labels

    def _titles(self, asked: tuple[LabelBoxes, Titles]) -> list[SceneLabel]:
        boxes, titles = asked
        labels = []
        for column, (forms, box) in enumerate(zip(titles, boxes.titles.tolist(), strict=True)):
            if not np.isnan(box[0]):
                text = self._text(forms[boxes.title_form], TITLE_SIZE, TextRole.MUTED, True)
                room = centered(box, text.width)
                labels.append(SceneLabel(LabelKind.TITLE, room, text, layer=column - 1))
        return labels

    def _gaps(self, gaps: list[tuple[int, int, str]]) -> list[SceneLabel]:
        """How many nodes are left out, where they would stand."""
        starts, labels = self._plan.wiring.starts, []
        for column, at, written in gaps:
            above, below = self._plan.layout.centers[starts[column] + at :][:2]
            text = self._text(written, DETAIL_SIZE, TextRole.MUTED)
            x, y = ((above + below) / 2).tolist()
            box = around(x, y, text.width, label_height(DETAIL_SIZE))
            labels.append(SceneLabel(LabelKind.FOLD, box, text, layer=column - 1))
        return labels


def elided(text: Text, room: float, measure: Measure) -> Text:
    """The text as far as there is room for it, with "…" where that is not all of it.

    A number is left whole or not at all, and so are parentheses with one: a part would be another
    number.
    """

    def cut(letters: int) -> Text:
        words = f"{text.words[:letters].rstrip()}{CUT}"
        return text._replace(words=words, width=measure(words, text.size, text.bold))

    if text.width <= room:
        return text
    lengths = range(len(text.words))
    letters = max(bisect_right(lengths, room, key=lambda letters: cut(letters).width) - 1, 0)
    parted = (one.start() for one in _NUMBERS.finditer(text.words) if letters < one.end())
    return cut(min(letters, *parted, letters))
