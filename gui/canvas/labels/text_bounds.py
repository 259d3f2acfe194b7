"""The bounds of the texts of a moment: how much room they take.

Widths are rounded up, so that labels keep their places while numbers change a little.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.nn.arrays import Array
from gui.canvas.labels.edge_places import Ways
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
from gui.canvas.scene.layout import Layout, Wiring
from gui.canvas.scene.map_rooms import MapRoom, map_rooms
from gui.canvas.scene.room import LARGEST_RADIUS, LEAST_READABLE

Measure = Callable[[str, float, bool], float]
_PILL_STEP, _LABEL_STEP = 6.0, 24.0
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


def _fields(words: Words, layout: Layout, wiring: Wiring, measure: Measure, maps: bool) -> Array:
    """How wide the nodes of each column are that hold a value too long for a circle; 0 if none.

    With maps, each node that has its map beside its value is such a node.
    """
    found = np.zeros(len(words.values))
    rooms = map_rooms(layout, wiring) if maps else [MapRoom.NONE] * len(wiring.sizes)
    for start, size, room in zip(wiring.starts, wiring.sizes, rooms, strict=True):
        radius = float(layout.radii[start])
        if radius < LEAST_READABLE:
            continue
        texts = words.values[start : start + size]
        width = max(value_bounds(text, radius, measure)[1] for text in texts)
        beside = 2 * radius if room is MapRoom.BESIDE else 0.0
        is_wide = width > INSIDE * radius + 1 or beside
        found[start : start + size] = width + FIELD + beside if is_wide else 0.0
    return found


def measure_all(
    words: Words,
    layout: Layout,
    wiring: Wiring,
    ways: Ways,
    locked: Array,
    measure: Measure,
    *,
    maps: bool = False,
) -> TextSizes:
    """Find out how wide everything is.

    `locked` has a 1 for each parameter that has a lock beside it; with `maps`, nodes have room for
    them.
    """
    radii = layout.radii.tolist()
    sizes = ways.sizes.tolist()
    slopes = any(words.slopes) or any(words.bias_slopes)
    output = text_size(NAME_SIZE, radii[-1])
    detail = [text_size(DETAIL_SIZE, radius) for radius in radii]
    name = [text_size(NAME_SIZE, radius) for radius in radii]
    bias = [text_size(WEIGHT_SIZE - 1, radii[node]) for node in wiring.bias_nodes.tolist()]

    def labels(texts: list[str], at: list[int]) -> Array:
        pairs = zip(texts, at, strict=True)
        return _rounded([measure(t, s, False) if t else 0.0 for t, s in pairs], 12)

    def pills(texts: list[str], at: list[int], glyphs: Array | int) -> Array:
        counts = np.broadcast_to(glyphs, len(texts))
        widths = np.zeros(len(texts))
        for index in filter(texts.__getitem__, range(len(texts))):
            width = measure(texts[index], at[index], True)
            widths[index] = pill_width(width, at[index], int(counts[index]))
        return _rounded(widths, _PILL_STEP)

    found = TextSizes(
        values=_rounded(_fields(words, layout, wiring, measure, maps).tolist(), 6),
        names=np.minimum(
            np.stack([labels(words.names, name), labels(words.short_names, name)]), LONGEST_NAME
        ),
        activations=labels(words.activations, detail),
        node_slopes=np.stack(
            [
                labels(words.node_slopes, detail),
                labels(list(map(short_slope, words.node_slopes)), detail),
            ]
        )
        * 1.06,  # they are set in bold
        weights=pills(words.weights, sizes, locked[wiring.parameters]),
        slopes=pills(words.slopes, list(map(slope_size, sizes)) if slopes else [], 1),
        biases=pills(words.biases, bias, locked[wiring.bias_parameters] + slopes),
        bias_slopes=pills(words.bias_slopes, list(map(slope_size, bias)), 1),
        lines=np.array(
            [
                [
                    [target_width(target, output, measure)]
                    + [measure(line, output, True) for line in lines]
                    for target, lines in zip(words.targets, form, strict=True)
                ]
                for form in (words.lines, words.short_lines)
            ]
        ),
        titles=np.array([[measure(t, TITLE_SIZE, True) for t in pair] for pair in words.titles]).T,
    )
    lines = found.lines.copy()
    # A drawing that is fitted to round numbers would shrink, and so move, at the next steps.
    if layout.frame is None:
        lines[0, :, 1:] = np.maximum(lines[0, :, 1:], measure(_USUAL_LINE, output, True))
    return replace(found, lines=np.ceil(lines / _LABEL_STEP) * _LABEL_STEP)


def target_width(target: str, size: int, measure: Measure) -> float:
    """How wide "target" and its pill are together."""
    return measure("target", size, True) + 6 + pill_width(measure(target, size, True), size)


def _rounded(widths: list[float] | Array, step: float) -> Array:
    return np.ceil(np.asarray(widths, dtype=np.float64) / step) * step
