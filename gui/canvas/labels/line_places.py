"""The places of the arithmetic at the predictions."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.nn.arrays import Array
from gui.canvas.labels.edge_places import Ways, crossings
from gui.canvas.labels.text_sizes import LINE, NAME_SIZE, pill_height, text_size
from gui.canvas.scene.free_space import FreeSpace, boxes_around
from gui.canvas.scene.layout import Layout, Wiring

_SHIFTS = (0.0, 20.0, 40.0, 60.0, 80.0)  # to the right
_AIR_BELOW, _AIR_BESIDE = 7.0, 14.0


def place_lines(
    layout: Layout, wiring: Wiring, ways: Ways, widths: Array, below: Array, ground: FreeSpace
) -> tuple[Array, bool]:
    """Put as many lines down as there is room for, the first ones first; if need be in short.

    Takes how wide the lines are in full and in short, shape (2, outputs, lines), and how far below
    each node there is room; returns their boxes, shape (outputs, lines, 4), and whether they are
    short.
    """
    _, outputs, count = widths.shape
    label_boxes = np.full((outputs, count, 4), np.nan)
    for shown in range(count, 0, -1):
        full, short = (
            _places(layout, wiring, ways, form[:, :shown], below[-outputs:], ground)
            for form in widths
        )
        for is_short, boxes in _nearest_first(full, short):
            if ground.place_all(boxes.reshape(-1, 1, 4)) is not None:
                label_boxes[:, :shown] = boxes
                return label_boxes, is_short
    return label_boxes, False


def _nearest_first(
    full: Sequence[Sequence[Array]], short: Sequence[Sequence[Array]]
) -> Iterator[tuple[bool, Array]]:
    """All places, and whether they are those in short: rather near and in short than far away."""
    for both in zip(full, short, strict=True):
        for is_short, places in zip((False, True), both, strict=True):
            yield from ((is_short, boxes) for boxes in places)


def _places(
    layout: Layout, wiring: Wiring, ways: Ways, widths: Array, below: Array, ground: FreeSpace
) -> list[list[Array]]:
    """Under the prediction where no edges run, at the bottom, beside it, or where edges do run."""
    outputs, shown = widths.shape
    centers, radii = layout.centers[-outputs:], layout.radii[-outputs:]
    size = text_size(NAME_SIZE, float(radii[0]))
    rows = (np.arange(shown) + 0.5) * LINE * size
    x = centers[:, :1] + radii[:, np.newaxis] + _AIR_BESIDE + widths / 2
    y = centers[:, 1:] + rows - shown * LINE * size / 2
    beside = boxes_around(np.stack((x, y), axis=-1), widths, pill_height(size))
    if outputs > 1:
        return [[beside]]
    x, y = np.repeat(centers[:, :1], shown, axis=1), centers[:, 1:] + below[0] + _AIR_BELOW + rows
    usual = boxes_around(np.stack((x, y), axis=-1), widths, pill_height(size))
    places = usual + np.multiply.outer(_SHIFTS, (1, 0, 1, 0))[:, np.newaxis]
    near = ground.moved_inside(places)
    lowest = 0.0
    if ground.limits is not None:
        lowest = ground.limits.bottom - float(usual[..., 3].max())
    far = near + np.array((0, lowest, 0, lowest))
    last = ways.lines[wiring.layers == len(wiring.sizes) - 2]
    clear = [list(some[~crossings(some, last).any(axis=1), np.newaxis]) for some in (near, far)]
    return [*clear, [beside], [near[:1]]]
