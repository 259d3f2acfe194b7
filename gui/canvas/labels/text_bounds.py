"""The bounds of the texts of a moment: how much room they take.

Widths are rounded up, so that labels keep their places while numbers change a little.
"""

from collections.abc import Callable, Iterable

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.canvas.labels.kept import Kept
from gui.canvas.labels.label_boxes import TextSizes
from gui.canvas.labels.text_sizes import (
    DETAIL_SIZE,
    GLYPH,
    INSIDE,
    NAME_SIZE,
    SMALLEST,
    TITLE_SIZE,
    VALUE_SIZE,
    WEIGHT_SIZE,
    pill_height,
    slope_size,
    text_size,
)
from gui.canvas.labels.words import Words, short_slope
from gui.canvas.scene.maps.map_rooms import MapRoom, map_rooms
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.room import LARGEST_RADIUS, LEAST_READABLE

Measure = Callable[[str, float, bool], float]
_VALUE_STEP, _PILL_STEP, _DETAIL_STEP, _LABEL_STEP = 6.0, 6.0, 12.0, 24.0
_BOLDER = 1.06  # times as wide as it is measured
LONGEST_NAME = 168.0
FIELD = 12.0  # how much wider than its number a node is that is no circle
_USUAL_LINE = "squared error (−4.453e−5)² ≈ 1.983e−9"


def pill_width(text_width: float, size: float, glyphs: int = 0) -> float:
    """How wide a pill is around a number, with so many small signs beside it."""
    return max(text_width + (0.95 + GLYPH * glyphs) * size, 1.65 * pill_height(size))


def value_bounds(words: str, radius: float, measure: Measure) -> tuple[int, float]:
    """The text size of a node's value, and how wide it is then.

    It is as large as fits, but never too small to read.
    """
    size = round(VALUE_SIZE * radius / LARGEST_RADIUS)
    width = measure(words, size, True)
    fitting = min(1.0, INSIDE * radius / width) if width else 1.0
    fitted = max(int(size * fitting), round(0.6 * size), SMALLEST)
    return fitted, width if fitted == size else measure(words, fitted, True)


