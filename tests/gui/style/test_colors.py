"""Colours that mean something differ for every eye, and stand out from what they stand on."""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pytest

from gui.plotting.heights.color_map import color_map
from gui.plotting.lines.row_dots import MOST_COLORS, class_palette
from gui.style.colors import DARK, LIGHT, Colors
from tests.gui.style.sights import SIGHTS, contrast, difference, parts_of, seen

# A word or a mark is about a third of a degree wide. There half of all people tell two colours
# apart from a distance of 7.3 on (M. Stone, D. Szafir, V. Setlur, "An Engineering Model for Color
# Difference as a Function of Size", 2014: 5.08 + 0.75 / degrees, in lightness); of a wide ground
# from 5.1 on. Marks are to be told apart at a glance.
MARKS, GROUNDS = 10.0, 5.0

WRITTEN = ("positive_text", "negative_text", "slope", "down", "ink", "muted")
DRAWN = ("positive", "negative", "slope", "down", "ink", "zero")
RINGED = ("positive", "negative", "slope", "down", "ink", "muted", "zero", "prediction")
SURFACES = ("window", "panel", "raised", "selection")
SIDE_BY_SIDE = {
    "words and numbers": combinations(WRITTEN, 2),
    "edges, nodes, lines and bars": combinations(DRAWN, 2),
    "the ring of what is selected": (("ring", each) for each in RINGED),
    "predictions and targets": (
        ("prediction", each) for each in ("positive", "negative", "slope", "zero", "node")
    ),
    "training, validation and what is ahead": combinations(("ink", "negative", "muted"), 2),
    "right and wrong classes": [("down", "negative")],
    "bars of weights, slopes and biases": combinations(("positive", "slope", "sixth"), 2),
    "what is told and what is warned of": [
        *combinations(("ink", "muted", "doubt"), 2),
        *combinations(("ink", "muted", "error"), 2),
        ("doubt", "error"),
    ],
    "links": [("link", "ink"), ("link", "muted")],
}
GROUND_PAIRS = (
    ("selection", "panel"),
    ("slope_surface", "panel"),
    ("selection", "slope_surface"),
    ("node", "prediction"),
)
THEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


def too_alike(pairs: Iterable[tuple[str, str]], least: float) -> list[str]:
    """The pairs of colours that some eye sees as less different."""
    found = []
    for pair in pairs:
        for sight in SIGHTS:
            first, second = (seen(parts_of(color), sight) for color in pair)
            if (apart := difference(first, second)) < least:
                found.append(f"{pair} {sight}: {apart:.1f}")
    return found


@THEMES
@pytest.mark.parametrize("where", SIDE_BY_SIDE)
def test_what_stands_side_by_side_differs_for_every_eye(colors: Colors, where: str) -> None:
    for one, other in SIDE_BY_SIDE[where]:
        assert not too_alike([(getattr(colors, one), getattr(colors, other))], MARKS), (one, other)


@THEMES
def test_lines_and_classes_differ_for_every_eye(colors: Colors) -> None:
    assert not too_alike(combinations(colors.lines, 2), MARKS)
    assert not too_alike(combinations(class_palette(colors, MOST_COLORS), 2), MARKS)


@THEMES
def test_grounds_that_mean_something_differ_for_every_eye(colors: Colors) -> None:
    pairs = [(getattr(colors, one), getattr(colors, other)) for one, other in GROUND_PAIRS]
    assert not too_alike(pairs, GROUNDS)


@THEMES
def test_contrast_of_words_and_of_marks(colors: Colors) -> None:
    words = [*(getattr(colors, name) for name in (*WRITTEN, "error", "doubt", "link"))]
    for ground in SURFACES:
        surface = getattr(colors, ground)
        faint = [word for word in words if contrast(word, surface) < 4.5]
        assert not faint, ground
    assert contrast(colors.slope, colors.slope_surface) >= 4.5
    assert contrast(colors.muted, colors.slope_surface) >= 4.5
    assert min(contrast(colors.on_down, on) for on in (colors.down, colors.down_hover)) >= 4.5
    assert contrast(colors.on_prediction, colors.prediction) >= 4.5
    assert min(contrast(line, colors.panel) for line in colors.lines) >= 4.5
    marks = (*(getattr(colors, name) for name in (*DRAWN, *RINGED, "ring")),)
    assert min(contrast(mark, colors.panel) for mark in marks) >= 3.0


@pytest.mark.parametrize("dark", [False, True])
def test_a_map_of_signs_tells_them_and_sizes_to_every_eye(dark: bool) -> None:
    colors = color_map(dark, signed=True).astype(np.float64)
    for sight in SIGHTS:
        shades = seen(colors, sight)
        ends = difference(shades[0], shades[-1])
        assert ends >= 2 * MARKS, sight
        away = 1 if dark else -1  # lighter or darker than 0, and ever more so
        for half in (shades[127::-1, 0], shades[128:, 0]):
            assert (np.diff(half[::16]) * away > 0).all(), sight
            assert abs(half[-1] - half[0]) >= 2 * MARKS, sight


# G. Sharma and others, table 1: CIELAB of two colours, and their difference.
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_that_were_published(
    first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    found = difference(np.array(first), np.array(second))
    assert found == pytest.approx(expected, abs=1e-4)
