"""The places of the titles above the columns."""

import numpy as np

from core.nn.arrays import Array
from gui.canvas.labels.text_sizes import TITLE_SIZE, label_height
from gui.canvas.scene.free_space import FreeSpace, boxes_around
from gui.canvas.scene.layout import Layout

_ABOVE = 62.0  # the highest node


def place_titles(layout: Layout, widths: Array, ground: FreeSpace) -> tuple[Array, int]:
    """Put all titles down in the first form that has room for all of them, else as many as can be.

    Takes how wide they are in each form, shape (3, columns); returns their boxes, shape
    (columns, 4), and which form they have.
    """
    height = label_height(TITLE_SIZE)
    y = float((layout.centers[:, 1] - layout.radii).min()) - _ABOVE
    if ground.limits is not None:
        y = max(y, ground.limits.top + height / 2)
    there, label_boxes = widths[0] > 0, np.full((widths.shape[1], 4), np.nan)
    x = np.array(layout.columns)[there]
    centers = np.column_stack((x, np.full_like(x, y)))
    for form, found in enumerate(widths[:, there]):
        boxes = ground.moved_inside(boxes_around(centers, found + 6, height))
        chosen = ground.place_all(boxes[:, np.newaxis])
        if chosen is not None:
            label_boxes[there] = chosen
            return label_boxes, form
    label_boxes[there] = ground.place_each(boxes[:, np.newaxis])
    return label_boxes, form