class TextBounds:
    """Measures the texts of one moment after another in one plan.

    Texts of a kind that are the same as at the moment before are not measured again.
    """

    def __init__(self, plan: Plan, measure: Measure) -> None:
        self.plan, self._measure = plan, measure
        self._radii = plan.layout.radii.tolist()
        self._sizes = plan.ways.sizes.tolist()
        self._detail = [text_size(DETAIL_SIZE, radius) for radius in self._radii]
        self._name = [text_size(NAME_SIZE, radius) for radius in self._radii]
        bias_nodes = plan.wiring.bias_nodes.tolist()
        self._bias = [text_size(WEIGHT_SIZE - 1, self._radii[node]) for node in bias_nodes]
        self._output = text_size(NAME_SIZE, self._radii[-1])
        self._kept = Kept[Array]()

    def of(self, words: Words, locked: BoolArray, *, maps: bool = False) -> TextSizes:
        """How wide everything is.

        `locked` says which parameters have a lock beside them; with `maps`, nodes have room for
        them.
        """
        locks = locked.tobytes()
        slopes = any(words.slopes) or any(words.bias_slopes)
        kept = self._kept.of
        return TextSizes(
            values=kept("values", (words.values, maps), self._fields),
            names=kept("names", (words.names, words.short_names), self._names),
            activations=kept("activations", words.activations, self._details),
            node_slopes=kept("node slopes", words.node_slopes, self._node_slopes),
            weights=kept("weights", (words.weights, locks), self._weights),
            slopes=kept("slopes", words.slopes, self._slopes),
            biases=kept("biases", (words.biases, locks, slopes), self._biases),
            bias_slopes=kept("bias slopes", words.bias_slopes, self._bias_slopes),
            lines=kept("lines", (words.targets, (words.lines, words.short_lines)), self._lines),
            titles=kept("titles", words.titles, self._titles),
        )

    def _fields(self, asked: tuple[list[str], bool]) -> Array:
        """How wide the nodes of each column are that hold a value too long for a circle, or 0.

        With maps, each node that has its map beside its value is such a node.
        """
        (values, maps), layout, wiring = asked, self.plan.layout, self.plan.wiring
        found = np.zeros(len(values))
        rooms = map_rooms(layout, wiring) if maps else [MapRoom.NONE] * len(wiring.sizes)
        for start, size, room in zip(wiring.starts, wiring.sizes, rooms, strict=True):
            radius = self._radii[start]
            if radius < LEAST_READABLE:
                continue
            texts = filter(None, values[start : start + size])
            widths = (value_bounds(text, radius, self._measure)[1] for text in texts)
            width = max(widths, default=0.0)
            beside = 2 * radius if room is MapRoom.BESIDE else 0.0
            is_wide = width > INSIDE * radius + 1 or beside
            found[start : start + size] = width + FIELD + beside if is_wide else 0.0
        return _rounded(found, _VALUE_STEP)

    def _labels(self, texts: Iterable[str], at: list[int]) -> list[float]:
        pairs = zip(texts, at, strict=True)
        return [self._measure(text, size, False) if text else 0.0 for text, size in pairs]

    def _names(self, texts: tuple[list[str], list[str]]) -> Array:
        widths = [self._labels(names, self._name) for names in texts]
        return np.minimum(_rounded(widths, _DETAIL_STEP), LONGEST_NAME)

    def _details(self, texts: list[str]) -> Array:
        return _rounded(self._labels(texts, self._detail), _DETAIL_STEP)

    def _node_slopes(self, texts: list[str]) -> Array:
        forms = texts, list(map(short_slope, texts))
        widths = [self._labels(form, self._detail) for form in forms]
        return _rounded(widths, _DETAIL_STEP) * _BOLDER

    def _pills(self, texts: list[str], at: Iterable[int], glyphs: Iterable[int]) -> Array:
        if not any(texts):
            return np.zeros(len(texts))
        measure = self._measure
        widths = [
            pill_width(measure(text, size, True), size, count) if text else 0.0
            for text, size, count in zip(texts, at, glyphs, strict=True)
        ]
        return _rounded(widths, _PILL_STEP)

    def _weights(self, asked: tuple[list[str], bytes]) -> Array:
        texts, locks = asked
        locked = map(locks.__getitem__, self.plan.wiring.parameters.tolist())
        return self._pills(texts, self._sizes, locked)

    def _slopes(self, texts: list[str]) -> Array:
        at = map(slope_size, self._sizes)
        return self._pills(texts, at, [1] * len(texts))

    def _biases(self, asked: tuple[list[str], bytes, bool]) -> Array:
        texts, locks, slopes = asked
        parameters = self.plan.wiring.bias_parameters.tolist()
        return self._pills(texts, self._bias, [locks[at] + slopes for at in parameters])

    def _bias_slopes(self, texts: list[str]) -> Array:
        return self._pills(texts, map(slope_size, self._bias), [1] * len(texts))

    def _lines(self, asked: tuple[list[str], tuple[list[list[str]], list[list[str]]]]) -> Array:
        """Of the arithmetic at each prediction, in full and in short."""
        targets, forms = asked
        size, measure = self._output, self._measure
        before = [target_width(target, size, measure) for target in targets]
        widths = np.array(
            [
                [
                    [width, *(measure(line, size, True) for line in lines)]
                    for width, lines in zip(before, form, strict=True)
                ]
                for form in forms
            ]
        )
        # A drawing that is fitted to round numbers would shrink, and so move, at the next steps.
        if self.plan.layout.frame is None:
            widths[0, :, 1:] = np.maximum(widths[0, :, 1:], measure(_USUAL_LINE, size, True))
        return _rounded(widths, _LABEL_STEP)

    def _titles(self, titles: list[tuple[str, str, str]]) -> Array:
        return np.array([[self._measure(t, TITLE_SIZE, True) for t in forms] for forms in titles]).T


def target_width(target: str, size: int, measure: Measure) -> float:
    """How wide "target" and its pill are together."""
    return measure("target", size, True) + 6 + pill_width(measure(target, size, True), size)


def _rounded(widths: list[float] | list[list[float]] | Array, step: float) -> Array:
    return np.ceil(np.asarray(widths, dtype=np.float64) / step) * step
